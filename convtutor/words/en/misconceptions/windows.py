"""English sentences about mistakes: where windows lie and what they slide."""

SENTENCES: dict[str, str] = {
    # ------------------------------------------------------------ the kernel
    "misconceptions.kernel-flipped": (
        "The kernel is turned by 180 degrees, as in the convolution of mathematics; the layer "
        "is a cross-correlation and takes the kernel as it lies."
    ),
    "misconceptions.kernel-flipped.when": "Seen with a kernel that a half turn changes.",
    "misconceptions.kernel-upside-down": "The rows of the kernel are taken from bottom to top.",
    "misconceptions.kernel-upside-down.when": (
        "Seen with a kernel of two rows or more that are not the same in reverse order."
    ),
    "misconceptions.kernel-mirrored": "The columns of the kernel are taken from right to left.",
    "misconceptions.kernel-mirrored.when": (
        "Seen with a kernel of two columns or more that are not the same in reverse order."
    ),
    "misconceptions.kernel-transposed": (
        "The kernel is read column by column: rows and columns have changed places."
    ),
    "misconceptions.kernel-transposed.when": (
        "Seen with a kernel that is not symmetric about its diagonal."
    ),
    "misconceptions.channels-transposed": (
        "The weight is read with input and output channels in each other's place."
    ),
    "misconceptions.channels-transposed.when": (
        "Seen with more than one channel. Where the two numbers of channels differ, the weight "
        "does not fit."
    ),
    # ------------------------------------------------------------ padding
    "misconceptions.padding-forgotten": (
        "The padding is forgotten: the window slides over the bare input."
    ),
    "misconceptions.padding-forgotten.when": "Seen with padding of 1 or more.",
    "misconceptions.padding-counted-once": (
        "The padding is counted once, before the input: H - K + P + 1 rows come out, where H - "
        "K + 2P + 1 belong."
    ),
    "misconceptions.padding-counted-once.when": (
        "Seen with padding of 1 or more, unless the stride skips what is missing."
    ),
    "misconceptions.padding-as-total": (
        "The padding is taken for the total of both sides; it is the number of cells on each "
        "side."
    ),
    "misconceptions.padding-as-total.when": "Seen with padding of 1 or more.",
    "misconceptions.padding-at-the-end": (
        "All padding is put behind the input, so that the first window starts on its first "
        "element."
    ),
    "misconceptions.padding-at-the-end.when": "Seen with padding of 1 or more.",
    "misconceptions.padding-one-too-many": "One cell too many is padded on every side.",
    "misconceptions.padding-one-too-many.when": "Seen when the padding is given in numbers.",
    "misconceptions.padding-swapped": (
        "The padding of rows and columns has changed places: the pair is (rows, columns)."
    ),
    "misconceptions.padding-swapped.when": "Seen when the two numbers differ.",
    "misconceptions.same-at-the-start": (
        'The odd cell of padding "same" is put before the input; it belongs behind it.'
    ),
    "misconceptions.same-at-the-start.when": (
        'Seen with padding "same" and an even kernel whose dilation is odd.'
    ),
    "misconceptions.same-on-each-side": (
        'Padding "same" is taken for K - 1 cells on each side; K - 1 is the total of both.'
    ),
    "misconceptions.same-on-each-side.when": (
        'Seen with padding "same" and a kernel of two or more.'
    ),
    "misconceptions.border-repeated": (
        "The border of the input is repeated in the padding, where zeros belong."
    ),
    "misconceptions.border-repeated.when": "Seen with zero padding that some window reads.",
    "misconceptions.padding-mode-ignored": (
        "The padding is filled with zeros, whatever padding_mode says."
    ),
    "misconceptions.padding-mode-ignored.when": (
        "Seen with another padding_mode, where some window reads the padding."
    ),
    # ------------------------------------------------------------ stride, dilation, size
    "misconceptions.rounded-up": (
        "The number of windows is rounded up; a window that does not fit in whole is left out."
    ),
    "misconceptions.rounded-up.when": (
        "Seen when the stride does not divide the room for the window."
    ),
    "misconceptions.window-hangs-over": (
        "A window starts on every cell up to the last and hangs over the end, as if zeros stood "
        "there."
    ),
    "misconceptions.window-hangs-over.when": (
        "Seen with a kernel of two or more, unless the stride skips the added windows."
    ),
    "misconceptions.stride-ignored": "The stride is ignored: the window moves on by one cell.",
    "misconceptions.stride-ignored.when": "Seen with a stride of 2 or more.",
    "misconceptions.stride-swapped": (
        "The strides of rows and columns have changed places: the pair is (rows, columns)."
    ),
    "misconceptions.stride-swapped.when": "Seen when the two numbers differ.",
    "misconceptions.stride-one-by-default": (
        "The window of the pool moves on by one cell, as in a convolution; without a stride it "
        "moves by its own size."
    ),
    "misconceptions.stride-one-by-default.when": (
        "Seen when no stride is given and the window is larger than one cell."
    ),
    "misconceptions.pairs-swapped": (
        "Every pair is read as (width, height); its order is (rows, columns)."
    ),
    "misconceptions.pairs-swapped.when": "Seen when the two numbers of a pair differ.",
    "misconceptions.dilation-ignored": (
        "The dilation is ignored: the taps of the kernel lie side by side."
    ),
    "misconceptions.dilation-ignored.when": (
        "Seen with a dilation of 2 or more and a kernel of two or more."
    ),
    "misconceptions.dilation-swapped": (
        "The dilations of rows and columns have changed places: the pair is (rows, columns)."
    ),
    "misconceptions.dilation-swapped.when": (
        "Seen when the two numbers differ and the kernel is larger than one cell."
    ),
    "misconceptions.dilation-of-columns-alone": (
        "The columns of the kernel are spread, and its rows are left together."
    ),
    "misconceptions.dilation-of-columns-alone.when": (
        "Seen with a dilation of 2 or more between the rows of a kernel of two rows or more."
    ),
    "misconceptions.dilation-times-kernel": (
        "The dilated kernel is taken to be D K cells long, so that too few windows seem to fit; "
        "it is D (K - 1) + 1 long."
    ),
    "misconceptions.dilation-times-kernel.when": (
        "Seen with a dilation of 2 or more, unless the stride skips what is missing."
    ),
    "misconceptions.always-ceil-mode": (
        "The number of windows is rounded up, though ceil_mode is off."
    ),
    "misconceptions.always-ceil-mode.when": (
        "Seen without ceil_mode, when the stride does not divide the room for the window."
    ),
    "misconceptions.ceil-mode-ignored": (
        "The number of windows is rounded down, though ceil_mode is on."
    ),
    "misconceptions.ceil-mode-ignored.when": (
        "Seen with ceil_mode, when the stride does not divide the room for the window."
    ),
}
