"""Chinese sentences about mistakes: where windows lie and what they slide."""

SENTENCES: dict[str, str] = {
    # ------------------------------------------------------------ the kernel
    "misconceptions.kernel-flipped": (
        "把卷积核旋转了 180 度，这是数学上的卷积；这一层做的是互相关，卷积核按原样使用。"
    ),
    "misconceptions.kernel-flipped.when": "卷积核旋转 180 度后会变时，才看得出来。",
    "misconceptions.kernel-upside-down": "把卷积核的行自下而上使用了。",
    "misconceptions.kernel-upside-down.when": "卷积核至少有两行，且上下翻转后会变时，才看得出来。",
    "misconceptions.kernel-mirrored": "把卷积核的列自右而左使用了。",
    "misconceptions.kernel-mirrored.when": "卷积核至少有两列，且左右翻转后会变时，才看得出来。",
    "misconceptions.kernel-transposed": "把卷积核按列读了：行和列互换了位置。",
    "misconceptions.kernel-transposed.when": "卷积核不关于对角线对称时，才看得出来。",
    "misconceptions.channels-transposed": "把权重的输入通道和输出通道读反了。",
    "misconceptions.channels-transposed.when": (
        "通道多于一个时才看得出来；两种通道数不同时，权重与输入对不上。"
    ),
    # ------------------------------------------------------------ padding
    "misconceptions.padding-forgotten": "忘了填充：窗口只在原来的输入上滑动。",
    "misconceptions.padding-forgotten.when": "填充至少为 1 时才看得出来。",
    "misconceptions.padding-counted-once": (
        "填充只算了一侧：输出成了 H - K + P + 1 行，应为 H - K + 2P + 1 行。"
    ),
    "misconceptions.padding-counted-once.when": (
        "填充至少为 1 时才看得出来，除非缺的部分正好被步幅跳过。"
    ),
    "misconceptions.padding-as-total": "把填充当作两侧的总数；它是每一侧的格数。",
    "misconceptions.padding-as-total.when": "填充至少为 1 时才看得出来。",
    "misconceptions.padding-at-the-end": (
        "把填充全放在了输入之后，第一个窗口从输入的第一个元素开始。"
    ),
    "misconceptions.padding-at-the-end.when": "填充至少为 1 时才看得出来。",
    "misconceptions.padding-one-too-many": "每一侧多填充了一格。",
    "misconceptions.padding-one-too-many.when": "填充用数字给出时就看得出来。",
    "misconceptions.padding-swapped": "把行和列的填充弄反了：这一对数的次序是（行，列）。",
    "misconceptions.padding-swapped.when": "两个数不同时才看得出来。",
    "misconceptions.same-at-the-start": (
        'padding="same" 多出的那一格放在了输入之前；它应在输入之后。'
    ),
    "misconceptions.same-at-the-start.when": (
        'padding="same"，卷积核大小为偶数且空洞率为奇数时，才看得出来。'
    ),
    "misconceptions.same-on-each-side": (
        '把 padding="same" 当作每一侧 K - 1 格；K - 1 是两侧的总数。'
    ),
    "misconceptions.same-on-each-side.when": 'padding="same" 且卷积核大于 1 时才看得出来。',
    "misconceptions.border-repeated": "在填充里重复了输入的边缘，那里应为零。",
    "misconceptions.border-repeated.when": "用零填充，且有窗口读到填充时，才看得出来。",
    "misconceptions.padding-mode-ignored": "不管 padding_mode 是什么，填充都填了零。",
    "misconceptions.padding-mode-ignored.when": (
        "padding_mode 不是 zeros，且有窗口读到填充时，才看得出来。"
    ),
    # ------------------------------------------------------------ stride, dilation, size
    "misconceptions.rounded-up": "窗口的个数向上取整了；放不下的窗口应舍去。",
    "misconceptions.rounded-up.when": "窗口可移动的距离不能被步幅整除时，才看得出来。",
    "misconceptions.window-hangs-over": "窗口一直移到最后一格，伸出了边界，好像那里有零一样。",
    "misconceptions.window-hangs-over.when": (
        "卷积核大于 1 时才看得出来，除非多出的窗口正好被步幅跳过。"
    ),
    "misconceptions.stride-ignored": "忽略了步幅：窗口每次只移动一格。",
    "misconceptions.stride-ignored.when": "步幅至少为 2 时才看得出来。",
    "misconceptions.stride-swapped": "把行和列的步幅弄反了：这一对数的次序是（行，列）。",
    "misconceptions.stride-swapped.when": "两个数不同时才看得出来。",
    "misconceptions.stride-one-by-default": (
        "池化窗口每次移动一格，和卷积一样；不给步幅时，它每次移动自身的大小。"
    ),
    "misconceptions.stride-one-by-default.when": "没有给出步幅，且窗口大于一格时，才看得出来。",
    "misconceptions.pairs-swapped": "把每一对数都读作（宽，高）；它的次序是（行，列）。",
    "misconceptions.pairs-swapped.when": "某一对的两个数不同时才看得出来。",
    "misconceptions.dilation-ignored": "忽略了空洞率：卷积核的各格紧挨在一起。",
    "misconceptions.dilation-ignored.when": "空洞率至少为 2 且卷积核大于 1 时，才看得出来。",
    "misconceptions.dilation-swapped": "把行和列的空洞率弄反了：这一对数的次序是（行，列）。",
    "misconceptions.dilation-swapped.when": "两个数不同且卷积核大于一格时，才看得出来。",
    "misconceptions.dilation-of-columns-alone": "只拉开了卷积核的列，没有拉开行。",
    "misconceptions.dilation-of-columns-alone.when": (
        "行方向的空洞率至少为 2，且卷积核至少有两行时，才看得出来。"
    ),
    "misconceptions.dilation-times-kernel": (
        "把拉开后的卷积核当作 D K 格长，于是少放了窗口；它的长度是 D (K - 1) + 1。"
    ),
    "misconceptions.dilation-times-kernel.when": (
        "空洞率至少为 2 时才看得出来，除非缺的部分正好被步幅跳过。"
    ),
    "misconceptions.always-ceil-mode": "没有打开 ceil_mode，窗口的个数却向上取整了。",
    "misconceptions.always-ceil-mode.when": (
        "ceil_mode 关闭，且窗口可移动的距离不能被步幅整除时，才看得出来。"
    ),
    "misconceptions.ceil-mode-ignored": "打开了 ceil_mode，窗口的个数却向下取整了。",
    "misconceptions.ceil-mode-ignored.when": (
        "ceil_mode 打开，且窗口可移动的距离不能被步幅整除时，才看得出来。"
    ),
}
