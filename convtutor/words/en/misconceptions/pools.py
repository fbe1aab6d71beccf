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
}
