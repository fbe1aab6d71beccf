"""The places of a screen's panes as data.

Region  a pane's corner and size
Layout  all of them; equal layouts need no move
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING

from convtutor.data import dataclass

if TYPE_CHECKING:
    from convtutor.paint.painters import Place

LEAST = (60, 18)
WIDE = (200, 60)
FULL = (120, 40)


@dataclass(frozen=True, slots=True)
class Region:
    """A pane's left column, top row, width and height on the screen."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Layout:
    """The regions of a screen; None for a pane that is not shown.

    `sum_x` is the column of the running value within the arithmetic, None where terms and running
    value are one; `form` is "compact", "full" or "wide".
    """

    form: str
    margin: int
    head: Region
    words: Region
    grids: tuple[Place, ...]
    arithmetic: Region | None
    sum_x: int | None
    size: Region | None
    second_size_x: int
    loops: Region | None
    side: Region | None
    torch: Region
    footer: Region
    loops_hidden: bool
    labels: Mapping[str, Region] = field(default_factory=dict)
    watched: Region | None = None
