"""The ways of drawing a moment, in one table; the painter has a placer for each.

A newcomer adds a file with a Maker and a line here, and a placer and a line in paint/pictures.
"""

from collections.abc import Mapping

from convtutor.lesson.run import BoundLayer
from convtutor.scene.moment import Moment
from convtutor.scene.pictures.heat import HEAT
from convtutor.scene.pictures.lanes import LANES
from convtutor.scene.pictures.matrix import MATRIX
from convtutor.scene.pictures.picture import Label, Maker, Picture
from convtutor.scene.pictures.row import ROW
from convtutor.scene.pictures.scatter import SCATTER
from convtutor.scene.pictures.ways import WAYS

__all__ = ["MAKERS", "Label", "Maker", "Picture", "offered"]

MAKERS: Mapping[str, Maker] = {
    "row": ROW,
    "scatter": SCATTER,
    "ways": WAYS,
    "lanes": LANES,
    "matrix": MATRIX,
    "heat": HEAT,
}


def offered(moment: Moment, layer: BoundLayer | None) -> tuple[str, ...]:
    """Name the ways to draw a moment, the one to try first at the front."""
    names = [name for name, maker in MAKERS.items() if maker.offered(moment, layer)]
    return tuple(sorted(names, key=lambda name: not MAKERS[name].first))
