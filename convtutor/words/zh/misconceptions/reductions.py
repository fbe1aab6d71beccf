"""Chinese sentences about mistakes: functions that add up."""

SENTENCES: dict[str, str] = {
    "misconceptions.everything-summed": "把全部元素都加了起来；dim 指明的是沿哪些轴求和。",
    "misconceptions.everything-summed.when": "dim 没有包括全部的轴时才看得出来。",
    "misconceptions.gradient-shared": "一个和的各元素平分了它的梯度；每个都应得到全部。",
    "misconceptions.gradient-shared.when": "一个和有两个以上元素时才看得出来。",
    "misconceptions.other-operand-forgotten": "只把上游梯度加了起来；每一项应乘另一个操作数。",
    "misconceptions.other-operand-forgotten.when": "另一个操作数不全是 1 时才看得出来。",
    "misconceptions.operands-swapped": "把第二个矩阵乘在了第一个的左边；矩阵乘法不能交换顺序。",
    "misconceptions.operands-swapped.when": (
        "有矩阵时才看得出来：换了顺序，乘积就不同，或者根本不能相乘。"
    ),
}
