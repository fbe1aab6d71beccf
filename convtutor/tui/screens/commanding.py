"""The part of the lesson screen that obeys the debugger's commands, by keys and by a line.

CommandScreen  the prompt :, the keys of breakpoints, undo, copying, and a panel of what is said
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from time import monotonic

from convtutor.console.console import Console, Work
from convtutor.console.copying import COPIED
from convtutor.debugger.commands import Order, parse_order
from convtutor.debugger.session import Session
from convtutor.debugger.stops import Kind
from convtutor.errors import ConvtutorError
from convtutor.scene.reach_marks import Reach
from convtutor.scene.text import Line, Tone, line
from convtutor.scene.watched import watched_lines
from convtutor.steps import Cursor, Level
from convtutor.table import LateTable
from convtutor.tui.screens.moving import MovingScreen
from convtutor.tui.screens.task import Asked
from convtutor.tui.stage import Stage
from convtutor.words import say
from convtutor.words.visible import visible
from convtutor.words.wrapping import wrap

SLICE_S = 0.012  # of a long search between two looks at the keys
Panel = Callable[[int, int], Sequence[Line]]
TRACINGS: LateTable[Callable[[CommandScreen, Order], None]] = LateTable("convtutor.tui", {
    "origin": "tracings.show_origin",
    "influence": "tracings.show_influence",
    "field": "tracings.show_field",
})
PAGE_ROWS = 6
WORDS, MOST_WORDS = 80, 2  # columns and lines of the words above the grids


class CommandScreen(MovingScreen):
    """A screen whose session is debugged by commands."""

    stage: Stage
    panel: Panel | None = None
    reach: Reach | None = None
    first_row = 0
    work_at = 0
    before_work: Session

    def action_command(self) -> None:
        """Ask for a command, on the line of the footer."""
        self.pause()
        self.draw()
        self.asked = Asked.COMMAND
        self.prompt.open(say("screen.command_hint", self.session.language), self.app.size)

    def command(self, written: str) -> None:
        """Do what a line says; raises ConvtutorError for what cannot be meant."""
        order = parse_order(written, self.session.language)
        self.begin_work(self.console.obey(order))

    def action_do(self, written: str) -> None:
        """Do what a line says, or say why it cannot be done."""
        self.pause()
        try:
            self.command(written)
        except ConvtutorError as error:
            self.say(str(error))

    def say(self, text: str) -> None:
        """Say something in place of the words, or in a panel where it is longer."""
        if "\n" in text:
            self.show_said(text.split("\n"))
        else:
            self.message = visible(text)
            self.draw()

    # ---------------------------------------------------------------- work in slices

    def begin_work(self, work: Work) -> None:
        """Do work; what takes longer is done in slices, so that keys are heard between them."""
        self.work, self.before_work = work, self.session
        self._go_on()

    def _go_on(self) -> None:
        if self.work is None:
            return
        until = monotonic() + SLICE_S
        try:
            while monotonic() < until:
                self.work_at = next(self.work)
        except StopIteration:
            self._end_work()
            return
        except ConvtutorError as error:
            self.work = None
            self.say(str(error))
            return
        count = len(self.session.cursor.timeline)
        self.message = say(
            "screen.looking", self.session.language, step=f"{self.work_at + 1:,}",
            count=f"{count:,}",
        )
        self.draw()
        self.set_timer(0.001, self._go_on)

    def stop_work(self) -> bool:
        """Stop a search where it has come to; tell whether there was one."""
        if self.work is None:
            return False
        self.work.close()
        self.work = None
        there = Cursor(self.session.cursor.timeline, Level.ELEMENT, self.work_at)
        self.stand(self.session.moved(there), say("stops.interrupted", self.session.language))
        return True

    def _end_work(self) -> None:
        """Draw where the work led to, and show what it said; that, or a standstill, ends playing.
        """
        self.work = None
        said = self.console.said()
        desk, before = self.console.desk, self.before_work
        if said or desk.session is before:
            self.pause()
        self.console.desk = self.console.desk.at(before)
        self.take(desk)
        if said:
            self.show_said(said)
        self.ask_if_open()

    def action_export(self) -> None:
        """Ask for the file that the example is to be written to, as it stands."""
        self.pause()
        self.draw()
        self.asked = Asked.FILE
        hint = say("screen.export_hint", self.session.language)
        self.prompt.open(hint, self.app.size, f"{self.session.lesson.id}.html")

    def export(self, written: str) -> None:
        """Write the example down and say where; raises ConvtutorError where that cannot be."""
        from convtutor.records.exporting import export_session

        self.say(export_session(self.session, written))

    def ask_if_open(self) -> None:
        """Open the prompt for the answer where a question is open."""
        question = self.console.predicting.question
        if question is None:
            return
        self.asked = Asked.ANSWER
        form = say(f"quiz.form.{question.asked.form.name}", self.session.language)
        self.prompt.open(form, self.app.size)

    # ---------------------------------------------------------------- what is said

    def show_said(self, said: Sequence[str]) -> None:
        """Show lines in place of the words where two are enough, else in the panel below."""
        lines = [visible(text).rstrip() for text in said]
        joined = " ".join(lines)
        plain = not any(text.startswith(" ") for text in lines)
        if plain and len(wrap(joined, WORDS)) <= MOST_WORDS:
            self.message = joined
        else:
            self.open_panel(partial(self._said_rows, lines))
        self.draw()

    def open_panel(self, panel: Panel) -> None:
        """Open a panel below the grids in place of the one that is open."""
        self.close_panel()
        self.panel = panel

    def close_panel(self) -> None:
        """Close the open panel, and take the marks away that belong to it."""
        self.panel, self.first_row, self.reach = None, 0, None
        self.stage.forget()

    def _said_rows(self, lines: Sequence[str], width: int, rows: int) -> list[Line]:
        """Give the lines in view; the last row says that there are more."""
        self.first_row = max(0, min(self.first_row, len(lines) - rows + 1))
        seen = lines[self.first_row : self.first_row + rows]
        if len(lines) > rows:
            seen = seen[: rows - 1]
            left = len(lines) - self.first_row - len(seen)
            more = say("screen.panel_more", self.session.language, above=self.first_row, below=left)
            return [*(line(text) for text in seen), line((more, Tone.DIM))]
        return [line(text) for text in seen]

    def action_turn(self, by: int) -> None:
        """Turn the open panel by a page; without one, go to the plane before or the next one."""
        if self.panel is None:
            self.action_plane(by)
            return
        self.first_row = max(0, self.first_row + by * PAGE_ROWS)
        self.draw()

    # ---------------------------------------------------------------- who wrote this number

    def tracings(self) -> dict[str, Callable[[Console, Order], None]]:
        """Give the commands that follow numbers; each opens its panel."""
        return dict.fromkeys(TRACINGS, self._trace)

    def _trace(self, _: Console, order: Order) -> None:
        TRACINGS[order.command.name](self, order)

    # ---------------------------------------------------------------- single keys

    def action_breakpoint(self) -> None:
        """Set a breakpoint here, or take away the one that is here."""
        place = self.session.cursor.place
        here = [stop for stop in self.console.desk.stops
                if stop.kind is Kind.BREAK and stop.condition is None
                and stop.written == str(place)]
        self.action_do(f"delete {here[0].number}" if here else "break")

    def action_watched(self) -> None:
        """Show what is watched and shown at every stop, or close that panel."""
        if self.panel is not None:
            self.close_panel()
        else:
            self.open_panel(self._watched_rows)
        self.draw()

    def _watched_rows(self, width: int, rows: int) -> list[Line]:
        return watched_lines(self.console.desk, width, rows)

    def action_copy(self, what: str) -> None:
        """Copy the arithmetic or the PyTorch line to the terminal's clipboard, and say what."""
        text = COPIED[what](self.session)
        self.app.copy_to_clipboard(text)
        self.message = say("screen.copied", self.session.language, text=visible(text))
        self.draw()
