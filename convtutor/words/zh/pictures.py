"""Chinese sentences about the ways of drawing a moment."""

SENTENCES: dict[str, str] = {
    "screen.help_picture": "换一种画法；z 用颜色显示大的平面",
    "screen.no_picture": "这一刻没有那种画法。",
    "screen.one_picture": "这一刻只有一种画法。",
    "screen.no_room": "这里画不下那种画法；请把终端放大。",
}
