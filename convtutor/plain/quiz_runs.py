"""The two runs behind a wrong answer: that of the layer, and the one that leads to the answer."""

from convtutor.console.sentences import name_of
from convtutor.debugger.session import Session
from convtutor.errors import ConvtutorError, UsageError
from convtutor.lesson.run import Run
from convtutor.plain.quiz_commands import MINE
from convtutor.quiz.case import Case
from convtutor.quiz.places import asked_places, step_at
from convtutor.quiz.question import Mistake, Question
from convtutor.quiz.round import Result
from convtutor.steps import parse_place
from convtutor.words import say


def mistaken_run(case: Case, mistake: Mistake | None) -> Run | None:
    """Give the run of a mistake, None where no run makes it or the mistaken layer refuses."""
    if mistake is None or mistake.misconception is None:
        return None
    try:
        return case.mistaken(mistake.misconception)
    except ConvtutorError:
        return None


def place_name(question: Question) -> str | None:
    """Write the place where the debugger opens as people read it, None where there is none."""
    timeline = question.case.run.timeline
    if question.asked.place is None:
        return None
    step = timeline[timeline.step_at(parse_place(question.asked.place, timeline))]
    return name_of(step, timeline)


def session_of(result: Result, which: str, language: str) -> tuple[Session, str]:
    """Give a session where a question stands, and what its run is called.

    Of "mine" the run is that of the last mistake; where it lacks the place, it is opened at its
    start. Raises UsageError where there is nothing to step through, or no such run.
    """
    question = result.question
    if question.asked.place is None:
        raise UsageError(say("round.no_place", language))
    if which != MINE:
        session = question.case.session(language, place=question.asked.place)
        return session, say("round.which_right", language)
    mistake = result.mistakes[-1] if result.mistakes else None
    run = mistaken_run(question.case, mistake)
    if run is None or mistake is None:
        raise UsageError(say("round.not_mine", language))
    places = asked_places(question)
    is_there = not places or step_at(run, places[0]) is not None
    place = question.asked.place if is_there else None
    label = say(f"{mistake.words}.label", language)
    return question.case.session(language, run, place), label
