"""The lesson screen of an author: it reads the lesson again whenever its file is saved."""

from __future__ import annotations

from convtutor.debugger.session import Session
from convtutor.debugger.watching import Watch, read_again, told_again, told_broken
from convtutor.errors import ConvtutorError
from convtutor.progress.record import Record
from convtutor.tui.memory import Memory
from convtutor.tui.screens.lesson import LessonScreen
from convtutor.words.visible import visible

LOOK_S = 0.5


class WatchedLessonScreen(LessonScreen):
    """A lesson that is being written; of a file with problems the last good version stays."""

    def __init__(self, session: Session, record: Record, device: str, offers_resume: bool) -> None:
        super().__init__(session, record, device, offers_resume)
        self.file = Watch(session.lesson.path)

    def on_mount(self) -> None:
        """Begin to look at the file; the lesson is drawn by the screen that this one is."""
        self.set_interval(LOOK_S, self.look)

    def look(self) -> None:
        """Read the file again if it was saved."""
        if not self.file.saved_and_still():
            return
        self.pause()
        try:
            session = read_again(self.session)
        except ConvtutorError as error:
            self.message = visible(told_broken(error, self.session))
            self.draw()
            return
        self.memory = Memory(self.memory.record, session.lesson)
        self.stand(session, visible(told_again(session)))
