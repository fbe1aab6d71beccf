"""Commands of predict mode: predict turns it on and off, answer answers the open question."""

from __future__ import annotations

from convtutor.console.console import Console, at_once
from convtutor.debugger.commands import Order
from convtutor.debugger.session import Session
from convtutor.errors import UsageError
from convtutor.quiz.news import Stand
from convtutor.quiz.question import Mistake, Question
from convtutor.quiz.working import working
from convtutor.steps import Level
from convtutor.steps.timeline import parse_place
from convtutor.words import is_said, say


@at_once
def predict(console: Console, order: Order) -> None:
    """Turn predict mode on or off."""
    console.predicting.on = not console.predicting.on
    console.predicting.close()
    key = "predicting.predict_on" if console.predicting.on else "predicting.predict_off"
    console.output.line(say(key, console.language))


def ask(console: Console, stand: Stand) -> None:
    """Say the question that is open."""
    question = console.predicting.question
    if question is None:
        return
    language = console.language
    why = "" if stand.why is None else say(f"predicting.news.{stand.why}", language)
    asked = question.asked
    console.output.paragraph(f"{why} {asked.ask.said(language)}".strip())
    console.output.lines(asked.lines)
    for letter, choice in zip("abcdef", asked.choices, strict=False):
        console.output.line(f"  {letter}  {choice.text.said(language)}")
    console.output.line(say("predicting.predict_how", language))


@at_once
def answer(console: Console, order: Order) -> None:
    """Judge an answer to the open question; once it is right, or twice wrong, make the step."""
    predicting = console.predicting
    if predicting.round is None or predicting.question is None:
        raise UsageError(say("predicting.nothing_asked", console.language))
    language, question = console.language, predicting.question
    taken = predicting.round.answered(order.argument, language)
    predicting.round = taken
    last = taken.last
    if last is not None and last.right:
        console.output.line(say("predicting.predicted", language, given=last.given))
    else:
        _say_mistake(console, last.mistakes if last else ())
    if not taken.is_settled:
        console.output.line(say("predicting.predict_again", language))
        return
    console.kept(taken.on().results[-1])
    if last is not None and not last.right:
        console.output.paragraph(_revealed(question, console.session, language))
    _go_on(console)


def _say_mistake(console: Console, mistakes: tuple[Mistake, ...]) -> None:
    """Name the likeliest mistake and its rule."""
    language = console.language
    console.output.line(say("predicting.not_so", language))
    for mistake in mistakes[:1]:
        for part in ("you", "rule"):
            if is_said(f"{mistake.words}.{part}"):
                console.output.paragraph(say(f"{mistake.words}.{part}", language), indent=4)


def _revealed(question: Question, session: Session, language: str) -> str:
    """Give the right answer, with its working where it is one element."""
    place = question.asked.place
    if place is not None and question.template.kind in ("value", "gradient"):
        timeline = session.cursor.timeline
        step = timeline[timeline.step_at(parse_place(place, timeline))]
        return say("predicting.it_is", language, answer=working(step))
    return say("predicting.it_is", language, answer=str(question.right))


def _go_on(console: Console) -> None:
    """Make the step that was asked about."""
    predicting, cursor = console.predicting, console.session.cursor
    level = cursor.level
    predicting.close()
    moved = console.session.moved(type(cursor)(cursor.timeline, level, predicting.step))
    if level is not Level.TAP:
        console.stand(moved)
        console.tell_from(level)
        console.say_shown()
