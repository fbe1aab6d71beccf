"""How wide a text is on a terminal, and where its lines break: Chinese counts 2 cells a character.

Words of letters stay whole; a line may break between any two wide characters, but not before a
closing sign (。，） and the like) nor after an opening one.
"""

import re
import unicodedata
from functools import lru_cache

CLOSING = "，。、；：？！）」』】》〉”’%…"
OPENING = "（「『【《〈“‘"
DOTS = "..."


def cell_width(text: str) -> int:
    """Count the terminal cells of a text: 2 for a wide character, 0 for a combining one."""
    if text.isascii():
        return len(text)
    return sum(character_width(character) for character in text)


@lru_cache(maxsize=4096)
def character_width(character: str) -> int:
    """Count the cells of one character."""
    if character.isascii():
        return 1
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def is_even(text: str) -> bool:
    """Say whether every character takes one cell."""
    return text.isascii() or all(character_width(character) == 1 for character in set(text))


def wrap(text: str, width: int) -> list[str]:
    """Break a text into lines of at most `width` cells; runs of white space become one blank.

    A word longer than a line is cut. An empty text has no lines.
    """
    lines: list[str] = []
    line = ""
    for piece in pieces(text):
        if cell_width(line + piece.rstrip()) <= width:
            line += piece
            continue
        lines += [line.rstrip()] if line.strip() else []
        *full, line = cut(piece.lstrip(), width)
        lines += [part.strip() for part in full if part.strip()]
    return lines + ([line.rstrip()] if line.strip() else [])


def pieces(text: str) -> list[str]:
    """Split a text into what must stay on one line, each with the blank after it."""
    found: list[str] = []
    for character in re.sub(r"\s+", " ", text.strip()):
        if found and not may_break(found[-1][-1], character):
            found[-1] += character
        else:
            found.append(character)
    return found


def may_break(before: str, after: str) -> bool:
    """Tell whether a line may break between two neighbouring characters."""
    if before == " ":
        return True
    if after == " " or after in CLOSING or before in OPENING:
        return False
    return character_width(before) == 2 or character_width(after) == 2


def cut(piece: str, width: int) -> list[str]:
    """Cut a piece into parts of at most `width` cells, or one character where even that is wider.

    The last part is the one that the line goes on with.
    """
    parts = [""]
    for character in piece:
        if parts[-1] and cell_width((parts[-1] + character).rstrip()) > width:
            parts.append("")
        parts[-1] += character
    return parts


def shortened(text: str, columns: int) -> str:
    """Write a name in as many columns: mean_grad..."""
    if cell_width(text) <= columns:
        return text
    kept = text
    while kept and cell_width(kept) > columns - len(DOTS):
        kept = kept[:-1]
    return kept + DOTS
