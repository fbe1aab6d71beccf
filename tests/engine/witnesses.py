"""The four witnesses of one case: each gives every array that the case makes, by name.

    by_vectors   the vectorised forward and backward
    by_rule      the reading rules, element by element, with the bound of their rounding
    by_listing   the loops shown to the learner, executed
    by_torch     torch's own layer and autograd
"""

from math import inf, isnan
from types import CodeType
from typing import Any, TypeAlias

import numpy as np

from convtutor.crosscheck.bounds import PRECISIONS, element_bounds
from convtutor.crosscheck.plan import LayerPlan
from convtutor.crosscheck.stages import LayerErrors
from convtutor.engine.arrays import Array
from convtutor.engine.finish import FUNCTIONS
from convtutor.engine.operator import Pass
from convtutor.steps import Trace
from tests.engine.cases import Case, converted
from tests.engine.families import CUT, TORCH_FORWARDS

Float: TypeAlias = type[np.float32] | type[np.float64]


def environment(case: Case) -> dict[str, Array]:
    """Give every array that a rule may read or make, computed by the vectorised passes."""
    operator, params = case.operator, case.params
    made = {**operator.run_forward(case.arrays, params), "grad_output": case.grad_output}
    return {**made, **operator.run_backward(made, params)}


def by_vectors(case: Case) -> dict[str, Array]:
    """Give what the vectorised passes make: the output, the gradients, and the stages between."""
    known = environment(case)
    return {rule.target: known[rule.target] for rule in passes(case)}


def passes(case: Case) -> tuple[Pass, ...]:
    """Give the passes of a case."""
    return case.operator.passes(case.shapes, case.params)


def traces(case: Case) -> list[Trace]:
    """Give the traces of every pass of a case."""
    read = environment(case)
    return [Trace("layer", rule, read) for rule in case.operator.passes(case.shapes, case.params)]


def by_rule(case: Case) -> dict[str, Array]:
    """Give every array the rules make, one element at a time."""
    return {
        trace.rule.target: np.array([step.value for step in trace]).reshape(trace.rule.shape)
        for trace in traces(case)
    }


def rounding_bounds(
    case: Case, dtype: Float, bit_exact: bool = False, staged: bool = True
) -> dict[str, Array]:
    """Bound the rounding of each element, by the one function that judges torch too.

    A stage hands its error on where `staged`: for a witness that computes every stage itself.
    """
    layer = LayerPlan("layer", case.operator, case.params, case.shapes, {}, tuple(case.arrays))
    precision = PRECISIONS[np.dtype(dtype).name]
    if staged:
        known = LayerErrors(layer, environment(case), precision, bit_exact=bit_exact)
        found = known.forward() | known.backward()
    else:
        values = environment(case)
        found = {
            rule.target: element_bounds(
                layer.numbers(rule, values), precision, bit_exact=bit_exact
            )
            for rule in layer.passes
        }
    return {target: bounds.bound for target, bounds in found.items()}


def compiled(rule: Pass) -> CodeType:
    """Give the listing of a pass as code that can run."""
    return compile(rule.listing.source(), "<listing>", "exec")


def listing_names(rule: Pass, arrays: dict[str, Array]) -> dict[str, Any]:
    """Give what the listing of a pass can name: arrays squeezed as it says, inf and isnan.

    The target is there, filled with a number that no case makes.
    """
    target = {rule.target: np.full(rule.shape, 12345.0)}
    named = {**arrays, **target}
    squeezed = {
        name: array.squeeze(axis=rule.listing.squeezed.get(name, ()))
        for name, array in named.items()
    }
    return {**squeezed, "inf": inf, "isnan": isnan, **FUNCTIONS}


def by_listing(case: Case) -> dict[str, Array]:
    """Give what the loops make when they run as they are shown."""
    read, made = environment(case), {}
    for rule in case.operator.passes(case.shapes, case.params):
        names = listing_names(rule, read)
        with np.errstate(all="ignore"):
            exec(compiled(rule), names)  # noqa: S102  the loops shown are ours, and this runs them
        made[rule.target] = names[rule.target].reshape(rule.shape)
    return made


def has_an_empty_window(case: Case) -> bool:
    """Say whether a pooling window holds no element at all: torch's backward pass then writes out
    of bounds, and may end the process. Such a case must never reach torch."""
    if case.name not in ("max_pool1d", "max_pool2d"):
        return False
    params, output = case.params, case.grad_output.shape[2:]
    for axis, length in enumerate(case.shapes["input"][2:]):
        for window in range(output[axis]):
            start = window * params.stride[axis] - params.padding[axis]
            taps = range(params.kernel_size[axis])
            if not any(0 <= start + tap * params.dilation[axis] < length for tap in taps):
                return True
    return False


def by_torch(case: Case, dtype: Float = np.float64) -> dict[str, Array]:
    """Give output and gradients of torch's layer; arrays are converted to dtype first."""
    import torch

    if has_an_empty_window(case):
        raise AssertionError(f"{case} would make torch write out of bounds")
    leaves = {
        name: torch.from_numpy(np.array(converted(array, dtype)))
        for name, array in case.arrays.items()
    }
    for name in case.differentiated:
        leaves[name].requires_grad_()
    made = TORCH_FORWARDS[case.name](torch, leaves, case.keywords)
    arrays = made if isinstance(made, dict) else {"output": made}
    if case.name not in CUT:
        arrays["output"].backward(torch.from_numpy(case.grad_output.astype(dtype)))
    gradients = {f"grad_{name}": _gradient(case, leaves[name]) for name in case.differentiated}
    return {**{name: array.detach().numpy() for name, array in arrays.items()}, **gradients}


def _gradient(case: Case, leaf: Any) -> Array:
    """Give torch's gradient of an operand; of one that is cut off torch has none, which adds 0."""
    if case.name in CUT:
        assert leaf.grad is None
        return np.zeros_like(leaf.detach().numpy())
    return np.asarray(leaf.grad.numpy())
