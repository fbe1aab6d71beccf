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
from convtutor.steps.numbers import number
from convtutor.steps.writing import sign_before, term_text

SLACK = 16


def cause_of(
    layer: LayerPlan, arrays: Arrays, torch: Arrays, targets: list[str], precision: Precision
) -> Cause | None:
    """Give the mistake that explains every mismatching target of a layer, None where none does.

    `arrays` are ours, `torch` torch's, both by local names.
    """
    for mistake in mistakes(layer, arrays):
        made = _made(layer, mistake)
        if made is not None and all(
            name in made and explains(made[name], arrays[name], torch[name], precision)
            for name in targets
        ):
            return mistake.cause
    for target in targets:
        cause = _pattern(arrays[target], torch[target], precision)
        if cause is not None:
            return cause
    return None


def _made(layer: LayerPlan, mistake: Mistake) -> Arrays | None:
    """Compute the layer with a mistake; None where its shapes do not fit then."""
    changed = LayerPlan(
        layer.name, mistake.operator, mistake.params,
        {name: values.shape for name, values in mistake.operands.items()},
        layer.sources, layer.own,
    )
    try:
        shape = mistake.operator.output_shape(changed.shapes, mistake.params)
        if shape != mistake.grad_output.shape:
            # Its own gradient cannot be known: the upstream one has another shape.
            with np.errstate(all="ignore"):
                return {"output": mistake.operator.forward(mistake.operands, mistake.params)}
        made = computed(changed, mistake.operands, mistake.grad_output)
    except ConvtutorError:
        return None
    for name, restore in mistake.restored.items():
        made[f"grad_{name}"] = restore(made[f"grad_{name}"])
    return made


def explains(mistaken: Array, ours: Array, torch: Array, precision: Precision) -> bool:
    """Say whether a mistake's array is torch's but for rounding, and clearly not ours."""
    if mistaken.shape != torch.shape or not mistaken.size:
        return False
    allowed = rounding_of(mistaken, precision)
    gives_torch = (differences(mistaken, torch.astype(float)) <= allowed).all()
    told_apart = ours.shape != mistaken.shape or (differences(mistaken, ours) > allowed).any()
    return bool(gives_torch and told_apart)


def rounding_of(values: Array, precision: Precision) -> float:
    """Give what a few roundings come to beside the greatest value."""
    finite = np.abs(values[np.isfinite(values)])
    return float(gamma(SLACK, precision.unit)) * float(finite.max(initial=0))


def _pattern(ours: Array, torch: Array, precision: Precision) -> Cause | None:
    """Tell what can be seen from the numbers alone: one element, or all of them scaled."""
    if ours.shape != torch.shape or ours.size < 2:
        return None
    theirs = torch.astype(float)
    if (differences(ours, theirs) > rounding_of(ours, precision)).sum() == 1:
        return Cause("single-element")
    largest = np.unravel_index(np.argmax(np.abs(ours)), ours.shape)
    factor = float(theirs[largest] / ours[largest]) if ours[largest] else 0.0
    if factor and explains(ours * factor, ours, torch, precision):
        return Cause("scaled", {"factor": number(factor)})
    return None


def arithmetic(layer: str, rule: Pass, arrays: Arrays, index: Index) -> str:
    """Write the whole arithmetic of one element: 0×0 + 3×1 + 0×2 + 6×3 = 21."""
    trace = Trace(layer, rule, arrays)
    return step_arithmetic(trace[trace.number_of(index)])


def step_arithmetic(step: Step) -> str:
    """Write a step's products and its value; a product behind a closed gate stands as 0."""
    largest = step.trace.rule.reduce is Reduce.MAX
    made = ""
    for tap in step.taps:
        sign = ", " if largest else sign_before(tap)
        made += (sign if made else "") + _written(tap, joined=not largest)
    made = f"max({made})" if largest else made or "0"
    if step.finish is not None:
        made = step.finish.written(made)
    return f"{made} = {number(step.value)}"


def _written(tap: Tap, joined: bool) -> str:
    return "0" if tap.fate is Fate.BLOCKED else term_text(tap, joined=joined)
