"""The loops of tensors set one behind the other, and of what each gets back."""

from bisect import bisect_right
from collections.abc import Sequence

from convtutor.engine.arrays import Index, Shape, Shapes
from convtutor.engine.axis_loops import axes_left_out, axis_names, open_loops, place
from convtutor.engine.listing import (
    Fate,
    LineKind,
    Listing,
    ListingWriter,
    Locator,
    Mark,
    fate_lines,
)


def output_listing(
    shapes: Shapes, starts: Sequence[int], output: Shape, axis: int
) -> Listing:
    """Write the loops over the output; a branch for each tensor that has an element there.

    `shapes` and `starts` say how large each tensor is and where it begins along the axis.
    """
    begins = dict(zip(shapes, starts, strict=True))
    lengths = {name: shape[axis] for name, shape in shapes.items() if shape[axis]}
    lengths = lengths or dict.fromkeys(list(shapes)[:1], 0)
    writer, left_out = ListingWriter(), axes_left_out(output)
    names = axis_names(len(output))
    unlooped = open_loops(writer, output, names)
    writer.add("total = 0", LineKind.START)
    ends = [begins[name] + length for name, length in lengths.items()]
    reads = [place(name, _moved(names, axis, -begins[name]), left_out) for name in lengths]
    taps = _write_branches(writer, [f"{names[axis]} < {end}" for end in ends], reads)
    store = writer.add(f"{place('output', names, left_out)} = total", LineKind.STORE)

    def locate(index: Index, tap: int | None, fate: Fate) -> Mark:
        line = store if tap is None else taps[bisect_right(ends, index[axis])]
        alive = zip(names, index, strict=True)
        return Mark(line, {name: at for name, at in alive if name not in unlooped})

    return Listing(tuple(writer.lines), dict.fromkeys((*lengths, "output"), left_out), locate)


def _write_branches(
    writer: ListingWriter, tests: Sequence[str], reads: Sequence[str]
) -> list[int]:
    """Add a line for each read, each in its branch unless there is one alone; give the lines."""
    depth, taps = writer.depth, []
    for number, (test, read) in enumerate(zip(tests, reads, strict=True)):
        if len(reads) > 1:
            last = number == len(reads) - 1
            word = "else" if last else f"{'elif' if number else 'if'} {test}"
            writer.add(f"{word}:", LineKind.BRANCH)
            writer.depth = depth + 1
        taps.append(writer.add(f"total += {read}", LineKind.TAP))
        writer.depth = depth
    return taps


def gradient_listing(
    target: str, shape: Shape, output: Shape, axis: int, start: int | None
) -> Listing:
    """Write the loops over a tensor's gradient, which stands in grad_output from `start` on.

    Without a start the tensor has no element, and nothing is read.
    """
    writer, left_out = ListingWriter(), axes_left_out(shape)
    names = axis_names(len(shape))
    unlooped = open_loops(writer, shape, names)
    writer.add("total = 0", LineKind.START)
    squeezed = {target: left_out}
    tap = -1
    if start is not None:
        looped = ["0" if name in unlooped else name for name in names]
        at = _moved(looped, axis, start)
        squeezed["grad_output"] = axes_left_out(output)
        read = place("grad_output", at, squeezed["grad_output"])
        tap = writer.add(f"total += {read}", LineKind.TAP)
    store = writer.add(f"{place(target, names, left_out)} = total", LineKind.STORE)
    locate = Locator(names, unlooped, fate_lines(tap), store, lambda index, tap: {})
    return Listing(tuple(writer.lines), squeezed, locate)


def _moved(names: Sequence[str], axis: int, by: int) -> list[str]:
    """Write a subscript with the place along one axis moved: c - 2, c + 2, or 2 for 0 + 2."""
    at = list(names)
    if at[axis] == "0":
        at[axis] = str(by)
    elif by:
        at[axis] += f" {'-' if by < 0 else '+'} {abs(by)}"
    return at
