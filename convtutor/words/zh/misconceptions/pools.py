"""Chinese sentences about mistakes: pools."""

SENTENCES: dict[str, str] = {
    "misconceptions.padded-with-zeros": (
        "池化的填充填了零，像卷积那样，于是零可能成为最大值；那里应为负无穷。"
    ),
    "misconceptions.padded-with-zeros.when": "窗口读到填充，且其中的元素全为负时，才看得出来。",
    "misconceptions.padded-with-zeros.you": "你让填充里的零赢了。",
    "misconceptions.padded-with-zeros.rule": (
        "最大池化的填充算作负无穷：即使元素是负的，填充也赢不了。"
    ),
    "misconceptions.padded-with-zeros.label": "填充里是零",
    "misconceptions.whole-plane": "取了整个平面的最大值；池化取每个窗口的最大值。",
    "misconceptions.whole-plane.when": "一个窗口装不下整个平面时，才看得出来。",
    "misconceptions.whole-plane.you": "你取了整个平面的最大值。",
    "misconceptions.whole-plane.rule": "输出的每个元素只看自己的窗口。",
    "misconceptions.whole-plane.label": "整个平面的最大值",
    "misconceptions.planes-joined": (
        "在所有平面上取了最大值，只剩一个平面；池化对每个平面分别进行。"
    ),
    "misconceptions.planes-joined.when": "至少有两个平面时才看得出来。",
    "misconceptions.planes-joined.you": "你取了所有平面上的最大值。",
    "misconceptions.planes-joined.rule": "池化从不混合平面：进去几个，出来几个，各算各的。",
    "misconceptions.planes-joined.label": "所有平面的最大值",
    "misconceptions.ties-shared": "并列的元素平分了窗口的梯度；应由其中第一个全部得到。",
    "misconceptions.ties-shared.when": "窗口中有两个最大的元素时，才看得出来。",
    "misconceptions.ties-shared.you": "你把梯度平分给了并列的元素。",
    "misconceptions.ties-shared.rule": (
        "几个最大的元素并列时，按阅读次序的第一个胜出，得到窗口的全部梯度。"
    ),
    "misconceptions.ties-shared.label": "并列时平分梯度",
    "misconceptions.every-tie": "并列的每个元素都得到了窗口的全部梯度；应只由其中第一个得到。",
    "misconceptions.every-tie.when": "窗口中有两个最大的元素时，才看得出来。",
    "misconceptions.every-tie.you": "你把梯度给了每个并列的元素。",
    "misconceptions.every-tie.rule": (
        "几个最大的元素并列时，按阅读次序的第一个胜出，其余的什么也得不到。"
    ),
    "misconceptions.every-tie.label": "并列的都得到梯度",
    "misconceptions.last-window-overwrites": (
        "元素赢得的最后一个窗口的梯度盖掉了其他窗口的；它们要相加。"
    ),
    "misconceptions.last-window-overwrites.when": "有元素赢得两个窗口时才看得出来。",
    "misconceptions.last-window-overwrites.you": "你只留下了最后一个窗口的梯度。",
    "misconceptions.last-window-overwrites.rule": (
        "一个元素赢得几个窗口，就得到每个窗口的梯度，并把它们相加。"
    ),
    "misconceptions.last-window-overwrites.label": "只留最后一个窗口",
    "misconceptions.gradient-averaged-over-windows": (
        "元素得到的梯度按看到它的窗口数取了平均；它们要相加。"
    ),
    "misconceptions.gradient-averaged-over-windows.when": "窗口相互重叠时才看得出来。",
    "misconceptions.gradient-averaged-over-windows.you": "你按窗口数对梯度取了平均。",
    "misconceptions.gradient-averaged-over-windows.rule": (
        "元素得到它赢得的每个窗口的梯度，相加即可，不作除法。"
    ),
    "misconceptions.gradient-averaged-over-windows.label": "按窗口数取平均",
    "misconceptions.gradient-to-every-element": (
        "窗口里的每个元素都得到了它的梯度；只有最大的元素应得到。"
    ),
    "misconceptions.gradient-to-every-element.when": "窗口中至少有两个元素时才看得出来。",
    "misconceptions.gradient-to-every-element.you": "你把梯度给了窗口里的每个元素。",
    "misconceptions.gradient-to-every-element.rule": (
        "输出只由最大的元素决定，所以只有它得到梯度，其余的得 0。"
    ),
    "misconceptions.gradient-to-every-element.label": "每个元素都得到梯度",
    # ------------------------------------------------------------ means
    "misconceptions.padding-counted": "count_include_pad 已关闭，却把填充也算进了平均值。",
    "misconceptions.padding-counted.when": (
        "count_include_pad 关闭，且有窗口读到填充时，才看得出来。"
    ),
    "misconceptions.padding-counted.you": "你把填充算进了平均值。",
    "misconceptions.padding-counted.rule": (
        "count_include_pad 关闭时，平均值除以窗口里真正的元素个数。"
    ),
    "misconceptions.padding-counted.label": "填充算在内",
    "misconceptions.padding-not-counted": "count_include_pad 已开启，却没有把填充算进平均值。",
    "misconceptions.padding-not-counted.when": (
        "count_include_pad 开启，且有窗口读到填充时，才看得出来。"
    ),
    "misconceptions.padding-not-counted.you": "你没有把填充算进平均值。",
    "misconceptions.padding-not-counted.rule": (
        "count_include_pad 开启时，填充的格算作零，除数也要数上它们。"
    ),
    "misconceptions.padding-not-counted.label": "填充不算在内",
    "misconceptions.kernel-counted": (
        "每个和都除以了整个核的元素个数；不计入平均的格不应算进除数。"
    ),
    "misconceptions.kernel-counted.when": (
        "有窗口伸出边界，或读到不计入平均的填充时，才看得出来。"
    ),
    "misconceptions.kernel-counted.you": "你除以了整个核的大小。",
    "misconceptions.kernel-counted.rule": (
        "除数只数窗口里算数的格：伸出边界的不算，填充只在计入时才算。"
    ),
    "misconceptions.kernel-counted.label": "除以整个核的大小",
    "misconceptions.divisor-ignored": (
        "给了 divisor_override，却仍按窗口的元素个数取平均；应除以给定的数。"
    ),
    "misconceptions.divisor-ignored.when": (
        "divisor_override 与窗口的元素个数不同时，才看得出来。"
    ),
    "misconceptions.divisor-ignored.you": "你除以了窗口的格数。",
    "misconceptions.divisor-ignored.rule": "给了 divisor_override，不管窗口多大，每个和都除以它。",
    "misconceptions.divisor-ignored.label": "除以窗口的格数",
    "misconceptions.gradient-not-divided": (
        "窗口里的每个元素都得到了它的全部梯度；前向除以多少，梯度也要除以多少。"
    ),
    "misconceptions.gradient-not-divided.when": "窗口的和除以的数不是 1 时，才看得出来。",
    "misconceptions.gradient-not-divided.you": "你把梯度整个传了回去。",
    "misconceptions.gradient-not-divided.rule": (
        "前向时和被除过，所以每个元素得到的梯度也要除以同一个数。"
    ),
    "misconceptions.gradient-not-divided.label": "梯度没有除",
}
