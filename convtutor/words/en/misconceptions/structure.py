"""English sentences about mistakes: layers that join, reshape, or weigh all features."""

SENTENCES: dict[str, str] = {
    "misconceptions.weight-transposed": (
        "The weight is read as (in, out); its rows belong to the output features."
    ),
    "misconceptions.weight-transposed.when": (
        "Seen with a weight that is not symmetric. Where it is not square, it does not fit."
    ),
    "misconceptions.samples-flattened": (
        "The samples are flattened too; flatten begins where start_dim says, behind them."
    ),
    "misconceptions.samples-flattened.when": "Seen when start_dim is not the first axis.",
    "misconceptions.joined-along-the-samples": (
        "The tensors are joined along the first axis, whatever dim says."
    ),
    "misconceptions.joined-along-the-samples.when": (
        "Seen when dim names another axis and there are two tensors or more."
    ),
    "misconceptions.gradient-halved": (
        "The two operands share the upstream gradient; each of them gets all of it."
    ),
    "misconceptions.gradient-halved.when": "Seen with an upstream gradient that is not 0.",
    "misconceptions.stretched-gradient-averaged": (
        "A stretched element gets the mean of the gradients of its places; it gets their sum."
    ),
    "misconceptions.stretched-gradient-averaged.when": (
        "Seen when an operand is stretched along an axis."
    ),
    "misconceptions.sign-kept": (
        "What is taken away gets the upstream gradient as it is; its sign turns."
    ),
    "misconceptions.sign-kept.when": "Seen with an upstream gradient that is not 0.",
    "misconceptions.other-forgotten": (
        "Each factor gets the upstream gradient as in a sum; it is times the other factor."
    ),
    "misconceptions.other-forgotten.when": "Seen when the other factor is not 1.",
}
