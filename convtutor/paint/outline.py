"""What the places of a picture depend on, so that they are found once for all planes of an array.

Outline   what the place of one grid depends on, wherever the window is
Outlined  a picture that is equal to any other one with the same places
"""

from __future__ import annotations

from dataclasses import field

from convtutor.data import dataclass
from convtutor.scene.grid import Border, Grid, Rect
from convtutor.scene.numbers import Extent
from convtutor.scene.pictures import Label, Picture
from convtutor.words.wrapping import cell_width


@dataclass(frozen=True, slots=True)
class Outline:
    """What a placer looks at in a grid; of its caption the columns that it takes."""

    frame: Rect
    interior: Rect
    heading: str
    caption: int
    sign: str
    ruled: bool
    extent: Extent
    border: Border
    constant: float
    lost: bool


@dataclass(frozen=True, slots=True)
class Outlined:
    """The outlines of a picture's grids, its labels and its shape; the picture itself is not
    compared."""

    outlines: tuple[Outline, ...]
    labels: tuple[Label, ...]
    shape: tuple[object, ...]
    picture: Picture = field(compare=False)


def outlined(picture: Picture) -> Outlined:
    """Give a picture as one to be compared by its places."""
    outlines = tuple(map(outline_of, picture.grids))
    return Outlined(outlines, picture.labels, picture.shape, picture)


def outline_of(grid: Grid) -> Outline:
    """Give the outline of a grid."""
    return Outline(
        grid.frame, grid.interior, grid.heading, cell_width(grid.caption), grid.sign, grid.ruled,
        grid.extent, grid.border, grid.constant, grid.lost,
    )
