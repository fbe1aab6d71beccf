"""Chinese sentences about mistakes: padding."""

SENTENCES: dict[str, str] = {
    "misconceptions.padding-forgotten": "忘了填充：窗口只在原来的输入上滑动。",
    "misconceptions.padding-forgotten.when": "填充至少为 1 时才看得出来。",
    "misconceptions.padding-forgotten.you": "你忘了填充。",
    "misconceptions.padding-forgotten.rule": (
        "填充在输入的每一侧都添上格，窗口从填充后输入的左上角开始滑动。"
    ),
    "misconceptions.padding-forgotten.label": "没有填充",
    "misconceptions.padding-counted-once": (
        "填充只算了一侧：输出成了 H - K + P + 1 行，应为 H - K + 2P + 1 行。"
    ),
    "misconceptions.padding-counted-once.when": (
        "填充至少为 1 时才看得出来，除非缺的部分正好被步幅跳过。"
    ),
    "misconceptions.padding-counted-once.you": "你只算了一侧的填充。",
    "misconceptions.padding-counted-once.rule": (
        "padding=P 在输入前后各添 P 格：填充后的长度是 H + 2P。"
    ),
    "misconceptions.padding-counted-once.label": "只在输入之前填充",
    "misconceptions.padding-as-total": "把填充当作两侧的总数；它是每一侧的格数。",
    "misconceptions.padding-as-total.when": "填充至少为 1 时才看得出来。",
    "misconceptions.padding-as-total.you": "你把填充分到了两侧。",
    "misconceptions.padding-as-total.rule": (
        "padding 是每一侧的格数，不是两侧的总数：padding=1 把 3 行的输入变成 5 行。"
    ),
    "misconceptions.padding-as-total.label": "填充当作总数",
    "misconceptions.padding-at-the-end": (
        "把填充全放在了输入之后，第一个窗口从输入的第一个元素开始。"
    ),
    "misconceptions.padding-at-the-end.when": "填充至少为 1 时才看得出来。",
    "misconceptions.padding-at-the-end.you": "你把填充全放在了输入之后。",
    "misconceptions.padding-at-the-end.rule": (
        "填充在两侧都有：第一个窗口从填充开始，在第一个元素之前 P 格。"
    ),
    "misconceptions.padding-at-the-end.label": "填充全在输入之后",
    "misconceptions.padding-one-too-many": "每一侧多填充了一格。",
    "misconceptions.padding-one-too-many.when": "填充用数字给出时就看得出来。",
    "misconceptions.padding-one-too-many.you": "你在每一侧多填了一格。",
    "misconceptions.padding-one-too-many.rule": "不管卷积核多大，padding=P 在每一侧正好添 P 格。",
    "misconceptions.padding-one-too-many.label": "每侧多填一格",
    "misconceptions.padding-swapped": "把行和列的填充弄反了：这一对数的次序是（行，列）。",
    "misconceptions.padding-swapped.when": "两个数不同时才看得出来。",
    "misconceptions.padding-swapped.you": "你把行和列的填充弄反了。",
    "misconceptions.padding-swapped.rule": (
        "一对数是（行，列）：第一个数填在上下，第二个数填在左右。"
    ),
    "misconceptions.padding-swapped.label": "行列的填充互换",
    "misconceptions.same-at-the-start": (
        'padding="same" 多出的那一格放在了输入之前；它应在输入之后。'
    ),
    "misconceptions.same-at-the-start.when": (
        'padding="same"，卷积核大小为偶数且空洞率为奇数时，才看得出来。'
    ),
    "misconceptions.same-at-the-start.you": '你把 "same" 多出的一格放在了输入之前。',
    "misconceptions.same-at-the-start.rule": (
        '总数为奇数时，"same" 把多出的一格放在末尾：下边和右边。'
    ),
    "misconceptions.same-at-the-start.label": "多出的格在输入之前",
    "misconceptions.same-on-each-side": (
        '把 padding="same" 当作每一侧 K - 1 格；K - 1 是两侧的总数。'
    ),
    "misconceptions.same-on-each-side.when": 'padding="same" 且卷积核大于 1 时才看得出来。',
    "misconceptions.same-on-each-side.you": "你在每一侧都填了 K - 1 格。",
    "misconceptions.same-on-each-side.rule": (
        '"same" 使长度不变：空洞率为 1 时一共只填 K - 1 格，两侧各一半。'
    ),
    "misconceptions.same-on-each-side.label": "每侧 K - 1 格",
    "misconceptions.border-repeated": "在填充里重复了输入的边缘，那里应为零。",
    "misconceptions.border-repeated.when": "用零填充，且有窗口读到填充时，才看得出来。",
    "misconceptions.border-repeated.you": "你在填充里重复了边缘的数。",
    "misconceptions.border-repeated.rule": (
        "除非 padding_mode 另有规定，填充里都是零：落在那里的乘积为 0。"
    ),
    "misconceptions.border-repeated.label": "填充里重复了边缘",
    "misconceptions.padding-mode-ignored": "不管 padding_mode 是什么，填充都填了零。",
    "misconceptions.padding-mode-ignored.when": (
        "padding_mode 不是 zeros，且有窗口读到填充时，才看得出来。"
    ),
    "misconceptions.padding-mode-ignored.you": "你在填充里填了零。",
    "misconceptions.padding-mode-ignored.rule": (
        '只有 padding_mode="zeros" 才填零；其他方式用输入中的元素填。'
    ),
    "misconceptions.padding-mode-ignored.label": "填充里是零",
}
