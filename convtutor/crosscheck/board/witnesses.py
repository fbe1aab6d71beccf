"""One layer computed without torch, by witnesses that must agree with one another.

RULE     the whole-array passes in float64 against the reading rules, element by element
LOOPS    the loops shown to the learner, run as they stand: bit for bit what the rules give
FLOAT32  the whole-array passes in float32 against those in float64

A Match made here holds as `ours` what is relied on, and as `torch` what is held against it.
"""

from collections.abc import Iterator
from math import inf, isnan

import numpy as np

from convtutor.crosscheck.bounds import PRECISIONS, PROVEN, Bounds, Precision, element_bounds
from convtutor.crosscheck.compare import written_out
from convtutor.crosscheck.judge import Facts, Ruling, judge
from convtutor.crosscheck.match import LAYER, Match
from convtutor.crosscheck.plan import LayerPlan
from convtutor.crosscheck.reference import computed
from convtutor.crosscheck.stages import LayerErrors
from convtutor.engine.arrays import Array, Arrays
from convtutor.engine.finish import FUNCTIONS
from convtutor.engine.operator import Pass
from convtutor.steps import Trace

RULE, LOOPS, FLOAT32 = "rule", "loops", "float32"


def matches_here(layer: LayerPlan, wide: Arrays, narrow: Arrays) -> Iterator[tuple[str, Match]]:
    """Compare every array of a layer, stages too; give the witness's name with each match.

    `wide` are the layer's arrays in float64, `narrow` those of the same layer on numbers that
    float32 can hold.
    """
    with np.errstate(all="ignore"):
        for rule in layer.passes:
            ruled = run_rule(layer, rule, wide)
            bounds = element_bounds(layer.numbers(rule, wide), PRECISIONS["float64"])
            looped = run_loops(rule, wide)
            held = ((RULE, wide[rule.target], bounds), (LOOPS, looped, no_room(rule)))
            for witness, other, allowed in held:
                match = _judged(layer, rule, ruled, other, allowed)
                yield witness, written_out(match, layer.name, rule, wide)
        yield from ((FLOAT32, match) for match in _in_float32(layer, narrow))


def run_rule(layer: LayerPlan, rule: Pass, arrays: Arrays) -> Array:
    """Make an array by its reading rule, one element at a time."""
    values = [step.value for step in Trace(layer.name, rule, arrays)]
    return np.array(values, np.float64).reshape(rule.shape)


def run_loops(rule: Pass, arrays: Arrays) -> Array:
    """Make an array by the loops that are shown, run as they stand."""
    named = {**arrays, rule.target: np.full(rule.shape, np.nan)}
    squeezed = rule.listing.squeezed
    names = {
        **{name: values.squeeze(axis=squeezed.get(name, ())) for name, values in named.items()},
        "inf": inf, "isnan": isnan, **FUNCTIONS,
    }
    code = compile(rule.listing.source(), f"<loops of {rule.target}>", "exec")
    exec(code, names)  # noqa: S102  the loops are our own text, and to run them is the claim
    return np.asarray(names[rule.target]).reshape(rule.shape)


def no_room(rule: Pass) -> Bounds:
    """Give bounds of 0 for every element of a pass."""
    none = np.zeros(rule.shape)
    return Bounds(none, none, none, none, np.zeros(rule.shape, bool))


def _in_float32(layer: LayerPlan, narrow: Arrays) -> Iterator[Match]:
    """Compare what the layer makes of the same numbers in float32."""
    precision = PRECISIONS["float32"]
    operands = {name: _as_float32(narrow[name]) for name in layer.shapes}
    made = computed(layer, operands, _as_float32(narrow["grad_output"]))
    known = LayerErrors(layer, narrow, precision)
    bounds = known.forward() | known.backward()
    for rule in layer.passes:
        target = rule.target
        match = _judged(layer, rule, narrow[target], made[target], bounds[target], precision)
        yield written_out(match, layer.name, rule, narrow)


def _as_float32(values: Array) -> Array:
    return values if values.dtype.kind == "i" else values.astype(np.float32)


def _judged(
    layer: LayerPlan, rule: Pass, ours: Array, other: Array, bounds: Bounds,
    precision: Precision = PRECISIONS["float64"],
) -> Match:
    name = f"{layer.name}.{rule.target}"
    facts = Facts(np.zeros(rule.shape, bool))
    return judge(name, LAYER, ours, other, (Ruling(PROVEN, bounds),), facts, precision)

