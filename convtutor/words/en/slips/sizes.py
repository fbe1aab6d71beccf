"""English sentences about slips: the size formula half filled in."""

SENTENCES: dict[str, str] = {
    "slips.not-rounded.you": "You did not round down.",
    "slips.not-rounded.rule": (
        "A window that does not fit whole is left out: the quotient is rounded down before 1 "
        "is added."
    ),
    "slips.not-rounded.label": "not rounded",
    "slips.one-forgotten.you": "You forgot to add 1.",
    "slips.one-forgotten.rule": (
        "The quotient counts the moves of the window; the place where it starts is one more."
    ),
    "slips.one-forgotten.label": "without the + 1",
    "slips.one-subtracted.you": "You subtracted the 1.",
    "slips.one-subtracted.rule": (
        "The formula adds 1 for the place where the window starts: floor((i + 2p - k) / s) + 1."
    ),
    "slips.one-subtracted.label": "1 subtracted",
    "slips.size-halved.you": "You divided the length and forgot the kernel.",
    "slips.size-halved.rule": (
        "The stride divides what is left beside the window: floor((i + 2p - k) / s) + 1."
    ),
    "slips.size-halved.label": "length over stride",
    "slips.size-kept.you": "You took the size to stay.",
    "slips.size-kept.rule": (
        "It stays only where 2p = k - 1 and the stride is 1; otherwise count the places of the "
        "window."
    ),
    "slips.size-kept.label": "the input's size",
    "slips.stride-taken-for-padding.you": "You took the stride for the padding.",
    "slips.stride-taken-for-padding.rule": (
        "After kernel_size comes stride, then padding: Conv2d(in, out, kernel_size, stride, "
        "padding)."
    ),
    "slips.stride-taken-for-padding.label": "stride read as padding",
    "slips.stride-of-the-kernel.you": "You moved the window by its own length.",
    "slips.stride-of-the-kernel.rule": (
        "A convolution moves by 1 unless a stride is given; only pools move by their window."
    ),
    "slips.stride-of-the-kernel.label": "moved by the kernel",
    "slips.grown-by-the-kernel.you": "You added the kernel.",
    "slips.grown-by-the-kernel.rule": (
        "A window must fit inside: the kernel is taken from the length. Only a transposed "
        "convolution grows."
    ),
    "slips.grown-by-the-kernel.label": "kernel added",
    "slips.first-number-for-both.you": "You took the first number of a pair for both axes.",
    "slips.first-number-for-both.rule": (
        "A pair is (rows, columns): every axis has its own kernel, stride and padding."
    ),
    "slips.first-number-for-both.label": "first number for both",
    "slips.sizes-swapped.you": "You gave the width before the height.",
    "slips.sizes-swapped.rule": "Sizes are height x width, rows before columns, as in a shape.",
    "slips.sizes-swapped.label": "width before height",
    "slips.hole-one-forgotten.you": "You forgot the 1 that the formula adds.",
    "slips.hole-one-forgotten.rule": (
        "Take 1 from the result first: the quotient counts moves, the result counts places."
    ),
    "slips.hole-one-forgotten.label": "without the + 1",
    "slips.hole-padding-once.you": "You counted the padding of one side.",
    "slips.hole-padding-once.rule": "Padding stands on both sides: the length grows by 2p.",
    "slips.hole-padding-once.label": "padding counted once",
    "slips.hole-padding-left-out.you": "You left the padding out.",
    "slips.hole-padding-left-out.rule": (
        "The window slides over the padded input, i + 2p cells long."
    ),
    "slips.hole-padding-left-out.label": "without padding",
    "slips.hole-dilation-left-out.you": "You left the dilation out.",
    "slips.hole-dilation-left-out.rule": (
        "With a dilation the kernel reaches over d(k - 1) + 1 cells."
    ),
    "slips.hole-dilation-left-out.label": "without dilation",
    "slips.hole-both-sides.you": "You gave the padding of both sides together.",
    "slips.hole-both-sides.rule": (
        "padding=p puts p cells on each side; the formula doubles it by itself."
    ),
    "slips.hole-both-sides.label": "both sides together",
}
