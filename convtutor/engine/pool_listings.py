"""The loops of pools, forward and backward, as the learner reads them.

Letters as in sliding_listing, with c the channel. Axes of length 1 among n, c are left out.
"""

from collections.abc import Mapping, Sequence

from convtutor.engine.arrays import Index, Shape
from convtutor.engine.geometry import Axis
from convtutor.engine.listing import (
    Fate,
    LineKind,
    Listing,
    ListingWriter,
    Locator,
    fate_lines,
    left_out_axes,
    single,
    subscript,
)
from convtutor.engine.pool_loops import PoolLoops
from convtutor.engine.pool_shares import Share
from convtutor.engine.sliding_listing import letters, write_cells

Variables = Mapping[str, int]


class _Pooled:
    """The names and subscripts that every listing of a pool shares."""

    def __init__(self, image: Shape, axes: Sequence[Axis]) -> None:
        names = letters(len(axes))
        self.planes = {"n": image[0], "c": image[1]}
        self.left_out = single(self.planes)
        self.squeezed = left_out_axes(image, len(axes))
        self.target_names = ("n", "c", *(out for out, _, _ in names))
        self.cell_names = ("n", "c", *(at for _, _, at in names))
        self.window = subscript(self.target_names, self.squeezed)
        self.cell = subscript(self.cell_names, self.squeezed)

    def listing(
        self, writer: ListingWriter, locate: Locator, arrays: Sequence[str], accumulator: str
    ) -> Listing:
        squeezed = dict.fromkeys(arrays, self.squeezed)
        return Listing(tuple(writer.lines), squeezed, locate, accumulator)


def max_forward_listing(image: Shape, loops: PoolLoops) -> Listing:
    """Write the loops of the output: look at every element read and keep the largest."""
    pooled, writer = _Pooled(image, loops.axes), ListingWriter()
    writer.loops(pooled.planes, pooled.left_out)
    loops.write_windows(writer)
    writer.add("largest = -inf", LineKind.START)
    depth = writer.depth
    test = loops.write_reads(writer)
    read = f"input{pooled.cell}"
    compare = writer.test(f"{read} > largest or isnan({read})", LineKind.COMPARE)
    tap = writer.add(f"largest = {read}", LineKind.TAP)
    writer.depth = depth
    store = writer.add(f"output{pooled.window} = largest", LineKind.STORE)
    locate = _forward_locator(pooled, loops, fate_lines(tap, test, compare=compare), store)
    return pooled.listing(writer, locate, ("input", "output"), "largest")


def max_backward_listing(image: Shape, loops: PoolLoops) -> Listing:
    """Write the loops of grad_input: the windows that read this cell, and those that it won."""
    pooled, writer = _Pooled(image, loops.axes), ListingWriter()
    depth = _start_backward(pooled, loops, writer)
    *_, last = (at for _, _, at in letters(len(loops.axes)))
    flat = last if len(loops.axes) == 1 else f"row*{loops.axes[1].i} + {last}"
    gate = writer.test(f"indices{pooled.window} == {flat}", LineKind.GATE)
    tap = writer.add(f"total += grad_output{pooled.window}", LineKind.TAP)
    writer.depth = depth
    store = writer.add(f"grad_input{pooled.cell} = total", LineKind.STORE)
    locate = Locator(
        pooled.cell_names, pooled.left_out, fate_lines(tap, gate=gate), store,
        lambda index, number: loops.reader_variables(index[2:], number),
    )
    return pooled.listing(writer, locate, ("grad_output", "indices", "grad_input"), "total")


def avg_forward_listing(image: Shape, loops: PoolLoops, share: Share) -> Listing:
    """Write the loops of the output: add up what is read, then divide."""
    pooled, writer = _Pooled(image, loops.axes), ListingWriter()
    counts = share.forward is None
    writer.loops(pooled.planes, pooled.left_out)
    loops.write_windows(writer)
    writer.add("total, count = 0, 0" if counts else "total = 0", LineKind.START)
    depth = writer.depth
    test = loops.write_reads(writer)
    tap = writer.add(f"total += input{pooled.cell}", LineKind.TAP)
    if counts:
        writer.add("count += 1", LineKind.COUNT)
    writer.depth = depth
    divisor = share.forward or "count"
    store = writer.add(f"output{pooled.window} = total / {divisor}", LineKind.STORE)
    locate = _forward_locator(pooled, loops, fate_lines(tap, test), store)
    return pooled.listing(writer, locate, ("input", "output"), "total")


def avg_backward_listing(image: Shape, loops: PoolLoops, share: Share) -> Listing:
    """Write the loops of grad_input: each window that read this cell hands on its share."""
    pooled, writer = _Pooled(image, loops.axes), ListingWriter()
    depth = _start_backward(pooled, loops, writer)
    for name, formula in share.set_by.items():
        writer.add(f"{name} = {formula}", LineKind.ASSIGN, name)
    tap = writer.add(f"total += grad_output{pooled.window} / {share.backward}", LineKind.TAP)
    writer.depth = depth
    store = writer.add(f"grad_input{pooled.cell} = total", LineKind.STORE)
    outs = pooled.target_names[2:]

    def inner(index: Index, number: int) -> Variables:
        variables = loops.reader_variables(index[2:], number)
        return {**variables, **share.values(tuple(variables[out] for out in outs))}

    locate = Locator(pooled.cell_names, pooled.left_out, fate_lines(tap), store, inner)
    return pooled.listing(writer, locate, ("grad_output", "grad_input"), "total")


def _start_backward(pooled: _Pooled, loops: PoolLoops, writer: ListingWriter) -> int:
    """Add the loops over the cells and the search for their readers; give the cells' depth."""
    writer.loops(pooled.planes, pooled.left_out)
    write_cells(writer, loops.axes)
    writer.add("total = 0", LineKind.START)
    depth = writer.depth
    loops.write_readers(writer)
    return depth


def _forward_locator(
    pooled: _Pooled, loops: PoolLoops, lines: Mapping[Fate, int], store: int
) -> Locator:
    return Locator(
        pooled.target_names, pooled.left_out, lines, store,
        lambda index, number: loops.read_variables(index[2:], number),
        outer=lambda index: loops.window_variables(index[2:]),
    )
