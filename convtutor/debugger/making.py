"""Which pass makes an array, whatever name a layer reads it under."""

from __future__ import annotations

from convtutor.debugger.values import update_behind
from convtutor.lesson.run import BoundLayer, Run


def maker_of(run: Run, name: str) -> tuple[str, str] | None:
    """Give the layer and the target of the pass that makes an array of a full name, None where no
    pass makes it alone: it is given, saved beside an output, or the sum of several gradients."""
    layer, _, local = name.rpartition(".")
    if run.timeline.trace_named(layer, local) is not None:
        return layer, local
    bound = next((bound for bound in run.layers if bound.name == layer), None)
    if bound is None:
        return None
    source = bound.sources.get(local)
    if source in {other.name for other in run.layers}:
        return (source or "", "output")
    if local == "grad_output":
        return _handed_back_by(run, bound)
    update = update_behind(run, bound, local) if local in bound.shapes else None
    return None if update is None else (update, "output")


def _handed_back_by(run: Run, bound: BoundLayer) -> tuple[str, str] | None:
    """Give the pass that makes a layer's upstream gradient, None where several add up or none."""
    found = [
        (reader.name, f"grad_{operand}")
        for reader in run.layers
        for operand, source in reader.sources.items()
        if source == bound.name and operand not in reader.operator.constants
    ]
    return found[0] if len(found) == 1 and run.timeline.trace_named(*found[0]) is not None else None
