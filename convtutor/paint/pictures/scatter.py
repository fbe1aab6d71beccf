"""Places the scatter side alone, as a row of grids."""

from collections.abc import Sequence
from dataclasses import replace

from convtutor.paint.layout import layout
from convtutor.paint.regions import Layout
from convtutor.scene.pictures import Picture
from convtutor.scene.size import SizeFormula
from convtutor.words import say


def place_scatter(
    picture: Picture, sizes: Sequence[SizeFormula], width: int, height: int, language: str,
    panel: int,
) -> Layout:
    """Place the grids in a row, with room for the longest caption that the stamp comes to have."""
    stamps, stamp, laid = picture.grids
    widest, short = str(picture.shape[0]), laid.caption.split(say("screen.between", language))[0]
    grids = stamps, replace(stamp, caption=widest), replace(laid, caption=short)
    made = layout(grids, sizes, width, height, language, panel)
    *before, last = made.grids
    last = last if last.cut else replace(last, cut=(laid.caption, short))
    return replace(made, grids=(*before, last))
