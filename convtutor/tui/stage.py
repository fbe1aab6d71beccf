"""The panes of the lesson screen and what is shown in them.

Shown  everything a drawing depends on
Stage  lays the panes out and fills them; a pane repaints only what differs
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from rich.segment import Segment
from textual.geometry import Size
from textual.widget import Widget

from convtutor.data import dataclass
from convtutor.debugger.desk import Desk
from convtutor.errors import ConvtutorError
from convtutor.paint.layout import PANEL_ROWS, turned
from convtutor.paint.palette import Ink
from convtutor.paint.panes import arithmetic_rows, head_rows, loops_rows, side_rows, size_rows
from convtutor.paint.pictures import NEEDED, place
from convtutor.paint.regions import Layout
from convtutor.paint.text_panes import footer_rows, text_rows, words_rows
from convtutor.scene.key_hints import last_keys
from convtutor.scene.pictures import Picture
from convtutor.scene.scene import Scene
from convtutor.scene.text import Line, line
from convtutor.scene.torch_check import TorchCheck, short_lines
from convtutor.scene.watched import watched_line, watched_lines
from convtutor.tui.widgets.grid_pane import GridPane
from convtutor.tui.widgets.pane import Pane

PANES = (
    "head", "count", "words", "arithmetic", "watched", "size", "loops", "side", "torch", "footer",
)
MOST_WATCHED = 8
HEAD = ("head", "count")
LOWER = ("size", "loops", "side")


@dataclass(frozen=True, slots=True)
class Shown:
    """A scene and what the screen adds to it: words in its place, the state of playing, the torch
    check and which of its lanes, which panel is open, and the lines of a panel that is neither
    torch's nor the loops', for its width and its rows; and the desk where anything is watched."""

    scene: Scene
    words: str
    state: str
    check: TorchCheck
    lane: int
    torch_open: bool
    loops_open: bool
    panel: Callable[[int, int], Sequence[Line]] | None = None
    watched: Desk | None = None


class Stage:
    """The panes of one screen."""

    def __init__(self, ink: Ink) -> None:
        self.ink = ink
        self.panes = {name: Pane(name) for name in PANES}
        self.grids: list[GridPane] = []  # as many as any picture has needed so far
        self.labels: list[Pane] = []
        self.notice = Pane("notice")
        self.screen: Widget | None = None  # where further panes are mounted, once it is composed
        self.layout: Layout | None = None
        self.picture, self.form = "row", 0
        self.key: tuple[object, ...] = ()
        self.leaving = "screen.key_quit"

    def widgets(self, screen: Widget) -> list[Widget]:
        """Give all panes, for the screen to compose; the later ones lie above the grids. Panes
        that are needed from now on are mounted on it."""
        self.screen = screen
        return [*self.grids, *self.labels, *self.panes.values(), self.notice]

    def _provide(self, grids: int, labels: int) -> None:
        """Have so many grids and labels at least: the few that the first picture needs are mounted
        together with the rest, which costs the start least."""
        fresh_labels = [Pane(f"label{number}") for number in range(len(self.labels), labels)]
        fresh_grids = [GridPane(f"grid{number}") for number in range(len(self.grids), grids)]
        if self.screen is not None and fresh_labels:
            self.screen.mount(*fresh_labels, before=self.panes[PANES[0]])
        self.labels += fresh_labels
        if self.screen is not None and fresh_grids:
            self.screen.mount(*fresh_grids, before=[*self.labels, self.panes[PANES[0]]][0])
        self.grids += fresh_grids

    def arrange(
        self, scene: Scene, size: Size, torch: bool, loops: bool, wanted: str | None
    ) -> Layout:
        """Give the layout for a scene, made anew only where size, planes or open panels differ,
        and keep the name of the picture it is for: the `wanted` one where it is offered and fits,
        else the first that does.

        An open panel takes rows of its own: that of torch always, that of the loops where the
        layout has no other place for them.
        """
        fixed = (size, torch, loops, wanted, scene.sizes, scene.offered)
        same = self.layout is not None and self.key[:1] == (fixed,)
        if self.layout is not None and same and self.key[1] == self.drawn(scene).key:
            self.layout = turned(self.layout, self.drawn(scene).grids, scene.language)
            return self.layout
        names = sorted(scene.offered, key=lambda name: name != wanted)
        names = [name for name in names if name == wanted or self._is_needed(scene, name, size)]
        made, self.picture, self.form = self._placed(scene, names, size, torch, loops)
        self.layout, self.key = made, (fixed, self.drawn(scene).key)
        return made

    def drawn(self, scene: Scene) -> Picture:
        """Give the picture that is shown, in the form that found room."""
        return scene.picture(self.picture).form(self.form)

    def _is_needed(self, scene: Scene, name: str, size: Size) -> bool:
        """Say whether a picture that nobody asked for has a reason to come before the row."""
        needed = NEEDED.get(name)
        return needed is None or needed(scene.grids, scene.sizes, *size, scene.language)

    def _placed(
        self, scene: Scene, names: Sequence[str], size: Size, torch: bool, loops: bool
    ) -> tuple[Layout, str, int]:
        """Give the layout of the first picture that fits, its name and its form; the row always
        does."""
        for name in names:
            fixed = scene.picture(name), scene.sizes, *size, scene.language
            made = place(*fixed, PANEL_ROWS if torch else 0)
            if made is not None and loops and made[0].loops_hidden and not torch:
                made = place(*fixed, PANEL_ROWS)
            if made is not None:
                return made[0], name, made[1]
        raise ConvtutorError(f"layout: no picture finds room at {size.width}x{size.height}")

    def after(self, name: str, scene: Scene, size: Size, torch: bool) -> str:
        """Name the way of drawing behind one among those that fit."""
        rows = PANEL_ROWS if torch else 0
        fitting = [
            other for other in scene.offered if other == name
            or place(scene.picture(other), scene.sizes, *size, scene.language, rows) is not None
        ]
        return fitting[(fitting.index(name) + 1) % len(fitting)]

    def forget(self) -> None:
        """Take nothing over from what was shown: another example may have planes of the same name
        and size that hold other numbers."""
        self.layout = None
        for grid_pane in self.grids:
            grid_pane.painter = None

    def show(self, shown: Shown, chosen: Layout, width: int) -> None:
        """Fill every pane of a layout and hide the others."""
        self.notice.hide()
        self._place(shown, chosen)
        picture = self.drawn(shown.scene)
        self._provide(len(picture.grids), len(chosen.labels))
        for number, grid_pane in enumerate(self.grids):
            if number < len(picture.grids):
                grid_pane.show_grid(picture.grids[number], chosen.grids[number], self.ink)
            else:
                grid_pane.hide()
        self._show_labels(picture, chosen)
        self._show_head(shown, chosen, width)
        for name, pane in self.panes.items():
            if pane.place is not None and name not in HEAD:
                made = partial(self._rows, name, shown, chosen, width)
                pane.show_for(self._cause(name, shown, chosen, width), made)

    def _show_labels(self, picture: Picture, chosen: Layout) -> None:
        """Show the texts of a picture that have a place."""
        placed = [text for text in picture.labels if text.name in chosen.labels]
        for number, pane in enumerate(self.labels):
            if number >= len(placed):
                pane.hide()
                continue
            region = chosen.labels[placed[number].name]
            pane.move(region.x, region.y, region.width, region.height)
            lines = placed[number].lines
            made = partial(text_rows, lines, region.width, region.height, self.ink)
            pane.show_for((self.ink, region, lines), made)

    def _show_head(self, shown: Shown, chosen: Layout, width: int) -> None:
        """Show the head, with the count in a pane of its own: a line is sent from the left edge of
        its pane, and the scrub bar moves far more seldom than the count."""
        head, state = shown.scene.head, "" if chosen.form == "compact" else shown.state
        crumbs, bar = head_rows(head, state, chosen.margin, width, self.ink)
        at = max(width - chosen.margin - head.widest - 1, 0)
        left, right = Segment.divide(bar, [at, width])
        self.panes["count"].move(at, chosen.head.y + 1, width - at, 1)
        self.panes["head"].show([crumbs, list(left)])
        self.panes["count"].show([list(right)])

    def show_notice(self, text: str, size: Size) -> None:
        """Show one text and nothing else."""
        for pane in (*self.panes.values(), *self.grids, *self.labels):
            pane.hide()
        self.layout = None
        self.notice.move(0, 0, size.width, size.height)
        self.notice.show(words_rows(text, size.width, size.height, self.ink))

    def _place(self, shown: Shown, chosen: Layout) -> None:
        hidden = set()
        if shown.torch_open or shown.loops_open or shown.panel is not None:
            hidden |= {"loops"} if chosen.form == "wide" else set(LOWER)
        else:
            hidden.add("torch")
        if chosen.form == "wide":
            hidden.add("words")
        if shown.watched is None or shown.torch_open or shown.panel is not None:
            hidden.add("watched")
        for name, pane in self.panes.items():
            if name == "count":
                continue
            region = None if name in hidden else getattr(chosen, name)
            if region is None:
                pane.hide()
            else:
                pane.move(region.x, region.y, region.width, region.height)

    def _cause(self, name: str, shown: Shown, chosen: Layout, width: int) -> object:
        """Give what the rows of a pane follow from, to be compared; of a pane that nearly every
        step changes a new object, which is equal to none."""
        scene, language = shown.scene, shown.scene.language
        fixed = self.ink, width, getattr(chosen, name), language
        if name == "words":
            return fixed, shown.words
        if name == "size":
            return fixed, chosen.second_size_x, scene.sizes, scene.same_size
        if name == "footer":
            return fixed, scene.footer, self.leaving
        if name == "side" and chosen.form != "wide" and shown.watched is None:
            check = short_lines(shown.check, language, getattr(chosen, name).width)
            return fixed, scene.sizes, scene.same_size, scene.pytorch, check
        return object()

    def _rows(
        self, name: str, shown: Shown, chosen: Layout, width: int
    ) -> list[list[Segment]]:
        scene, ink, margin = shown.scene, self.ink, chosen.margin
        region = getattr(chosen, name)
        if name == "words":
            return words_rows(shown.words, region.width, region.height, ink)
        if name == "arithmetic":
            return arithmetic_rows(scene, region.width, chosen.sum_x, ink)
        if name == "size":
            return size_rows(scene, region.width, region.height, chosen.second_size_x, ink)
        if name == "loops":
            return loops_rows(scene, region.width, region.height, chosen.form, ink)
        if name == "side":
            check = short_lines(shown.check, scene.language, region.width)
            wide = chosen.form == "wide"
            return side_rows(
                scene, shown.words if wide else None, check, region.width, region.height, ink,
                watched_lines(shown.watched, region.width, MOST_WATCHED) if shown.watched else (),
            )
        if name == "watched" and shown.watched is not None:
            return text_rows([watched_line(shown.watched, region.width)], region.width, 1, ink)
        if name == "torch":
            return self._lower_rows(shown, chosen)
        return footer_rows(
            scene.footer, last_keys(scene.language, self.leaving), margin, width, ink
        )

    def _lower_rows(self, shown: Shown, chosen: Layout) -> list[list[Segment]]:
        region, scene = chosen.torch, shown.scene
        inset = 0 if chosen.form == "wide" else chosen.margin
        width, height = region.width - 2 * inset, region.height
        if shown.panel is not None:
            lines = list(shown.panel(width, height))
        elif shown.torch_open:
            from convtutor.scene.torch_panel import torch_lines

            lines = torch_lines(shown.check, shown.lane, width, height, scene.language)
        else:
            return loops_rows(scene, region.width, region.height, "compact", self.ink)
        return text_rows(indented(lines, inset), region.width, region.height, self.ink)


def indented(lines: Sequence[Line], columns: int) -> list[Line]:
    """Put blanks before every line."""
    return [(*line(" " * columns), *entry) for entry in lines]
