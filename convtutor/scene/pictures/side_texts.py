"""What is said beside scatter and gather: the arithmetic of both, and whether they agree."""

from __future__ import annotations

from collections.abc import Iterator
from math import isnan

from convtutor.scene.moment import Moment
from convtutor.scene.pictures.picture import Label
from convtutor.scene.pictures.scatter import Scatter
from convtutor.scene.text import Line, Span, Tone, line
from convtutor.steps import short_place
from convtutor.steps.numbers import number
from convtutor.steps.writing import term_text
from convtutor.words import say
from convtutor.words.wrapping import cell_width

RULE_LINES = 200
ONE_LINE, LINE_SIGNS = 18, len(" + × = ")  # columns of a sum that is written on one line
LONGEST = len("-0.333333")


def side_labels(scatter: Scatter) -> Iterator[Label]:
    """Give the headings of both sides, their arithmetic, and what both come to."""
    language, moment, stamping = scatter.grids.language, scatter.moment, scatter.stamping
    loops = {"left": ("scatter", stamping.stamps), "right": ("gather", moment.step.target)}
    for side, (name, array) in loops.items():
        over = say("ways.loop", language, array=array)
        yield Label(f"{side} title", (line(
            (say(f"ways.{name}", language), Tone.STRONG), (f"  {over}", Tone.DIM)
        ),))
    yield Label("rule", (line(("│", Tone.RULE)),) * RULE_LINES)
    values = {"left": _left(scatter), "right": (_before(moment), moment.running)}
    for side, kind in (("left", "stamp"), ("right", "product")):
        place = short_place(moment.step.place(), moment.cursor.timeline)
        yield Label(f"{side} name", (line((place, Tone.DIM)),))
        yield Label(f"{side} sum", _sum_lines(scatter, *values[side]))
        yield Label(f"{side} rest", (line((_rest(moment, kind, language), Tone.DIM)),))
    yield Label("compare", (_compare(values["left"][1], moment.running, language),))


def _left(scatter: Scatter) -> tuple[float | None, float | None]:
    """Give what the current cell holds by stamps, before the last stamp and after it."""
    moment, stamping = scatter.moment, scatter.stamping
    if not moment.started:
        return None, None
    sums, laid = scatter.grids.sums, scatter.laid.count
    index = moment.step.index
    return sums.after(stamping, index, laid - 1), sums.after(stamping, index, laid)


def _before(moment: Moment) -> float | None:
    """Give the running value before the current tap."""
    return None if moment.tap is None else moment.step.partials[moment.tap]


def _sum_lines(scatter: Scatter, before: float | None, after: float | None) -> tuple[Line, ...]:
    """Write `3 + 3×2 = 9`, in lines under one another where numbers may be long."""
    moment = scatter.moment
    blank = (() for _ in range(1 if _is_short(scatter) else 3))
    if after is None:
        return tuple(blank)
    if moment.tap is None or before is None:
        total = line(("= ", Tone.DIM), (number(after), Tone.ACCENT))
        return (total, *list(blank)[1:])
    term = term_text(moment.step.taps[moment.tap])
    total = line("= ", (number(after), Tone.ACCENT))
    if _is_short(scatter):
        return ((Span(f"{number(before)} + {term} "), *total),)
    return line(f"  {number(before)}"), line(f"+ {term}"), total


def text_widths(scatter: Scatter) -> dict[str, int]:
    """Count the columns that the widest text beside a grid comes to take, at either side."""
    moment, language = scatter.moment, scatter.grids.language
    trace = moment.trace
    last = short_place(trace[len(trace) - 1].place(), moment.cursor.timeline)
    most = trace.arrays[scatter.stamping.kernel][0, 0].size * scatter.stamping.array.shape[1]
    lengths = _lengths(scatter)
    below = max(lengths[0], lengths[2] + 1 + lengths[3]) + len("+ ")
    total = sum(lengths) + LINE_SIGNS if _is_short(scatter) else below
    return {
        side: max(total, cell_width(last), cell_width(
            say(f"ways.{kind}s_to_come", language, count=most)
        ))
        for side, kind in (("left", "stamp"), ("right", "product"))
    }


def _is_short(scatter: Scatter) -> bool:
    """Say whether every sum of the pass fits on one line."""
    return sum(_lengths(scatter)) + LINE_SIGNS <= ONE_LINE


def _lengths(scatter: Scatter) -> list[int]:
    """Give the most columns of a sum, a sum and the two factors of a product."""
    moment, stamping = scatter.moment, scatter.stamping
    extents = scatter.grids.extents
    target = extents.target(moment.trace, moment.array(moment.step.target))
    factors = (extents.array(stamping.array),
               extents.array(moment.trace.arrays[stamping.kernel]))
    return [
        max(len(number(extent.low)), len(number(extent.high))) if extent.whole else LONGEST
        for extent in (target, target, *factors)
    ]


def _rest(moment: Moment, kind: str, language: str) -> str:
    """Say how many stamps or products are still to come for the current cell."""
    if not moment.step.taps:
        return say(f"ways.no_{kind}", language)
    count = len(moment.step.taps) - moment.taps_done
    if not count:
        return say(f"ways.no_{kind}_to_come", language)
    key = f"ways.{kind}s_to_come" + (".one" if count == 1 else "")
    return say(key, language, count=count)


def _compare(left: float | None, right: float | None, language: str) -> Line:
    """Write both sums and whether they are the same number."""
    if left is None or right is None:
        return ()
    same = left == right or (isnan(left) and isnan(right))
    sides = [say("ways.left", language), say("ways.right", language)]
    return line(
        (f"{sides[0]} ", Tone.DIM), (number(left), Tone.STRONG),
        (f" {'=' if same else '≠'} {sides[1]} ", Tone.DIM), (number(right), Tone.STRONG),
        (f"   {say('ways.same' if same else 'ways.differ', language)}", Tone.DIM),
    )
