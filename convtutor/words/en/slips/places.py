"""English sentences about slips: the right run, read off in the wrong place."""

SENTENCES: dict[str, str] = {
    "slips.axes-swapped.you": "You took the row for the column.",
    "slips.axes-swapped.rule": (
        "The first number counts rows from the top, the second columns from the left: [1,0] is "
        "one down, not one to the right."
    ),
    "slips.axes-swapped.label": "row and column swapped",
    "slips.counted-from-one.you": "You counted from 1.",
    "slips.counted-from-one.rule": (
        "Places are counted from 0: [0,0] is the first cell, and [1,1] lies one further on "
        "every axis."
    ),
    "slips.counted-from-one.label": "counted from 1",
    "slips.window-moved-inside.you": "You moved the window inside.",
    "slips.window-moved-inside.rule": (
        "Window y begins at y*stride - padding: the first ones hang into the padding and read "
        "its zeros."
    ),
    "slips.window-moved-inside.label": "window moved off the padding",
    "slips.same-place-only.you": "You took only the cell of the same place.",
    "slips.same-place-only.rule": (
        "A window reads as many cells as the kernel has; the place of the output only says "
        "where it begins."
    ),
    "slips.same-place-only.label": "one cell, the same place",
    "slips.one-read-only.you": "You stopped after the first cell.",
    "slips.one-read-only.rule": (
        "Everything that the rule reads counts, not the first read alone; a cell may lie in "
        "several windows."
    ),
    "slips.one-read-only.label": "the first one alone",
    "slips.holes-read.you": "You took the cells between the taps too.",
    "slips.holes-read.rule": (
        "With a dilation the taps lie apart; what lies between two of them is not read."
    ),
    "slips.holes-read.label": "the holes read too",
    "slips.row-alone.you": "You kept to one row.",
    "slips.row-alone.rule": (
        "Windows move along both axes, and a kernel has rows as well as columns."
    ),
    "slips.row-alone.label": "one row alone",
    "slips.winner-in-the-window.you": "You gave the winner's place inside its window.",
    "slips.winner-in-the-window.rule": (
        "The gradient goes to a cell of the input: add where the window begins, y*stride - "
        "padding."
    ),
    "slips.winner-in-the-window.label": "counted inside the window",
    "slips.first-of-the-window.you": "You took the first cell of the window.",
    "slips.first-of-the-window.rule": (
        "Which cell wins depends on its number: the largest one, wherever it lies in the "
        "window."
    ),
    "slips.first-of-the-window.label": "top left of the window",
    "slips.last-of-ties.you": "You took the last of equal numbers.",
    "slips.last-of-ties.rule": (
        "Of equal largest numbers the first wins, row by row; PyTorch on the CPU does so."
    ),
    "slips.last-of-ties.label": "the last of ties",
}
