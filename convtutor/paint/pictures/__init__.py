"""The placers of all ways of drawing, by the names of scene/pictures.

Placer  (picture, size formulas, width, height, language, rows of an open panel): the layout of a
        screen of at least 60x18 with this picture in its middle; None where it finds no room
Needed  (grids of the row, size formulas, width, height, language): whether they ask for it
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from convtutor.paint.pictures.heat import needed, place_heat
from convtutor.paint.pictures.row import place_row
from convtutor.paint.regions import Layout
from convtutor.scene.grid import Grid
from convtutor.scene.pictures import Picture
from convtutor.scene.size import SizeFormula

Placer: TypeAlias = Callable[
    [Picture, Sequence[SizeFormula], int, int, str, int], Layout | None
]
Needed: TypeAlias = Callable[[Sequence[Grid], Sequence[SizeFormula], int, int, str], bool]

PLACERS: Mapping[str, Placer] = {
    "row": place_row,
    "heat": place_heat,
}

# A way of drawing that comes before the row only where the row of grids cannot show them whole.
NEEDED: Mapping[str, Needed] = {
    "heat": needed,
}
