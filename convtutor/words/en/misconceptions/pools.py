"""English sentences about mistakes: pools."""

SENTENCES: dict[str, str] = {
    "misconceptions.padded-with-zeros": (
        "The padding of a pool is filled with zeros, as in a convolution, and a zero can be the "
        "largest; it stands as minus infinity."
    ),
    "misconceptions.padded-with-zeros.when": (
        "Seen where a window reads the padding and all its elements are negative."
    ),
    "misconceptions.whole-plane": (
        "The largest element of the whole plane is taken; a pool takes that of every window."
    ),
    "misconceptions.whole-plane.when": "Seen when one window does not hold the whole plane.",
    "misconceptions.planes-joined": (
        "The largest element over all planes is taken, so that one plane comes out; a pool "
        "treats every plane by itself."
    ),
    "misconceptions.planes-joined.when": "Seen with two planes or more.",
    "misconceptions.ties-shared": (
        "Equal elements share the gradient of their window; the first of them gets all of it."
    ),
    "misconceptions.ties-shared.when": "Seen where a window has two largest elements.",
    "misconceptions.every-tie": (
        "Every one of several equal elements gets the gradient of their window; the first of "
        "them alone does."
    ),
    "misconceptions.every-tie.when": "Seen where a window has two largest elements.",
    "misconceptions.last-window-overwrites": (
        "The gradient of the last window that an element wins is written over those of the "
        "others; they add up."
    ),
    "misconceptions.last-window-overwrites.when": "Seen where an element wins two windows.",
    "misconceptions.gradient-averaged-over-windows": (
        "The gradients that an element gets are averaged over the windows that look at it; they "
        "add up."
    ),
    "misconceptions.gradient-averaged-over-windows.when": "Seen where windows overlap.",
    "misconceptions.gradient-to-every-element": (
        "Every element of a window gets its gradient; the largest alone does."
    ),
    "misconceptions.gradient-to-every-element.when": "Seen with a window of two elements or more.",
    # ------------------------------------------------------------ means
    "misconceptions.padding-counted": (
        "The padding counts in the mean, though count_include_pad is off."
    ),
    "misconceptions.padding-counted.when": (
        "Seen without count_include_pad, where a window reads the padding."
    ),
    "misconceptions.padding-not-counted": (
        "The padding does not count in the mean, though count_include_pad is on."
    ),
    "misconceptions.padding-not-counted.when": (
        "Seen with count_include_pad, where a window reads the padding."
    ),
    "misconceptions.kernel-counted": (
        "Every sum is divided by the size of the whole kernel; what does not count is no part of "
        "the divisor."
    ),
    "misconceptions.kernel-counted.when": (
        "Seen where a window hangs over the border, or reads padding that does not count."
    ),
    "misconceptions.divisor-ignored": (
        "The mean of every window is taken, though divisor_override gives another divisor."
    ),
    "misconceptions.divisor-ignored.when": (
        "Seen with a divisor_override other than the size of a window."
    ),
    "misconceptions.gradient-not-divided": (
        "Every element of a window gets its whole gradient; each gets it divided as the sum was."
    ),
    "misconceptions.gradient-not-divided.when": (
        "Seen when the sum of a window is divided by another number than 1."
    ),
}
