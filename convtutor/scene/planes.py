"""The planes of an array being made: which of how many is shown, as a strip that one can page."""

from __future__ import annotations

from collections.abc import Iterator

from convtutor.scene.moment import Moment
from convtutor.scene.pictures.picture import Label
from convtutor.scene.text import Line, Span, Tone, line
from convtutor.steps.planes import planes_of
from convtutor.words import say

STRIP_COLUMNS = 16


def plane_label(moment: Moment, axes: int, language: str) -> Iterator[Label]:
    """Say which plane of how many is made; nothing where the array has one plane alone, or its
    rows are its channels."""
    shape, index = moment.trace.rule.shape, moment.step.index
    if axes < 2 or planes_of(shape)[0] < 2:
        return
    count, at = shape[-3], index[-3]
    lines = [line((say("lanes.plane", language, number=at + 1, count=count), Tone.DIM))]
    if count > 1:
        lines.append(_strip(at, count))
    if shape[0] > 1:
        image = say("lanes.image", language, number=index[0] + 1, count=shape[0])
        lines.append(line((image, Tone.DIM)))
    yield Label("planes", (*lines, line((say("lanes.turn", language), Tone.DIM))))


def _strip(at: int, count: int) -> Line:
    """Write the numbers of the planes around one, which stands in brackets."""
    first, last = at, at
    while last - first < count - 1:
        wider = max(first - 1, 0), min(last + 1, count - 1)
        if len(" ".join(map(str, range(wider[0], wider[1] + 1)))) > STRIP_COLUMNS - 6:
            break
        first, last = wider
    spans = [Span("… ", Tone.FAINT)] if first else []
    for number in range(first, last + 1):
        here = Span(f"[{number}]", Tone.ACCENT)
        spans += [here if number == at else Span(str(number), Tone.DIM), Span(" ")]
    return (*spans, *([Span("…", Tone.FAINT)] if last < count - 1 else []))
