"""The texts beside lanes and below them: whose each is, what it comes to, and all added up.

Texts  which of the texts that say the same are drawn
Block  the grids of lanes placed, with these texts beside them
"""

from __future__ import annotations

from dataclasses import replace

from convtutor.data import dataclass
from convtutor.paint.grid import GridPlace
from convtutor.paint.pictures.around import Labels, Room, begins_at, ends_at
from convtutor.paint.regions import Region
from convtutor.paint.row import line_width


@dataclass(frozen=True, slots=True)
class Texts:
    """Which of the texts that say the same are beside a lane and above its sum, and how much
    narrower than usual the gaps between grids are."""

    channel: str
    sum: str
    heading: str = "heading"
    narrower: int = 0


TEXTS = (
    Texts("channel", "working"), Texts("channel", "working", narrower=1),
    Texts("channel", "value"), Texts("short", "working"),
    Texts("channel", "value", "heading_short"),
    Texts("short", "value", "heading_short"), Texts("short", "value", "heading_short", 1),
)


@dataclass(frozen=True, slots=True)
class Block:
    """Grids placed on the screen, the texts beside each lane, the columns that the sums take and
    the one behind them, and the row behind the lowest grid."""

    places: tuple[GridPlace, ...]
    texts: Texts
    wide: int
    sums: int
    bottom: int


def sums_width(labels: Labels, texts: Texts) -> int:
    """Count the columns of the sums, those before them included."""
    names = (f"{texts.sum}0", texts.heading, "before_short", "after_short", "rule")
    return 2 + max(line_width(labels[name].lines[0]) for name in names if name in labels)


def beside_lanes(labels: Labels, room: Room, made: Block) -> dict[str, Region]:
    """Give the regions of the texts beside the lanes: whose they are, and what they come to."""
    regions = {made.texts.heading: ends_at(labels[made.texts.heading], made.sums, room.top)}
    for at, place in enumerate(made.places[1:-1:3]):
        y = place.y + place.sign
        channel, value = (f"{name}{at}" for name in (made.texts.channel, made.texts.sum))
        regions[channel] = begins_at(labels[channel], room.margin, y)
        regions[value] = ends_at(labels[value], made.sums, y)
    if "note" in labels:
        note = begins_at(labels["note"], room.margin, room.top - 1)
        regions["note"] = replace(note, width=min(note.width, room.width))
    if "before" in labels:
        name = "before" if line_width(labels["before"].lines[0]) < made.wide else "before_short"
        regions[name] = ends_at(labels[name], made.sums, room.top + 1)
    if "planes" in labels:
        regions["planes"] = _strip(labels, made)
    return regions


def _strip(labels: Labels, made: Block) -> Region:
    """Give the region of the strip of planes, under the output."""
    target, lines = made.places[-1], labels["planes"].lines
    x, y = target.x + target.gap, target.y + target.height
    return Region(x, y, strip_width(labels), min(len(lines), made.bottom - y))


def strip_width(labels: Labels) -> int:
    """Count the columns of the strip of planes, where there is one."""
    return max(map(line_width, labels["planes"].lines)) if "planes" in labels else 0


def added_up(labels: Labels, room: Room, made: Block) -> tuple[dict[str, Region], int]:
    """Place the lines that are added up like on paper; give the row behind them."""
    regions: dict[str, Region] = {}
    y, sums = made.bottom, made.sums
    if "after" in labels:
        regions["after"] = ends_at(labels["after"], sums, y)
        y += 1
    if "bias" in labels:
        regions["bias"] = begins_at(labels["bias"], room.margin, y)
        regions["bias_sum"] = ends_at(labels["bias_sum"], sums, y)
        y += 1
    regions["rule"] = ends_at(labels["rule"], sums, y)
    regions["total"] = ends_at(labels["total"], sums, y + 1)
    so_far = begins_at(labels["so_far"], sums + 2, y + 1)
    if so_far.x + so_far.width <= room.right:
        regions["so_far"] = so_far
    return regions, y + 2
