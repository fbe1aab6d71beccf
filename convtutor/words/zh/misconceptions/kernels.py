"""Chinese sentences about mistakes: the kernel as it lies."""

SENTENCES: dict[str, str] = {
    "misconceptions.kernel-flipped": (
        "把卷积核旋转了 180 度，这是数学上的卷积；这一层做的是互相关，卷积核按原样使用。"
    ),
    "misconceptions.kernel-flipped.when": "卷积核旋转 180 度后会变时，才看得出来。",
    "misconceptions.kernel-flipped.you": "你把卷积核旋转了 180 度。",
    "misconceptions.kernel-flipped.rule": (
        "数学里的卷积要先旋转卷积核，卷积层不旋转：weight[0,0] 对着窗口左上角的格。"
    ),
    "misconceptions.kernel-flipped.label": "卷积核旋转了 180 度",
    "misconceptions.kernel-upside-down": "把卷积核的行自下而上使用了。",
    "misconceptions.kernel-upside-down.when": "卷积核至少有两行，且上下翻转后会变时，才看得出来。",
    "misconceptions.kernel-upside-down.you": "你把卷积核的行自下而上用了。",
    "misconceptions.kernel-upside-down.rule": (
        "卷积核和窗口按同样的次序读：卷积核的第 0 行对着窗口最上面的一行。"
    ),
    "misconceptions.kernel-upside-down.label": "卷积核上下颠倒",
    "misconceptions.kernel-mirrored": "把卷积核的列自右而左使用了。",
    "misconceptions.kernel-mirrored.when": "卷积核至少有两列，且左右翻转后会变时，才看得出来。",
    "misconceptions.kernel-mirrored.you": "你把卷积核的列自右而左用了。",
    "misconceptions.kernel-mirrored.rule": (
        "卷积核和窗口按同样的次序读：卷积核的第 0 列对着窗口最左边的一列。"
    ),
    "misconceptions.kernel-mirrored.label": "卷积核左右颠倒",
    "misconceptions.kernel-transposed": "把卷积核按列读了：行和列互换了位置。",
    "misconceptions.kernel-transposed.when": "卷积核不关于对角线对称时，才看得出来。",
    "misconceptions.kernel-transposed.you": "你按列读了卷积核。",
    "misconceptions.kernel-transposed.rule": (
        "weight[r,c] 在第 r 行第 c 列，对着窗口第 r 行第 c 列的格。"
    ),
    "misconceptions.kernel-transposed.label": "卷积核的行列互换",
    "misconceptions.channels-transposed": "把权重的输入通道和输出通道读反了。",
    "misconceptions.channels-transposed.when": (
        "通道多于一个时才看得出来；两种通道数不同时，权重与输入对不上。"
    ),
    "misconceptions.channels-transposed.you": "你把权重的输入通道和输出通道弄反了。",
    "misconceptions.channels-transposed.rule": (
        "卷积的权重是（输出，输入，行，列），转置卷积的权重是（输入，输出，行，列）。"
    ),
    "misconceptions.channels-transposed.label": "权重的通道互换",
}
