"""Chinese sentences about the ways of drawing a moment; keys begin with "pictures."."""

SENTENCES: dict[str, str] = {
    "pictures.no_picture": "这一刻没有那种画法。",
    "pictures.one_picture": "这一刻只有一种画法。",
    "pictures.no_room": "这里画不下那种画法；请把终端放大。",
}
