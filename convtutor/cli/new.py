"""`convtutor new`: writes a lesson file to begin from, and says how to go on."""

import shlex
from pathlib import Path

from convtutor.console.output import Output
from convtutor.lesson.new import write_new_lesson
from convtutor.words import say
from convtutor.words.visible import visible
from convtutor.words.wrapping import cell_width

NEXT = {"watch": "lesson {path} --watch", "check": "check {path}", "verify": "verify {path}"}


def write_new(name: str, folder: str, output: Output, language: str) -> int:
    """Write a new lesson file and say what to do next."""
    path = write_new_lesson(name, Path(folder), language)
    output.line(say("new.written", language, path=visible(path)))
    output.line(say("new.next", language))
    commands = {
        key: f"convtutor {command.format(path=shlex.quote(visible(path)))}"
        for key, command in NEXT.items()
    }
    width = max(map(cell_width, commands.values()))
    for key, command in commands.items():
        padded = command + " " * (width - cell_width(command))
        output.line(f"  {padded}  {say(f'new.next_{key}', language)}")
    return 0
