"""The loops of operators on two arrays, forward and backward, as the learner reads them."""

from convtutor.engine.arrays import Index, Shape, Shapes
from convtutor.engine.axis_loops import axes_left_out, axis_names, open_loops, place
from convtutor.engine.broadcasting import operand_place, summed_axes
from convtutor.engine.listing import LineKind, Listing, ListingWriter, Locator, fate_lines, single
from convtutor.engine.sliding_listing import unravel

SIGNS = {1: "+=", -1: "-="}


def output_listing(
    terms: tuple[tuple[int, tuple[str, ...]], ...], shapes: Shapes, output: Shape
) -> Listing:
    """Write the loops of the output: a line for each term."""
    writer, names = ListingWriter(), axis_names(len(output))
    unlooped = open_loops(writer, output, names)
    writer.add("total = 0", LineKind.START)
    lines = [
        writer.add(
            f"total {SIGNS[coefficient]} "
            + " * ".join(operand_place(name, shapes[name], output) for name in factors),
            LineKind.TAP,
        )
        for coefficient, factors in terms
    ]
    left_out = axes_left_out(output)
    store = writer.add(f"{place('output', names, left_out)} = total", LineKind.STORE)
    squeezed = {name: axes_left_out(shape) for name, shape in shapes.items()}
    tap, behind = lines[0], lines[1] if len(lines) > 1 else -1
    locate = Locator(
        names, unlooped, fate_lines(tap), store, lambda index, tap: None if tap else {}, behind
    )
    return Listing(tuple(writer.lines), {**squeezed, "output": left_out}, locate)


def gradient_listing(
    operand: str, behind: tuple[int, tuple[str, ...]], shapes: Shapes, output: Shape
) -> Listing:
    """Write the loops over an operand's elements, inside them those over what is summed.

    `behind` is what the upstream gradient is multiplied by: a coefficient, and other operands.
    """
    target, shape = f"grad_{operand}", shapes[operand]
    names, left_out = axis_names(len(output)), axes_left_out(output)
    unlooped = single({names[axis]: 1 for axis in left_out})
    extents = dict(zip(names, output, strict=True))
    inner = {names[axis]: output[axis] for axis in summed_axes(shape, output)}
    writer = ListingWriter()
    writer.loops({name: extent for name, extent in extents.items() if name not in inner}, unlooped)
    writer.add("total = 0", LineKind.START)
    depth = writer.depth
    writer.loops(inner, unlooped)
    coefficient, others = behind
    factors = [operand_place(name, shapes[name], output) for name in others]
    term = " * ".join([place("grad_output", names, left_out), *factors])
    tap = writer.add(f"total {SIGNS[coefficient]} {term}", LineKind.TAP)
    writer.depth = depth
    store = writer.add(f"{operand_place(target, shape, output)} = total", LineKind.STORE)

    def at(index: Index, tap: int) -> dict[str, int]:
        return dict(zip(inner, unravel(tap, (1, *inner.values()))[1:], strict=True))

    first = len(output) - len(shape)
    own = [f"{name} stretched" if name in inner else name for name in names[first:]]
    without_loop = unlooped | {name for name in own if name not in names}
    locate = Locator(tuple(own), without_loop, fate_lines(tap), store, at)
    read = {name: axes_left_out(shapes[name]) for name in others}
    squeezed = {"grad_output": left_out, target: axes_left_out(shape), **read}
    return Listing(tuple(writer.lines), squeezed, locate)
