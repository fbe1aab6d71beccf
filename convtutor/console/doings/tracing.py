"""Commands that follow numbers: who wrote one, what a cell reaches, what an element depends on."""

from convtutor.console.console import Console, at_once
from convtutor.debugger.commands import Order
from convtutor.debugger.influence_text import influence_lines, receptive_lines
from convtutor.debugger.origin import origin_of
from convtutor.debugger.origin_text import origin_lines
from convtutor.debugger.session import Session
from convtutor.debugger.values import look_up
from convtutor.errors import UsageError
from convtutor.steps import Place
from convtutor.words import say


@at_once
def show_origin(console: Console, order: Order) -> None:
    """Say who wrote a number."""
    session = console.session
    origin = origin_of(session.run, made_place(session, order.argument), session.language)
    console.output.lines(origin_lines(origin, session.language, console.output.width))


@at_once
def show_influence(console: Console, order: Order) -> None:
    """Say what a cell reaches, and what of it moves now."""
    session = console.session
    place = read_place(session, order.argument)
    width = console.output.width
    console.output.lines(influence_lines(session.run, place, session.language, width))


@at_once
def show_field(console: Console, order: Order) -> None:
    """Say what an element depends on, and on what of it now."""
    session = console.session
    place = made_place(session, order.argument)
    width = console.output.width
    console.output.lines(receptive_lines(session.run, place, session.language, width))


def made_place(session: Session, written: str) -> Place:
    """Give the element that a text names, the present one for none.

    Raises UsageError for what the run has not, and at the start.
    """
    if written.strip():
        return _named(session, written)
    current = session.cursor.current
    if current is None:
        raise UsageError(say("stops.nowhere_named", session.language))
    return current.place()


def read_place(session: Session, written: str) -> Place:
    """Give the cell that a text names; for none, at a tap the first that is read there, else the
    present element. Raises UsageError as `made_place` does."""
    step, tap = session.cursor.current, session.cursor.tap
    if written.strip() or step is None or tap is None:
        return made_place(session, written)
    read = next((read for read in step.taps[tap].reads if read.source is not None), None)
    if read is None:
        return step.place()
    return Place(step.trace.layer, read.array, read.source)


def _named(session: Session, written: str) -> Place:
    seen, index = look_up(session, written)
    if index is None and seen.array.size != 1:
        raise UsageError(say("stops.one_element", session.language, name=seen.name))
    layer, _, array = seen.name.rpartition(".")
    return Place(layer, array, (0,) * seen.array.ndim if index is None else index)
