"""Chinese sentences about mistakes: what a layer adds up."""

SENTENCES: dict[str, str] = {
    # ------------------------------------------------------------ channels, groups, bias
    "misconceptions.channels-averaged": "把各个平面取了平均；滤波器是把它们加起来。",
    "misconceptions.channels-averaged.when": "滤波器读取两个以上的平面时才看得出来。",
    "misconceptions.channels-averaged.you": "你对输入通道取了平均。",
    "misconceptions.channels-averaged.rule": (
        "滤波器对每个平面都乘上各自的权重，再把所有乘积加起来，不除以平面的个数。"
    ),
    "misconceptions.channels-averaged.label": "平面取平均",
    "misconceptions.first-channel-only": (
        "只读了第一个平面；滤波器对每个平面都有一份权重，全都要读。"
    ),
    "misconceptions.first-channel-only.when": "滤波器读取两个以上的平面时才看得出来。",
    "misconceptions.first-channel-only.you": "你只读了第一个输入通道。",
    "misconceptions.first-channel-only.rule": (
        "滤波器对它读的每个平面都有权重，求和要包括所有这些平面。"
    ),
    "misconceptions.first-channel-only.label": "只读第一个平面",
    "misconceptions.groups-interleaved": "把输入通道轮流分给各组；每一组读的是相邻的通道。",
    "misconceptions.groups-interleaved.when": "至少有两组，且每组至少两个通道时，才看得出来。",
    "misconceptions.groups-interleaved.you": "你把通道轮流分给了各组。",
    "misconceptions.groups-interleaved.rule": (
        "每组是相邻的几个通道：四个通道分两组，第一组读 0 和 1，第二组读 2 和 3。"
    ),
    "misconceptions.groups-interleaved.label": "通道轮流分组",
    "misconceptions.groups-ignored": (
        "让每个滤波器都看到了所有通道；它属于某一组，只看这一组的通道。"
    ),
    "misconceptions.groups-ignored.when": "至少有两组时才看得出来。",
    "misconceptions.groups-ignored.you": "你让每个滤波器读了所有通道。",
    "misconceptions.groups-ignored.rule": (
        "groups=G 时，滤波器只读自己那一组的通道，共 in_channels / G 个。"
    ),
    "misconceptions.groups-ignored.label": "每个滤波器读所有通道",
    "misconceptions.bias-forgotten": "忘了加偏置。",
    "misconceptions.bias-forgotten.when": "有偏置且它不为 0 时，才看得出来。",
    "misconceptions.bias-forgotten.you": "你忘了加偏置。",
    "misconceptions.bias-forgotten.rule": "输出的每个元素都要加偏置；每个输出通道或特征各有一个。",
    "misconceptions.bias-forgotten.label": "没有偏置",
    "misconceptions.bias-with-every-tap": "每加一个乘积就加了一次偏置；偏置对整个和只加一次。",
    "misconceptions.bias-with-every-tap.when": "有偏置，且滤波器的权重多于一个时，才看得出来。",
    "misconceptions.bias-with-every-tap.you": "你每加一个乘积就加了一次偏置。",
    "misconceptions.bias-with-every-tap.rule": "偏置只是和里的一项：输出的每个元素只加一次。",
    "misconceptions.bias-with-every-tap.label": "每个乘积都加偏置",
    "misconceptions.bias-with-every-channel": (
        "每加一个平面就加了一次偏置；偏置对所有平面的和只加一次。"
    ),
    "misconceptions.bias-with-every-channel.when": (
        "有偏置，且滤波器读取两个以上的平面时，才看得出来。"
    ),
    "misconceptions.bias-with-every-channel.you": "你每加一个平面就加了一次偏置。",
    "misconceptions.bias-with-every-channel.rule": "先把所有平面的和加起来，再加一次偏置。",
    "misconceptions.bias-with-every-channel.label": "每个平面都加偏置",
    "misconceptions.bias-shared": "到处都加了第一个滤波器的偏置；每个滤波器有自己的偏置。",
    "misconceptions.bias-shared.when": "有偏置，且滤波器不止一个时，才看得出来。",
    "misconceptions.bias-shared.you": "你到处都加了第一个滤波器的偏置。",
    "misconceptions.bias-shared.rule": "每个滤波器有自己的偏置：输出通道 c 加的是 bias[c]。",
    "misconceptions.bias-shared.label": "到处都加 bias[0]",
    # ------------------------------------------------------------ transposed convolutions
    "misconceptions.nothing-cut-off": "边缘一格也没有裁掉；转置卷积的填充会去掉边上的格。",
    "misconceptions.nothing-cut-off.when": "填充至少为 1 时才看得出来。",
    "misconceptions.nothing-cut-off.you": "你没有裁掉输出的边缘。",
    "misconceptions.nothing-cut-off.rule": "转置卷积里，padding=P 从输出的每一侧去掉 P 格。",
    "misconceptions.nothing-cut-off.label": "保留了边缘",
    "misconceptions.output-padding-ignored": "少了 output_padding 在末尾添加的格。",
    "misconceptions.output-padding-ignored.when": "output_padding 至少为 1 时才看得出来。",
    "misconceptions.output-padding-ignored.you": "你忽略了 output_padding。",
    "misconceptions.output-padding-ignored.rule": "output_padding 使输出变长，只加在每个轴的末尾。",
    "misconceptions.output-padding-ignored.label": "没有 output_padding",
    "misconceptions.one-zero-too-many": "输入的相邻元素之间放了 S 个零；应为 S - 1 个。",
    "misconceptions.one-zero-too-many.when": "某一行或列至少有两个元素时才看得出来。",
    "misconceptions.one-zero-too-many.you": "你在输入的两个元素之间放了 S 个零。",
    "misconceptions.one-zero-too-many.rule": "两个元素相隔 S 格，其间只有 S - 1 个零。",
    "misconceptions.one-zero-too-many.label": "元素之间有 S 个零",
    "misconceptions.stride-as-in-convolution": (
        "像卷积那样让窗口按步幅在输入上滑动，输出变小了；在这里，步幅是把输入拉开。"
    ),
    "misconceptions.stride-as-in-convolution.when": "参与计算的数不止一个时，就看得出来。",
    "misconceptions.stride-as-in-convolution.you": "你像卷积那样滑动了窗口。",
    "misconceptions.stride-as-in-convolution.rule": (
        "转置卷积里，输入的每个元素把卷积核印到输出上，每次移动 S 格：输出会变大。"
    ),
    "misconceptions.stride-as-in-convolution.label": "步幅用作卷积的步幅",
}
