"""English sentences about mistakes: layers that join, reshape, or weigh all features."""

SENTENCES: dict[str, str] = {
    "misconceptions.weight-transposed": (
        "The weight is read as (in, out); its rows belong to the output features."
    ),
    "misconceptions.weight-transposed.when": (
        "Seen with a weight that is not symmetric. Where it is not square, it does not fit."
    ),
    "misconceptions.weight-transposed.you": "You read the weight as (in, out).",
    "misconceptions.weight-transposed.rule": (
        "The weight of a linear layer is (out, in): row j holds the weights of output "
        "feature j."
    ),
    "misconceptions.weight-transposed.label": "weight transposed",
    "misconceptions.samples-flattened": (
        "The samples are flattened too; flatten begins where start_dim says, behind them."
    ),
    "misconceptions.samples-flattened.when": "Seen when start_dim is not the first axis.",
    "misconceptions.samples-flattened.you": "You flattened the samples too.",
    "misconceptions.samples-flattened.rule": (
        "flatten leaves the axes before start_dim: with start_dim=1 every sample becomes a "
        "row of its own."
    ),
    "misconceptions.samples-flattened.label": "samples flattened",
    "misconceptions.joined-along-the-samples": (
        "The tensors are joined along the first axis, whatever dim says."
    ),
    "misconceptions.joined-along-the-samples.when": (
        "Seen when dim names another axis and there are two tensors or more."
    ),
    "misconceptions.joined-along-the-samples.you": "You joined the tensors along the first axis.",
    "misconceptions.joined-along-the-samples.rule": (
        "dim names the axis that grows: with dim=1 the channels of one tensor follow those "
        "of the other."
    ),
    "misconceptions.joined-along-the-samples.label": "joined along the first axis",
    "misconceptions.gradient-halved": (
        "The two operands share the upstream gradient; each of them gets all of it."
    ),
    "misconceptions.gradient-halved.when": "Seen with an upstream gradient that is not 0.",
    "misconceptions.gradient-halved.you": "You shared the gradient between the operands.",
    "misconceptions.gradient-halved.rule": (
        "A sum moves with each operand by just as much: both get the whole upstream gradient."
    ),
    "misconceptions.gradient-halved.label": "gradient halved",
    "misconceptions.stretched-gradient-averaged": (
        "A stretched element gets the mean of the gradients of its places; it gets their sum."
    ),
    "misconceptions.stretched-gradient-averaged.when": (
        "Seen when an operand is stretched along an axis."
    ),
    "misconceptions.stretched-gradient-averaged.you": "You averaged over the stretched places.",
    "misconceptions.stretched-gradient-averaged.rule": (
        "An element that broadcasting used in several places gets the gradients of all of "
        "them, added up."
    ),
    "misconceptions.stretched-gradient-averaged.label": "averaged over the places",
    "misconceptions.sign-kept": (
        "What is taken away gets the upstream gradient as it is; its sign turns."
    ),
    "misconceptions.sign-kept.when": "Seen with an upstream gradient that is not 0.",
    "misconceptions.sign-kept.you": "You handed the gradient back with its sign.",
    "misconceptions.sign-kept.rule": (
        "In a - b the result falls as b grows: b gets minus the upstream gradient."
    ),
    "misconceptions.sign-kept.label": "sign kept",
    "misconceptions.other-forgotten": (
        "Each factor gets the upstream gradient as in a sum; it is times the other factor."
    ),
    "misconceptions.other-forgotten.when": "Seen when the other factor is not 1.",
    "misconceptions.other-forgotten.you": "You left the other factor out.",
    "misconceptions.other-forgotten.rule": (
        "In a × b the factor a moves the product b times as much: a gets the upstream "
        "gradient times b."
    ),
    "misconceptions.other-forgotten.label": "other factor left out",
}
