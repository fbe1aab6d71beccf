"""The commands that follow numbers, on the screen: each opens its panel and marks its cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from convtutor.console.doings.tracing import made_place, read_place
from convtutor.debugger.commands import Order
from convtutor.debugger.influence import Reached, field_of, influence_of
from convtutor.debugger.origin import origin_of
from convtutor.lesson.run import Run
from convtutor.scene.influence_panel import field_panel, influence_panel
from convtutor.scene.origin_panel import origin_panel
from convtutor.scene.reach_marks import reach_marks
from convtutor.scene.text import Line
from convtutor.steps import Place
from convtutor.tui.screens.commanding import CommandScreen

MapPanel = Callable[[Run, Place, str, int, int], Sequence[Line]]
Follow = Callable[[Run, Place, str], Sequence[Reached]]


def show_origin(screen: CommandScreen, order: Order) -> None:
    """Open the panel of who wrote a number."""
    session = screen.session
    origin = origin_of(session.run, made_place(session, order.argument), session.language)
    screen.open_panel(partial(origin_panel, origin, session.language))


def show_influence(screen: CommandScreen, order: Order) -> None:
    """Open the map of what a cell reaches."""
    place = read_place(screen.session, order.argument)
    _open_map(screen, influence_panel, influence_of, place)


def show_field(screen: CommandScreen, order: Order) -> None:
    """Open the map of what an element depends on."""
    place = made_place(screen.session, order.argument)
    _open_map(screen, field_panel, field_of, place)


def _open_map(screen: CommandScreen, panel: MapPanel, follow: Follow, place: Place) -> None:
    """Open a map's panel and mark its cells on the grids; raises UsageError where there is none
    of such a place."""
    run, language = screen.session.run, screen.session.language
    met = follow(run, place, language)
    drawn: dict[tuple[int, int], Sequence[Line]] = {}

    def lines(width: int, rows: int) -> Sequence[Line]:
        if (width, rows) not in drawn:
            drawn[width, rows] = panel(run, place, language, width, rows)
        return drawn[width, rows]

    screen.open_panel(lines)
    screen.reach = reach_marks(run, place, met)
