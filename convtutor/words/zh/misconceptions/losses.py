"""Chinese sentences about mistakes: losses."""

SENTENCES: dict[str, str] = {
    "misconceptions.two-forgotten": "平方的梯度里少了 2，好像损失是平方的一半。",
    "misconceptions.two-forgotten.when": "输入与目标不同时才看得出来。",
    "misconceptions.gradient-of-the-target": (
        "梯度取了“目标 - 输入”的符号；对输入应取“输入 - 目标”的符号。"
    ),
    "misconceptions.gradient-of-the-target.when": "输入与目标不同时才看得出来。",
    "misconceptions.summed": "要求取平均，却把各个损失加了起来。",
    "misconceptions.summed.when": (
        'reduction="mean"，且损失不止一个或权重不为 1 时，才看得出来。'
    ),
    "misconceptions.gradient-not-averaged": "损失取了平均，梯度却是总和的梯度。",
    "misconceptions.gradient-not-averaged.when": (
        'reduction="mean"，且损失不止一个或权重不为 1 时，才看得出来。'
    ),
    "misconceptions.minus-forgotten": "对数前少了负号：正确的类别越确定，损失反而越大。",
    "misconceptions.minus-forgotten.when": "有不为 0 的分数时才看得出来。",
    "misconceptions.averaged-over-all-samples": (
        "平均时除以了样本数；应除以各样本类别的权重之和，被忽略的样本不计。"
    ),
    "misconceptions.averaged-over-all-samples.when": (
        'reduction="mean"，且有类别权重或被忽略的样本时，才看得出来。'
    ),
    "misconceptions.class-weights-ignored": "不管权重是多少，所有类别都一样计算。",
    "misconceptions.class-weights-ignored.when": "各类别的权重不同时才看得出来。",
    "misconceptions.log-softmax-forgotten": (
        "直接用了分数，像 nll_loss 那样；cross_entropy 会先对它们做 log_softmax。"
    ),
    "misconceptions.log-softmax-forgotten.when": "分数本身不是份额的对数时，才看得出来。",
    "misconceptions.smoothing-over-the-others": (
        "平滑的份额只分给了其他类别；应分给所有类别，包括正确的那一类。"
    ),
    "misconceptions.smoothing-over-the-others.when": (
        "label_smoothing 大于 0，且至少有两个类别时，才看得出来。"
    ),
}
