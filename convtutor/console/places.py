"""Where one stands, on lines: the way down to the tap, the reads, and the loops with their values.
"""

from convtutor.debugger.session import Session
from convtutor.engine.geometry import Where
from convtutor.scene.head import head_of
from convtutor.scene.loops import LoopLine, loops_of
from convtutor.scene.moment import Moment
from convtutor.steps import Read, Tap
from convtutor.steps.numbers import number
from convtutor.words import say
from convtutor.words.wrapping import cell_width

MARK, NO_MARK = "▸ ", "  "
VALUE_COLUMN = 52


def moment_of(session: Session) -> Moment:
    """See the session's position as a moment of its run."""
    return Moment(session.cursor, None, session.run.arrays)


def where_lines(session: Session) -> list[str]:
    """Say where the session stands: the way down, the count, and what the tap reads."""
    moment, language = moment_of(session), session.language
    example = f"{session.number} {session.example.title.said(language)}"
    head = head_of(
        moment, session.lesson.id, example, language, session.example.repeat
    )
    level = say(f"plain.level_{session.cursor.level.value}", language)
    lines = [
        " › ".join(head.crumbs),
        say("plain.where_count", language, count=head.count, level=level),
    ]
    if moment.tap is not None:
        tap = moment.step.taps[moment.tap]
        lines += [say("plain.reads", language, reads=_reads(tap, language))] if tap.reads else []
    marked = next((line for line in loops_of(moment, language).lines if line.marked), None)
    if marked is not None:
        lines.append(say("plain.runs", language, line=marked.text, value=marked.value).rstrip())
    return lines


def _reads(tap: Tap, language: str) -> str:
    return ", ".join(read_sentence(read, language) for read in tap.reads)


def read_sentence(read: Read, language: str) -> str:
    """Write input[0,0,1,0] = 3; a read outside its array says what stands there instead."""
    if read.where is Where.INSIDE:
        return f"{read.array}{_index(read.index)} = {number(read.value)}"
    facts = {"place": f"{read.array}{_index(read.index)}", "value": number(read.value)}
    if read.source is not None:
        source = f"{read.array}{_index(read.source)}"
        return say("plain.read_copy", language, source=source, **facts)
    return say(f"plain.read_{read.where.value}", language, **facts)


def _index(index: tuple[int, ...]) -> str:
    return f"[{','.join(map(str, index))}]"


def listing_lines(session: Session) -> list[str]:
    """Write the loops of the present pass, the line that runs marked, values in one column."""
    lines = loops_of(moment_of(session), session.language).lines
    indented = [f"{'  ' * line.depth}{line.text}" for line in lines]
    at = min(max((cell_width(text) for text in indented), default=0) + 2, VALUE_COLUMN)
    return [_listing_line(line, text, at) for line, text in zip(lines, indented, strict=True)]


def _listing_line(line: LoopLine, text: str, at: int) -> str:
    padded = text + " " * max(at - cell_width(text), 2) if line.value else text
    return f"{MARK if line.marked else NO_MARK}{padded}{line.value}"
