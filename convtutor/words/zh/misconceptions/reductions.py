"""Chinese sentences about mistakes: functions that add up."""

SENTENCES: dict[str, str] = {
    "misconceptions.everything-summed": "把全部元素都加了起来；dim 指明的是沿哪些轴求和。",
    "misconceptions.everything-summed.when": "dim 没有包括全部的轴时才看得出来。",
    "misconceptions.everything-summed.you": "你把所有元素都加了起来。",
    "misconceptions.everything-summed.rule": (
        "dim 指明沿哪些轴求和；其余的轴保留，每个位置各有一个和。"
    ),
    "misconceptions.everything-summed.label": "所有元素求和",
    "misconceptions.gradient-shared": "一个和的各元素平分了它的梯度；每个都应得到全部。",
    "misconceptions.gradient-shared.when": "一个和有两个以上元素时才看得出来。",
    "misconceptions.gradient-shared.you": "你把梯度分给了各个元素。",
    "misconceptions.gradient-shared.rule": (
        "任何一个元素增加多少，和就增加多少：每个元素都得到全部梯度。"
    ),
    "misconceptions.gradient-shared.label": "梯度被平分",
    "misconceptions.other-operand-forgotten": "只把上游梯度加了起来；每一项应乘另一个操作数。",
    "misconceptions.other-operand-forgotten.when": "另一个操作数不全是 1 时才看得出来。",
    "misconceptions.other-operand-forgotten.you": "你在梯度里漏了另一个操作数。",
    "misconceptions.other-operand-forgotten.rule": (
        "在乘积里，一个因数的梯度是上游梯度乘另一个因数，再对它参与的乘积求和。"
    ),
    "misconceptions.other-operand-forgotten.label": "漏了另一个操作数",
    "misconceptions.operands-swapped": "把第二个矩阵乘在了第一个的左边；矩阵乘法不能交换顺序。",
    "misconceptions.operands-swapped.when": (
        "有矩阵时才看得出来：换了顺序，乘积就不同，或者根本不能相乘。"
    ),
    "misconceptions.operands-swapped.you": "你把两个矩阵的次序弄反了。",
    "misconceptions.operands-swapped.rule": (
        "第一个矩阵的第 i 行与第二个的第 j 列得出元素 [i,j]；换了次序就是另一个乘积。"
    ),
    "misconceptions.operands-swapped.label": "两个矩阵互换",
}
