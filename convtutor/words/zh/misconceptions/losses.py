"""Chinese sentences about mistakes: losses."""

SENTENCES: dict[str, str] = {
    "misconceptions.two-forgotten": "平方的梯度里少了 2，好像损失是平方的一半。",
    "misconceptions.two-forgotten.when": "输入与目标不同时才看得出来。",
    "misconceptions.two-forgotten.you": "你在梯度里漏了 2。",
    "misconceptions.two-forgotten.rule": (
        "d 的平方的斜率是 2 d；MSELoss 前面没有能约去这个 2 的一半。"
    ),
    "misconceptions.two-forgotten.label": "漏了 2",
    "misconceptions.gradient-of-the-target": (
        "梯度取了“目标 - 输入”的符号；对输入应取“输入 - 目标”的符号。"
    ),
    "misconceptions.gradient-of-the-target.when": "输入与目标不同时才看得出来。",
    "misconceptions.gradient-of-the-target.you": "你把梯度的符号弄反了。",
    "misconceptions.gradient-of-the-target.rule": (
        "输入高于目标时，输入越大损失越大：符号是“输入 - 目标”的符号。"
    ),
    "misconceptions.gradient-of-the-target.label": "“目标 - 输入”的符号",
    "misconceptions.summed": "要求取平均，却把各个损失加了起来。",
    "misconceptions.summed.when": (
        'reduction="mean"，且损失不止一个或权重不为 1 时，才看得出来。'
    ),
    "misconceptions.summed.you": "你把各个损失加了起来。",
    "misconceptions.summed.rule": (
        'reduction="mean" 要把损失之和除以损失的个数，或除以各类别的权重之和。'
    ),
    "misconceptions.summed.label": "损失之和",
    "misconceptions.gradient-not-averaged": "损失取了平均，梯度却是总和的梯度。",
    "misconceptions.gradient-not-averaged.when": (
        'reduction="mean"，且损失不止一个或权重不为 1 时，才看得出来。'
    ),
    "misconceptions.gradient-not-averaged.you": "你没有对梯度取平均。",
    "misconceptions.gradient-not-averaged.rule": (
        'reduction="mean" 时损失被除过，所以每个元素的梯度也要除以同一个数。'
    ),
    "misconceptions.gradient-not-averaged.label": "总和的梯度",
    "misconceptions.minus-forgotten": "对数前少了负号：正确的类别越确定，损失反而越大。",
    "misconceptions.minus-forgotten.when": "有不为 0 的分数时才看得出来。",
    "misconceptions.minus-forgotten.you": "你漏了负号。",
    "misconceptions.minus-forgotten.rule": "损失是正确类别份额的对数取负，所以越确定损失越小。",
    "misconceptions.minus-forgotten.label": "没有负号",
    "misconceptions.averaged-over-all-samples": (
        "平均时除以了样本数；应除以各样本类别的权重之和，被忽略的样本不计。"
    ),
    "misconceptions.averaged-over-all-samples.when": (
        'reduction="mean"，且有类别权重或被忽略的样本时，才看得出来。'
    ),
    "misconceptions.averaged-over-all-samples.you": "你除以了样本数。",
    "misconceptions.averaged-over-all-samples.rule": (
        "取平均时除以各样本类别的权重之和；被忽略的样本不计入。"
    ),
    "misconceptions.averaged-over-all-samples.label": "除以样本数",
    "misconceptions.class-weights-ignored": "不管权重是多少，所有类别都一样计算。",
    "misconceptions.class-weights-ignored.when": "各类别的权重不同时才看得出来。",
    "misconceptions.class-weights-ignored.you": "你把所有类别一样对待。",
    "misconceptions.class-weights-ignored.rule": (
        "weight 给每个类别一个系数：样本的损失要乘以它那个类别的系数。"
    ),
    "misconceptions.class-weights-ignored.label": "各类别一样",
    "misconceptions.log-softmax-forgotten": (
        "直接用了分数，像 nll_loss 那样；cross_entropy 会先对它们做 log_softmax。"
    ),
    "misconceptions.log-softmax-forgotten.when": "分数本身不是份额的对数时，才看得出来。",
    "misconceptions.log-softmax-forgotten.you": "你把分数当作了份额的对数。",
    "misconceptions.log-softmax-forgotten.rule": (
        "cross_entropy 自己先对分数做 log_softmax；nll_loss 才直接取份额的对数。"
    ),
    "misconceptions.log-softmax-forgotten.label": "直接用了分数",
    "misconceptions.smoothing-over-the-others": (
        "平滑的份额只分给了其他类别；应分给所有类别，包括正确的那一类。"
    ),
    "misconceptions.smoothing-over-the-others.when": (
        "label_smoothing 大于 0，且至少有两个类别时，才看得出来。"
    ),
    "misconceptions.smoothing-over-the-others.you": "你把平滑的份额只分给了其他类别。",
    "misconceptions.smoothing-over-the-others.rule": (
        "label_smoothing 分给所有类别：正确的那一类也得到一份。"
    ),
    "misconceptions.smoothing-over-the-others.label": "只分给其他类别",
}
