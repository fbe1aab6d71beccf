"""Gradients added up: what several readers of one array hand back, element by element.

The arrays are called by their full names, as conv2.grad_input: they belong to other layers.
"""

from collections.abc import Sequence

from convtutor.engine.arrays import Index, Shape
from convtutor.engine.axis_loops import axes_left_out, axis_names, open_loops, place
from convtutor.engine.listing import Fate, LineKind, Listing, ListingWriter, Mark
from convtutor.engine.operator import Pass, Term, element

PARAMETER_NAMES = {1: ("o",), 2: ("o", "i"), 3: ("o", "c", "j"), 4: ("o", "c", "i", "j")}


def accumulated(target: str, shape: Shape, gradients: Sequence[str]) -> Pass:
    """Give the pass that adds up gradients of one shape, in their order."""

    def read(index: Index) -> tuple[Term, ...]:
        return tuple(Term((element(name, *index),)) for name in gradients)

    return Pass("backward", target, shape, read, _listing(target, shape, gradients))


def _listing(target: str, shape: Shape, gradients: Sequence[str]) -> Listing:
    """Write the loops over every element, with a line for each gradient."""
    names = axis_names(len(shape))
    if target.startswith("total_"):
        names = PARAMETER_NAMES.get(len(shape), names)
    writer, left_out = ListingWriter(), axes_left_out(shape)
    unlooped = open_loops(writer, shape, names)
    writer.add("total = 0", LineKind.START)
    taps = [
        writer.add(f"total += {place(gradient, names, left_out)}", LineKind.TAP)
        for gradient in gradients
    ]
    store = writer.add(f"{place(target, names, left_out)} = total", LineKind.STORE)

    def locate(index: Index, tap: int | None, fate: Fate) -> Mark:
        alive = zip(names, index, strict=True)
        line = store if tap is None else taps[tap]
        return Mark(line, {name: at for name, at in alive if name not in unlooped})

    return Listing(tuple(writer.lines), dict.fromkeys((*gradients, target), left_out), locate)
