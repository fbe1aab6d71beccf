"""What may lie behind a mismatch: the known mistake, or the pattern, that gives torch's numbers.

A cause is suspected when the mistake, made on our side, leads to torch's numbers. That is a hint
for the reader and never an excuse: the verdict stays.
"""

import numpy as np

from convtutor.crosscheck.bounds import Precision, gamma
from convtutor.crosscheck.judge import differences
from convtutor.crosscheck.match import Cause
from convtutor.crosscheck.mistakes import Mistake, mistakes
from convtutor.crosscheck.plan import LayerPlan
from convtutor.crosscheck.reference import computed
from convtutor.engine.arrays import Array, Arrays, Index
from convtutor.engine.listing import Fate
from convtutor.engine.operator import Pass, Reduce
from convtutor.errors import ConvtutorError
from convtutor.steps import Step, Tap, Trace
from convtutor.steps.numbers import number, product

SLACK = 16


def cause_of(
    layer: LayerPlan, arrays: Arrays, torch: Arrays, targets: list[str], precision: Precision
) -> Cause | None:
    """Give the mistake that explains every mismatching target of a layer, None where none does.

    `arrays` are ours, `torch` torch's, both by local names.
    """
    for mistake in mistakes(layer, arrays):
        made = _made(layer, mistake)
        if made is not None and all(_explains(made, torch, t, precision) for t in targets):
            return mistake.cause
    for target in targets:
        cause = _pattern(arrays[target], torch[target], precision)
        if cause is not None:
            return cause
    return None


def _made(layer: LayerPlan, mistake: Mistake) -> Arrays | None:
    """Compute the layer with a mistake; None where its shapes do not fit then."""
    changed = LayerPlan(
        layer.name, layer.operator, mistake.params,
        {name: values.shape for name, values in mistake.operands.items()},
        layer.sources, layer.own,
    )
    try:
        shape = layer.operator.output_shape(changed.shapes, mistake.params)
        if shape != mistake.grad_output.shape:
            # Its own gradient cannot be known: the upstream one has another shape.
            with np.errstate(all="ignore"):
                return {"output": layer.operator.forward(mistake.operands, mistake.params)}
        made = computed(changed, mistake.operands, mistake.grad_output)
    except ConvtutorError:
        return None
    for name, restore in mistake.restored.items():
        made[f"grad_{name}"] = restore(made[f"grad_{name}"])
    return made


def _explains(made: Arrays, torch: Arrays, target: str, precision: Precision) -> bool:
    """Say whether a mistake's array is torch's but for rounding."""
    mine, theirs = made.get(target), torch[target]
    if mine is None or mine.shape != theirs.shape or not mine.size:
        return False
    finite = np.abs(mine[np.isfinite(mine)])
    allowed = float(gamma(SLACK, precision.unit)) * float(finite.max(initial=0))
    return bool((differences(mine, theirs.astype(float)) <= allowed).all())


def _pattern(ours: Array, torch: Array, precision: Precision) -> Cause | None:
    """Tell what can be seen from the numbers alone: one element, or all of them scaled."""
    if ours.shape != torch.shape or ours.size < 2:
        return None
    theirs = torch.astype(float)
    allowed = float(gamma(SLACK, precision.unit)) * float(np.abs(ours).max())
    if (differences(ours, theirs) > allowed).sum() == 1:
        return Cause("single-element")
    largest = np.unravel_index(np.argmax(np.abs(ours)), ours.shape)
    factor = float(theirs[largest] / ours[largest]) if ours[largest] else 0.0
    if factor not in (0.0, 1.0) and (differences(ours * factor, theirs) <= allowed).all():
        return Cause("scaled", {"factor": number(factor)})
    return None


def arithmetic(layer: LayerPlan, rule: Pass, arrays: Arrays, index: Index) -> str:
    """Write the whole arithmetic of one element: 0×0 + 3×1 + 0×2 + 6×3 = 21."""
    trace = Trace(layer.name, rule, arrays)
    return step_arithmetic(trace[trace.number_of(index)])


def step_arithmetic(step: Step) -> str:
    """Write a step's products and its value; a product behind a closed gate stands as 0."""
    terms = [_written(tap) for tap in step.taps]
    if step.trace.rule.reduce is Reduce.MAX:
        return f"max({', '.join(terms)}) = {number(step.value)}"
    return f"{' + '.join(terms) or '0'} = {number(step.value)}"


def _written(tap: Tap) -> str:
    if tap.fate is Fate.BLOCKED:
        return "0"
    if tap.coefficient == 1 and tap.reads:
        return product(read.value for read in tap.reads)
    return product([tap.coefficient, *(read.value for read in tap.reads)])
