"""The part of the lesson screen that changes examples and speaks for their tasks.

Asked       what the prompt was opened for
TaskScreen  the keys e, h, w and R
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from enum import Enum

from textual.screen import Screen

from convtutor.debugger.desk import Desk
from convtutor.debugger.session import Session
from convtutor.debugger.tasks import change, first_order, hint, reason, reset
from convtutor.errors import ConvtutorError
from convtutor.tui.screen_console import ScreenConsole
from convtutor.tui.widgets.place_prompt import PlacePrompt
from convtutor.words import say
from convtutor.words.visible import visible


class Asked(Enum):
    """What the prompt was opened for."""

    PLACE = "place"
    CHANGE = "change"
    COMMAND = "command"
    ANSWER = "answer"
    FILE = "file"


class TaskScreen(Screen[None]):
    """A screen with a session whose example can be changed."""

    console: ScreenConsole
    prompt: PlacePrompt
    message: str | None
    asked: Asked = Asked.PLACE

    def __init__(self) -> None:
        super().__init__()
        self.hinted: dict[int, int] = {}

    @property
    def session(self) -> Session:
        """Give the present session."""
        return self.console.session

    def stand(self, session: Session, message: str | None = None) -> None:
        """Stand at another place and draw it."""
        self.take(self.console.desk.at(session), message)

    @abstractmethod
    def take(self, desk: Desk, message: str | None = None) -> None:
        """Take another desk and draw where it stands."""

    @abstractmethod
    def pause(self) -> None:
        """Stop playing."""

    @abstractmethod
    def draw(self) -> None:
        """Draw the present moment."""

    def action_edit(self) -> None:
        """Ask for a change, on the line of the footer; it begins with what is to be changed."""
        self.pause()
        self.draw()
        self.asked = Asked.CHANGE
        language = self.session.language
        example = say("task.example", language)
        hint_text = say("task.edit_hint", language, example=example)
        self.prompt.open(hint_text, self.app.size, first_order(self.session))

    def change(self, order: str) -> None:
        """Change something and say what the task says; raises UsageError for what cannot be."""
        answer = change(self.session, order)
        said = visible(answer.sentence) + _next_keys(answer.session)
        self.take(self.console.desk.changed(answer.session), said)

    def action_hint(self) -> None:
        """Say the next hint; the first one again behind the last."""
        number = self.hinted.get(self.session.number, 0)
        if self._say(lambda: hint(self.session, number)):
            self.hinted[self.session.number] = number + 1

    def action_why(self) -> None:
        """Say the reason behind the example."""
        self._say(lambda: reason(self.session))

    def _say(self, sentence: Callable[[], str]) -> bool:
        """Say a sentence, or why there is none; tell whether there was one."""
        self.pause()
        try:
            self.message, found = sentence(), True
        except ConvtutorError as error:
            self.message, found = str(error), False
        self.draw()
        return found

    def action_reset(self) -> None:
        """Take all changes of the example back."""
        self.pause()
        try:
            desk = self.console.desk.changed(reset(self.session))
            self.take(desk, say("task.reset", self.session.language))
        except ConvtutorError as error:
            self.message = str(error)
            self.draw()


def _next_keys(session: Session) -> str:
    """Name the keys that lead on from a goal that is reached, nothing where it is not."""
    if not session.goal_reached:
        return ""
    keys = "why" if session.example.why is not None else ""
    keys += "_on" if session.number < len(session.lesson.examples) else ""
    return say(f"task.next_{keys.lstrip('_')}", session.language) if keys else ""
