"""The head of the screen: the breadcrumb from the lesson down to the tap, and the scrub bar.

Head  crumbs from the largest to the smallest, the count and how far the pass has come
"""

from __future__ import annotations

from convtutor.data import dataclass
from convtutor.lesson.repeats import repeat_of
from convtutor.scene.moment import Moment
from convtutor.steps import Level, short_place
from convtutor.steps.timeline import short_index
from convtutor.words import say
from convtutor.words.wrapping import cell_width


@dataclass(frozen=True, slots=True)
class Head:
    """`crumbs`: the last one is where we are. `count` says how far the pass is, `widest` the
    columns of its longest text; `done` and `doing` are shares of the pass, from 0 to 1."""

    crumbs: tuple[str, ...]
    count: str
    widest: int
    done: float
    doing: float


def head_of(
    moment: Moment, lesson: str, example: str, language: str, repeats: int | None = None,
    within: tuple[str, ...] = (),
) -> Head:
    """Give the head of a moment; `repeats` counts the repeats of the example, where it has any,
    `within` are crumbs that lead to the tap in place of its number alone."""
    total = len(moment.trace)
    kind = "screen.count_window" if moment.trace.rule.borders and (
        moment.trace.rule.direction == "forward"
    ) else "screen.count_cell"
    number = moment.step.number + 1 if moment.started else 0
    count = say(kind, language, number=f"{number:,}", total=f"{total:,}")
    widest = say(kind, language, number=f"{total:,}", total=f"{total:,}")
    taps = max(len(moment.step.taps), 1)
    if not moment.started:
        done, doing = 0.0, 0.0
    elif moment.tap is None:
        done, doing = moment.step.number / total, 1 / total
    else:
        done, doing = (moment.step.number + moment.tap / taps) / total, 1 / taps / total
    return Head(
        (lesson, example, *_repeat(moment, repeats, language), *_crumbs(moment, language, within)),
        count, cell_width(widest), done, doing,
    )


def _repeat(moment: Moment, repeats: int | None, language: str) -> tuple[str, ...]:
    """Say which of its repeats a training run is in."""
    number = repeat_of(moment.trace.layer)
    if repeats is None or number is None or moment.cursor.level is Level.NETWORK:
        return ()
    return (say("screen.repeat_of", language, number=number, count=repeats),)


def _crumbs(moment: Moment, language: str, within: tuple[str, ...]) -> tuple[str, ...]:
    trace, level = moment.trace, moment.cursor.level
    direction = say(f"screen.{trace.rule.direction}", language)
    if not moment.started:
        start = say("screen.at_start", language, level=say(f"screen.level_{level.value}", language))
        return trace.layer, direction, start
    if level is Level.NETWORK:
        return (say("screen.whole_network", language),)
    if level is Level.REPEAT:
        return (say("screen.whole_repeat", language),)
    if level is Level.LAYER:
        return (trace.layer, say("screen.layer_done", language, direction=direction))
    base = (trace.layer, direction)
    if level is Level.PASS:
        return (*base, say("screen.pass_done", language, array=trace.rule.target))
    if level is Level.CHANNEL:
        leading = short_index(moment.step.index, trace.rule.shape)[:-2]
        channel = ",".join(str(at) for at in leading)
        return (*base, say("screen.channel_done", language, channel=channel,
                           array=trace.rule.target))
    place = short_place(moment.step.place(), moment.cursor.timeline)
    if moment.tap is None:
        return (*base, place)
    if within:
        return (*base, place, *within)
    tap = say("screen.tap_of", language, number=moment.tap + 1, total=len(moment.step.taps))
    return (*base, place, tap)
