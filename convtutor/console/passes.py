"""Every pass of an example written whole, element by element, the notes among them."""

from convtutor.console.output import Output
from convtutor.console.sentences import element_parts, name_of
from convtutor.console.tables import shape_said
from convtutor.debugger.session import Session
from convtutor.steps import Cursor, Level, Trace
from convtutor.words import say


def write_passes(session: Session, output: Output) -> None:
    """Write every element of every pass, each note once, under the first element it speaks of."""
    timeline = session.cursor.timeline
    why = session.example.why
    told = {session.note, None if why is None else why.said(session.language)}
    for trace, offset in zip(timeline.traces, timeline.offsets, strict=False):
        output.line()
        output.line(pass_title(trace, session.language))
        width = len(name_of(trace[-1], timeline)) if len(trace) else 0
        for step in trace:
            name, made = element_parts(step, timeline, session.language)
            output.line(f"  {name:<{width}} {made}")
            note = session.moved(Cursor(timeline, Level.ELEMENT, offset + step.number)).note
            if note is not None and note not in told:
                output.paragraph(note, indent=6)
            told.add(note)


def pass_title(trace: Trace, language: str) -> str:
    """Name a pass: its layer, its direction, the array it makes and that array's shape."""
    return say(
        "plain.pass_title", language, layer=trace.layer, array=trace.rule.target,
        direction=say(f"plain.{trace.rule.direction}", language),
        shape=shape_said(trace.rule.shape, language),
    )
