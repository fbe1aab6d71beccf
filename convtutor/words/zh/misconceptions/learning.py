"""Chinese sentences about mistakes: the step of an optimiser."""

SENTENCES: dict[str, str] = {
    "misconceptions.gradient-added": "把梯度加了上去，那是上坡；应减去学习率乘梯度。",
    "misconceptions.gradient-added.when": "梯度和学习率都不为 0 时才看得出来。",
    "misconceptions.gradient-added.you": "你把梯度加到了权重上。",
    "misconceptions.gradient-added.rule": "梯度指向上坡；SGD 的一步是减去 lr × 梯度。",
    "misconceptions.gradient-added.label": "加上了梯度",
    "misconceptions.weight-replaced": (
        "把这一步本身存成了权重；它应从权重所在处迈出。"
    ),
    "misconceptions.weight-replaced.when": "权重不为 0 时才看得出来。",
    "misconceptions.weight-replaced.you": "你把这一步存成了权重。",
    "misconceptions.weight-replaced.rule": "新权重 = 旧权重 - lr × 梯度：这一步从权重所在处迈出。",
    "misconceptions.weight-replaced.label": "权重被步子替换",
}
