"""English sentences about mistakes: the kernel as it lies."""

SENTENCES: dict[str, str] = {
    "misconceptions.kernel-flipped": (
        "The kernel is turned by 180 degrees, as in the convolution of mathematics; the layer "
        "is a cross-correlation and takes the kernel as it lies."
    ),
    "misconceptions.kernel-flipped.when": "Seen with a kernel that a half turn changes.",
    "misconceptions.kernel-flipped.you": "You turned the kernel by half.",
    "misconceptions.kernel-flipped.rule": (
        "Math books turn it and call that convolution. A convolution layer does not: "
        "weight[0,0] meets the top left cell of the window."
    ),
    "misconceptions.kernel-flipped.label": "kernel turned by half",
    "misconceptions.kernel-upside-down": "The rows of the kernel are taken from bottom to top.",
    "misconceptions.kernel-upside-down.when": (
        "Seen with a kernel of two rows or more that are not the same in reverse order."
    ),
    "misconceptions.kernel-upside-down.you": "You took the rows of the kernel from bottom to top.",
    "misconceptions.kernel-upside-down.rule": (
        "Kernel and window are read in the same order: the kernel's row 0 meets the top row "
        "of the window."
    ),
    "misconceptions.kernel-upside-down.label": "kernel upside down",
    "misconceptions.kernel-mirrored": "The columns of the kernel are taken from right to left.",
    "misconceptions.kernel-mirrored.when": (
        "Seen with a kernel of two columns or more that are not the same in reverse order."
    ),
    "misconceptions.kernel-mirrored.you": "You took the columns of the kernel from right to left.",
    "misconceptions.kernel-mirrored.rule": (
        "Kernel and window are read in the same order: the kernel's column 0 meets the left "
        "column of the window."
    ),
    "misconceptions.kernel-mirrored.label": "kernel mirrored",
    "misconceptions.kernel-transposed": (
        "The kernel is read column by column: rows and columns have changed places."
    ),
    "misconceptions.kernel-transposed.when": (
        "Seen with a kernel that is not symmetric about its diagonal."
    ),
    "misconceptions.kernel-transposed.you": "You read the kernel column by column.",
    "misconceptions.kernel-transposed.rule": (
        "weight[r,c] stands in row r and column c, and meets the cell in row r and column c "
        "of the window."
    ),
    "misconceptions.kernel-transposed.label": "kernel transposed",
    "misconceptions.channels-transposed": (
        "The weight is read with input and output channels in each other's place."
    ),
    "misconceptions.channels-transposed.when": (
        "Seen with more than one channel. Where the two numbers of channels differ, the weight "
        "does not fit."
    ),
    "misconceptions.channels-transposed.you": (
        "You took input channels for output channels in the weight."
    ),
    "misconceptions.channels-transposed.rule": (
        "The weight of a convolution is (out, in, rows, columns), that of a transposed one "
        "(in, out, rows, columns)."
    ),
    "misconceptions.channels-transposed.label": "channels of the weight swapped",
}
