"""The characters that drawings are made of, in Unicode and in ASCII.

Glyphs  one set; `translate` turns text written with the Unicode signs into it
"""

from convtutor.data import dataclass
from convtutor.scene.plot_signs import IN_ASCII

# By the weights (0 none, 1 thin, 2 heavy) of the arms up, right, down, left, the last counting
# fastest.
BOX = (
    " ╴╸╷┐┑╻┒┓╶─╾┌┬┭┎┰┱╺╼━┍┮┯┏┲┳╵┘┙│┤┥╽┧┪└┴┵├┼┽┟╁╅┕┶┷┝┾┿┢╆╈╹┚┛╿┦┩┃┨┫┖┸┹┞╀╃┠╂╉┗┺┻┡╄╇┣╊╋"
)
ASCII_SIGNS = str.maketrans({
    "×": "*", "→": "->", "←": "<-", "›": ">", "▸": ">", "·": ".", "●": "*", "○": "o", "━": "=",
    "─": "-", "│": "|", "≠": "!=", "…": "..", "❯": ">", "↑": "^", "↓": "v", **IN_ASCII,
})


@dataclass(frozen=True, slots=True)
class Glyphs:
    """A set of characters: Unicode, or ASCII alone."""

    ascii: bool

    def translate(self, text: str) -> str:
        """Write the signs of a text in this set."""
        return text.translate(ASCII_SIGNS) if self.ascii else text

    def box(self, up: int, right: int, down: int, left: int) -> str:
        """Give the character whose arms have these weights."""
        if not self.ascii:
            return BOX[((up * 3 + right) * 3 + down) * 3 + left]
        vertical, horizontal = up or down, right or left
        if vertical and horizontal:
            return "+"
        if vertical:
            return "|"
        return "-" if horizontal else " "

    @property
    def dot(self) -> str:
        """Give the sign of padding and of what is to come."""
        return "." if self.ascii else "·"

    @property
    def bar(self) -> tuple[str, str, str]:
        """Give the scrub bar's characters: done, knob, to come."""
        return ("=", "=", "-") if self.ascii else ("━", "━", "─")


UNICODE = Glyphs(False)
ASCII = Glyphs(True)
