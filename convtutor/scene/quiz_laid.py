"""The kernel of a mistaken run as it was laid upon the window.

A run that turns its kernel reads the same window in the same order, each cell with another number
of the kernel. Drawn where that number stands in the kernel nothing would be seen; so it is drawn
where the right run has the number it stands in for.

partners    the products of two runs that read the same cell
laid_grids  kernel and products of a mistaken run, drawn so
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from convtutor.engine.arrays import Index
from convtutor.scene.cells import Plane, place_on_plane
from convtutor.scene.grid import Cell, Grid, Role
from convtutor.scene.moment import Moment
from convtutor.steps import Step, Tap

Pairs: TypeAlias = Sequence[tuple[Tap, Tap]]  # of the right run, of the mistaken one


def partners(right: Step, wrong: Step) -> Pairs | None:
    """Pair the products that read the same cell of the first array; None where some have none, or
    read other arrays."""
    ours, theirs = _by_first(right), _by_first(wrong)
    if ours is None or theirs is None or set(ours) != set(theirs):
        return None
    pairs = [(ours[key], theirs[key]) for key in ours]
    same = all(a.reads[1].array == b.reads[1].array for a, b in pairs)
    return pairs if same else None


def _by_first(step: Step) -> Mapping[tuple[str, Index], Tap] | None:
    products = [tap for tap in step.taps if len(tap.reads) > 1]
    found = {(tap.reads[0].array, tap.reads[0].index): tap for tap in products}
    return found if products and len(found) == len(products) else None


def laid_grids(right: tuple[Grid, ...], pairs: Pairs, moment: Moment) -> tuple[Grid, Grid]:
    """Give the kernel and the products of a mistaken run, from those of the right one."""
    kernel, products = right
    leading = kernel.key[3]
    here: dict[Plane, Tap] = {
        place_on_plane(a.reads[1].index): b for a, b in pairs if a.reads[1].index[:-2] == leading
    }

    def factor(row: int, col: int) -> Cell:
        tap = here.get((row, col))
        if tap is None:
            return kernel.cell_at(row, col)
        return Cell(tap.reads[1].value, tap=tap.number == moment.tap)

    def product(row: int, col: int) -> Cell:
        tap = here.get((row, col))
        if tap is None:
            return Cell(None, Role.EMPTY)
        if tap.number >= moment.taps_done:
            return Cell(None, Role.PENDING)
        return Cell(tap.product, tap=tap.number == moment.tap)

    return (
        replace(kernel, key=(*kernel.key, "laid", moment.tap), cell_at=factor),
        replace(products, key=(*products.key, "laid", moment.tap), cell_at=product),
    )
