"""Chinese sentences about slips: the right run, read off in the wrong place."""

SENTENCES: dict[str, str] = {
    "slips.axes-swapped.you": "你把行和列弄反了。",
    "slips.axes-swapped.rule": (
        "第一个数从上往下数行，第二个数从左往右数列：[1,0] 是往下一格，不是往右一格。"
    ),
    "slips.axes-swapped.label": "行列对调",
    "slips.counted-from-one.you": "你从 1 开始数了。",
    "slips.counted-from-one.rule": "位置从 0 数起：[0,0] 是第一格，[1,1] 在每个轴上都再往后一格。",
    "slips.counted-from-one.label": "从 1 数起",
    "slips.window-moved-inside.you": "你把窗口移到了里面。",
    "slips.window-moved-inside.rule": (
        "窗口 y 从 y*stride - padding 开始：最前面的窗口伸到填充里，读到那"
        "里的零。"
    ),
    "slips.window-moved-inside.label": "窗口避开填充",
    "slips.same-place-only.you": "你只取了同一位置的那一格。",
    "slips.same-place-only.rule": "窗口读的格数与核一样多；输出的位置只说明窗口从哪里开始。",
    "slips.same-place-only.label": "只有同一位置",
    "slips.one-read-only.you": "你只取了第一格就停了。",
    "slips.one-read-only.rule": "规则读到的都算，不只是第一个；一个格可以在几个窗口里。",
    "slips.one-read-only.label": "只有第一个",
    "slips.holes-read.you": "你把点之间的格也算上了。",
    "slips.holes-read.rule": "有空洞时各点相隔；夹在两点之间的格不读。",
    "slips.holes-read.label": "连空洞也读",
    "slips.row-alone.you": "你只看了一行。",
    "slips.row-alone.rule": "窗口沿两个轴移动，核既有列也有行。",
    "slips.row-alone.label": "只看一行",
    "slips.winner-in-the-window.you": "你给的是胜者在窗口里的位置。",
    "slips.winner-in-the-window.rule": "梯度交给输入的一格：要加上窗口的起点 y*stride - padding。",
    "slips.winner-in-the-window.label": "在窗口里数",
    "slips.first-of-the-window.you": "你取了窗口的第一格。",
    "slips.first-of-the-window.rule": "哪格胜出由数决定：最大的那个，不论在窗口哪里。",
    "slips.first-of-the-window.label": "窗口左上角",
    "slips.last-of-ties.you": "数相等时你取了最后一个。",
    "slips.last-of-ties.rule": "最大的数相等时，逐行数的第一个胜出；PyTorch 在 CPU 上就是这样。",
    "slips.last-of-ties.label": "平局取最后",
}
