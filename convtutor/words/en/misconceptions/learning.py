"""English sentences about mistakes: the step of an optimiser."""

SENTENCES: dict[str, str] = {
    "misconceptions.gradient-added": (
        "The gradient is added, which leads uphill; it is taken away, times the learning rate."
    ),
    "misconceptions.gradient-added.when": "Seen when neither the gradient nor lr is 0.",
    "misconceptions.weight-replaced": (
        "The step is stored as the weight; it is a step from where the weight stands."
    ),
    "misconceptions.weight-replaced.when": "Seen where the weight is not 0.",
}
