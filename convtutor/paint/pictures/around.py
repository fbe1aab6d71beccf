"""What stands around a picture of its own height, by the form of the screen.

Room  what a screen leaves to the picture
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from convtutor.data import dataclass
from convtutor.paint.formulas import formula_block
from convtutor.paint.regions import FULL, WIDE, Layout, Region
from convtutor.paint.row import line_width
from convtutor.paint.sizes import CELL_SIZES, WIDER, CellSize
from convtutor.scene.pictures import Label
from convtutor.scene.size import SizeFormula

Labels = Mapping[str, Label]
LOOPS_ROWS = {"compact": 5, "full": 9, "wide": 11}
SIDE_WIDTH = 49


@dataclass(frozen=True, slots=True)
class Room:
    """The form of a screen, its margin, the gap between grids, the row of the headings, the
    column behind the last one for the picture, and the sizes of cells to try."""

    form: str
    margin: int
    gap: int
    top: int
    right: int
    footer: int
    sizes: tuple[CellSize, ...]

    @property
    def width(self) -> int:
        """Count the columns for the picture."""
        return self.right - self.margin


def room_of(width: int, height: int, labels: Labels) -> Room:
    """Give the room of a screen of at least 60x18."""
    if width >= WIDE[0] and height >= WIDE[1]:
        return Room("wide", 4, 6, 7, width - SIDE_WIDTH - 8, height - 1,
                    (*CELL_SIZES, *WIDER))
    if width >= FULL[0] and height >= FULL[1]:
        return Room("full", 2, 6, 7, width - 2, height - 1, (*CELL_SIZES[1:], *WIDER))
    return Room("compact", 2, 4, 5 if "note" in labels else 4, width - 1, height - 1,
                (*CELL_SIZES[3:], WIDER[0]))


def below(
    room: Room, y: int, regions: dict[str, Region], labels: Labels,
    sizes: Sequence[SizeFormula], panel: int,
) -> Layout | None:
    """Give the layout of a screen around a picture that ends before row `y` and has given its
    labels `regions`; without its grids, and with the labels below it. None where there is no room
    for what is never given up, or for the rows of a panel."""
    made = {"compact": _compact, "full": _full, "wide": _wide}[room.form](
        room, y, labels, sizes, regions, panel
    )
    enough = made is not None and made.torch.height >= min(panel, (room.footer + 1) // 3)
    return made if enough else None


def arithmetic_name(labels: Labels, width: int) -> str | None:
    """Name the form of the arithmetic that always fits into a width, None where none does."""
    forms = (name for name in labels if name.startswith("arithmetic"))
    return next((name for name in forms if labels[name].widest <= width), None)


def begins_at(label: Label, x: int, y: int) -> Region:
    """Give the region of a text of one line that begins at a column."""
    return Region(x, y, line_width(label.lines[0]), 1)


def ends_at(label: Label, right: int, y: int) -> Region:
    """Give the region of a text of one line that ends before a column."""
    width = line_width(label.lines[0])
    return Region(right - width, y, width, 1)


def _compact(
    room: Room, y: int, labels: Labels, sizes: Sequence[SizeFormula],
    regions: dict[str, Region], panel: int,
) -> Layout | None:
    width, inner, lines = room.right + 1, room.right - 1 - room.margin, max(1, len(sizes))
    spare = room.footer - y - lines
    if spare < 0:
        return None
    loops = spare >= LOOPS_ROWS["compact"]
    y += 1 if spare and spare != LOOPS_ROWS["compact"] else 0
    size = Region(room.margin, y, inner, lines)
    y += lines
    y += 1 if loops and room.footer - y > LOOPS_ROWS["compact"] else 0
    return Layout(
        "compact", room.margin, Region(0, 0, width, 2), Region(room.margin, 2, inner, 2), (),
        None, None, size, 0,
        Region(room.margin, y, inner, room.footer - y) if loops else None, None,
        Region(0, size.y, width, room.footer - size.y), Region(0, room.footer, width, 1),
        not loops, regions,
    )


def _full(
    room: Room, y: int, labels: Labels, sizes: Sequence[SizeFormula],
    regions: dict[str, Region], panel: int,
) -> Layout | None:
    width, inner = room.right + 2, room.width
    y += 1
    rest = room.footer - y
    side_x = max(77, width - 43)
    formulas = len(formula_block(sizes, width - side_x - room.margin))
    loops = rest > max(LOOPS_ROWS["full"], formulas + 8)
    size = side = listing = None
    if loops:
        listing = Region(room.margin, y, side_x - room.margin - 3, rest - 1)
        side = Region(side_x, y, width - side_x - room.margin, rest - 1)
    elif rest < 1 + max(1, len(sizes)):
        return None
    elif not panel:
        size = _torch_line(room, y, labels, sizes, regions)
    return Layout(
        "full", room.margin, Region(0, 1, width, 2), Region(room.margin, 4, inner, 2), (),
        None, None, size, 0, listing, side, Region(0, y, width, rest),
        Region(0, room.footer, width, 1), not loops, regions,
    )


def _torch_line(
    room: Room, y: int, labels: Labels, sizes: Sequence[SizeFormula], regions: dict[str, Region]
) -> Region:
    """Place the PyTorch line and, below it, the sizes, where there is no room for panes of their
    own; give the region of the sizes."""
    x = room.margin + max(line_width(labels[name].lines[0]) for name in ("pytorch", "size")) + 3
    regions["pytorch"] = begins_at(labels["pytorch"], room.margin, y)
    code = begins_at(labels["code"], x, y)
    regions["code"] = Region(x, y, min(code.width, room.right - x), 1)
    shapes = begins_at(labels["shapes"], max(64, x + code.width + 4), y)
    if shapes.x + shapes.width <= room.right:
        regions["shapes"] = shapes
    regions["size"] = begins_at(labels["size"], room.margin, y + 1)
    return Region(x, y + 1, room.right - x, max(1, len(sizes)))


def _wide(
    room: Room, y: int, labels: Labels, sizes: Sequence[SizeFormula],
    regions: dict[str, Region], panel: int,
) -> Layout | None:
    width, y = room.right + SIDE_WIDTH + 8, y + 1
    side = Region(width - room.margin - SIDE_WIDTH, 7, SIDE_WIDTH, room.footer - 8)
    rest = room.footer - y - 1
    if rest < 0:
        return None
    lower = Region(room.margin, y, min(room.width, 104), rest)
    loops = rest >= LOOPS_ROWS["wide"]
    return Layout(
        "wide", room.margin, Region(0, 1, width, 2), Region(side.x, 7, side.width, 1), (),
        None, None, None, 0, lower if loops else None, side,
        Region(room.margin, y, room.width, rest), Region(0, room.footer, width, 1),
        not loops, regions,
    )
