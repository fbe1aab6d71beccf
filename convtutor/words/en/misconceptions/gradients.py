"""English sentences about mistakes: what is handed back."""

SENTENCES: dict[str, str] = {
    "misconceptions.upstream-ignored": "The upstream gradient is taken to be 1 everywhere.",
    "misconceptions.upstream-ignored.when": "Seen when the upstream gradient is not 1 everywhere.",
    "misconceptions.upstream-ignored.you": "You took the upstream gradient to be 1.",
    "misconceptions.upstream-ignored.rule": (
        "Every term of a gradient is multiplied by the upstream gradient of the element it "
        "flows back from."
    ),
    "misconceptions.upstream-ignored.label": "upstream gradient of ones",
    "misconceptions.gradient-not-flipped": (
        "The kernel slides over the upstream gradient as it lies; for the gradient of the input "
        "it makes a half turn."
    ),
    "misconceptions.gradient-not-flipped.when": "Seen with a kernel that a half turn changes.",
    "misconceptions.gradient-not-flipped.you": "You slid the kernel over the gradient as it lies.",
    "misconceptions.gradient-not-flipped.rule": (
        "An input cell meets the last tap of the kernel in its first window: for the input's "
        "gradient the kernel makes a half turn."
    ),
    "misconceptions.gradient-not-flipped.label": "kernel as it lies",
    "misconceptions.upstream-flipped": (
        "The upstream gradient makes a half turn; for the gradient of the kernel it slides over "
        "the input as it lies."
    ),
    "misconceptions.upstream-flipped.when": (
        "Seen with an upstream gradient that a half turn changes."
    ),
    "misconceptions.upstream-flipped.you": "You turned the upstream gradient by half.",
    "misconceptions.upstream-flipped.rule": (
        "weight[r,c] multiplies the cell r rows down and c columns right in every window: "
        "the gradient slides over the input as it lies."
    ),
    "misconceptions.upstream-flipped.label": "upstream gradient turned by half",
    "misconceptions.first-window-only": (
        "The first window alone counts for the gradient of the kernel; every window adds to it."
    ),
    "misconceptions.first-window-only.when": "Seen with two windows or more.",
    "misconceptions.first-window-only.you": "You counted the first window alone.",
    "misconceptions.first-window-only.rule": (
        "A weight is used in every window, so its gradient is a sum over all windows."
    ),
    "misconceptions.first-window-only.label": "first window alone",
    "misconceptions.stamps-overwrite": (
        "The share of a window is written over what is there; shares add up."
    ),
    "misconceptions.stamps-overwrite.when": (
        "Seen when an element lies in two windows or more, or when there are two filters or "
        "more."
    ),
    "misconceptions.stamps-overwrite.you": "You let a later share replace an earlier one.",
    "misconceptions.stamps-overwrite.rule": (
        "An input cell that lies in several windows gets a share from each, for every "
        "filter, and the shares add up."
    ),
    "misconceptions.stamps-overwrite.label": "shares written over one another",
    "misconceptions.bias-gradient-averaged": (
        "The gradient of the bias is the mean of the upstream gradients; it is their sum."
    ),
    "misconceptions.bias-gradient-averaged.when": (
        "Seen in a layer with a bias and two windows or more."
    ),
    "misconceptions.bias-gradient-averaged.you": (
        "You averaged the upstream gradients for the bias."
    ),
    "misconceptions.bias-gradient-averaged.rule": (
        "The bias is added to every element of its channel, so its gradient is the sum of "
        "their gradients."
    ),
    "misconceptions.bias-gradient-averaged.label": "mean in place of the sum",
    "misconceptions.bias-gradient-once": (
        "The bias is taken to be used once, in the first window; it is used in all of them."
    ),
    "misconceptions.bias-gradient-once.when": (
        "Seen in a layer with a bias and two windows or more."
    ),
    "misconceptions.bias-gradient-once.you": "You counted the bias in the first window alone.",
    "misconceptions.bias-gradient-once.rule": (
        "The bias is used in every window: each element of its channel adds its gradient."
    ),
    "misconceptions.bias-gradient-once.label": "first window alone",
}
