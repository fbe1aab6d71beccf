"""Chinese sentences about mistakes: what a layer adds up."""

SENTENCES: dict[str, str] = {
    # ------------------------------------------------------------ channels, groups, bias
    "misconceptions.channels-averaged": "把各个平面取了平均；滤波器是把它们加起来。",
    "misconceptions.channels-averaged.when": "滤波器读取两个以上的平面时才看得出来。",
    "misconceptions.first-channel-only": (
        "只读了第一个平面；滤波器对每个平面都有一份权重，全都要读。"
    ),
    "misconceptions.first-channel-only.when": "滤波器读取两个以上的平面时才看得出来。",
    "misconceptions.groups-interleaved": "把输入通道轮流分给各组；每一组读的是相邻的通道。",
    "misconceptions.groups-interleaved.when": "至少有两组，且每组至少两个通道时，才看得出来。",
    "misconceptions.groups-ignored": (
        "让每个滤波器都看到了所有通道；它属于某一组，只看这一组的通道。"
    ),
    "misconceptions.groups-ignored.when": "至少有两组时才看得出来。",
    "misconceptions.bias-forgotten": "忘了加偏置。",
    "misconceptions.bias-forgotten.when": "有偏置且它不为 0 时，才看得出来。",
    "misconceptions.bias-with-every-tap": "每加一个乘积就加了一次偏置；偏置对整个和只加一次。",
    "misconceptions.bias-with-every-tap.when": "有偏置，且滤波器的权重多于一个时，才看得出来。",
    "misconceptions.bias-with-every-channel": (
        "每加一个平面就加了一次偏置；偏置对所有平面的和只加一次。"
    ),
    "misconceptions.bias-with-every-channel.when": (
        "有偏置，且滤波器读取两个以上的平面时，才看得出来。"
    ),
    "misconceptions.bias-shared": "到处都加了第一个滤波器的偏置；每个滤波器有自己的偏置。",
    "misconceptions.bias-shared.when": "有偏置，且滤波器不止一个时，才看得出来。",
    # ------------------------------------------------------------ transposed convolutions
    "misconceptions.nothing-cut-off": "边缘一格也没有裁掉；转置卷积的填充会去掉边上的格。",
    "misconceptions.nothing-cut-off.when": "填充至少为 1 时才看得出来。",
    "misconceptions.output-padding-ignored": "少了 output_padding 在末尾添加的格。",
    "misconceptions.output-padding-ignored.when": "output_padding 至少为 1 时才看得出来。",
    "misconceptions.one-zero-too-many": "输入的相邻元素之间放了 S 个零；应为 S - 1 个。",
    "misconceptions.one-zero-too-many.when": "某一行或列至少有两个元素时才看得出来。",
    "misconceptions.stride-as-in-convolution": (
        "像卷积那样让窗口按步幅在输入上滑动，输出变小了；在这里，步幅是把输入拉开。"
    ),
    "misconceptions.stride-as-in-convolution.when": "参与计算的数不止一个时，就看得出来。",
}
