"""The placers of all ways of drawing, by the names of scene/pictures.

Placer  (picture, size formulas, width, height, language, rows of an open panel): the layout of a
        screen of at least 60x18 with this picture in its middle; None where it finds no room
Needed  (grids of the row, size formulas, width, height, language): whether they ask for it
"""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from convtutor.paint.regions import Layout
from convtutor.scene.grid import Grid
from convtutor.scene.pictures import Picture
from convtutor.scene.size import SizeFormula
from convtutor.table import LateTable

Placer: TypeAlias = Callable[
    [Picture, Sequence[SizeFormula], int, int, str, int], Layout | None
]
Needed: TypeAlias = Callable[[Sequence[Grid], Sequence[SizeFormula], int, int, str], bool]

PLACERS: LateTable[Placer] = LateTable(__name__, {
    "row": "row.place_row",
    "scatter": "scatter.place_scatter",
    "ways": "ways.place_ways",
    "lanes": "lanes.place_lanes",
    "matrix": "matrix.place_matrix",
    "heat": "heat.place_heat",
})

# A way of drawing that comes before the row only where the row of grids cannot show them whole.
NEEDED: LateTable[Needed] = LateTable(__name__, {
    "heat": "heat.needed",
})


def place(
    picture: Picture, sizes: Sequence[SizeFormula], width: int, height: int, language: str,
    panel: int,
) -> tuple[Layout, int] | None:
    """Give the layout of the first form of a picture that finds room, and that form's number."""
    placer = PLACERS[picture.name]
    for number in range(len(picture.less) + 1):
        made = placer(picture.form(number), sizes, width, height, language, panel)
        if made is not None:
            return made, number
    return None
