"""Chinese sentences about large planes drawn as colours."""

SENTENCES: dict[str, str] = {
    "heat.window": "窗口",
    "heat.enlarged": "放大",
    "heat.all": "全部",
    "heat.so_far": "目前为止",
    "heat.now": "此处",
    "heat.part": "[ ] 左边显示的部分；点击即可前往",
    "heat.map": "缩略图：一个字符上下各显示一个单元格",
    "heat.words": "!! 为 nan，+! 和 -! 为 inf 和 -inf",
    "screen.key_numbers": "数字",
    "screen.key_heat": "颜色图",
}
