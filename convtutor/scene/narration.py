"""A sentence about the current step, computed from it, for steps that have no words of their own.

What slides is told from the rule alone: its direction, its way of reducing, its gates and the reads
that lie outside. The stages of other operators have a sentence each, in words/<language>/stages.py.
It claims nothing that the numbers on the screen do not show.
"""

from math import isnan
from string import digits

from convtutor.engine.geometry import Where
from convtutor.engine.listing import Fate
from convtutor.engine.operator import Gate, Reduce
from convtutor.lesson.repeats import repeat_of
from convtutor.scene.marks import CHOICES
from convtutor.scene.moment import Moment
from convtutor.steps import Read, Step, Trace, short_place
from convtutor.steps.numbers import number
from convtutor.words import is_said, say

TOTAL = "stages.all_total_grad"


def narration_of(moment: Moment, operator: str, language: str) -> str:
    """Give the sentence of the current step of an operator's layer."""
    place = short_place(moment.step.place(), moment.cursor.timeline)
    if not moment.started:
        return say("screen.tell_start", language, place=place)
    key = stage_key(operator, moment.step.target)
    if key == TOTAL and _has_stayed(moment.trace):
        key = "stages.all_staying_grad"
    if is_said(key):
        return _stage(moment, key, place, language)
    if moment.trace.rule.direction == "backward":
        return _backward(moment, place, language)
    if moment.trace.rule.reduce is not Reduce.MAX:
        return (_sum if moment.trace.rule.borders else _laid)(moment, place, language)
    return (_window if moment.trace.rule.borders else _gate)(moment, place, language)


def stage_key(operator: str, target: str) -> str:
    """Give the key of the sentence about an array that an operator makes, or a graph."""
    if target == "grad_output":
        return "stages.all_grad_output"
    if target == "grad":
        return "stages.all_grad"
    if target.startswith("total_grad_"):
        return TOTAL
    return f"stages.{operator}_{target.rstrip(digits)}"  # tensors0, tensors1, ... are told alike


def _has_stayed(trace: Trace) -> bool:
    """Say whether a sum of gradients has one of an earlier training step in it."""
    return any(repeat_of(name) != repeat_of(trace.layer) for name in trace.arrays)


def _stage(moment: Moment, key: str, place: str, language: str) -> str:
    """Tell what an array of an operator of several stages stands for."""
    step = moment.step
    opened = sum(tap.fate is not Fate.BLOCKED for tap in step.taps)
    if not opened and is_said(f"{key}.blocked"):
        key = f"{key}.blocked"
    elif step.outside and is_said(f"{key}.outside"):
        key = f"{key}.outside"
        inside = str(len(step.taps) - step.outside)
        if _divisor(step) == inside and is_said(f"{key}.uncounted"):
            key = f"{key}.uncounted"
    elif len({tap.divisor for tap in step.taps}) > 1 and is_said(f"{key}.unequal"):
        key = f"{key}.unequal"
    elif len(step.taps) == 1 and is_said(f"{key}.one"):
        key = f"{key}.one"
    return say(
        key, language, place=place, count=len(step.taps), open=opened,
        value=number(step.value), total=number(step.total), outside=step.outside,
        divisor=_divisor(step),
    )


def _divisor(step: Step) -> str:
    """Write what the sum is divided by last, empty for nothing."""
    finish = step.finish
    return "" if finish is None else finish.formula.rpartition("/ ")[2]


def _laid(moment: Moment, place: str, language: str) -> str:
    """Tell of a sum over what lays its kernel over an element: a transposed convolution."""
    taps = moment.step.taps
    count = sum(len(tap.reads) == 2 for tap in taps)
    key = ("tell_laid" if count else "tell_bare") + ("" if count == len(taps) else "_bias")
    return _say(key, count, language, place=place, count=count)


def _sum(moment: Moment, place: str, language: str) -> str:
    """Tell of a sum of products: how many there are, and which reads lie in the padding."""
    taps = moment.step.taps
    count = sum(len(tap.reads) == 2 for tap in taps)
    outside = [r for tap in taps for r in tap.reads if r.where is not Where.INSIDE]
    facts = {"place": place, "count": count, "outside": len(outside)}
    if not outside:
        key = "tell_inside" if count == len(taps) else "tell_inside_bias"
        return _say(key, count, language, **facts)
    copied = any(read.source is not None for read in outside)
    return _say("tell_copied" if copied else "tell_outside", len(outside), language, **facts)


