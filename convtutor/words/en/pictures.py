"""English sentences about the ways of drawing a moment; keys begin with "pictures."."""

SENTENCES: dict[str, str] = {
    "pictures.no_picture": "This moment is not drawn in that way.",
    "pictures.one_picture": "There is one way of drawing this moment.",
    "pictures.no_room": "There is no room for that drawing; a larger terminal has it.",
}
