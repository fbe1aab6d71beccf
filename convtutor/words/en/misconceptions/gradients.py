"""English sentences about mistakes: what is handed back."""

SENTENCES: dict[str, str] = {
    "misconceptions.upstream-ignored": "The upstream gradient is taken to be 1 everywhere.",
    "misconceptions.upstream-ignored.when": "Seen when the upstream gradient is not 1 everywhere.",
    "misconceptions.gradient-not-flipped": (
        "The kernel slides over the upstream gradient as it lies; for the gradient of the input "
        "it makes a half turn."
    ),
    "misconceptions.gradient-not-flipped.when": "Seen with a kernel that a half turn changes.",
    "misconceptions.upstream-flipped": (
        "The upstream gradient makes a half turn; for the gradient of the kernel it slides over "
        "the input as it lies."
    ),
    "misconceptions.upstream-flipped.when": (
        "Seen with an upstream gradient that a half turn changes."
    ),
    "misconceptions.first-window-only": (
        "The first window alone counts for the gradient of the kernel; every window adds to it."
    ),
    "misconceptions.first-window-only.when": "Seen with two windows or more.",
    "misconceptions.stamps-overwrite": (
        "The share of a window is written over what is there; shares add up."
    ),
    "misconceptions.stamps-overwrite.when": (
        "Seen when an element lies in two windows or more, or when there are two filters or "
        "more."
    ),
    "misconceptions.bias-gradient-averaged": (
        "The gradient of the bias is the mean of the upstream gradients; it is their sum."
    ),
    "misconceptions.bias-gradient-averaged.when": (
        "Seen in a layer with a bias and two windows or more."
    ),
    "misconceptions.bias-gradient-once": (
        "The bias is taken to be used once, in the first window; it is used in all of them."
    ),
    "misconceptions.bias-gradient-once.when": (
        "Seen in a layer with a bias and two windows or more."
    ),
}
