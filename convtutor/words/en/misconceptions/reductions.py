"""English sentences about mistakes: functions that add up."""

SENTENCES: dict[str, str] = {
    "misconceptions.everything-summed": (
        "All elements are added up; dim names the axes along which they are."
    ),
    "misconceptions.everything-summed.when": "Seen when dim leaves an axis out.",
    "misconceptions.gradient-shared": (
        "The elements of a sum share its gradient; each of them gets all of it."
    ),
    "misconceptions.gradient-shared.when": "Seen when a sum has two elements or more.",
    "misconceptions.other-operand-forgotten": (
        "The upstream gradients are added up alone; each is times the other operand."
    ),
    "misconceptions.other-operand-forgotten.when": "Seen when the other operand is not all ones.",
    "misconceptions.operands-swapped": (
        "The second matrix is multiplied by the first; the order of a product matters."
    ),
    "misconceptions.operands-swapped.when": (
        "Seen with matrices: their product in the other order is another one, or none at all."
    ),
}
