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
from convtutor.progress.answers import Confidence, today
from convtutor.progress.record import Record
from convtutor.progress.review import scheduled
from convtutor.quiz.keeping import keep
from convtutor.quiz.round import Outcome, Result, Round
from convtutor.quiz.score import Summary, summary
from convtutor.scene.quiz_grids import index_of
from convtutor.scene.quiz_runs import Compared
from convtutor.scene.quiz_state import Phase, Quizzing, begun
from convtutor.scene.quiz_texts import likeliest
from convtutor.steps import short_place
from convtutor.tui.memory import colourless, next_palette, palette_of
from convtutor.tui.quiz_keys import ACTIONS, QUIZ_PAGE, edited
from convtutor.tui.screens.keys import KeysScreen
from convtutor.tui.screens.lesson import LessonScreen
from convtutor.tui.screens.quiz_drawn import DrawnQuiz
from convtutor.tui.screens.resizing import is_late
from convtutor.tui.widgets.grid_pane import GridPane
from convtutor.words import say

CONFIDENCES = (Confidence.SURE, Confidence.UNSURE, Confidence.GUESS)


class QuizScreen(DrawnQuiz):
    """One round of questions."""

    AUTO_FOCUS = ""
    DEFAULT_CSS = "QuizScreen { overflow: hidden; }"

    def __init__(
        self, round_: Round, record: Record, device: str, language: str,
        leave: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(Ink(palette_of(record)), begun(round_, language))
        self.record, self.device, self.leave = record, device, leave
        self.kept = 0
        self.runs: Compared | None = None
        self.summed: tuple[Round, Summary] | None = None

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
        """Keep what is over."""
        self.keep_answers()

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
        if state.phase is Phase.TOLD and result is not None and result.outcome is Outcome.WRONG:
            if not result.tries[-1].right:
                self._debug("quizzing.debugger_twice")

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
        self.go(self.state.turned(by))

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

    # ---------------------------------------------------------------- what is told

    @property
    def compared(self) -> Compared | None:
        """Give the runs of the answer that is told, made once."""
        result = self.state.result
        if result is None or self.state.phase is not Phase.TOLD:
            return None
        if self.runs is None:
            last = result.tries[-1] if result.tries else None
            told_by = None if result.outcome is Outcome.SHOWN else likeliest(last)
            given = None if last is None else last.answer
            self.runs = Compared(result.question, told_by, self.state.language, given)
        return self.runs

    @property
    def summary(self) -> Summary:
        """Give what the round came to so far."""
        done = self.state.round.left()
        if self.summed is None or self.summed[0] is not self.state.round:
            made = summary(done, self.record.answers(), today())
            self.summed = (self.state.round, made)
        return self.summed[1]

    @property
    def coming_back(self) -> str:
        """Say when the question that is told comes back, nothing where it does not."""
        result = self.state.result
        if result is None:
            return ""
        template = result.question.template
        item = scheduled(self.record.answers()).get((template.lesson.id, template.id))
        if item is None:
            return ""
        days, same = max(item.day - today(), 1), "same_" if template.fixed else ""
        name = "tomorrow" if days == 1 else "in_days"
        return say(f"quizzing.{same}{name}", self.state.language, days=days)

    def do_debug(self) -> None:
        """Open the debugger on the case, at the place of the question."""
        if self.state.phase is Phase.TOLD:
            self._debug("quizzing.debugger")

    def _debug(self, words: str) -> None:
        question, compared = self.state.question, self.compared
        if question is None or compared is None or question.asked.place is None:
            return
        place = question.asked.place if compared.place is None else str(compared.place)
        session = question.case.session(self.state.language, None, place)
        screen = LessonScreen(session, self.record, self.device, False, self.app.pop_screen)
        screen.stage.leaving = "quizzing.key_quiz"
        name = short_place(session.cursor.place, session.cursor.timeline)
        screen.message = say(words, self.state.language, name=name)
        self.app.push_screen(screen)

    # ---------------------------------------------------------------- leaving

    def do_close(self) -> None:
        """Clear the line, take the answer back, or leave."""
        state = self.state
        if state.takes_text and state.typing.text:
            self.go(state.typed(replace(state.typing, text="", at=0)))
        elif state.phase is Phase.SURE:
            self.go(state.unsure())
        else:
            self.do_leave()

    def do_leave(self) -> None:
        """Go to the end of the round, and from there away."""
        if self.state.phase is not Phase.ENDED:
            self.go(self.state.left())
            return
        self.keep_all()
        if self.leave is None:
            self.app.exit(0)
        else:
            self.leave()

    def do_back(self) -> None:
        """Go back to the question that is open."""
        self.go(self.state.back())

    def keep_answers(self) -> None:
        """Keep the questions that are over, each once."""
        self._keep(self.state.over)

    def keep_all(self) -> None:
        """Keep them, and a question that was answered wrongly once and left."""
        self._keep(self.state.round.left().results)

    def _keep(self, results: tuple[Result, ...]) -> None:
        for result in results[self.kept :]:
            keep(result, self.record, today())
        self.kept = max(self.kept, len(results))

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
