"""A lesson as plain text: what `lesson --play` prints, without torch's verdict."""

import io
from typing import BinaryIO

from convtutor.console.heading import write_example_heading, write_lesson_heading
from convtutor.console.output import Output
from convtutor.console.passes import write_passes
from convtutor.records.form import Format, Progress
from convtutor.records.selection import Selection, sessions_of

WIDTH = 80


def write_text(selection: Selection, file: BinaryIO, progress: Progress) -> None:
    """Write every example as text in UTF-8."""
    stream = io.TextIOWrapper(file, encoding="utf-8", newline="\n", write_through=True)
    output = Output(stream, width=WIDTH)
    sessions = sessions_of(selection)
    write_lesson_heading(sessions[0], output)
    for done, session in enumerate(sessions):
        output.line()
        write_example_heading(session, output)
        write_passes(session, output)
        progress(done + 1, len(sessions))
    stream.detach()


TEXT = Format("txt", ".txt", write_text)
