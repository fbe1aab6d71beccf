"""The arithmetic below a run: an element worked out in two lines, or the formula of its size.

sum_lines   output[1,1] = 0×0 + 1×1 and, below it, = 0 + 1 = 1
size_lines  H_out = floor(...) + 1 = 4
answer_span a number as an answer that is another than the right one
"""

from __future__ import annotations

from collections.abc import Sequence

from convtutor.engine.operator import Reduce
from convtutor.lesson.run import Run
from convtutor.scene.arithmetic import MOST_UNFOLDED, Arithmetic
from convtutor.scene.moment import Moment
from convtutor.scene.size import size_formulas
from convtutor.scene.text import Line, Span, Tone
from convtutor.steps import Step
from convtutor.steps.numbers import number
from convtutor.steps.trace import shape_text
from convtutor.words.wrapping import cell_width


def answer_span(text: str) -> Span:
    """Write what is another answer than the right one."""
    return Span(f" ! {text} ", Tone.MISMATCH)


def _result(value: float, mine: bool) -> Span:
    return answer_span(number(value)) if mine else Span(number(value), Tone.STRONG)


def sum_lines(moment: Moment, language: str, mine: bool) -> tuple[Line, ...]:
    """Write an element with its terms, and below them their values and what they come to; at a
    product what is added to the sum."""
    arithmetic = Arithmetic(moment, language)
    first = arithmetic.unfolded or arithmetic.folded
    if moment.tap is not None:
        return first, arithmetic.running
    step = moment.step
    indent = Span(" " * cell_width(f"{arithmetic.name} "), Tone.DIM)
    return first, (indent, Span("= ", Tone.DIM), *_values(step), _result(step.value, mine))


def _values(step: Step) -> Sequence[Span]:
    """Write the values of the terms: 0 + 1 + 6 + 12 =; nothing where they stand there already."""
    plain = all(tap.is_plain for tap in step.taps)
    finish = step.finish
    if len(step.taps) > MOST_UNFOLDED or (plain and finish is None) or not step.taps:
        return ()
    largest = step.trace.rule.reduce is Reduce.MAX
    text = (", " if largest else " + ").join(number(tap.product) for tap in step.taps)
    text = f"max({text})" if largest else text
    text = text if finish is None else finish.written(text)
    return (Span(f"{text} = ", Tone.DIM),)


def size_lines(run: Run, step: Step, language: str, mine: bool) -> tuple[Line, ...]:
    """Write the size formulas of a layer, or the shape where nothing slides."""
    trace = step.trace
    bound = next((one for one in run.layers if one.name == trace.layer), None)
    axes = () if bound is None else bound.operator.axes(bound.shapes, bound.params)
    if not axes or trace.rule.target != "output":
        shape = shape_text(trace.rule.shape)
        end = answer_span(shape) if mine else Span(shape, Tone.STRONG)
        return ((Span(f"{trace.rule.target}  ", Tone.DIM), end),)
    lines = []
    for formula in size_formulas(axes, language):
        *before, last = formula.without_lost().forms()[0]
        lines.append((*before, answer_span(last.text) if mine else last))
    return tuple(lines)
