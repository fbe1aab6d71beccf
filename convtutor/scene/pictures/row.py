"""The row of grids: what is read, by what it is multiplied, the products, what is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convtutor.lesson.run import BoundLayer
from convtutor.scene.moment import Moment
from convtutor.scene.pictures.picture import Maker, Picture

if TYPE_CHECKING:
    from convtutor.scene.grids import GridBuilder


def draw(grids: GridBuilder, moment: Moment, layer: BoundLayer | None) -> Picture:
    """Give the grids of any moment from left to right."""
    return Picture("row", grids.grids(moment))


ROW = Maker(lambda moment, layer: True, draw)
