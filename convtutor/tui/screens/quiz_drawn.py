"""The part of the quiz screen that draws: it fills panes with what the painter has laid out.

DrawnQuiz  a screen that draws its moment
"""

from __future__ import annotations

from abc import abstractmethod

from textual.app import ComposeResult
from textual.screen import Screen

from convtutor.paint.glyphs import ASCII, UNICODE
from convtutor.paint.palette import Ink
from convtutor.paint.quiz_asked import asked_sheet
from convtutor.paint.quiz_ended import ended_sheet
from convtutor.paint.quiz_sheet import (
    BLOCKS,
    Frame,
    Sheet,
    block_rows,
    frame_of,
    quiz_footer_rows,
    quiz_head_rows,
)
from convtutor.paint.quiz_told import told_sheet
from convtutor.paint.regions import LEAST
from convtutor.paint.text_panes import words_rows
from convtutor.quiz.score import Summary
from convtutor.scene.key_hints import KeyHint, last_keys
from convtutor.scene.quiz_keys import quiz_keys
from convtutor.scene.quiz_runs import Compared
from convtutor.scene.quiz_state import Phase, Quizzing
from convtutor.tui.memory import speaks_unicode
from convtutor.tui.widgets.grid_pane import GridPane
from convtutor.tui.widgets.pane import Pane
from convtutor.words import say

GRIDS = 24


class DrawnQuiz(Screen[None]):
    """A screen that draws its moment; panes repaint only what differs."""

    def __init__(self, ink: Ink, state: Quizzing) -> None:
        super().__init__()
        self.ink = Ink(ink.palette, UNICODE if speaks_unicode() else ASCII)
        self.state = state
        self.panes = {name: Pane(name) for name in ("head", *BLOCKS, "footer")}
        self.grids = [GridPane(f"grid{number}") for number in range(GRIDS)]
        self.notice = Pane("notice")
        self.sheet: Sheet | None = None
        self.leaving = "screen.key_quit"  # what q does at the end

    @property
    @abstractmethod
    def compared(self) -> Compared | None:
        """Give the runs of the answer that is told."""

    @property
    @abstractmethod
    def summary(self) -> Summary:
        """Give what the round came to so far."""

    @property
    @abstractmethod
    def coming_back(self) -> str:
        """Say when the question that is told comes back."""

    def compose(self) -> ComposeResult:
        """Make the panes; the layout gives them their places."""
        yield from self.grids
        yield from self.panes.values()
        yield self.notice

    def take_colours(self) -> None:
        """Take the ground's colour."""
        self.styles.background = self.ink.palette.ground

    def draw(self) -> None:
        """Draw the present moment."""
        width, height = self.app.size
        if width < LEAST[0] or height < LEAST[1]:
            self._draw_notice(width, height)
            return
        self.notice.hide()
        frame = frame_of(width, height)
        sheet = self._laid_out(frame)
        self.sheet = sheet
        self._fill_grids(sheet)
        blocks = {block.name: block for block in sheet.blocks if block.region.height > 0}
        for name in BLOCKS:
            if name not in blocks:
                self.panes[name].hide()
                continue
            region = blocks[name].region
            self.panes[name].move(region.x, region.y, region.width, region.height)
            self.panes[name].show(block_rows(blocks[name], self.ink))
        self._draw_ends(frame, sheet)

    def row_under(self, x: int, y: int) -> int | None:
        """Give the number of the option or entry at a point of the screen, None for none."""
        if self.sheet is None:
            return None
        names = ("options", "list")
        inside = any(
            block.region.y <= y < block.region.y + block.region.height
            and block.region.x <= x < block.region.x + block.region.width
            for block in self.sheet.blocks if block.name in names
        )
        above = [(row, at) for at, row in self.sheet.rows.items() if row <= y]
        return max(above)[1] if inside and above else None

    def _laid_out(self, frame: Frame) -> Sheet:
        compared = self.compared
        if self.state.phase is Phase.ENDED:
            return ended_sheet(self.state, frame, self.summary)
        if compared is not None:
            return told_sheet(self.state, frame, compared, self.coming_back)
        return asked_sheet(self.state, frame)

    def _fill_grids(self, sheet: Sheet) -> None:
        for number, pane in enumerate(self.grids):
            if number < len(sheet.grids):
                pane.show_grid(*sheet.grids[number], self.ink)
            else:
                pane.painter = None
                pane.hide()

    def _draw_ends(self, frame: Frame, sheet: Sheet) -> None:
        """Draw the head and the keys."""
        compared = self.compared
        taps = sides = 0
        if compared is not None:
            taps, sides = compared.taps, 1 + (compared.wrong is not None)
        hints = quiz_keys(self.state, taps, sides, sheet.one_side, sheet.pages > 1)
        self.panes["head"].move(0, frame.head, frame.width, 2)
        self.panes["head"].show(quiz_head_rows(self.state, frame, self.ink))
        self.panes["footer"].move(0, frame.foot, frame.width, 1)
        self.panes["footer"].show(quiz_footer_rows(hints, self._last_keys(), frame, self.ink))

    def _last_keys(self) -> tuple[KeyHint, ...]:
        language, state = self.state.language, self.state
        if state.takes_text and state.typing.text:
            return (KeyHint("F1", say("screen.key_keys", language)),)
        ended = state.phase is Phase.ENDED
        return last_keys(language, self.leaving if ended else "quizzing.key_leave")

    def _draw_notice(self, width: int, height: int) -> None:
        text = say("quizzing.too_small", self.state.language, width=width, height=height)
        for pane in (*self.panes.values(), *self.grids):
            pane.hide()
        self.notice.move(0, 0, width, height)
        self.notice.show(words_rows(text, width, height, self.ink))
