"""English sentences about mistakes: pools."""

SENTENCES: dict[str, str] = {
    "misconceptions.padded-with-zeros": (
        "The padding of a pool is filled with zeros, as in a convolution, and a zero can be the "
        "largest; it stands as minus infinity."
    ),
    "misconceptions.padded-with-zeros.when": (
        "Seen where a window reads the padding and all its elements are negative."
    ),
    "misconceptions.padded-with-zeros.you": "You let a zero of the padding win.",
    "misconceptions.padded-with-zeros.rule": (
        "The padding of a max pool counts as minus infinity: it never wins over an element, "
        "not even a negative one."
    ),
    "misconceptions.padded-with-zeros.label": "zeros in the padding",
    "misconceptions.whole-plane": (
        "The largest element of the whole plane is taken; a pool takes that of every window."
    ),
    "misconceptions.whole-plane.when": "Seen when one window does not hold the whole plane.",
    "misconceptions.whole-plane.you": "You took the largest element of the whole plane.",
    "misconceptions.whole-plane.rule": "Each element of the output looks at its own window alone.",
    "misconceptions.whole-plane.label": "largest of the plane",
    "misconceptions.planes-joined": (
        "The largest element over all planes is taken, so that one plane comes out; a pool "
        "treats every plane by itself."
    ),
    "misconceptions.planes-joined.when": "Seen with two planes or more.",
    "misconceptions.planes-joined.you": "You took the largest element over all planes.",
    "misconceptions.planes-joined.rule": (
        "A pool never mixes planes: as many come out as go in, each from its own."
    ),
    "misconceptions.planes-joined.label": "largest over all planes",
    "misconceptions.ties-shared": (
        "Equal elements share the gradient of their window; the first of them gets all of it."
    ),
    "misconceptions.ties-shared.when": "Seen where a window has two largest elements.",
    "misconceptions.ties-shared.you": "You shared the gradient between equal elements.",
    "misconceptions.ties-shared.rule": (
        "Of equal largest elements the first one in reading order wins, and gets the whole "
        "gradient of the window."
    ),
    "misconceptions.ties-shared.label": "gradient shared in a tie",
    "misconceptions.every-tie": (
        "Every one of several equal elements gets the gradient of their window; the first of "
        "them alone does."
    ),
    "misconceptions.every-tie.when": "Seen where a window has two largest elements.",
    "misconceptions.every-tie.you": "You gave the gradient to each of the equal elements.",
    "misconceptions.every-tie.rule": (
        "Of equal largest elements the first one in reading order wins; the others get "
        "nothing."
    ),
    "misconceptions.every-tie.label": "gradient to every tie",
    "misconceptions.last-window-overwrites": (
        "The gradient of the last window that an element wins is written over those of the "
        "others; they add up."
    ),
    "misconceptions.last-window-overwrites.when": "Seen where an element wins two windows.",
    "misconceptions.last-window-overwrites.you": "You kept the gradient of the last window alone.",
    "misconceptions.last-window-overwrites.rule": (
        "An element that wins several windows gets the gradient of each, added up."
    ),
    "misconceptions.last-window-overwrites.label": "last window alone",
    "misconceptions.gradient-averaged-over-windows": (
        "The gradients that an element gets are averaged over the windows that look at it; they "
        "add up."
    ),
    "misconceptions.gradient-averaged-over-windows.when": "Seen where windows overlap.",
    "misconceptions.gradient-averaged-over-windows.you": (
        "You averaged the gradients over the windows."
    ),
    "misconceptions.gradient-averaged-over-windows.rule": (
        "An element gets the gradient of every window that it wins, added up; nothing is "
        "divided."
    ),
    "misconceptions.gradient-averaged-over-windows.label": "averaged over the windows",
    "misconceptions.gradient-to-every-element": (
        "Every element of a window gets its gradient; the largest alone does."
    ),
    "misconceptions.gradient-to-every-element.when": "Seen with a window of two elements or more.",
    "misconceptions.gradient-to-every-element.you": (
        "You gave every element of the window its gradient."
    ),
    "misconceptions.gradient-to-every-element.rule": (
        "Only the largest element made the output, so it alone gets the gradient; the others "
        "get 0."
    ),
    "misconceptions.gradient-to-every-element.label": "gradient to every element",
    # ------------------------------------------------------------ means
    "misconceptions.padding-counted": (
        "The padding counts in the mean, though count_include_pad is off."
    ),
    "misconceptions.padding-counted.when": (
        "Seen without count_include_pad, where a window reads the padding."
    ),
    "misconceptions.padding-counted.you": "You counted the padding in the mean.",
    "misconceptions.padding-counted.rule": (
        "Without count_include_pad a mean divides by the number of elements that really lie "
        "in the window."
    ),
    "misconceptions.padding-counted.label": "padding counted",
    "misconceptions.padding-not-counted": (
        "The padding does not count in the mean, though count_include_pad is on."
    ),
    "misconceptions.padding-not-counted.when": (
        "Seen with count_include_pad, where a window reads the padding."
    ),
    "misconceptions.padding-not-counted.you": "You left the padding out of the mean.",
    "misconceptions.padding-not-counted.rule": (
        "With count_include_pad the cells of the padding count as zeros, and the divisor "
        "counts them too."
    ),
    "misconceptions.padding-not-counted.label": "padding not counted",
    "misconceptions.kernel-counted": (
        "Every sum is divided by the size of the whole kernel; what does not count is no part of "
        "the divisor."
    ),
    "misconceptions.kernel-counted.when": (
        "Seen where a window hangs over the border, or reads padding that does not count."
    ),
    "misconceptions.kernel-counted.you": "You divided by the size of the whole kernel.",
    "misconceptions.kernel-counted.rule": (
        "The divisor counts the cells of the window that count: none that hang over the "
        "border, and padding only if it is included."
    ),
    "misconceptions.kernel-counted.label": "divided by the whole kernel",
    "misconceptions.divisor-ignored": (
        "The mean of every window is taken, though divisor_override gives another divisor."
    ),
    "misconceptions.divisor-ignored.when": (
        "Seen with a divisor_override other than the size of a window."
    ),
    "misconceptions.divisor-ignored.you": "You divided by the number of cells.",
    "misconceptions.divisor-ignored.rule": (
        "divisor_override is what every sum is divided by, whatever the size of the window."
    ),
    "misconceptions.divisor-ignored.label": "divided by the size of the window",
    "misconceptions.gradient-not-divided": (
        "Every element of a window gets its whole gradient; each gets it divided as the sum was."
    ),
    "misconceptions.gradient-not-divided.when": (
        "Seen when the sum of a window is divided by another number than 1."
    ),
    "misconceptions.gradient-not-divided.you": "You handed back the whole gradient.",
    "misconceptions.gradient-not-divided.rule": (
        "The sum was divided on the way forward, so every element gets its gradient divided "
        "by the same number."
    ),
    "misconceptions.gradient-not-divided.label": "gradient not divided",
}
