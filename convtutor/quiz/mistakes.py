"""The wrong answers of a question that have a reason: whole mistaken runs, and slips."""

from collections.abc import Iterator, Mapping, Sequence

from convtutor.engine.ops import OPERATORS
from convtutor.errors import ConvtutorError, UsageError
from convtutor.misconceptions import Misconception
from convtutor.quiz.answers import Answer, Form, Refusal
from convtutor.quiz.case import Case
from convtutor.quiz.question import Asked, Made, Mistake, Needs
from convtutor.quiz.slips import SLIPS

SHAPED = ("params", "output_shape")
PARTS: Mapping[Needs, tuple[str, ...]] = {  # of an operator, which lead to what is needed
    Needs.SHAPES: SHAPED,
    Needs.RULES: (*SHAPED, "passes"),
    Needs.FORWARD: (*SHAPED, "forward", "save"),
    Needs.BOTH: (*SHAPED, "forward", "save", "stages", "vjp"),
}


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
        if not _can_show(misconception, asked.needs):
            continue
        answer: Answer | None
        try:
            answer = asked.answer(_made(case, asked, misconception))
        except UsageError:
            continue
        except ConvtutorError:
            answer = Refusal()
        if answer is not None:
            yield Mistake(misconception.key, answer, misconception)


def _can_show(misconception: Misconception, needs: Needs) -> bool:
    """Say whether what the answer is read off is made by anything that is not as in the right
    operator: a mistake of the way back shows nothing on the way forward."""
    right = OPERATORS[misconception.of]
    return any(
        getattr(misconception.operator, part) is not getattr(right, part)
        for part in PARTS[needs]
    )


def _made(case: Case, asked: Asked, misconception: Misconception) -> Made:
    """Compute what the answer is read off, and no more."""
    if asked.needs is Needs.BOTH or asked.layer is None or not case.is_forward(asked.layer):
        return case.mistaken_arrays(misconception)
    if asked.needs in (Needs.SHAPES, Needs.RULES):
        return case.mistaken_shapes(misconception, asked.layer)
    return case.mistaken_forward(misconception, asked.layer)
