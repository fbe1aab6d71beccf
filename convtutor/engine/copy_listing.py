"""The loops of a pass that copies: every element of the target is one element read elsewhere."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from convtutor.engine.arrays import Shape
from convtutor.engine.axis_loops import axes_left_out, axis_names, open_loops, place
from convtutor.engine.listing import LineKind, Listing, ListingWriter, Locator, fate_lines

Subscripts: TypeAlias = Callable[[Sequence[str]], Sequence[str]]


def copy_listing(
    target: tuple[str, Shape],
    source: tuple[str, Shape],
    subscripts: Subscripts,
    tests: Subscripts = lambda names: (),
) -> Listing:
    """Write the loops over the target's elements; name and shape of both arrays are given.

    `subscripts` writes the place in the source, from the names of the target's axes ("0" for one
    without a loop); `tests` writes what must hold for an element to be copied.
    """
    (made, shape), (read, source_shape) = target, source
    writer, names = ListingWriter(), axis_names(len(shape))
    unlooped = open_loops(writer, shape, names)
    looped = ["0" if name in unlooped else name for name in names]
    left_out, source_left_out = axes_left_out(shape), axes_left_out(source_shape)
    writer.add("total = 0", LineKind.START)
    depth, asked = writer.depth, tests(looped)
    if asked:
        writer.test(" and ".join(asked))
    at = place(read, subscripts(looped), source_left_out)
    tap = writer.add(f"total += {at}", LineKind.TAP)
    writer.depth = depth
    store = writer.add(f"{place(made, names, left_out)} = total", LineKind.STORE)
    locate = Locator(names, unlooped, fate_lines(tap), store, lambda index, tap: {})
    return Listing(tuple(writer.lines), {made: left_out, read: source_left_out}, locate)
