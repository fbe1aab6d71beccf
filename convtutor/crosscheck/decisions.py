"""What torch decided: its winners against ours, and where its own numbers turn a decision.

The first maximum in row-major order wins in both, and the last NaN. Another choice is accepted
where the two values are equal, and counted as a tie; our gradients are then computed for torch's.
"""

import numpy as np

from convtutor.crosscheck.gathered import Truths, first_terms
from convtutor.crosscheck.judge import index_of_greatest
from convtutor.crosscheck.match import LAYER, Difference, Match, Verdict
from convtutor.crosscheck.plan import LayerPlan
from convtutor.engine.arrays import Array, Arrays

INDICES = "indices"


def compare_decisions(
    layer: LayerPlan, ours: Arrays, theirs: Arrays
) -> tuple[list[Match], Truths | None]:
    """Give the match of the winners' indices, and in which windows torch chose a tied one.

    Nothing and None for a layer without such indices.
    """
    if INDICES not in ours or INDICES not in theirs:
        return [], None
    mine, torch = ours[INDICES], theirs[INDICES]
    name = f"{layer.name}.{INDICES}"
    if mine.shape != torch.shape:
        wrong = Verdict.MISMATCH
        return [Match(name, LAYER, mine.shape, wrong, mine.size, torch_shape=torch.shape)], None
    tied = (mine != torch) & same_value(ours["input"], mine, torch)
    differs = (mine != torch) & ~tied
    verdict = Verdict.MISMATCH if differs.any() else Verdict.EXACT
    match = Match(
        name, LAYER, mine.shape, verdict, int(differs.sum()), ties=int(tied.sum()),
        greatest=_difference(mine, torch, differs),
    )
    return [match], tied


def same_value(image: Array, mine: Array, torch: Array) -> Truths:
    """Say where two flat indices of a plane lead to equal values (NaN equals NaN)."""
    planes = image.reshape(*image.shape[:2], -1)
    if not planes.shape[-1]:
        return np.zeros(mine.shape, bool)
    inside = (torch >= 0) & (torch < planes.shape[-1]) & (mine >= 0)
    values = [
        np.take_along_axis(planes, np.where(inside, at, 0).reshape(*mine.shape[:2], -1), -1)
        for at in (mine, torch)
    ]
    equal = (values[0] == values[1]) | (np.isnan(values[0]) & np.isnan(values[1]))
    same: Truths = inside & equal.reshape(mine.shape)
    return same


def with_torch_choices(
    layer: LayerPlan, ours: Arrays, theirs: Arrays, tied: Truths | None
) -> Arrays:
    """Give our arrays, with the gradients that torch's tied winners lead to."""
    if tied is None or not tied.any():
        return ours
    saved = {**ours, INDICES: np.where(tied, theirs[INDICES], ours[INDICES])}
    operands = {name: ours[name] for name in layer.shapes}
    gradients = layer.operator.vjp(ours["grad_output"], operands, saved, layer.params)
    return {**saved, **{f"grad_{name}": values for name, values in gradients.items()}}


def turned_decisions(layer: LayerPlan, ours: Arrays, read: Arrays) -> Truths | None:
    """Say where a layer decides otherwise on the numbers that torch read than on ours.

    `read` holds those numbers by local name, in ours's shapes. None where the layer saves no
    decision.
    """
    terms = [term for rule in layer.passes for term in first_terms(rule)]
    gates = {term.gate.array for term in terms if term.gate is not None} - set(layer.shapes)
    operands = {name: read.get(name, ours[name]).astype(ours[name].dtype) for name in layer.shapes}
    theirs = layer.operator.run_forward(operands, layer.params)
    turned: Truths | None = None
    for name in gates:
        differs = np.asarray(theirs[name] != ours[name])
        turned = differs if turned is None else turned | differs
    return turned


def _difference(mine: Array, torch: Array, differs: Truths) -> Difference | None:
    if not mine.size:
        return None
    at = index_of_greatest(np.where(differs, 1, 0))
    return Difference(at, float(mine[at]), float(torch[at]), 0.0)
