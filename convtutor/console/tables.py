"""Arrays as tables of numbers: what is made stands there, what is to come is a dot.

The element at the cursor stands in brackets; at a tap it is the value so far. Rows and columns are
numbered from 0. Large arrays are cut, and say so.
"""

from collections.abc import Sequence
from itertools import islice, product
from math import prod

from convtutor.debugger.values import Seen
from convtutor.engine.arrays import Shape
from convtutor.steps.numbers import column
from convtutor.words import say

MOST_ROWS, MOST_COLUMNS, MOST_PLANES = 32, 24, 16
PENDING = "·"


def table_lines(seen: Seen, language: str) -> list[str]:
    """Write an array: a heading, then each of its planes."""
    lines = [_heading(seen, language)]
    leading = seen.array.shape[:-2]
    planes = list(product(*map(range, leading)))
    for index in islice(planes, MOST_PLANES):
        if len(planes) > 1:
            lines.append(f"[{','.join(map(str, index))}]")
        lines += _plane_lines(seen, index, language)
    if len(planes) > MOST_PLANES:
        lines.append(
            say("plain.cut_planes", language, shown=MOST_PLANES, count=f"{len(planes):,}")
        )
    return lines


def shape_said(shape: Shape, language: str) -> str:
    """Write a shape: 1x2x5x3; an array without axes is one number."""
    return "x".join(map(str, shape)) or say("plain.one_number", language)


def _heading(seen: Seen, language: str) -> str:
    shape = shape_said(seen.array.shape, language)
    if seen.made == seen.array.size:
        return say("plain.array_whole", language, name=seen.name, shape=shape)
    return say(
        "plain.array_made", language, name=seen.name, shape=shape,
        made=f"{seen.made:,}", count=f"{seen.array.size:,}",
    )


def _plane_lines(seen: Seen, leading: tuple[int, ...], language: str) -> list[str]:
    rows, cols = ((1, 1), (1, *seen.array.shape), seen.array.shape[-2:])[min(seen.array.ndim, 2)]
    first = _plane_number(leading, seen.array.shape[:-2]) * rows * cols
    shown_rows, shown_cols = min(rows, MOST_ROWS), min(cols, MOST_COLUMNS)
    numbers = [
        first + row * cols + col for row in range(shown_rows) for col in range(shown_cols)
    ]
    texts = _cell_texts(seen, numbers)
    width = max((len(text) for text in texts), default=0)
    width = max(width, len(str(shown_cols)) + 2)
    lines = [_ruler(shown_cols, width, len(str(shown_rows)))]
    for row in range(shown_rows):
        cells = texts[row * shown_cols : (row + 1) * shown_cols]
        label = f"{row:>{len(str(shown_rows)) + 2}} "
        lines.append((label + "".join(f"{text:>{width}}" for text in cells)).rstrip())
    if (shown_rows, shown_cols) != (rows, cols):
        lines.append(
            say("plain.cut_plane", language, rows=rows, columns=cols,
                last_row=shown_rows - 1, last_column=shown_cols - 1)
        )
    return lines


def _plane_number(index: tuple[int, ...], shape: Sequence[int]) -> int:
    return sum(at * prod(shape[axis + 1 :]) for axis, at in enumerate(index))


def _ruler(columns: int, width: int, label: int) -> str:
    return " " * (label + 3) + "".join(f"{f'{col} ':>{width}}" for col in range(columns)).rstrip()


def _cell_texts(seen: Seen, numbers: Sequence[int]) -> list[str]:
    """Write each element with a blank on both sides, or brackets around the current one."""
    values = [seen.value(number) for number in numbers]
    texts = iter(column([value for value in values if value is not None]))
    cells = []
    for number, value in zip(numbers, values, strict=True):
        text = PENDING if value is None else next(texts)
        cells.append(f"[{text}]" if number == seen.current and value is not None else f" {text} ")
    return cells
