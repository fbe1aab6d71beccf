"""From a question that is over to the learner's record.

The first answer is the one that is kept, with the likeliest mistake behind it; an answer that was
only looked at is kept without one.
"""

from convtutor.progress.answers import Answered
from convtutor.progress.record import Record
from convtutor.quiz.round import Result


def answered_of(result: Result, day: int) -> Answered:
    """Give what is kept of a question that was over on a day."""
    question, first = result.question, result.first
    lesson = question.template.lesson
    return Answered(
        lesson=lesson.id,
        question=question.template.id,
        seed=question.seed,
        level=question.level,
        given="" if first is None else first.given,
        outcome=result.outcome,
        mistake=next((mistake.key for mistake in result.mistakes), None),
        confidence=None if first is None else first.confidence,
        digest=lesson.digest,
        day=day,
    )


def keep(result: Result, record: Record, day: int) -> None:
    """Keep a question that is over; nothing of a lesson that has no file."""
    if result.question.template.lesson.kept:
        record.keep_answer(answered_of(result, day))
