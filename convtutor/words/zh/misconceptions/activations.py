"""Chinese sentences about mistakes: functions of one element."""

SENTENCES: dict[str, str] = {
    "misconceptions.negatives-kept": "留下了负的元素，正的元素变成了 0。",
    "misconceptions.negatives-kept.when": "只要有不为 0 的元素，就看得出来。",
    "misconceptions.negatives-kept.you": "你留下了负的元素。",
    "misconceptions.negatives-kept.rule": "ReLU 是 max(x, 0)：正的元素不变，负的元素变成 0。",
    "misconceptions.negatives-kept.label": "留下了负的",
    "misconceptions.absolute-value": "负的元素只去掉了符号；它应变成 0。",
    "misconceptions.absolute-value.when": "有负的元素时才看得出来。",
    "misconceptions.absolute-value.you": "你去掉了负号。",
    "misconceptions.absolute-value.rule": "ReLU 是 max(x, 0)：负的元素变成 0，而不是去掉符号。",
    "misconceptions.absolute-value.label": "绝对值",
    "misconceptions.gradient-through-negatives": "梯度处处通过；在负的元素处它应被挡住。",
    "misconceptions.gradient-through-negatives.when": "有负的元素时才看得出来。",
    "misconceptions.gradient-through-negatives.you": "你让梯度通过了负的元素。",
    "misconceptions.gradient-through-negatives.rule": (
        "元素被截成 0 后，输出不再随它变化：它的梯度是 0。"
    ),
    "misconceptions.gradient-through-negatives.label": "梯度处处通过",
    "misconceptions.open-at-zero": "梯度在 0 处通过，斜率取了 1；在那里它应被挡住。",
    "misconceptions.open-at-zero.when": "有为 0 的元素时才看得出来。",
    "misconceptions.open-at-zero.you": "你让梯度在 0 处通过了。",
    "misconceptions.open-at-zero.rule": (
        "ReLU 在 0 处的斜率取 0 或 1 都说得通；torch 取 0，梯度被挡住。"
    ),
    "misconceptions.open-at-zero.label": "0 处斜率为 1",
    "misconceptions.half-at-zero": "0 处的斜率取了两侧的平均 0.5；应为 0。",
    "misconceptions.half-at-zero.when": "有为 0 的元素时才看得出来。",
    "misconceptions.half-at-zero.you": "你把 0 处的斜率取成了一半。",
    "misconceptions.half-at-zero.rule": "ReLU 在 0 处的斜率是约定的：torch 取 0，不取两侧的平均。",
    "misconceptions.half-at-zero.label": "0 处斜率为 0.5",
    # ------------------------------------------------------------ leaky_relu
    "misconceptions.slope-left-out": "负的元素变成了 0，像 ReLU 那样；它应乘以斜率。",
    "misconceptions.slope-left-out.when": "有负的元素，且斜率不为 0 时，才看得出来。",
    "misconceptions.slope-left-out.you": "你把负的元素变成了 0。",
    "misconceptions.slope-left-out.rule": "那是 ReLU。leaky ReLU 把负的元素乘以 negative_slope。",
    "misconceptions.slope-left-out.label": "负的变成 0",
    "misconceptions.slope-on-the-other-side": "斜率乘在了正的元素上；应乘在负的元素上。",
    "misconceptions.slope-on-the-other-side.when": (
        "有不为 0 的元素，且斜率不为 1 时，才看得出来。"
    ),
    "misconceptions.slope-on-the-other-side.you": "你把斜率乘在了正的元素上。",
    "misconceptions.slope-on-the-other-side.rule": "正的元素不变；negative_slope 乘在负的元素上。",
    "misconceptions.slope-on-the-other-side.label": "斜率乘在正的一侧",
    "misconceptions.gradient-blocked": (
        "梯度在负的元素处被挡住了，像 ReLU 那样；它应乘以斜率。"
    ),
    "misconceptions.gradient-blocked.when": "有负的元素，且斜率不为 0 时，才看得出来。",
    "misconceptions.gradient-blocked.you": "你在负的元素处挡住了梯度。",
    "misconceptions.gradient-blocked.rule": (
        "leaky ReLU 让一部分通过：那里的梯度乘以 negative_slope。"
    ),
    "misconceptions.gradient-blocked.label": "梯度被挡住",
    # ------------------------------------------------------------ sigmoid, tanh
    "misconceptions.slope-of-the-input": (
        "用输入算了斜率；sigmoid 的 y (1 - y) 和 tanh 的 1 - y y 中的 y 是输出。"
    ),
    "misconceptions.slope-of-the-input.when": "用输入和用输出算出的斜率不同时，才看得出来。",
    "misconceptions.slope-of-the-input.you": "你用输入算了斜率。",
    "misconceptions.slope-of-the-input.rule": (
        "公式里用的是输出 y：sigmoid 是 y (1 - y)，tanh 是 1 - y y。"
    ),
    "misconceptions.slope-of-the-input.label": "用输入算斜率",
    "misconceptions.slope-forgotten": "上游梯度原样传了回去；它应乘以斜率。",
    "misconceptions.slope-forgotten.when": "斜率不为 1 时才看得出来。",
    "misconceptions.slope-forgotten.you": "你把上游梯度原样传了回去。",
    "misconceptions.slope-forgotten.rule": (
        "它要乘以函数在该元素处的斜率：sigmoid 是 y (1 - y)，tanh 是 1 - y y。"
    ),
    "misconceptions.slope-forgotten.label": "漏了斜率",
    # ------------------------------------------------------------ dropout
    "misconceptions.not-rescaled": (
        "留下的元素没有放大；应除以 1 - p，使平均值保持不变。"
    ),
    "misconceptions.not-rescaled.when": "训练时 p 在 0 和 1 之间，才看得出来。",
    "misconceptions.not-rescaled.you": "你没有放大留下的元素。",
    "misconceptions.not-rescaled.rule": "训练时 dropout 把留下的元素除以 1 - p，使平均值保持不变。",
    "misconceptions.not-rescaled.label": "没有除以 1 - p",
    "misconceptions.p-taken-as-kept": (
        "把 p 当作留下的比例，除以了 p；p 是丢弃的比例。"
    ),
    "misconceptions.p-taken-as-kept.when": (
        "训练时 p 在 0 和 1 之间且不为 0.5，才看得出来。"
    ),
    "misconceptions.p-taken-as-kept.you": "你把 p 当作了留下的比例。",
    "misconceptions.p-taken-as-kept.rule": "p 是丢弃的比例；留下的元素除以 1 - p。",
    "misconceptions.p-taken-as-kept.label": "除以 p",
    "misconceptions.dropped-in-evaluation": "评估时也丢弃了元素；评估时输入应原样通过。",
    "misconceptions.dropped-in-evaluation.when": "评估时 p 大于 0，才看得出来。",
    "misconceptions.dropped-in-evaluation.you": "你在评估时丢弃了元素。",
    "misconceptions.dropped-in-evaluation.rule": "dropout 只在训练时起作用；评估时输入原样通过。",
    "misconceptions.dropped-in-evaluation.label": "评估时也丢弃",
    "misconceptions.mask-forgotten-on-the-way-back": (
        "上游梯度原样传了回去；它应经过与输入相同的掩码。"
    ),
    "misconceptions.mask-forgotten-on-the-way-back.when": "训练时 p 大于 0，才看得出来。",
    "misconceptions.mask-forgotten-on-the-way-back.you": "你没有经过掩码就把梯度传了回去。",
    "misconceptions.mask-forgotten-on-the-way-back.rule": (
        "丢弃的元素不起作用，梯度为 0；留下的元素得到的梯度要除以 1 - p。"
    ),
    "misconceptions.mask-forgotten-on-the-way-back.label": "反向没有掩码",
    # ------------------------------------------------------------ softmax
    "misconceptions.along-the-samples": (
        "不管 dim 是什么，份额都沿第一个轴（样本的轴）相加为 1。"
    ),
    "misconceptions.along-the-samples.when": "dim 指的是别的轴时才看得出来。",
    "misconceptions.along-the-samples.you": "你让份额沿第一个轴相加为 1。",
    "misconceptions.along-the-samples.rule": (
        "dim 指明份额沿哪个轴相加为 1，多半是类别的轴：每个样本有自己的份额。"
    ),
    "misconceptions.along-the-samples.label": "沿第一个轴",
    "misconceptions.sigmoid-for-softmax": (
        "对每个元素分别取了 sigmoid；softmax 的各份额相加为 1。"
    ),
    "misconceptions.sigmoid-for-softmax.when": "任何层都看得出来。",
    "misconceptions.sigmoid-for-softmax.you": "你对每个元素单独取了 sigmoid。",
    "misconceptions.sigmoid-for-softmax.rule": (
        "softmax 把每个指数除以所有指数的和：各份额互相影响，相加为 1。"
    ),
    "misconceptions.sigmoid-for-softmax.label": "用了 sigmoid",
    "misconceptions.shares-apart": (
        "对每个份额单独取了斜率 y (1 - y)；一个元素也会改变其他份额。"
    ),
    "misconceptions.shares-apart.when": "至少有两个份额时才看得出来。",
    "misconceptions.shares-apart.you": "你对每个份额单独取了 y (1 - y)。",
    "misconceptions.shares-apart.rule": (
        "一个分数变大，其他份额就变小：梯度要把经过所有份额的路径都加起来。"
    ),
    "misconceptions.shares-apart.label": "份额各算各的",
}
