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
    # ------------------------------------------------------------ leaky_relu
    "misconceptions.slope-left-out": "负的元素变成了 0，像 ReLU 那样；它应乘以斜率。",
    "misconceptions.slope-left-out.when": "有负的元素，且斜率不为 0 时，才看得出来。",
    "misconceptions.slope-on-the-other-side": "斜率乘在了正的元素上；应乘在负的元素上。",
    "misconceptions.slope-on-the-other-side.when": (
        "有不为 0 的元素，且斜率不为 1 时，才看得出来。"
    ),
    "misconceptions.gradient-blocked": (
        "梯度在负的元素处被挡住了，像 ReLU 那样；它应乘以斜率。"
    ),
    "misconceptions.gradient-blocked.when": "有负的元素，且斜率不为 0 时，才看得出来。",
    # ------------------------------------------------------------ sigmoid, tanh
    "misconceptions.slope-of-the-input": (
        "用输入算了斜率；sigmoid 的 y (1 - y) 和 tanh 的 1 - y y 中的 y 是输出。"
    ),
    "misconceptions.slope-of-the-input.when": "用输入和用输出算出的斜率不同时，才看得出来。",
    "misconceptions.slope-forgotten": "上游梯度原样传了回去；它应乘以斜率。",
    "misconceptions.slope-forgotten.when": "斜率不为 1 时才看得出来。",
    # ------------------------------------------------------------ dropout
    "misconceptions.not-rescaled": (
        "留下的元素没有放大；应除以 1 - p，使平均值保持不变。"
    ),
    "misconceptions.not-rescaled.when": "训练时 p 在 0 和 1 之间，才看得出来。",
    "misconceptions.p-taken-as-kept": (
        "把 p 当作留下的比例，除以了 p；p 是丢弃的比例。"
    ),
    "misconceptions.p-taken-as-kept.when": (
        "训练时 p 在 0 和 1 之间且不为 0.5，才看得出来。"
    ),
    "misconceptions.dropped-in-evaluation": "评估时也丢弃了元素；评估时输入应原样通过。",
    "misconceptions.dropped-in-evaluation.when": "评估时 p 大于 0，才看得出来。",
    "misconceptions.mask-forgotten-on-the-way-back": (
        "上游梯度原样传了回去；它应经过与输入相同的掩码。"
    ),
    "misconceptions.mask-forgotten-on-the-way-back.when": "训练时 p 大于 0，才看得出来。",
    # ------------------------------------------------------------ softmax
    "misconceptions.along-the-samples": (
        "不管 dim 是什么，份额都沿第一个轴（样本的轴）相加为 1。"
    ),
    "misconceptions.along-the-samples.when": "dim 指的是别的轴时才看得出来。",
    "misconceptions.sigmoid-for-softmax": (
        "对每个元素分别取了 sigmoid；softmax 的各份额相加为 1。"
    ),
    "misconceptions.sigmoid-for-softmax.when": "任何层都看得出来。",
    "misconceptions.shares-apart": (
        "对每个份额单独取了斜率 y (1 - y)；一个元素也会改变其他份额。"
    ),
    "misconceptions.shares-apart.when": "至少有两个份额时才看得出来。",
}
