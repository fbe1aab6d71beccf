"""Blocks of lines beside one another where there is room, else below one another."""

from collections.abc import Iterable, Sequence

from convtutor.words.wrapping import cell_width

GAP = 4


def beside(blocks: Sequence[Sequence[str]], width: int) -> list[str]:
    """Put blocks side by side, as many as a line of `width` cells holds, a blank line between
    what stands below one another."""
    lines: list[str] = []
    row: list[Sequence[str]] = []
    for block in blocks:
        if row and _width([*row, block]) > width:
            lines += [*_joined(row), ""]
            row = []
        row.append(block)
    return lines + _joined(row)


def _width(blocks: Iterable[Sequence[str]]) -> int:
    widths = [max(map(cell_width, block), default=0) for block in blocks]
    return sum(widths) + GAP * (len(widths) - 1)


def _joined(blocks: Sequence[Sequence[str]]) -> list[str]:
    height = max(map(len, blocks), default=0)
    widths = [max(map(cell_width, block), default=0) for block in blocks]
    lines = []
    for at in range(height):
        parts = [block[at] if at < len(block) else "" for block in blocks]
        padded = (part + " " * (width - cell_width(part))
                  for part, width in zip(parts, widths, strict=True))
        lines.append((" " * GAP).join(padded).rstrip())
    return lines
