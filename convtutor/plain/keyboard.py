"""Lines from a person or a pipe: a prompt and completion only where somebody types.

Source: readline's rule that both ends must be terminals, which `input` follows.
"""

import sys
from collections.abc import Callable, Iterator
from typing import TextIO, TypeAlias

from convtutor.console.copying import COPIED
from convtutor.console.doings.showing import TOPICS
from convtutor.debugger.commands import BY_NAME, COMMANDS, Takes
from convtutor.debugger.session import Session
from convtutor.steps import Level

PROMPT = "(convtutor) "
LONGEST_LINE = 1000

Candidates: TypeAlias = Callable[[str, str], list[str]]  # of the line's beginning and a word


def typed_lines(stream: TextIO | None, session: Callable[[], Session]) -> Iterator[str]:
    """Give the lines of standard input until it ends; `session` tells where the learner stands.

    A prompt is shown where the input is a terminal. Lines are cut after 1000 characters.
    """
    return prompted_lines(
        stream, lambda: PROMPT, lambda beginning, word: candidates(beginning, word, session())
    )


def prompted_lines(
    stream: TextIO | None, prompt: Callable[[], str], candidates_of: Candidates
) -> Iterator[str]:
    """Give lines as `typed_lines` does, with a prompt and a completion of one's own."""
    if stream is None:
        return
    if not stream.isatty():
        yield from _piped_lines(stream)
        return
    complete_with(candidates_of)
    while True:
        try:
            yield input(prompt())[:LONGEST_LINE]
        except EOFError:
            print()
            return


def _piped_lines(stream: TextIO) -> Iterator[str]:
    """Give the lines of a pipe; of one that is too long only the beginning is kept in memory."""
    begun = True
    while part := stream.readline(LONGEST_LINE):
        if begun:
            yield part.rstrip("\n")
        begun = part.endswith("\n")


def candidates(beginning: str, word: str, session: Session) -> list[str]:
    """Give what may complete a word: a command first, then a place, a name or a number."""
    command = BY_NAME.get(beginning.strip().lower())
    if command is None:
        known = [c.name for c in COMMANDS] if not beginning.strip() else []
    elif command.takes in (Takes.PLACE, Takes.STOP):
        known = [trace.rule.target for trace in session.cursor.timeline.traces]
    elif command.takes is Takes.NAME:
        known = [name.rpartition(".")[2] for name in session.run.arrays]
        known += list(session.run.arrays)
    elif command.takes is Takes.COMMAND:
        known = [c.name for c in COMMANDS]
    elif command.takes is Takes.LEVEL:
        known = [level.value for level in Level]
    elif command.takes is Takes.TOPIC:
        known = list(TOPICS)
    elif command.takes is Takes.WHAT:
        known = list(COPIED)
    elif command.name == "example":
        known = [str(example.number) for example in session.lesson.examples]
    else:
        known = []
    return sorted({name for name in known if name.startswith(word)})


def complete_with(candidates_of: Candidates) -> None:
    """Complete words with the Tab key, where this Python has readline."""
    if not sys.stdout.isatty():
        return
    try:
        import readline
    except ImportError:
        return

    def complete(word: str, state: int) -> str | None:
        beginning = readline.get_line_buffer()[: readline.get_begidx()]
        found = candidates_of(beginning, word)
        return f"{found[state]} " if state < len(found) else None

    readline.set_completer_delims(" ")
    readline.set_completer(complete)
    libedit = "libedit" in (readline.__doc__ or "")
    readline.parse_and_bind("bind ^I rl_complete" if libedit else "tab: complete")
