"""Chinese sentences about mistakes: pools."""

SENTENCES: dict[str, str] = {
    "misconceptions.padded-with-zeros": (
        "池化的填充填了零，像卷积那样，于是零可能成为最大值；那里应为负无穷。"
    ),
    "misconceptions.padded-with-zeros.when": "窗口读到填充，且其中的元素全为负时，才看得出来。",
    "misconceptions.whole-plane": "取了整个平面的最大值；池化取每个窗口的最大值。",
    "misconceptions.whole-plane.when": "一个窗口装不下整个平面时，才看得出来。",
    "misconceptions.planes-joined": (
        "在所有平面上取了最大值，只剩一个平面；池化对每个平面分别进行。"
    ),
    "misconceptions.planes-joined.when": "至少有两个平面时才看得出来。",
    "misconceptions.ties-shared": "并列的元素平分了窗口的梯度；应由其中第一个全部得到。",
    "misconceptions.ties-shared.when": "窗口中有两个最大的元素时，才看得出来。",
    "misconceptions.every-tie": "并列的每个元素都得到了窗口的全部梯度；应只由其中第一个得到。",
    "misconceptions.every-tie.when": "窗口中有两个最大的元素时，才看得出来。",
    "misconceptions.last-window-overwrites": (
        "元素赢得的最后一个窗口的梯度盖掉了其他窗口的；它们要相加。"
    ),
    "misconceptions.last-window-overwrites.when": "有元素赢得两个窗口时才看得出来。",
    "misconceptions.gradient-averaged-over-windows": (
        "元素得到的梯度按看到它的窗口数取了平均；它们要相加。"
    ),
    "misconceptions.gradient-averaged-over-windows.when": "窗口相互重叠时才看得出来。",
    "misconceptions.gradient-to-every-element": (
        "窗口里的每个元素都得到了它的梯度；只有最大的元素应得到。"
    ),
    "misconceptions.gradient-to-every-element.when": "窗口中至少有两个元素时才看得出来。",
    # ------------------------------------------------------------ means
    "misconceptions.padding-counted": "count_include_pad 已关闭，却把填充也算进了平均值。",
    "misconceptions.padding-counted.when": (
        "count_include_pad 关闭，且有窗口读到填充时，才看得出来。"
    ),
    "misconceptions.padding-not-counted": "count_include_pad 已开启，却没有把填充算进平均值。",
    "misconceptions.padding-not-counted.when": (
        "count_include_pad 开启，且有窗口读到填充时，才看得出来。"
    ),
    "misconceptions.kernel-counted": (
        "每个和都除以了整个核的元素个数；不计入平均的格不应算进除数。"
    ),
    "misconceptions.kernel-counted.when": (
        "有窗口伸出边界，或读到不计入平均的填充时，才看得出来。"
    ),
    "misconceptions.divisor-ignored": (
        "给了 divisor_override，却仍按窗口的元素个数取平均；应除以给定的数。"
    ),
    "misconceptions.divisor-ignored.when": (
        "divisor_override 与窗口的元素个数不同时，才看得出来。"
    ),
    "misconceptions.gradient-not-divided": (
        "窗口里的每个元素都得到了它的全部梯度；前向除以多少，梯度也要除以多少。"
    ),
    "misconceptions.gradient-not-divided.when": "窗口的和除以的数不是 1 时，才看得出来。",
}
