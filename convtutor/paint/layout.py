"""Where every pane stands, from the size of the terminal and of the grids.

Three forms: compact (80x24), full (120x40) and wide (200x60). The largest cells that fit are
chosen; height is given up in a fixed order, and what does not fit at all is cut and says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from convtutor.paint.compact import compact
from convtutor.paint.cutting import cut_captions
from convtutor.paint.fitting import moved, placed, target_x
from convtutor.paint.formulas import formula_block
from convtutor.paint.map import MapPlace
from convtutor.paint.painters import Place
from convtutor.paint.regions import FULL, WIDE, Layout, Region
from convtutor.paint.sizes import CELL_SIZES, page
from convtutor.scene.grid import Grid, Rect
from convtutor.scene.size import SizeFormula

PANEL_ROWS = 8
LOWER_ROWS = 8


def layout(
    grids: Sequence[Grid], sizes: Sequence[SizeFormula], width: int, height: int, language: str,
    panel: int = 0,
) -> Layout:
    """Place everything on a screen of at least 60x18.

    With `panel` the lower band, where a panel stands, has so many rows, a third of the screen at
    the most; the grids give them up.
    """
    made = _planned(grids, sizes, width, height, height)
    wanted, hidden = min(panel, height // 3), made.loops_hidden
    lost = wanted - made.torch.height
    while made.torch.height < wanted:
        shorter = _planned(grids, sizes, width, height, height - lost)
        made = replace(_lengthened(shorter, lost), loops_hidden=hidden)
        lost += 1
    *before, last = made.grids
    right = made.side.x - 2 if made.form == "wide" and made.side else width - made.margin
    last = replace(last, width=max(last.width, right - last.x))  # its caption has room to the right
    pairs = zip((*before, last), grids, strict=True)
    return replace(made, grids=tuple(cut_captions(place, grid, language) for place, grid in pairs))


def _planned(
    grids: Sequence[Grid], sizes: Sequence[SizeFormula], width: int, height: int, rows: int
) -> Layout:
    """Give the form of a screen of this size, its panes on the first `rows` rows."""
    if width >= WIDE[0] and height >= WIDE[1]:
        return _wide(grids, width, rows)
    if width >= FULL[0] and height >= FULL[1]:
        return _full(grids, sizes, width, rows)
    return compact(grids, sizes, width, rows)


def _lengthened(made: Layout, rows: int) -> Layout:
    """Give the lower band so many more rows, the footer below it."""
    torch, footer = made.torch, made.footer
    return replace(
        made, torch=replace(torch, height=torch.height + rows),
        footer=replace(footer, y=footer.y + rows),
    )


def turned(made: Layout, grids: Sequence[Grid], language: str) -> Layout:
    """Turn the pages of cut grids to where the window is; the same layout where none turns."""
    views = pages(made, grids)
    if all(place.view == view for place, view in zip(made.grids, views, strict=True)):
        return made
    return faced(made, grids, views, language)


def pages(made: Layout, grids: Sequence[Grid]) -> list[Rect]:
    """Give the parts of grids that hold their windows, as large as a layout shows."""
    return [
        page(grid, place.view.rows, place.view.cols)
        for place, grid in zip(made.grids, grids, strict=True)
    ]


def faced(
    made: Layout, grids: Sequence[Grid], views: Sequence[Rect], language: str
) -> Layout:
    """Turn the pages of grids to these parts of them, and say which they are."""
    places = (
        cut_captions(_at_page(place, view, views), grid, language)
        for place, view, grid in zip(made.grids, views, grids, strict=True)
    )
    return replace(made, grids=tuple(places))


def _at_page(place: Place, view: Rect, views: Sequence[Rect]) -> Place:
    """Turn one place to a page; a map marks the page of the grid that it is the map of."""
    if isinstance(place, MapPlace):
        marked = None if place.marks is None else views[place.marks] & view
        return replace(place, view=view, marked=marked)
    return replace(place, view=view)


def _wide(grids: Sequence[Grid], width: int, height: int) -> Layout:
    margin, side_width = 4, 49
    inner = width - side_width - 2 * margin - 4
    made = placed(grids, 7, inner, height - 7 - 18)
    places = moved(made, margin, 7)
    arithmetic = max(34, 7 + made.height + 2)
    loops = max(40, arithmetic + 4)
    side = Region(width - margin - side_width, 7, side_width, height - 9)
    lower = Region(margin, loops, min(inner, 104), height - loops - 2)
    return Layout(
        "wide", margin, Region(0, 1, width, 2), Region(side.x, 7, side.width, 1), places,
        Region(margin, arithmetic, inner, 1), target_x(places) - margin, None, 0, lower, side,
        replace(lower, width=inner), Region(0, height - 1, width, 1), False,
    )


def _full(
    grids: Sequence[Grid], sizes: Sequence[SizeFormula], width: int, height: int
) -> Layout:
    margin = 2
    inner = width - 2 * margin
    top = 8
    side_x = max(77, width - 43)
    formulas = 1 + len(formula_block(sizes, width - side_x - margin))
    made = placed(grids, 6, inner, height - top - 7 - max(4, formulas), sizes=CELL_SIZES[1:])
    if top + made.height > 21:
        top = 7
    arithmetic = max(22, top + made.height + 2)
    loops = max(26, arithmetic + 3)
    places = moved(made, margin, top)
    room = height - loops - 2
    torch = Region(0, arithmetic + 3, width, height - arithmetic - 5)
    return Layout(
        "full", margin, Region(0, 1, width, 2), Region(margin, 4, inner, 2), places,
        Region(margin, arithmetic, inner, 1), target_x(places) - margin, None, 0,
        Region(margin, loops, side_x - margin - 3, room),
        Region(side_x, loops, width - side_x - margin, room), torch,
        Region(0, height - 1, width, 1), False,
        watched=Region(margin, arithmetic + 2, inner, 1) if loops - arithmetic > 3 else None,
    )
