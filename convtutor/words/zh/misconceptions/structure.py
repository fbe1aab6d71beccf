"""Chinese sentences about mistakes: layers that join, reshape, or weigh all features."""

SENTENCES: dict[str, str] = {
    "misconceptions.weight-transposed": (
        "把权重读成了（输入，输出）；它的每一行属于一个输出特征。"
    ),
    "misconceptions.weight-transposed.when": (
        "权重不对称时才看得出来。权重不是方阵时，形状对不上。"
    ),
    "misconceptions.weight-transposed.you": "你把权重读成了（输入，输出）。",
    "misconceptions.weight-transposed.rule": (
        "线性层的权重是（输出，输入）：第 j 行是输出特征 j 的权重。"
    ),
    "misconceptions.weight-transposed.label": "权重转置",
    "misconceptions.samples-flattened": (
        "连样本也展平了；flatten 从 start_dim 开始，样本的轴在它之前。"
    ),
    "misconceptions.samples-flattened.when": "start_dim 不是第一个轴时才看得出来。",
    "misconceptions.samples-flattened.you": "你把样本也展平了。",
    "misconceptions.samples-flattened.rule": (
        "flatten 保留 start_dim 之前的轴：start_dim=1 时，每个样本各成一行。"
    ),
    "misconceptions.samples-flattened.label": "样本也展平",
    "misconceptions.joined-along-the-samples": "不管 dim 是什么，都沿第一个轴拼接。",
    "misconceptions.joined-along-the-samples.when": (
        "dim 指的是别的轴，且至少有两个张量时，才看得出来。"
    ),
    "misconceptions.joined-along-the-samples.you": "你沿第一个轴拼接了张量。",
    "misconceptions.joined-along-the-samples.rule": (
        "dim 指明哪个轴变长：dim=1 时，一个张量的通道接在另一个之后。"
    ),
    "misconceptions.joined-along-the-samples.label": "沿第一个轴拼接",
    "misconceptions.gradient-halved": "两个加数平分了上游梯度；每个都应得到全部。",
    "misconceptions.gradient-halved.when": "上游梯度不为 0 时才看得出来。",
    "misconceptions.gradient-halved.you": "你把梯度分给了两个加数。",
    "misconceptions.gradient-halved.rule": "每个加数变多少，和就变多少：两个都得到全部上游梯度。",
    "misconceptions.gradient-halved.label": "梯度各得一半",
    "misconceptions.stretched-gradient-averaged": (
        "被扩展的元素得到了各处梯度的平均；应得到它们的和。"
    ),
    "misconceptions.stretched-gradient-averaged.when": "有加数沿某个轴被扩展时，才看得出来。",
    "misconceptions.stretched-gradient-averaged.you": "你对扩展后的各处取了平均。",
    "misconceptions.stretched-gradient-averaged.rule": (
        "广播让一个元素用在几处，它就得到所有这些地方的梯度之和。"
    ),
    "misconceptions.stretched-gradient-averaged.label": "对各处取平均",
    "misconceptions.sign-kept": "减数原样得到了上游梯度；应当变号。",
    "misconceptions.sign-kept.when": "上游梯度不为 0 时才看得出来。",
    "misconceptions.sign-kept.you": "你原样传回了梯度的符号。",
    "misconceptions.sign-kept.rule": "在 a - b 里，b 变大结果就变小：b 得到的是上游梯度的相反数。",
    "misconceptions.sign-kept.label": "没有变号",
    "misconceptions.other-forgotten": "每个因数像求和那样得到上游梯度；应再乘另一个因数。",
    "misconceptions.other-forgotten.when": "另一个因数不是 1 时才看得出来。",
    "misconceptions.other-forgotten.you": "你漏了另一个因数。",
    "misconceptions.other-forgotten.rule": (
        "在 a × b 里，a 变 1，积就变 b：a 得到的是上游梯度乘 b。"
    ),
    "misconceptions.other-forgotten.label": "漏了另一个因数",
}
