"""Commands that change an example or go to another: set, undo, redo, reset, example, hint, why."""

from convtutor.console.console import Console, at_once
from convtutor.debugger.commands import Order
from convtutor.debugger.tasks import change, hint, reason, reset
from convtutor.words import say


@at_once
def set_value(console: Console, order: Order) -> None:
    """Change something of the example, and say what its task says to that."""
    answer = change(console.session, order.argument)
    console.desk = console.desk.changed(answer.session)
    console.note = None
    console.say_where()
    console.output.paragraph(answer.sentence)
    if answer.reason is not None:
        console.output.paragraph(answer.reason, indent=4)
    console.say_shown()
    console.tell_done()


@at_once
def undo(console: Console, order: Order) -> None:
    """Take the last change back."""
    console.desk = console.desk.undo()
    _say(console, "stops.undone", len(console.desk.done))


@at_once
def redo(console: Console, order: Order) -> None:
    """Make the change again that was taken back last."""
    console.desk = console.desk.redo()
    _say(console, "stops.redone", len(console.desk.undone))


def _say(console: Console, key: str, left: int) -> None:
    console.note = None
    console.output.line(say(key, console.language, count=left))
    console.say_where()
    console.say_shown()


@at_once
def reset_example(console: Console, order: Order) -> None:
    """Take all changes of the example back."""
    console.desk = console.desk.changed(reset(console.session))
    console.output.line(say("task.reset", console.language))
    console.begin_example()


@at_once
def open_example(console: Console, order: Order) -> None:
    """Go to the start of an example."""
    wanted = order.count if order.argument else console.session.number
    console.stand(console.session.at_example(wanted))
    console.begin_example()


@at_once
def give_hint(console: Console, order: Order) -> None:
    """Give the next hint of a task."""
    number = console.hinted.get(console.session.number, 0)
    console.output.paragraph(hint(console.session, number))
    console.hinted[console.session.number] = number + 1


@at_once
def give_reason(console: Console, order: Order) -> None:
    """Give the reason behind the example."""
    console.output.paragraph(reason(console.session))
