"""English sentences about mistakes: functions of one element."""

SENTENCES: dict[str, str] = {
    "misconceptions.negatives-kept": (
        "The negative elements are kept and the positive ones become 0."
    ),
    "misconceptions.negatives-kept.when": "Seen with any element that is not 0.",
    "misconceptions.absolute-value": "A negative element loses its sign; it becomes 0.",
    "misconceptions.absolute-value.when": "Seen with a negative element.",
    "misconceptions.gradient-through-negatives": (
        "The gradient passes everywhere; at a negative element it is blocked."
    ),
    "misconceptions.gradient-through-negatives.when": "Seen with a negative element.",
    "misconceptions.open-at-zero": "The gradient passes at 0, a slope of 1; it is blocked there.",
    "misconceptions.open-at-zero.when": "Seen with an element that is 0.",
    "misconceptions.half-at-zero": (
        "The slope at 0 is taken as 0.5, half way between both sides; it is 0."
    ),
    "misconceptions.half-at-zero.when": "Seen with an element that is 0.",
}
