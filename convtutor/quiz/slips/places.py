"""The right run, read off in the wrong place."""

from convtutor.quiz.answers import Answer, numbers_of
from convtutor.quiz.case import Case
from convtutor.quiz.question import Asked
from convtutor.quiz.slips.slip import Slip


def _axes_swapped(case: Case, asked: Asked) -> Answer | None:
    """Read [1,0] in place of [0,1]."""
    *leading, row, col = asked.facts["index"]
    array = case.run.arrays[asked.facts["array"]]
    at = (*leading, col, row)
    inside = all(place < length for place, length in zip(at, array.shape, strict=True))
    return numbers_of(array[at]) if inside and row != col else None


ROWS: dict[str, Slip] = {
    "axes-swapped": Slip("axes-swapped", _axes_swapped),
}
