"""Chinese sentences about mistakes: stride, dilation, number of windows."""

SENTENCES: dict[str, str] = {
    "misconceptions.rounded-up": "窗口的个数向上取整了；放不下的窗口应舍去。",
    "misconceptions.rounded-up.when": "窗口可移动的距离不能被步幅整除时，才看得出来。",
    "misconceptions.rounded-up.you": "你多算了一个放不下的窗口。",
    "misconceptions.rounded-up.rule": "尺寸公式向下取整：伸出填充后输入末端的窗口要舍去。",
    "misconceptions.rounded-up.label": "窗口个数向上取整",
    "misconceptions.window-hangs-over": "窗口一直移到最后一格，伸出了边界，好像那里有零一样。",
    "misconceptions.window-hangs-over.when": (
        "卷积核大于 1 时才看得出来，除非多出的窗口正好被步幅跳过。"
    ),
    "misconceptions.window-hangs-over.you": "你让窗口伸出了末端。",
    "misconceptions.window-hangs-over.rule": (
        "窗口必须整个落在填充后的输入里，所以最后的窗口起点离末端还有 K - 1 格。"
    ),
    "misconceptions.window-hangs-over.label": "窗口伸出了末端",
    "misconceptions.stride-ignored": "忽略了步幅：窗口每次只移动一格。",
    "misconceptions.stride-ignored.when": "步幅至少为 2 时才看得出来。",
    "misconceptions.stride-ignored.you": "你忽略了步幅。",
    "misconceptions.stride-ignored.rule": (
        "步幅为 S 时窗口每次移动 S 格；转置卷积里，输入的元素相隔 S 格。"
    ),
    "misconceptions.stride-ignored.label": "步幅为 1",
    "misconceptions.stride-swapped": "把行和列的步幅弄反了：这一对数的次序是（行，列）。",
    "misconceptions.stride-swapped.when": "两个数不同时才看得出来。",
    "misconceptions.stride-swapped.you": "你把行和列的步幅弄反了。",
    "misconceptions.stride-swapped.rule": (
        "一对数是（行，列）：第一个数是向下移动的格数，第二个数是向右移动的格数。"
    ),
    "misconceptions.stride-swapped.label": "行列的步幅互换",
    "misconceptions.stride-one-by-default": (
        "池化窗口每次移动一格，和卷积一样；不给步幅时，它每次移动自身的大小。"
    ),
    "misconceptions.stride-one-by-default.when": "没有给出步幅，且窗口大于一格时，才看得出来。",
    "misconceptions.stride-one-by-default.you": "你让池化窗口每次移动一格。",
    "misconceptions.stride-one-by-default.rule": (
        "池化不给步幅时，窗口每次移动自身的大小，各窗口紧挨着；卷积才是每次一格。"
    ),
    "misconceptions.stride-one-by-default.label": "步幅为 1",
    "misconceptions.pairs-swapped": "把每一对数都读作（宽，高）；它的次序是（行，列）。",
    "misconceptions.pairs-swapped.when": "某一对的两个数不同时才看得出来。",
    "misconceptions.pairs-swapped.you": "你把每对数读成了（宽，高）。",
    "misconceptions.pairs-swapped.rule": (
        "每对数都是（行，列），即（高，宽）：kernel_size=(3,2) 是高 3 行、宽 2 列。"
    ),
    "misconceptions.pairs-swapped.label": "按（宽，高）读",
    "misconceptions.dilation-ignored": "忽略了空洞率：卷积核的各格紧挨在一起。",
    "misconceptions.dilation-ignored.when": "空洞率至少为 2 且卷积核大于 1 时，才看得出来。",
    "misconceptions.dilation-ignored.you": "你忽略了空洞率。",
    "misconceptions.dilation-ignored.rule": (
        "空洞率为 D 时，卷积核相邻的两格相隔 D 格，其间的 D - 1 格不读。"
    ),
    "misconceptions.dilation-ignored.label": "空洞率为 1",
    "misconceptions.dilation-swapped": "把行和列的空洞率弄反了：这一对数的次序是（行，列）。",
    "misconceptions.dilation-swapped.when": "两个数不同且卷积核大于一格时，才看得出来。",
    "misconceptions.dilation-swapped.you": "你把行和列的空洞率弄反了。",
    "misconceptions.dilation-swapped.rule": (
        "一对数是（行，列）：第一个数拉开卷积核的行，第二个数拉开列。"
    ),
    "misconceptions.dilation-swapped.label": "行列的空洞率互换",
    "misconceptions.dilation-of-columns-alone": "只拉开了卷积核的列，没有拉开行。",
    "misconceptions.dilation-of-columns-alone.when": (
        "行方向的空洞率至少为 2，且卷积核至少有两行时，才看得出来。"
    ),
    "misconceptions.dilation-of-columns-alone.you": "你只拉开了卷积核的列。",
    "misconceptions.dilation-of-columns-alone.rule": (
        "两个轴都要拉开：第一个数管行，第二个数管列；只给一个数时对两者都有效。"
    ),
    "misconceptions.dilation-of-columns-alone.label": "只拉开了列",
    "misconceptions.dilation-times-kernel": (
        "把拉开后的卷积核当作 D K 格长，于是少放了窗口；它的长度是 D (K - 1) + 1。"
    ),
    "misconceptions.dilation-times-kernel.when": (
        "空洞率至少为 2 时才看得出来，除非缺的部分正好被步幅跳过。"
    ),
    "misconceptions.dilation-times-kernel.you": "你把拉开后的卷积核当作 D K 格长。",
    "misconceptions.dilation-times-kernel.rule": (
        "K 个格之间只有 K - 1 个间隔：拉开后的卷积核长 D (K - 1) + 1 格。"
    ),
    "misconceptions.dilation-times-kernel.label": "卷积核 D K 格长",
    "misconceptions.always-ceil-mode": "没有打开 ceil_mode，窗口的个数却向上取整了。",
    "misconceptions.always-ceil-mode.when": (
        "ceil_mode 关闭，且窗口可移动的距离不能被步幅整除时，才看得出来。"
    ),
    "misconceptions.always-ceil-mode.you": "你把窗口的个数向上取整了。",
    "misconceptions.always-ceil-mode.rule": (
        "除非打开 ceil_mode，窗口的个数向下取整：伸出末端的窗口要舍去。"
    ),
    "misconceptions.always-ceil-mode.label": "向上取整",
    "misconceptions.ceil-mode-ignored": "打开了 ceil_mode，窗口的个数却向下取整了。",
    "misconceptions.ceil-mode-ignored.when": (
        "ceil_mode 打开，且窗口可移动的距离不能被步幅整除时，才看得出来。"
    ),
    "misconceptions.ceil-mode-ignored.you": "你把窗口的个数向下取整了。",
    "misconceptions.ceil-mode-ignored.rule": (
        "ceil_mode=True 向上取整：窗口可以伸出末端，只要它从输入或输入之前的填充开始。"
    ),
    "misconceptions.ceil-mode-ignored.label": "向下取整",
}
