"""A sentence about the current step, computed from it, for steps that have no words of their own.

The sentence follows from the rule alone: its direction, its way of reducing, its gates and the
reads that lie outside. It claims nothing that the numbers on the screen do not show.
"""

from convtutor.engine.listing import Fate
from convtutor.engine.operator import Reduce
from convtutor.scene.moment import Moment
from convtutor.steps import short_place
from convtutor.steps.numbers import number
from convtutor.words import say


def narration_of(moment: Moment, language: str) -> str:
    """Give the sentence of the current step."""
    step, trace = moment.step, moment.trace
    place = short_place(step.place(), moment.cursor.timeline)
    if not moment.started:
        return say("screen.tell_start", language, place=place)
    if trace.rule.direction == "forward":
        return _forward(moment, place, language)
    return _backward(moment, place, language)


def _forward(moment: Moment, place: str, language: str) -> str:
    step = moment.step
    count, outside = len(step.taps), step.outside
    largest = moment.trace.rule.reduce is Reduce.MAX
    facts = {"place": place, "count": count, "outside": outside, "value": number(step.value)}
    if not moment.trace.rule.borders:
        first = step.taps[0].product
        key = "kept" if step.value == first else "cut"
        return say(f"screen.tell_{key}", language, first=number(first), **facts)
    if largest:
        key = "tell_max_outside" if outside else "tell_max"
        ties = sum(tap.product == step.value and bool(tap.reads) for tap in step.taps)
        if ties > 1:
            return say("screen.tell_tie", language, ties=ties, **facts)
    else:
        copied = any(r.where.value == "padding" and r.source for t in step.taps for r in t.reads)
        key = ("tell_copied" if copied else "tell_outside") if outside else "tell_inside"
    return say(f"screen.{key}", language, **facts)


def _backward(moment: Moment, place: str, language: str) -> str:
    step = moment.step
    blocked = sum(tap.fate is Fate.BLOCKED for tap in step.taps)
    gated = any(term.gate for term in moment.trace.rule.terms(step.index))
    facts = {
        "place": place, "count": len(step.taps), "blocked": blocked,
        "open": len(step.taps) - blocked, "value": number(step.value),
    }
    if not step.taps:
        return say("screen.tell_unread", language, **facts)
    if gated and len(step.taps) == 1:
        return say("screen.tell_gate_closed" if blocked else "screen.tell_gate_open",
                   language, **facts)
    if gated:
        return say("screen.tell_winners", language, **facts)
    if moment.trace.rule.borders:
        return say("screen.tell_weight", language, **facts)
    pairs = any(len(tap.reads) == 2 for tap in step.taps)
    return say("screen.tell_readers" if pairs else "screen.tell_bias", language, **facts)
