"""Chinese words of the page that plays a lesson; the page itself fills in the fields."""

SENTENCES: dict[str, str] = {
    "player.go_to": "到 {place}",
    "player.part": "（一部分）",
    "player.tap": "乘积 {number}/{count}",
    "player.start": "开始",
    "player.play": "播放",
    "player.pause": "暂停",
    "player.taps": "逐个乘积",
    "player.windows": "逐个元素",
    "player.next": "下一步 →",
    "player.back": "← 上一步",
    "player.scrub": "步",
    "player.example": "例子",
    "player.live": "当前元素的算式",
}
