"""English words of the page that plays a lesson; the page itself fills in the fields."""

SENTENCES: dict[str, str] = {
    "player.go_to": "go to {place}",
    "player.part": "(a part)",
    "player.tap": "tap {number} of {count}",
    "player.start": "start",
    "player.play": "play",
    "player.pause": "pause",
    "player.taps": "taps",
    "player.windows": "elements",
    "player.next": "next →",
    "player.back": "← back",
    "player.scrub": "step",
    "player.example": "example",
    "player.live": "the arithmetic of the present element",
}
