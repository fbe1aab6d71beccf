"""Chinese sentences about mistakes: functions of one element."""

SENTENCES: dict[str, str] = {
    "misconceptions.negatives-kept": "留下了负的元素，正的元素变成了 0。",
    "misconceptions.negatives-kept.when": "只要有不为 0 的元素，就看得出来。",
    "misconceptions.absolute-value": "负的元素只去掉了符号；它应变成 0。",
    "misconceptions.absolute-value.when": "有负的元素时才看得出来。",
    "misconceptions.gradient-through-negatives": "梯度处处通过；在负的元素处它应被挡住。",
    "misconceptions.gradient-through-negatives.when": "有负的元素时才看得出来。",
    "misconceptions.open-at-zero": "梯度在 0 处通过，斜率取了 1；在那里它应被挡住。",
    "misconceptions.open-at-zero.when": "有为 0 的元素时才看得出来。",
    "misconceptions.half-at-zero": "0 处的斜率取了两侧的平均 0.5；应为 0。",
    "misconceptions.half-at-zero.when": "有为 0 的元素时才看得出来。",
}
