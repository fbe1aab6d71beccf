"""English sentences about mistakes: the step of an optimiser."""

SENTENCES: dict[str, str] = {
    "misconceptions.gradient-added": (
        "The gradient is added, which leads uphill; it is taken away, times the learning rate."
    ),
    "misconceptions.gradient-added.when": "Seen when neither the gradient nor lr is 0.",
    "misconceptions.gradient-added.you": "You added the gradient to the weight.",
    "misconceptions.gradient-added.rule": (
        "The gradient points uphill; a step of SGD takes lr times the gradient away."
    ),
    "misconceptions.gradient-added.label": "gradient added",
    "misconceptions.weight-replaced": (
        "The step is stored as the weight; it is a step from where the weight stands."
    ),
    "misconceptions.weight-replaced.when": "Seen where the weight is not 0.",
    "misconceptions.weight-replaced.you": "You stored the step as the weight.",
    "misconceptions.weight-replaced.rule": (
        "The new weight is the old one minus lr times the gradient: the step starts where "
        "the weight stands."
    ),
    "misconceptions.weight-replaced.label": "weight replaced by the step",
}
