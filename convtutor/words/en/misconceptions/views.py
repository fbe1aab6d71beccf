"""English sentences about mistakes: layers that hand elements on as they are."""

SENTENCES: dict[str, str] = {
    "misconceptions.end-included": (
        "The element at the end of a span is taken too; a span a:b begins at a and ends before b."
    ),
    "misconceptions.end-included.when": (
        "Seen when a span ends before its axis does, and its step reaches one element further."
    ),
    "misconceptions.end-included.you": "You took the element at the end of the span too.",
    "misconceptions.end-included.rule": (
        "A span a:b begins with element a and stops before element b."
    ),
    "misconceptions.end-included.label": "end included",
    "misconceptions.rows-and-columns-swapped": (
        "Rows and columns are swapped; the first of the last two parts counts rows, the second "
        "columns."
    ),
    "misconceptions.rows-and-columns-swapped.when": (
        "Seen when the two parts take different places, or the two axes differ in length."
    ),
    "misconceptions.rows-and-columns-swapped.you": "You swapped rows and columns.",
    "misconceptions.rows-and-columns-swapped.rule": (
        "Of the last two parts of a slice the first one picks rows, the second one columns."
    ),
    "misconceptions.rows-and-columns-swapped.label": "rows and columns swapped",
    "misconceptions.one-axis-flipped": (
        "Only the first of the axes is turned around; flip turns every axis that dims names."
    ),
    "misconceptions.one-axis-flipped.when": (
        "Seen when dims names another axis of two places or more behind the first."
    ),
    "misconceptions.one-axis-flipped.you": "You turned only the first of the axes around.",
    "misconceptions.one-axis-flipped.rule": (
        "flip turns every axis that dims names; with both rows and columns that is a half "
        "turn."
    ),
    "misconceptions.one-axis-flipped.label": "first axis alone",
    "misconceptions.column-major": (
        "The elements are counted column by column; reshape counts row by row, the last axis first."
    ),
    "misconceptions.column-major.when": (
        "Seen when the two shapes have several lengths above 1 and these differ."
    ),
    "misconceptions.column-major.you": "You counted the elements column by column.",
    "misconceptions.column-major.rule": (
        "reshape keeps the elements in row order: the last index moves fastest, in the old "
        "shape and in the new one."
    ),
    "misconceptions.column-major.label": "counted column by column",
    "misconceptions.detach-ignored": (
        "The gradient goes back through detach; behind it the numbers count as constants."
    ),
    "misconceptions.detach-ignored.when": "Seen with an upstream gradient that is not 0.",
    "misconceptions.detach-ignored.you": "You let the gradient pass through detach.",
    "misconceptions.detach-ignored.rule": (
        "What comes out of detach counts as a constant: nothing flows back, and the gradient "
        "behind it is 0."
    ),
    "misconceptions.detach-ignored.label": "gradient through detach",
}
