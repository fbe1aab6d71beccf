"""Chinese sentences about marks on cells."""

SENTENCES: dict[str, str] = {
    "marks.followed": "带 * 的格子，是核的元素 [{row},{col}] 在已完成的窗口里遇到过的。"
    "按 k 或 escape 结束。",
    "marks.none": "这里没有可以跟踪的核元素：先进入一个窗口的乘积，或点击滑动的核的一个元素。",
}
