"""English sentences about the ways of drawing a moment."""

SENTENCES: dict[str, str] = {
    "screen.help_picture": "the next way of drawing; z large planes as colours",
    "screen.no_picture": "This moment is not drawn in that way.",
    "screen.one_picture": "There is one way of drawing this moment.",
    "screen.no_room": "There is no room for that drawing; a larger terminal has it.",
}
