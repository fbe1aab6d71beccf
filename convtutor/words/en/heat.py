"""English sentences about large planes drawn as colours."""

SENTENCES: dict[str, str] = {
    "heat.window": "window",
    "heat.enlarged": "enlarged",
    "heat.all": "all of it",
    "heat.so_far": "so far",
    "heat.now": "now",
    "heat.part": "[ ] the part shown at the left; click to go there",
    "heat.map": "map: 1 character shows 2 cells, one above the other",
    "heat.words": "!! is nan, +! and -! are inf and -inf",
    "screen.key_numbers": "numbers",
    "screen.key_heat": "as colours",
}
