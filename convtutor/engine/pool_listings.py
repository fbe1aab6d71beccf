"""The loops of max pooling, forward and backward, as the learner reads them.

Letters as in sliding_listing, with c the channel. Axes of length 1 among n, c are left out.
"""

from collections.abc import Mapping, Sequence

from convtutor.engine.arrays import Index, Shape
from convtutor.engine.geometry import Axis
from convtutor.engine.listing import (
    LineKind,
    Listing,
    ListingWriter,
    Locator,
    fate_lines,
    left_out_axes,
    single,
    subscript,
)
from convtutor.engine.sliding_listing import (
    letters,
    place_variables,
    reader_variables,
    unravel,
    write_cells,
    write_places,
    write_readers,
    write_taps,
    write_windows,
)

Axes = Sequence[Axis]


def max_forward_listing(image: Shape, axes: Axes) -> Listing:
    """Write the loops of the output: look at every tap inside and keep the largest."""
    names = letters(len(axes))
    squeezed = left_out_axes(image, len(axes))
    planes = {"n": image[0], "c": image[1]}
    outs, ats = tuple(out for out, _, _ in names), tuple(at for _, _, at in names)
    writer = ListingWriter()
    writer.loops(planes, single(planes))
    write_windows(writer, axes)
    writer.add("largest = -inf", LineKind.START)
    depth = writer.depth
    write_taps(writer, axes)
    test = write_places(writer, axes)
    read = f"input{subscript(('n', 'c', *ats), squeezed)}"
    compare = writer.test(f"{read} > largest or isnan({read})", LineKind.COMPARE)
    tap = writer.add(f"largest = {read}", LineKind.TAP)
    writer.depth = depth
    store = writer.add(
        f"output{subscript(('n', 'c', *outs), squeezed)} = largest", LineKind.STORE
    )

    def inner(index: Index, number: int) -> Mapping[str, int]:
        taps = unravel(number, [axis.k for axis in axes])
        numbers = dict(zip((tap for _, tap, _ in names), taps, strict=True))
        return {**numbers, **place_variables(axes, index[2:], taps)}

    locate = Locator(
        ("n", "c", *outs), single(planes), fate_lines(tap, test, compare=compare), store, inner
    )
    return Listing(
        tuple(writer.lines), {"input": squeezed, "output": squeezed}, locate, "largest"
    )


def max_backward_listing(image: Shape, axes: Axes) -> Listing:
    """Write the loops of grad_input: the windows that read this cell, and those that it won."""
    names = letters(len(axes))
    squeezed = left_out_axes(image, len(axes))
    planes = {"n": image[0], "c": image[1]}
    outs, ats = tuple(out for out, _, _ in names), tuple(at for _, _, at in names)
    writer = ListingWriter()
    writer.loops(planes, single(planes))
    write_cells(writer, axes)
    writer.add("total = 0", LineKind.START)
    depth = writer.depth
    write_readers(writer, axes)
    window = subscript(("n", "c", *outs), squeezed)
    flat = ats[0] if len(axes) == 1 else f"{ats[0]}*{axes[1].i} + {ats[1]}"
    gate = writer.test(f"indices{window} == {flat}", LineKind.GATE)
    tap = writer.add(f"total += grad_output{window}", LineKind.TAP)
    writer.depth = depth
    store = writer.add(
        f"grad_input{subscript(('n', 'c', *ats), squeezed)} = total", LineKind.STORE
    )
    locate = Locator(
        ("n", "c", *ats), single(planes), fate_lines(tap, gate=gate), store,
        lambda index, number: reader_variables(axes, index[2:], number),
    )
    arrays = ("grad_output", "indices", "grad_input")
    return Listing(tuple(writer.lines), dict.fromkeys(arrays, squeezed), locate)
