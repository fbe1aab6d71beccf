"""English sentences about mistakes: the step of an optimiser."""

SENTENCES: dict[str, str] = {
    "misconceptions.gradient-added": (
        "The gradient is added, which leads uphill; it is taken away, times the learning rate."
    ),
    "misconceptions.gradient-added.when": "Seen when neither the gradient nor lr is 0.",
}
