"""English sentences about mistakes: layers that hand elements on as they are."""

SENTENCES: dict[str, str] = {
    "misconceptions.end-included": (
        "The element at the end of a span is taken too; a span a:b begins at a and ends before b."
    ),
    "misconceptions.end-included.when": (
        "Seen when a span ends before its axis does, and its step reaches one element further."
    ),
    "misconceptions.rows-and-columns-swapped": (
        "Rows and columns are swapped; the first of the last two parts counts rows, the second "
        "columns."
    ),
    "misconceptions.rows-and-columns-swapped.when": (
        "Seen when the two parts take different places, or the two axes differ in length."
    ),
    "misconceptions.one-axis-flipped": (
        "Only the first of the axes is turned around; flip turns every axis that dims names."
    ),
    "misconceptions.one-axis-flipped.when": (
        "Seen when dims names another axis of two places or more behind the first."
    ),
    "misconceptions.column-major": (
        "The elements are counted column by column; reshape counts row by row, the last axis first."
    ),
    "misconceptions.column-major.when": (
        "Seen when the two shapes have several lengths above 1 and these differ."
    ),
    "misconceptions.detach-ignored": (
        "The gradient goes back through detach; behind it the numbers count as constants."
    ),
    "misconceptions.detach-ignored.when": "Seen with an upstream gradient that is not 0.",
}
