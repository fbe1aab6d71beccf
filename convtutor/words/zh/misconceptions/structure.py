"""Chinese sentences about mistakes: layers that join, reshape, or weigh all features."""

SENTENCES: dict[str, str] = {
    "misconceptions.weight-transposed": (
        "把权重读成了（输入，输出）；它的每一行属于一个输出特征。"
    ),
    "misconceptions.weight-transposed.when": (
        "权重不对称时才看得出来。权重不是方阵时，形状对不上。"
    ),
    "misconceptions.samples-flattened": (
        "连样本也展平了；flatten 从 start_dim 开始，样本的轴在它之前。"
    ),
    "misconceptions.samples-flattened.when": "start_dim 不是第一个轴时才看得出来。",
    "misconceptions.joined-along-the-samples": "不管 dim 是什么，都沿第一个轴拼接。",
    "misconceptions.joined-along-the-samples.when": (
        "dim 指的是别的轴，且至少有两个张量时，才看得出来。"
    ),
    "misconceptions.gradient-halved": "两个加数平分了上游梯度；每个都应得到全部。",
    "misconceptions.gradient-halved.when": "上游梯度不为 0 时才看得出来。",
    "misconceptions.stretched-gradient-averaged": (
        "被扩展的元素得到了各处梯度的平均；应得到它们的和。"
    ),
    "misconceptions.stretched-gradient-averaged.when": "有加数沿某个轴被扩展时，才看得出来。",
    "misconceptions.sign-kept": "减数原样得到了上游梯度；应当变号。",
    "misconceptions.sign-kept.when": "上游梯度不为 0 时才看得出来。",
    "misconceptions.other-forgotten": "每个因数像求和那样得到上游梯度；应再乘另一个因数。",
    "misconceptions.other-forgotten.when": "另一个因数不是 1 时才看得出来。",
}
