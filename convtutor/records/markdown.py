"""A lesson as a Markdown document: its words, its layers, every array made, and how."""

import re
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from convtutor.console.heading import layer_lines
from convtutor.console.passes import pass_title
from convtutor.console.sentences import element_sentence
from convtutor.console.tables import table_lines
from convtutor.debugger.session import Session
from convtutor.debugger.values import Seen
from convtutor.engine.arrays import Array
from convtutor.records.form import Format, Progress
from convtutor.records.selection import Selection, sessions_of
from convtutor.steps import Cursor, Level, Trace
from convtutor.words import say
from convtutor.words.visible import visible

SPECIAL = re.compile(r"([\\`*_\[\]|~$])")
OPENING = re.compile(r"^(\s*)([#+=>-]|\d+(?=[.)]))")  # what makes a line another thing than text
MARKUP = str.maketrans({"<": "&lt;", ">": "&gt;", "&": "&amp;"})
FENCE = re.compile("`{3,}")
MOST_ELEMENTS = 200  # of a pass, whose arithmetic is written out


def write_markdown(selection: Selection, file: BinaryIO, progress: Progress) -> None:
    """Write every example as Markdown in UTF-8."""
    sessions = sessions_of(selection)
    lesson, language = selection.lesson, selection.language
    _put(file, [f"# {escaped(lesson.title.said(language))}", ""])
    _put(file, [escaped(lesson.summary.said(language)), ""])
    for done, session in enumerate(sessions):
        _put(file, _example(session))
        progress(done + 1, len(sessions))


def _example(session: Session) -> Iterator[str]:
    language, example = session.language, session.example
    yield f"## {example.number}. {escaped(example.title.said(language))}"
    yield ""
    yield escaped(example.intro.said(language))
    yield ""
    first = session.run.repeats[0]
    layers = [line for bound in (*first.layers, *first.updates)
              for line in layer_lines(bound, language)]
    yield from fenced(layers, "python")
    given = [(name, array) for name, array in example.tensors.items()]
    for bound in first.layers:
        given += [(f"{bound.name}.{name}", array) for name, array in bound.layer.operands.items()]
    tables = [line for name, array in given
              for line in (*table_lines(_whole(name, array), language), "")]
    yield from fenced(tables[:-1], "text")
    timeline = session.cursor.timeline
    for trace, offset in zip(timeline.traces, timeline.offsets, strict=False):
        yield from _pass(session, trace, offset)
    if example.why is not None:
        yield f"> {escaped(example.why.said(language))}"
        yield ""


def _pass(session: Session, trace: Trace, offset: int) -> Iterator[str]:
    """Write a pass: the array, how each element was made, and what is said on the way."""
    language, timeline = session.language, session.cursor.timeline
    yield f"### {escaped(pass_title(trace, language))}"
    yield ""
    array = session.run.arrays[f"{trace.layer}.{trace.rule.target}"]
    yield from fenced(table_lines(_whole(trace.rule.target, array), language), "text")
    shown = [trace[number] for number in range(min(len(trace), MOST_ELEMENTS))]
    lines = [element_sentence(step, timeline, language) for step in shown]
    if len(trace) > len(shown):
        lines.append(say("records.more_elements", language, count=f"{len(trace) - len(shown):,}"))
    yield from fenced(lines, "text")
    told: set[str] = set()
    for step in shown:
        note = session.moved(Cursor(timeline, Level.ELEMENT, offset + step.number)).note
        if note is not None and note not in told:
            yield f"- `{step.place()}`: {escaped(note)}"
            told.add(note)
    yield from [""] if told else []


def _whole(name: str, array: Array) -> Seen:
    """See an array whose every element is made."""
    return Seen(name, array, array.size)


def escaped(text: str) -> str:
    """Give a text that Markdown and HTML take as it stands."""
    shown = SPECIAL.sub(r"\\\1", visible(" ".join(text.split())))
    return OPENING.sub(_disarmed, shown).translate(MARKUP)


def _disarmed(opening: re.Match[str]) -> str:
    """Write a line's opening so that it opens nothing: a number has it behind, as 1\\."""
    digits = opening[2].isdigit()
    return f"{opening[0]}\\" if digits else f"{opening[1]}\\{opening[2]}"


def fenced(lines: Sequence[str], kind: str) -> Iterator[str]:
    """Give lines as a block that nothing in them can end."""
    longest = max((len(run) for line in lines for run in FENCE.findall(line)), default=2)
    fence = "`" * (longest + 1)
    yield f"{fence}{kind}"
    yield from map(visible, lines)
    yield fence
    yield ""


def _put(file: BinaryIO, lines: Sequence[str] | Iterator[str]) -> None:
    for line in lines:
        file.write(f"{line}\n".encode())


MARKDOWN = Format("md", ".md", write_markdown)
