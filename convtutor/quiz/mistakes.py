"""The wrong answers of a question that have a reason: whole mistaken runs, and slips."""

from collections.abc import Iterator, Sequence

from convtutor.errors import ConvtutorError, UsageError
from convtutor.misconceptions import Misconception
from convtutor.quiz.answers import Answer, Form, Refusal
from convtutor.quiz.case import Case
from convtutor.quiz.question import Asked, Made, Mistake, Needs
from convtutor.quiz.slips import SLIPS


def wrong_answers(
    case: Case, asked: Asked, right: Answer, tells: Sequence[str] = ()
) -> tuple[Mistake, ...]:
    """Give every mistake that leads to another answer than the right one, also as it is written.

    Those that the question `tells` come first, in their order, then slips, then misconceptions.
    """
    rank = {name: at for at, name in enumerate(tells)}
    found = [
        mistake for mistake in (*_slips(case, asked), *_misconceptions(case, asked))
        if not mistake.answer.same(right) and not _reads_right(mistake.answer, right, asked.form)
    ]
    return tuple(sorted(found, key=lambda mistake: rank.get(mistake.name, len(rank))))


def _reads_right(answer: Answer, right: Answer, form: Form) -> bool:
    """Say whether an answer, written to so many digits, cannot be told from the right one."""
    if isinstance(answer, Refusal):
        return False
    read = form.read(str(answer))
    return read is not None and read.same(right)


def _slips(case: Case, asked: Asked) -> Iterator[Mistake]:
    for name in asked.slips:
        answer = SLIPS[name].answer(case, asked)
        if answer is not None:
            yield Mistake(name, answer)


def _misconceptions(case: Case, asked: Asked) -> Iterator[Mistake]:
    """Run every misconception; one that refuses a layer answers so. One whose output does not fit
    the gradient that is given leads to no answer."""
    if not asked.is_computed or asked.needs is Needs.NONE:
        return
    last = None if asked.needs is Needs.BOTH else asked.layer
    for misconception in case.mistakes_until(last):
        answer: Answer | None
        try:
            answer = asked.answer(_made(case, asked, misconception))
        except UsageError:
            continue
        except ConvtutorError:
            answer = Refusal()
        if answer is not None:
            yield Mistake(misconception.key, answer, misconception)


def _made(case: Case, asked: Asked, misconception: Misconception) -> Made:
    repeats = case.example.repeat is not None
    if asked.needs is Needs.BOTH or asked.layer is None or repeats:
        return case.mistaken_arrays(misconception)
    if asked.needs is Needs.SHAPES:
        return case.mistaken_shapes(misconception, asked.layer)
    return case.mistaken_forward(misconception, asked.layer)
