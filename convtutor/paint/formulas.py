"""Size formulas in the room there is: tighter, then broken in two; the result is never cut."""

from __future__ import annotations

from collections.abc import Sequence

from convtutor.paint.row import line_width
from convtutor.scene.size import SizeFormula
from convtutor.scene.text import Line, Span, Tone
from convtutor.words.wrapping import cell_width


def formula_line(size: SizeFormula, width: int) -> Line:
    """Give the widest form of a formula that fits, the tightest where none does."""
    *forms, tightest = size.forms()
    return next((form for form in forms if line_width(form) <= width), tightest)


def side_by_side(sizes: Sequence[SizeFormula], left: int, right: int) -> bool:
    """Say whether two formulas fit beside each other, whatever is lost written in full."""
    if len(sizes) != 2:
        return False
    first, second = (line_width(size.forms()[2]) for size in sizes)
    return first <= left and second <= right


def formula_block(sizes: Sequence[SizeFormula], width: int) -> list[Line]:
    """Give every axis its own lines: the formula, broken where it is too long, and what is
    lost."""
    lines: list[Line] = []
    for size in sizes:
        for name in size.name.split(" = "):
            lines += _alone(size.named(name).without_lost(), width)
        if size.lost:
            blanks = " " * max(0, min(8, width - cell_width(size.lost)))
            lines.append((Span(f"{blanks}{size.lost}", Tone.ACCENT),))
    return lines


def _alone(size: SizeFormula, width: int) -> Sequence[Line]:
    whole = next((form for form in size.forms()[:3] if line_width(form) <= width), None)
    return size.broken() if whole is None else (whole,)
