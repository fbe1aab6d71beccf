"""Both ways to one sum, in step on the same cell: scatter at the left, gather at the right."""

from __future__ import annotations

from convtutor.lesson.run import BoundLayer
from convtutor.scene.grids import GridBuilder
from convtutor.scene.moment import Moment
from convtutor.scene.pictures.gather import Gather
from convtutor.scene.pictures.picture import Maker, Picture
from convtutor.scene.pictures.scatter import offered, scatter_of
from convtutor.scene.pictures.side_texts import side_labels, text_widths


def draw(grids: GridBuilder, moment: Moment, layer: BoundLayer | None) -> Picture:
    """Give the three grids of the left side, the four of the right side, and what is said."""
    scatter = scatter_of(grids, moment, layer)
    if scatter is None:
        return Picture("ways", ())
    gather = Gather(scatter)
    left = scatter.stamps(), scatter.stamp(), scatter.laid_grid()
    right = gather.spread(), gather.turned(), gather.products(), grids.target(moment, "")
    labels = tuple(side_labels(scatter))
    shape = tuple(len(label.lines) for label in labels if label.name.endswith("sum"))
    return Picture("ways", (*left, *right), labels, shape, text_widths(scatter))


WAYS = Maker(offered, draw, first=True)
