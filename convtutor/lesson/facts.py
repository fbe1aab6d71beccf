"""What the names of an expression stand for in a run: its arrays, tensors and keywords."""

import re
from typing import Any

import numpy as np

from convtutor.engine.arrays import Array
from convtutor.errors import UsageError, did_you_mean
from convtutor.lesson.accumulation import handed_back
from convtutor.lesson.run import Run
from convtutor.steps.expressions import Lookup


def lookup_in(run: Run) -> Lookup:
    """Give the lookup of a run; it raises UsageError, with the nearest name, for what is not there.

    conv1.output is an array of a layer, conv1.stride a keyword of it, input a tensor and input.grad
    its gradient.
    """

    def look(name: str) -> Array:
        if name in run.example.tensors:
            return run.example.tensors[name]
        if name in run.arrays:
            return run.arrays[name]
        if name.endswith(".grad") and name.removesuffix(".grad") in run.example.tensors:
            return _gradient_of_tensor(run, name.removesuffix(".grad"))
        keyword = _keyword(run, name)
        if keyword is not None:
            return keyword
        known = _known(run)
        hint = did_you_mean(name, known) or f"; there are {', '.join(known)}"
        raise UsageError(f"this example has no array {name!r}{hint}")

    return look


def _gradient_of_tensor(run: Run, tensor: str) -> Array:
    """Give what comes back to a tensor that no more than one operand reads."""
    gradients = handed_back(tensor, run.layers)
    return run.arrays[gradients[0]] if gradients else np.zeros_like(run.example.tensors[tensor])


def _keyword(run: Run, name: str) -> Array | None:
    layer_name, _, key = name.rpartition(".")
    layer = next((layer for layer in run.layers if layer.name == layer_name), None)
    if layer is None or key not in layer.operator.keywords:
        return None
    value: Any = getattr(layer.params, key, None)
    if isinstance(value, str):
        raise UsageError(f"{name} is the word {value!r}, which cannot be compared with numbers")
    try:
        return np.asarray(value, dtype=float)
    except (TypeError, ValueError):
        raise UsageError(f"{name} is no number here") from None


def _known(run: Run) -> list[str]:
    """Name the arrays that people speak of: tensors, and what layers read, make and hand back."""
    inner = re.compile(r"\.(saved_|indices)")
    return [*run.example.tensors, *(name for name in run.arrays if not inner.search(name))]
