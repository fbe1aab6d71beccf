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
}
