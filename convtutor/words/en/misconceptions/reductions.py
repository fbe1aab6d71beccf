"""English sentences about mistakes: functions that add up."""

SENTENCES: dict[str, str] = {
    "misconceptions.everything-summed": (
        "All elements are added up; dim names the axes along which they are."
    ),
    "misconceptions.everything-summed.when": "Seen when dim leaves an axis out.",
    "misconceptions.everything-summed.you": "You added all elements up.",
    "misconceptions.everything-summed.rule": (
        "dim names the axes that are added up; the other axes stay, with one sum for each of "
        "their places."
    ),
    "misconceptions.everything-summed.label": "all elements summed",
    "misconceptions.gradient-shared": (
        "The elements of a sum share its gradient; each of them gets all of it."
    ),
    "misconceptions.gradient-shared.when": "Seen when a sum has two elements or more.",
    "misconceptions.gradient-shared.you": "You divided the gradient among the elements.",
    "misconceptions.gradient-shared.rule": (
        "A sum grows by as much as any one of its elements does: each gets the whole "
        "gradient."
    ),
    "misconceptions.gradient-shared.label": "gradient divided",
    "misconceptions.other-operand-forgotten": (
        "The upstream gradients are added up alone; each is times the other operand."
    ),
    "misconceptions.other-operand-forgotten.when": "Seen when the other operand is not all ones.",
    "misconceptions.other-operand-forgotten.you": "You left the other operand out of the gradient.",
    "misconceptions.other-operand-forgotten.rule": (
        "In a product each factor's gradient is the upstream gradient times the other "
        "factor, added up over the products it is in."
    ),
    "misconceptions.other-operand-forgotten.label": "other operand left out",
    "misconceptions.operands-swapped": (
        "The second matrix is multiplied by the first; the order of a product matters."
    ),
    "misconceptions.operands-swapped.when": (
        "Seen with matrices: their product in the other order is another one, or none at all."
    ),
    "misconceptions.operands-swapped.you": "You multiplied the second matrix by the first.",
    "misconceptions.operands-swapped.rule": (
        "Row i of the first and column j of the second give element [i,j]; in the other "
        "order it is another product."
    ),
    "misconceptions.operands-swapped.label": "operands swapped",
}
