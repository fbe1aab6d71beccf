"""The parts that the loops of every sliding window share: letters, places read, tests.

Letters: n sample, o output channel, c input channel, y x output place, i j tap, row col the place
read.
"""

from collections.abc import Sequence

from convtutor.engine.arrays import Index
from convtutor.engine.geometry import Axis
from convtutor.engine.listing import (
    LineKind,
    ListingWriter,
    place_expression,
    source_expression,
)

Axes = Sequence[Axis]
LETTERS = (("y", "i", "row"), ("x", "j", "col"))


def letters(axes: int) -> tuple[tuple[str, str, str], ...]:
    """Give (output place, tap, place read) for each sliding axis, the last axis named x, j, col."""
    return LETTERS[-axes:]


def read_places(axes: Axes) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Write the names `row`, `col` and the elements that a tap reads, padding modes included."""
    names = tuple(at for _, _, at in letters(len(axes)))
    places = tuple(
        source_expression(
            place_expression(out, tap, axis.s, axis.before, axis.d),
            axis.i, axis.before, axis.after, axis.mode,
        )
        for axis, (out, tap, _) in zip(axes, letters(len(axes)), strict=True)
    )
    return names, places


def inside_test(axes: Axes) -> str | None:
    """Write `0 <= row < 3 and 0 <= col < 3` for the axes with a constant border, None for none."""
    tests = [
        f"0 <= {at} < {axis.i}"
        for axis, (_, _, at) in zip(axes, letters(len(axes)), strict=True)
        if axis.mode == "zeros" and (axis.before or axis.after > 0 or axis.overhang)
    ]
    return " and ".join(tests) or None


def write_places(writer: ListingWriter, axes: Axes) -> int | None:
    """Add `row, col = ...` and, where a border is constant, the test that the place is inside.

    Returns the number of the test's line, None where every place has an element.
    """
    names, places = read_places(axes)
    writer.add(f"{', '.join(names)} = {', '.join(places)}", LineKind.ASSIGN, *names)
    test = inside_test(axes)
    return writer.test(test) if test else None


def write_windows(writer: ListingWriter, axes: Axes) -> None:
    """Add the loops over the output places."""
    for axis, (out, _, _) in zip(axes, letters(len(axes)), strict=True):
        writer.loop(out, axis.o)


def write_taps(writer: ListingWriter, axes: Axes) -> None:
    """Add the loops over the taps of a window."""
    for axis, (_, tap, _) in zip(axes, letters(len(axes)), strict=True):
        writer.loop(tap, axis.k)


def write_cells(writer: ListingWriter, axes: Axes) -> None:
    """Add the loops over the elements of the input plane."""
    for axis, (_, _, at) in zip(axes, letters(len(axes)), strict=True):
        writer.loop(at, axis.i)


def write_readers(writer: ListingWriter, axes: Axes) -> None:
    """Add, axis by axis, the search for the windows and taps that read the element row, col."""
    _, places = read_places(axes)
    for axis, place, (out, tap, at) in zip(axes, places, letters(len(axes)), strict=True):
        writer.loop(out, axis.o)
        writer.loop(tap, axis.k)
        writer.test(f"{place} == {at}")


def reader_variables(axes: Axes, at: Index, number: int) -> dict[str, int]:
    """Give y, i, x, j of the number-th (window, tap) that reads the element `at`."""
    variables: dict[str, int] = {}
    names = letters(len(axes))
    for axis, place, (out, tap, _) in reversed(list(zip(axes, at, names, strict=True))):
        pairs = axis.readers(place)
        number, this = divmod(number, len(pairs))
        variables[out], variables[tap] = pairs[this]
    return variables


def count_readers(axes: Axes, at: Index) -> int:
    """Count the (window, tap) pairs that read the element `at`."""
    count = 1
    for axis, place in zip(axes, at, strict=True):
        count *= len(axis.readers(place))
    return count


def place_variables(axes: Axes, out: Index, taps: Index) -> dict[str, int]:
    """Give row, col of what a tap of a window reads: the element where there is one, else the
    place in the padding."""
    variables = {}
    for axis, place, tap, (_, _, name) in zip(axes, out, taps, letters(len(axes)), strict=True):
        spot = axis.spot(place * axis.s - axis.before + tap * axis.d)
        variables[name] = spot.at if spot.source is None else spot.source
    return variables


def unravel(number: int, extents: Sequence[int]) -> Index:
    """Give the index of the number-th element in row-major order; the first axis has no end."""
    index = []
    for extent in reversed(extents[1:]):
        number, this = divmod(number, extent)
        index.append(this)
    return (number, *reversed(index))
