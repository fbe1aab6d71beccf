"""Text on the screen as data: what a piece means, never how it looks.

Tone  what a piece of text is for
Span  a piece of text with its tone
Line  the spans of one row
"""

from enum import Enum
from typing import TypeAlias

from convtutor.data import dataclass


class Tone(Enum):
    """What a piece of text is for."""

    TEXT = "text"
    STRONG = "strong"
    DIM = "dim"
    FAINT = "faint"
    RULE = "rule"
    ACCENT = "accent"
    TAP = "tap"
    AGREE = "agree"
    MISMATCH = "mismatch"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text with its tone."""

    text: str
    tone: Tone = Tone.TEXT


Line: TypeAlias = tuple[Span, ...]


def line(*pieces: str | Span | tuple[str, Tone]) -> Line:
    """Make a line from plain strings, (text, tone) pairs and spans."""
    made = []
    for piece in pieces:
        if isinstance(piece, Span):
            made.append(piece)
        elif isinstance(piece, str):
            made.append(Span(piece))
        else:
            made.append(Span(*piece))
    return tuple(made)
