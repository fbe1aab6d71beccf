"""What the names of an expression stand for in a run: its arrays, tensors and keywords."""

import re
from typing import Any

import numpy as np

from convtutor.engine.arrays import Array
from convtutor.errors import UsageError, did_you_mean, listed
from convtutor.lesson.accumulation import handed_back
from convtutor.lesson.repeats import SIGN, repeat_of, written_name
from convtutor.lesson.run import Run, in_place
from convtutor.steps.expressions import Lookup


def lookup_in(run: Run, number: int | None = None) -> Lookup:
    """Give the lookup of a run; it raises UsageError, with the nearest name, for what is not there.

    conv1.output is an array of a layer, conv1.stride a keyword of it, input a tensor and input.grad
    its gradient. With the `number` of a repeat, names without one speak of that repeat.
    """

    def look(name: str) -> Array:
        if name in run.example.tensors:
            return run.example.tensors[name]
        placed = name if number is None or "." not in name else in_place(name, number)
        if placed in run.arrays:
            return run.arrays[placed]
        owner, _, local = placed.rpartition(".")
        if local == "grad" and written_name(owner) in run.example.tensors:
            return _gradient_of_tensor(run, owner)
        keyword = _keyword(run, name)
        if keyword is not None:
            return keyword
        known = _known(run)
        near = known if SIGN in name else [k for k in known if repeat_of(k) in (None, 1)]
        hint = did_you_mean(name, near) or f"; there are {listed(near)}"
        raise UsageError(f"this example has no array {name!r}{hint}")

    return look


def _gradient_of_tensor(run: Run, owner: str) -> Array:
    """Give what comes back, in one repeat, to a tensor that no more than one operand reads."""
    tensor, number = written_name(owner), repeat_of(owner)
    repeat = next((found for found in run.repeats if found.number == number), None)
    if repeat is None:
        raise UsageError(f"{owner}.grad: {_repeats_named(run, tensor)}")
    gradients = handed_back(tensor, repeat.layers)
    return run.arrays[gradients[0]] if gradients else np.zeros_like(run.example.tensors[tensor])


def _repeats_named(run: Run, name: str) -> str:
    last = run.repeats[-1].number
    if last is None:
        return "this example is not repeated; leave the number out"
    return f"this example runs {last} times; name one of {name}@1 to {name}@{last}"


def _keyword(run: Run, name: str) -> Array | None:
    layer_name, _, key = name.rpartition(".")
    layer = next(
        (layer for layer in run.layers if layer_name in (layer.name, written_name(layer.name))),
        None,
    )
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
