"""The wrong answers of a question that have a reason: whole mistaken runs, and slips."""

from collections.abc import Iterator, Sequence

from convtutor.errors import ConvtutorError
from convtutor.quiz.answers import Answer, Refusal
from convtutor.quiz.case import Case
from convtutor.quiz.question import Asked, Mistake
from convtutor.quiz.slips import SLIPS


def wrong_answers(
    case: Case, asked: Asked, right: Answer, tells: Sequence[str] = ()
) -> tuple[Mistake, ...]:
    """Give every mistake that leads to another answer than the right one.

    Those that the question `tells` come first, in their order, then slips, then misconceptions.
    """
    rank = {name: at for at, name in enumerate(tells)}
    found = [
        mistake for mistake in (*_slips(case, asked), *_misconceptions(case, asked))
        if not mistake.answer.same(right)
    ]
    return tuple(sorted(found, key=lambda mistake: rank.get(mistake.name, len(rank))))


def _slips(case: Case, asked: Asked) -> Iterator[Mistake]:
    for name in asked.slips:
        answer = SLIPS[name].answer(case, asked)
        if answer is not None:
            yield Mistake(name, answer)


def _misconceptions(case: Case, asked: Asked) -> Iterator[Mistake]:
    """Run every misconception; one that refuses a layer answers so."""
    if not asked.is_computed:
        return
    for misconception in case.mistakes:
        answer: Answer | None
        try:
            answer = asked.answer(case.mistaken(misconception))
        except ConvtutorError:
            answer = Refusal()
        if answer is not None:
            yield Mistake(misconception.key, answer, misconception)
