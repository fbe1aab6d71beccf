"""The home screen: it owns which lesson is chosen and what is searched for.

What a lesson needs (NumPy, the engine) is imported when one is drawn or opened, so that home
stands at once.

HomeScreen  the list of lessons, the chosen one at the right
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen

from convtutor.errors import ConvtutorError
from convtutor.lesson.shelf import Shelf
from convtutor.paint.glyphs import ASCII, UNICODE
from convtutor.paint.home import (
    HomeLayout,
    detail_rows,
    home_footer_rows,
    home_head_rows,
    home_layout,
)
from convtutor.paint.home_list import list_page, list_rows
from convtutor.paint.palette import Ink
from convtutor.paint.regions import LEAST, Region
from convtutor.paint.text_panes import words_rows
from convtutor.progress.answers import today
from convtutor.progress.record import Record
from convtutor.progress.review import due_count
from convtutor.scene.home import Home, home_of
from convtutor.scene.home_list import stops_in
from convtutor.scene.key_hints import last_keys
from convtutor.scene.road import Road, Stop, road_of
from convtutor.tui.home_pictures import Pictures
from convtutor.tui.keys import HOME_PAGE, home_bindings
from convtutor.tui.memory import colourless, next_palette, palette_of, speaks_unicode
from convtutor.tui.screens.keys import KeysScreen
from convtutor.tui.screens.resizing import is_late
from convtutor.tui.widgets.pane import Pane, Rows
from convtutor.tui.widgets.place_prompt import PlacePrompt
from convtutor.words import say
from convtutor.words.visible import visible

if TYPE_CHECKING:
    from convtutor.tui.screens.lesson import LessonScreen
    from convtutor.tui.screens.quiz import QuizScreen

MOST_REVIEWED = 5  # questions of one review
PANES = ("head", "listed", "detail", "footer")


class HomeScreen(Screen[None]):
    """Every lesson, in its order."""

    BINDINGS: ClassVar[list[BindingType]] = home_bindings()
    AUTO_FOCUS = ""
    DEFAULT_CSS = "HomeScreen { overflow: hidden; }"

    def __init__(self, shelf: Shelf, record: Record, device: str, language: str) -> None:
        super().__init__()
        self.shelf, self.record, self.device = shelf, record, device
        self.ink = Ink(palette_of(record), UNICODE if speaks_unicode() else ASCII)
        self.home = home_of(self._road(), language, record.notice).with_due(self._due())
        self.panes = {name: Pane(name) for name in PANES}
        self.notice = Pane("notice")
        self.prompt = PlacePrompt()
        self.pictures = Pictures(language, self.draw, self.app._handle_exception)
        self.lesson: LessonScreen | None = None
        self.quiz: QuizScreen | None = None

    def compose(self) -> ComposeResult:
        """Make the panes and the prompt; the layout gives them their places."""
        yield from self.panes.values()
        yield self.notice
        yield self.prompt

    def on_mount(self) -> None:
        """Take the ground's colour."""
        self._take_colours()

    def on_screen_resume(self) -> None:
        """Show what was learned and chosen in a lesson meanwhile."""
        self.ink = Ink(palette_of(self.record), self.ink.glyphs)
        self._take_colours()
        self.show(self.home.renewed(self._road()).with_due(self._due()))

    def on_resize(self, event: events.Resize) -> None:
        """Lay out for the new size."""
        if not is_late(event, self):
            self.prompt.move(event.size)
            self.draw()

    async def on_unmount(self) -> None:
        """End what is under way."""
        await self.pictures.end()

    @property
    def language(self) -> str:
        """Give the language of the screen."""
        return self.home.language

    def _road(self) -> Road:
        return road_of(self.shelf, self.record.learned())

    def _due(self) -> int:
        return due_count(self.record.answers(), today())

    # ---------------------------------------------------------------- drawing

    def show(self, home: Home) -> None:
        """Show another moment."""
        self.home = home
        self.draw()
        self.pictures.want(home.stop)

    def draw(self) -> None:
        """Draw the present moment; panes repaint only what differs."""
        size, home = self.app.size, self.home
        if size.width < LEAST[0] or size.height < LEAST[1]:
            self._draw_notice()
            return
        self.notice.hide()
        made = self._layout()
        page = list_page(home, made)
        last = last_keys(self.language)
        self._fill("head", made.head, home_head_rows(home, made.margin, size.width, self.ink))
        self._fill("listed", made.listed, list_rows(home, page, made, self.ink))
        self._fill("footer", made.footer,
                   home_footer_rows(home, last, made.margin, size.width, self.ink))
        if made.detail is None:
            self.panes["detail"].hide()
            return
        self._fill("detail", made.detail,
                   detail_rows(home, self.pictures.of(home.stop, self.ink), made.detail, self.ink))

    def _layout(self) -> HomeLayout:
        width, height = self.app.size
        return home_layout(width, height, self.home.heading_width)

    def _fill(self, name: str, region: Region, rows: Rows) -> None:
        self.panes[name].move(region.x, region.y, region.width, region.height)
        self.panes[name].show(rows)

    def _draw_notice(self) -> None:
        width, height = self.app.size
        text = say("home.too_small", self.language, width=width, height=height)
        for pane in self.panes.values():
            pane.hide()
        self.notice.move(0, 0, width, height)
        self.notice.show(words_rows(text, width, height, self.ink))

    def _take_colours(self) -> None:
        self.styles.background = self.ink.palette.ground
        self.prompt.take_colours(self.ink.palette)

    # ---------------------------------------------------------------- choosing

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave to an open prompt all keys but those that choose and close."""
        return action in ("choose", "turn", "close") if self.prompt.display else True

    def action_choose(self, by: int) -> None:
        """Choose a lesson further up or down."""
        self.show(self.home.moved(self.home.chosen + by))

    def action_turn(self, by: int) -> None:
        """Choose the lesson a page further up or down."""
        page = list_page(self.home, self._layout())
        self.show(self.home.moved(self.home.chosen + by * max(len(stops_in(page.rows)), 1)))

    def action_first(self) -> None:
        """Choose the first lesson."""
        self.show(self.home.moved(0))

    def action_last(self) -> None:
        """Choose the last lesson."""
        self.show(self.home.moved(len(self.home.road.shown) - 1))

    def action_search(self) -> None:
        """Ask for a text that narrows the list, on the line of the footer."""
        self.show(self.home.searched(""))
        self.prompt.open(say("home.search_hint", self.language), self.app.size)

    @on(PlacePrompt.Changed)
    def narrow(self, event: PlacePrompt.Changed) -> None:
        """Narrow the list while the text is typed."""
        if self.prompt.display:
            self.show(self.home.searched(event.value))

    @on(PlacePrompt.Submitted)
    def open_found(self, event: PlacePrompt.Submitted) -> None:
        """Open the lesson chosen of those found."""
        if self.prompt.display:
            self.home = self.home.searched(event.value)
            self.action_open()

    def action_close(self) -> None:
        """End the search."""
        self._end_search()
        self.draw()

    def _end_search(self) -> None:
        if self.prompt.display:
            self.prompt.close()
        self.home = self.home.searched(None)

    # ---------------------------------------------------------------- opening

    def action_open(self) -> None:
        """Open the chosen lesson where it was left; say so where it cannot be opened."""
        stop = self.home.stop
        if stop is None:
            return
        try:
            screen = self._lesson_screen(stop)
        except ConvtutorError as error:
            first = str(error).partition("\n")[0]
            self.show(self.home.told(visible(first)))
            return
        self._end_search()
        self.lesson = screen
        self.app.push_screen(screen)

    def _lesson_screen(self, stop: Stop) -> LessonScreen:
        """Make the screen of a lesson; a place that is gone since is told there.

        Raises LessonError and AccessError.
        """
        from convtutor.debugger.session import start_session
        from convtutor.lesson.read import read_lesson
        from convtutor.tui.resuming import resumed
        from convtutor.tui.screens.lesson import LessonScreen

        lesson = read_lesson(stop.listed.path)
        session = resumed(lesson, stop.place, self.language)
        gone = session is None
        session = session or start_session(lesson, self.language)
        return LessonScreen(session, self.record, self.device, gone, self._come_back)

    def _come_back(self) -> None:
        self.lesson = self.quiz = None
        self.app.pop_screen()

    def keep_place(self) -> None:
        """Remember where an open lesson is left, and the answers of an open review."""
        if self.lesson is not None:
            self.lesson.keep_place()
        if self.quiz is not None:
            self.quiz.keep_all()

    # ---------------------------------------------------------------- the review

    def action_review(self) -> None:
        """Ask the questions that are due; say so where none is. They are drawn once it is said
        that they are, since that takes a moment."""
        if not self.home.due:
            self.show(self.home.told(say("home.nothing_due", self.language)))
            return
        self.show(self.home.told(say("home.drawing", self.language)))
        self.call_after_refresh(self._open_review)

    def _open_review(self) -> None:
        from convtutor.quiz.opening import fresh_seed, open_review
        from convtutor.tui.screens.quiz import QuizScreen

        try:
            asked = open_review((), self.record, fresh_seed(), today(), MOST_REVIEWED)
        except ConvtutorError as error:
            self.show(self.home.told(visible(str(error))))
            return
        self._end_search()
        self.quiz = QuizScreen(asked, self.record, self.device, self.language, self._come_back)
        self.app.push_screen(self.quiz)

    # ---------------------------------------------------------------- other keys

    def action_theme(self) -> None:
        """Change the colours: dark, light, none."""
        if colourless():
            self.show(self.home.told(say("screen.no_colour", self.language)))
            return
        self.ink = Ink(next_palette(self.record, self.ink.palette.name), self.ink.glyphs)
        self._take_colours()
        self.draw()

    def action_keys(self) -> None:
        """Show the page of keys."""
        self.app.push_screen(KeysScreen(self.ink, self.language, HOME_PAGE))

    def action_leave(self) -> None:
        """Leave the program."""
        self.app.exit(0)
