"""The screen of a round of questions: it owns the moment of the round; a key gives another one.

All keys come here one after another, those that are typed into the line too, so that of keys typed
ahead each meets the moment that the one before has made.

QuizScreen  questions, what is told of their answers, and the end of the round
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from textual import events, on

from convtutor.paint.palette import Ink
from convtutor.progress.answers import Confidence
from convtutor.progress.record import Record
from convtutor.quiz.round import Outcome, Round
from convtutor.scene.quiz_grids import index_of
from convtutor.scene.quiz_state import Phase, Quizzing, begun
from convtutor.tui.memory import colourless, next_palette, palette_of
from convtutor.tui.quiz_keys import ACTIONS, QUIZ_PAGE, edited
from convtutor.tui.screens.keys import KeysScreen
from convtutor.tui.screens.quiz_told import ToldQuiz
from convtutor.tui.screens.resizing import is_late
from convtutor.tui.widgets.grid_pane import GridPane

CONFIDENCES = (Confidence.SURE, Confidence.UNSURE, Confidence.GUESS)


class QuizScreen(ToldQuiz):
    """One round of questions."""

    AUTO_FOCUS = ""
    DEFAULT_CSS = "QuizScreen { overflow: hidden; }"

    def __init__(
        self, round_: Round, record: Record, device: str, language: str,
        leave: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(Ink(palette_of(record)), begun(round_, language), record, device, leave)

    def on_mount(self) -> None:
        """Take the ground's colour and draw."""
        self.take_colours()
        self.draw()

    def on_screen_resume(self) -> None:
        """Take the colours that were chosen in the debugger meanwhile."""
        if self.ink.palette.name != palette_of(self.record).name:
            self.ink = Ink(palette_of(self.record), self.ink.glyphs)
        self.take_colours()
        self.draw()

    def on_resize(self, event: events.Resize) -> None:
        """Lay out for the new size."""
        if not is_late(event, self):
            self.draw()

    def on_unmount(self) -> None:
        """Keep what is over, and what was answered last."""
        self.keep_all()

    # ---------------------------------------------------------------- keys

    def on_key(self, event: events.Key) -> None:
        """Do what a key does at this moment."""
        event.stop()
        event.prevent_default()
        state = self.state
        if state.takes_text:
            typing = edited(state.typing, event.key, event.character)
            if typing is not None:
                self.go(state.typed(typing))
                return
        if self._chooses(event.key):
            return
        action = ACTIONS.get(event.key)
        if action is not None:
            name, _, numbers = action.rstrip(")").partition("(")
            values = [int(part) for part in numbers.split(",") if part]
            getattr(self, f"do_{name}")(*values)

    def on_paste(self, event: events.Paste) -> None:
        """Put in what is seen of the first line of a pasted text, as far as there is room."""
        event.stop()
        event.prevent_default()
        if self.state.takes_text:
            self.go(self.state.typed(self.state.typing.put(event.text)))

    def _chooses(self, key: str) -> bool:
        """Choose an option by its letter; say whether there is one."""
        state, question = self.state, self.state.question
        if state.phase is not Phase.ASKED or question is None or len(key) != 1:
            return False
        at = ord(key) - ord("a")
        if not 0 <= at < len(question.asked.choices):
            return False
        self.go(state.chosen(at))
        return True

    def go(self, state: Quizzing) -> None:
        """Take another moment: keep what is over by now, and draw."""
        told = state.phase is Phase.TOLD and self.state.phase is not Phase.TOLD
        self.state = state
        if told or state.phase is Phase.ENDED:
            self.runs = None
        self.keep_answers()
        self.draw()

    # ---------------------------------------------------------------- the question

    def do_enter(self) -> None:
        """Answer, say unsure, go on, or look at a question again."""
        state = self.state
        if state.phase is Phase.ASKED:
            self._told(state.entered())
        elif state.phase is Phase.SURE:
            self._told(state.answered(Confidence.UNSURE))
        elif state.phase is Phase.TOLD:
            self.go(state.on())
        else:
            self.go(state.seen_again())

    def do_sure(self, at: int) -> None:
        """Say how sure the answer is."""
        if self.state.phase is Phase.SURE:
            self._told(self.state.answered(CONFIDENCES[at]))

    def _told(self, state: Quizzing) -> None:
        """Show what is told of an answer; after the second wrong one open the debugger there."""
        self.go(state)
        result = state.result
        wrong = result is not None and result.outcome is Outcome.WRONG
        if wrong and result is not None and not result.tries[-1].right:
            self.debug("quizzing.debugger_twice")

    def do_hint(self) -> None:
        """Give a hint."""
        if self.state.phase in (Phase.ASKED, Phase.TOLD):
            self.go(self.state.hint())

    def do_show(self) -> None:
        """Show the answer."""
        if self.state.phase is Phase.ASKED:
            self.go(self.state.shown())

    def do_skip(self) -> None:
        """Leave the question out."""
        if self.state.phase is Phase.ASKED:
            self.go(self.state.skipped())

    def do_move(self, rows: int, cols: int) -> None:
        """Move on the grid, in a list, or in both runs."""
        state, question = self.state, self.state.question
        if state.phase is Phase.TOLD:
            if cols and self.compared is not None and self.compared.taps:
                self.go(state.stepped(cols, self.compared.taps))
        elif state.phase is Phase.ENDED:
            self.go(state.at_row(rows))
        elif question is not None and question.asked.choices:
            at = rows if state.option is None else state.option + rows
            self.go(state.chosen(0 if state.option is None else at))
        else:
            self.go(state.moved(rows, cols))

    def do_pick(self) -> None:
        """Pick the cell at the cursor."""
        if self.state.phase is Phase.ASKED and self.state.cell:
            self.go(self.state.picked())

    def do_turn(self, by: int) -> None:
        """Turn to other channels, or further down."""
        self.go(self.state.turned(by, 1 if self.sheet is None else self.sheet.pages))

    def do_other(self) -> None:
        """Show the other run."""
        if self.state.phase is Phase.TOLD:
            self.go(replace(self.state, side=1 - self.state.side))

    @on(GridPane.Clicked)
    def pick_clicked(self, message: GridPane.Clicked) -> None:
        """Pick a cell that was clicked."""
        state, painter = self.state, message.pane.painter
        if state.phase is not Phase.ASKED or painter is None or state.question is None:
            return
        index = index_of(painter.grid, state.question, message.row, message.col)
        if index is not None:
            self.go(state.picked(index))

    def on_click(self, event: events.Click) -> None:
        """Choose an option, or a question of the end."""
        row = self.row_under(event.screen_x, event.screen_y)
        if row is None:
            return
        if self.state.phase is Phase.ENDED:
            self.go(replace(self.state, row=row))
        elif self.state.phase is Phase.ASKED:
            self.go(self.state.chosen(row))

    def do_theme(self) -> None:
        """Change the colours: dark, light, none."""
        if colourless():
            return
        self.ink = Ink(next_palette(self.record, self.ink.palette.name), self.ink.glyphs)
        self.take_colours()
        self.draw()

    def do_keys(self) -> None:
        """Show the page of keys."""
        self.app.push_screen(KeysScreen(self.ink, self.state.language, QUIZ_PAGE))
