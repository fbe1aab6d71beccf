"""The placers of all ways of drawing, by the names of scene/pictures.

Placer  (picture, size formulas, width, height, language, rows of an open panel): the layout of a
        screen of at least 60x18 with this picture in its middle; None where it finds no room
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from convtutor.paint.pictures.row import place_row
from convtutor.paint.pictures.scatter import place_scatter
from convtutor.paint.pictures.ways import place_ways
from convtutor.paint.regions import Layout
from convtutor.scene.pictures import Picture
from convtutor.scene.size import SizeFormula

Placer: TypeAlias = Callable[
    [Picture, Sequence[SizeFormula], int, int, str, int], Layout | None
]

PLACERS: Mapping[str, Placer] = {
    "row": place_row,
    "scatter": place_scatter,
    "ways": place_ways,
}
