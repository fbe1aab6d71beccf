"""The lesson screen: it owns the session; every key is one short action.

LessonScreen  cursor, playing, the torch check, the prompt
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType

from convtutor.debugger.desk import Desk
from convtutor.debugger.session import Session
from convtutor.errors import ConvtutorError
from convtutor.paint.glyphs import ASCII, UNICODE
from convtutor.paint.palette import Ink
from convtutor.progress.record import Record
from convtutor.scene.marks import kernel_cell
from convtutor.scene.scene import SceneBuilder
from convtutor.steps import Cursor, short_place
from convtutor.tui.keys import bindings
from convtutor.tui.memory import Memory, speaks_unicode
from convtutor.tui.screen_console import screen_console
from convtutor.tui.screens.drawn import DrawnScreen
from convtutor.tui.screens.moving import SPEEDS
from convtutor.tui.screens.resizing import is_late
from convtutor.tui.screens.task import Asked
from convtutor.tui.stage import Stage
from convtutor.tui.torch_checks import TorchChecks
from convtutor.tui.widgets.grid_pane import GridPane
from convtutor.tui.widgets.place_prompt import PlacePrompt
from convtutor.words import say
from convtutor.words.visible import visible


class LessonScreen(DrawnScreen):
    """One lesson, stepped."""

    BINDINGS: ClassVar[list[BindingType]] = bindings()
    AUTO_FOCUS = ""
    BLANK = True  # its own lines are ground alone, which Textual need not paint one by one
    DEFAULT_CSS = "LessonScreen { overflow: hidden; }"

    def __init__(
        self, session: Session, record: Record, device: str, offers_resume: bool,
        leave: Callable[[], None] | None = None,
    ) -> None:
        super().__init__()
        self.console = screen_console(session, {
            "torch": lambda console, order: self.action_torch(),
            "quit": lambda console, order: self.action_quit_lesson(),
            "curves": lambda console, order: self.action_curve(),
            "list": lambda console, order: self.action_loops(),
            "export": lambda console, order: self.export(order.argument),
            **self.tracings(),
        })
        self.memory = Memory(record, session.lesson)
        self.console.kept = self.memory.keep_answer
        self.stage = Stage(Ink(self.memory.palette(), UNICODE if speaks_unicode() else ASCII))
        self.leave = leave
        if leave is not None:
            self.stage.leaving = "home.key_home"
        self.builder = SceneBuilder(session.run, session.lesson.id, session.language)
        self.checks = TorchChecks(device, self.draw, self.app._handle_exception)
        self.prompt = PlacePrompt()
        self.speed = self.memory.speed(SPEEDS)
        self.resume = self.memory.saved() if offers_resume else None
        self.message = self._first_message()

    def compose(self) -> ComposeResult:
        """Make the panes and the prompt; the layout gives them their places."""
        self._take_colours()
        self.draw()  # panes that have their places are laid out once
        yield from self.stage.widgets(self)
        yield self.prompt

    def on_mount(self) -> None:
        """Remember an example that is done from the start."""
        self.memory.keep_done(self.session)

    def on_resize(self, event: events.Resize) -> None:
        """Lay out for the new size; the size that is drawn already is told once more at first."""
        if not is_late(event, self) and event.size != self.drawn_at:
            self.prompt.move(event.size)
            self.draw()

    async def on_unmount(self) -> None:
        """Keep the place and end what runs."""
        self.keep_place()
        await self.checks.end()

    def _first_message(self) -> str | None:
        if self.resume is not None:
            changed = self.resume.digest != self.session.lesson.digest
            key = "screen.resume_changed" if changed else "screen.resume"
            place = visible(self.resume.place or say("screen.its_start", self.language))
            return say(key, self.language, place=place, example=self.resume.example)
        return self.memory.notice

    def _take_colours(self) -> None:
        palette = self.stage.ink.palette
        self.styles.background = palette.ground
        self.prompt.take_colours(palette)

    # ---------------------------------------------------------------- moving

    def take(self, desk: Desk, message: str | None = None) -> None:
        """Stand at another place and draw it."""
        session, old = desk.session, self.session
        moved_on, changed = session.run is old.run, session.number == old.number
        self.previous = old.cursor if moved_on else None
        if self.before is not None or not moved_on:
            self.stage.forget()  # what was marked as changed is so for one step
        self.before = old.run.arrays if changed and not moved_on else None
        if not moved_on:
            self.close_panel()
            self.builder = SceneBuilder(session.run, session.lesson.id, session.language)
            self.torch_open, self.lane, self.chosen = self.torch_open and changed, 0, None
            self.curve = min(self.curve, len(self.builder.curves))
        self.console.desk, self.message, self.resume = desk, message, None
        self.memory.keep_done(session)
        if self.torch_open:
            self.checks.start(session.run)
        self.draw()

    def move(self, cursor: Cursor) -> None:
        """Move within the example; at its end say that there is nothing further."""
        if cursor != self.session.cursor:
            self.stand(self.session.moved(cursor))
            return
        last = self.session.number == len(self.session.lesson.examples)
        at_end = cursor.at_end
        text = say("screen.last_example" if last else "screen.at_end", self.language)
        self.message = text if at_end else self.message
        self.pause()
        self.draw()

    def action_example(self, by: int) -> None:
        """Go to the start of another example; say so where there is none."""
        number = self.session.number + by
        self.pause()
        if 1 <= number <= len(self.session.lesson.examples):
            self.stand(self.session.at_example(number))
        else:
            key = "no_example_before" if by < 0 else "no_example_after"
            self.message = say(f"screen.{key}", self.language)
            self.draw()

    @on(GridPane.Clicked)
    def go_to_cell(self, message: GridPane.Clicked) -> None:
        """Go to an output cell that was clicked; follow a kernel cell that was."""
        grid = message.pane.painter.grid if message.pane.painter else None
        cell = grid and kernel_cell(self.moment, grid, (message.row, message.col))
        if cell:
            self.follow(cell)
            return
        step = self.session.cursor.timeline[max(self.session.cursor.step, 0)]
        if grid is None or (message.row, message.col) not in grid.interior:
            return
        at = message.row, message.col
        if grid.leads_to is not None:
            at = grid.leads_to(*at)
        elif grid.key[1:2] != (step.target,) or len(grid.key) != 3:
            return
        shape = step.trace.rule.shape
        plane = at[-min(len(shape), 2) :]
        index = (*step.index[:-2], *plane)
        self.stand(self.session.moved(self.session.cursor.goto(
            type(step.place())(step.trace.layer, step.target, index)
        )))

    def action_theme(self) -> None:
        """Change the colours: dark, light, none."""
        if self.memory.colourless:
            self.message = say("screen.no_colour", self.language)
            self.draw()
            return
        palette = self.memory.next_palette(self.stage.ink.palette.name)
        self.stage.ink = Ink(palette, self.stage.ink.glyphs)
        self._take_colours()
        self.draw()

    def action_keys(self) -> None:
        """Show the page of keys."""
        from convtutor.tui.screens.keys import KeysScreen

        self.pause()
        self.draw()
        self.app.push_screen(KeysScreen(self.stage.ink, self.language))

    def action_enter(self) -> None:
        """Resume where the lesson was left, or show the element that torch disagrees on."""
        match = self.check.mismatch
        try:
            if self.resume is not None:
                session = self.session.at_example(self.resume.example)
                place = self.resume.place
                self.stand(session if place is None else session.goto(place))
            elif self.torch_open and match is not None:
                self.stand(self.session.goto(match.place))
        except ConvtutorError as error:
            self.stand(self.session, visible(str(error)))

    def action_close(self) -> None:
        """Close the prompt, or else an open panel, or else go back to where the lesson was chosen;
        where it was not, stay."""
        opened = self.torch_open or self.loops_open or self.curve or self.panel is not None
        if self.stop_work():
            return
        if self.prompt.display:
            self.prompt.close()
        elif self.chosen is not None:
            self.follow(None)
            return
        elif self.leave is not None and not opened:
            self.action_quit_lesson()
            return
        else:
            self.torch_open = self.loops_open = False
            self.curve = 0
            self.close_panel()
        self.draw()

    def action_quit_lesson(self) -> None:
        """Leave the lesson; the place is kept."""
        self.pause()
        self.keep_place()
        if self.leave is None:
            self.app.exit(0)
        else:
            self.leave()

    # ---------------------------------------------------------------- the prompt

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave all keys but the one that closes it to an open prompt."""
        if self.work is not None and action not in ("close", "quit_lesson", "keys"):
            return False
        return action == "close" if self.prompt.display else True

    def action_go_to(self) -> None:
        """Ask for a place, on the line of the footer."""
        self.pause()
        self.draw()
        self.asked = Asked.PLACE
        step = self.session.cursor.timeline[max(self.session.cursor.step, 0)]
        example = short_place(step.place(), self.session.cursor.timeline)
        hint = say("screen.go_to_hint", self.language, place=example)
        self.prompt.open(hint, self.app.size)

    @on(PlacePrompt.Submitted)
    def take_typed(self, event: PlacePrompt.Submitted) -> None:
        """Do what was typed: go to a place, or change something; or say what is wrong with it."""
        self.prompt.close()
        if not event.value.strip():
            self.draw()
            return
        try:
            if self.asked is Asked.CHANGE:
                self.change(event.value)
            elif self.asked is Asked.COMMAND:
                self.command(event.value)
            elif self.asked is Asked.FILE:
                self.export(event.value.strip())
            elif self.asked is Asked.ANSWER:
                self.command(f"answer {event.value}")
            else:
                self.stand(self.session.goto(event.value))
        except ConvtutorError as error:
            self.say(str(error))

    def keep_place(self) -> None:
        """Remember where the lesson is left."""
        if self.resume is None:
            self.memory.keep_place(self.session)
