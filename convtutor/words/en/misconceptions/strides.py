"""English sentences about mistakes: stride, dilation, number of windows."""

SENTENCES: dict[str, str] = {
    "misconceptions.rounded-up": (
        "The number of windows is rounded up; a window that does not fit in whole is left out."
    ),
    "misconceptions.rounded-up.when": (
        "Seen when the stride does not divide the room for the window."
    ),
    "misconceptions.rounded-up.you": "You counted a window that does not fit.",
    "misconceptions.rounded-up.rule": (
        "The size formula rounds down: a window that reaches over the end of the padded "
        "input is left out."
    ),
    "misconceptions.rounded-up.label": "number of windows rounded up",
    "misconceptions.window-hangs-over": (
        "A window starts on every cell up to the last and hangs over the end, as if zeros stood "
        "there."
    ),
    "misconceptions.window-hangs-over.when": (
        "Seen with a kernel of two or more, unless the stride skips the added windows."
    ),
    "misconceptions.window-hangs-over.you": "You let the window hang over the end.",
    "misconceptions.window-hangs-over.rule": (
        "A window must lie in the padded input as a whole, so the last ones start K - 1 "
        "cells before its end."
    ),
    "misconceptions.window-hangs-over.label": "windows hanging over the end",
    "misconceptions.stride-ignored": "The stride is ignored: the window moves on by one cell.",
    "misconceptions.stride-ignored.when": "Seen with a stride of 2 or more.",
    "misconceptions.stride-ignored.you": "You left the stride out.",
    "misconceptions.stride-ignored.rule": (
        "With stride S the window moves S cells at a time; in a transposed convolution the "
        "elements of the input stand S cells apart."
    ),
    "misconceptions.stride-ignored.label": "stride 1",
    "misconceptions.stride-swapped": (
        "The strides of rows and columns have changed places: the pair is (rows, columns)."
    ),
    "misconceptions.stride-swapped.when": "Seen when the two numbers differ.",
    "misconceptions.stride-swapped.you": "You swapped the strides of rows and columns.",
    "misconceptions.stride-swapped.rule": (
        "A pair is (rows, columns): the first number moves the window down, the second to "
        "the right."
    ),
    "misconceptions.stride-swapped.label": "strides of rows and columns swapped",
    "misconceptions.stride-one-by-default": (
        "The window of the pool moves on by one cell, as in a convolution; without a stride it "
        "moves by its own size."
    ),
    "misconceptions.stride-one-by-default.when": (
        "Seen when no stride is given and the window is larger than one cell."
    ),
    "misconceptions.stride-one-by-default.you": "You moved the pool's window by one cell.",
    "misconceptions.stride-one-by-default.rule": (
        "A pool without a stride moves by the size of its window, so that windows lie side "
        "by side. A convolution moves by one cell."
    ),
    "misconceptions.stride-one-by-default.label": "stride 1",
    "misconceptions.pairs-swapped": (
        "Every pair is read as (width, height); its order is (rows, columns)."
    ),
    "misconceptions.pairs-swapped.when": "Seen when the two numbers of a pair differ.",
    "misconceptions.pairs-swapped.you": "You read the pairs as (width, height).",
    "misconceptions.pairs-swapped.rule": (
        "Every pair is (rows, columns), that is (height, width): kernel_size=(3,2) is 3 rows "
        "high and 2 columns wide."
    ),
    "misconceptions.pairs-swapped.label": "pairs read as (width, height)",
    "misconceptions.dilation-ignored": (
        "The dilation is ignored: the taps of the kernel lie side by side."
    ),
    "misconceptions.dilation-ignored.when": (
        "Seen with a dilation of 2 or more and a kernel of two or more."
    ),
    "misconceptions.dilation-ignored.you": "You left the dilation out.",
    "misconceptions.dilation-ignored.rule": (
        "With dilation D neighbouring taps of the kernel stand D cells apart, and D - 1 "
        "cells between them are not read."
    ),
    "misconceptions.dilation-ignored.label": "dilation 1",
    "misconceptions.dilation-swapped": (
        "The dilations of rows and columns have changed places: the pair is (rows, columns)."
    ),
    "misconceptions.dilation-swapped.when": (
        "Seen when the two numbers differ and the kernel is larger than one cell."
    ),
    "misconceptions.dilation-swapped.you": "You swapped the dilations of rows and columns.",
    "misconceptions.dilation-swapped.rule": (
        "A pair is (rows, columns): the first number spreads the rows of the kernel, the "
        "second its columns."
    ),
    "misconceptions.dilation-swapped.label": "dilations of rows and columns swapped",
    "misconceptions.dilation-of-columns-alone": (
        "The columns of the kernel are spread, and its rows are left together."
    ),
    "misconceptions.dilation-of-columns-alone.when": (
        "Seen with a dilation of 2 or more between the rows of a kernel of two rows or more."
    ),
    "misconceptions.dilation-of-columns-alone.you": "You spread the columns of the kernel alone.",
    "misconceptions.dilation-of-columns-alone.rule": (
        "Both axes are spread: the rows of the kernel by the first number, its columns by "
        "the second; one number counts for both."
    ),
    "misconceptions.dilation-of-columns-alone.label": "columns spread alone",
    "misconceptions.dilation-times-kernel": (
        "The dilated kernel is taken to be D K cells long, so that too few windows seem to fit; "
        "it is D (K - 1) + 1 long."
    ),
    "misconceptions.dilation-times-kernel.when": (
        "Seen with a dilation of 2 or more, unless the stride skips what is missing."
    ),
    "misconceptions.dilation-times-kernel.you": "You took the dilated kernel to be D K cells long.",
    "misconceptions.dilation-times-kernel.rule": (
        "Between K taps there are K - 1 gaps: the dilated kernel is D (K - 1) + 1 cells long."
    ),
    "misconceptions.dilation-times-kernel.label": "kernel D K cells long",
    "misconceptions.always-ceil-mode": (
        "The number of windows is rounded up, though ceil_mode is off."
    ),
    "misconceptions.always-ceil-mode.when": (
        "Seen without ceil_mode, when the stride does not divide the room for the window."
    ),
    "misconceptions.always-ceil-mode.you": "You rounded the number of windows up.",
    "misconceptions.always-ceil-mode.rule": (
        "Unless ceil_mode is on, the number of windows is rounded down: a window that "
        "reaches over the end is left out."
    ),
    "misconceptions.always-ceil-mode.label": "rounded up",
    "misconceptions.ceil-mode-ignored": (
        "The number of windows is rounded down, though ceil_mode is on."
    ),
    "misconceptions.ceil-mode-ignored.when": (
        "Seen with ceil_mode, when the stride does not divide the room for the window."
    ),
    "misconceptions.ceil-mode-ignored.you": "You rounded the number of windows down.",
    "misconceptions.ceil-mode-ignored.rule": (
        "ceil_mode=True rounds up: a window may reach over the end, as long as it starts in "
        "the input or the padding before it."
    ),
    "misconceptions.ceil-mode-ignored.label": "rounded down",
}
