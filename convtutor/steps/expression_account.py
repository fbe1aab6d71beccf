"""What the sides of a claim that does not hold are, as an author or a learner reads them."""

from collections.abc import Callable, Sequence

import numpy as np

from convtutor.engine.arrays import Array
from convtutor.steps.arrays_shown import MOST_SHOWN, array_text
from convtutor.steps.comparing import bare
from convtutor.steps.expression_reader import Claim, Lookup
from convtutor.steps.expression_text import NAME
from convtutor.steps.numbers import number


def account_of(claim: Claim, lookup: Lookup) -> list[tuple[str, str]]:
    """Give the sides that name arrays, each once: (as written, its value).

    Of a large array it is the first element at which the comparison fails.
    """
    said: dict[str, str] = {}
    for sides in claim.sides:
        values = [meaning(lookup) for meaning in sides.meanings]
        held, write = bare(sides.each(lookup)), _writer(values)
        for text, value in zip(sides.texts, values, strict=True):
            if text is not None:
                what, shown = _side(text, value, held, write)
                said.setdefault(what, shown)
    return list(said.items())


def _writer(values: Sequence[Array]) -> Callable[[float], str]:
    """Give the short way of writing numbers, or the full one where two sides would look alike."""
    texts = [array_text(value) for value in values]
    return number if len(set(texts)) == len(texts) else _in_full


def _in_full(value: float) -> str:
    short = number(value)
    return short if float(short) == value or value != value else repr(value)


def _side(
    text: str, value: Array, held: Array, write: Callable[[float], str]
) -> tuple[str, str]:
    shown = bare(value)
    if shown.size <= MOST_SHOWN or held.shape != shown.shape or held.all():
        return text, array_text(value, write)
    index = tuple(int(place) for place in np.argwhere(~held)[0])
    what = text if NAME.fullmatch(text) else f"({text})"
    return f"{what}[{','.join(map(str, index))}]", write(float(shown[index]))