def _window(moment: Moment, place: str, language: str) -> str:
    """Tell of the largest value of a window."""
    step = moment.step
    reads: list[Read] = [read for tap in step.taps for read in tap.reads]
    outside = sum(read.where is not Where.INSIDE for read in reads)
    ties = sum(read.value == step.value for read in reads if read.where is Where.INSIDE)
    facts = {"place": place, "count": len(reads), "outside": outside}
    if isnan(step.value):
        return say("screen.tell_nan", language, place=place)
    if ties > 1:
        return say("screen.tell_tie", language, ties=ties, value=number(step.value))
    if outside:
        return _say("tell_max_outside", outside, language, **facts)
    return _say("tell_max", len(reads), language, **facts)


def _gate(moment: Moment, place: str, language: str) -> str:
    """Tell whether a single value passes."""
    first = moment.step.taps[0].product
    if isnan(first):
        return say("screen.tell_nan", language, place=place)
    key = "tell_cut" if first < 0 else "tell_kept"
    return say(f"screen.{key}", language, first=number(first), place=place)


def _backward(moment: Moment, place: str, language: str) -> str:
    taps = moment.step.taps
    if not taps:
        return say("screen.tell_unread", language)
    if any(len(tap.reads) == 2 for tap in taps):
        return _products(moment, language)
    gate = moment.trace.rule.terms(moment.step.index)[0].gate
    if gate is None:
        return _say("tell_bias", len(taps), language, count=len(taps))
    if gate.array in CHOICES:
        return _chosen(moment, place, language)
    return _gated(moment, gate, place, language)


def _products(moment: Moment, language: str) -> str:
    """Tell of a gradient that is a sum of products: of a weight, or of an element of the input,
    which windows read or which was itself laid over the output."""
    taps = moment.step.taps
    count = len(taps)
    if moment.trace.rule.target == "grad_weight":
        return _slid(moment, count, language)
    if not moment.trace.rule.borders:
        return _say("tell_readers", count, language, count=count)
    cut = sum(any(read.where is not Where.INSIDE for read in tap.reads) for tap in taps)
    facts = {"count": count - cut, "cut": cut}
    return _say("tell_spread_cut" if cut else "tell_spread", count - cut, language, **facts)


def _slid(moment: Moment, count: int, language: str) -> str:
    """Tell of the gradient of a weight: what windows made lies on what they read as a kernel does,
    spread by the stride."""
    image, *others = moment.step.taps[0].reads
    steps = [axis.s for axis in moment.trace.rule.borders.get(image.array, ())]
    if count == 1 or not steps or not others:
        return _say("tell_weight", count, language, count=count)
    apart = "x".join(map(str, steps)) if len(set(steps)) > 1 else str(steps[0])
    key = "screen.tell_weight_apart" if max(steps) > 1 else "screen.tell_weight_slid"
    return say(key, language, count=count, image=image.array, kernel=others[0].array, apart=apart)


def _chosen(moment: Moment, place: str, language: str) -> str:
    """Tell how many windows chose an element."""
    taps = moment.step.taps
    chose = sum(tap.fate is not Fate.BLOCKED for tap in taps)
    facts = {"place": place, "count": len(taps), "open": chose}
    tied = None if chose else _tied(moment)
    if tied is not None:
        return say("screen.tell_tied", language, place=place, value=number(tied))
    if len(taps) == 1:
        return say("screen.tell_winner" if chose else "screen.tell_loser", language, **facts)
    if not chose:
        return say("screen.tell_losers", language, **facts)
    return _say("tell_winners", chose, language, **facts)


def _tied(moment: Moment) -> float | None:
    """Give the value of an element that is as large as the winner of a window that read it."""
    inputs, outputs = moment.array("input"), moment.array("output")
    value = float(inputs[moment.step.index])
    read = (tap.reads[0].index for tap in moment.step.taps if tap.reads)
    equal = any(float(outputs[index]) == value for index in read if len(index) == outputs.ndim)
    return value if equal else None


def _gated(moment: Moment, gate: Gate, place: str, language: str) -> str:
    """Tell whether a gate let the gradient pass."""
    if moment.step.taps[0].fate is Fate.BLOCKED:
        return say("screen.tell_gate_closed", language, place=place)
    nan = isnan(float(moment.array("input")[gate.index]))
    return say("screen.tell_gate_nan" if nan else "screen.tell_gate_open", language)


def _say(key: str, number_of: int, language: str, /, **facts: object) -> str:
    return say(f"screen.{key}.one" if number_of == 1 else f"screen.{key}", language, **facts)
