"""Places the row of grids."""

from collections.abc import Sequence

from convtutor.paint.layout import layout
from convtutor.paint.regions import Layout
from convtutor.scene.pictures import Picture
from convtutor.scene.size import SizeFormula


def place_row(
    picture: Picture, sizes: Sequence[SizeFormula], width: int, height: int, language: str,
    panel: int,
) -> Layout:
    """Place the grids in a row; what does not fit is cut to pages, so it always finds a place."""
    return layout(picture.grids, sizes, width, height, language, panel)
