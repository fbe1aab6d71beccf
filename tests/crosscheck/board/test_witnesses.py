"""The witnesses agree on every operator, and each of them is caught when it is wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from convtutor.crosscheck.board.drawing import Cell, Setting, settings_of
from convtutor.crosscheck.board.rows import BOARD
from convtutor.crosscheck.board.run import example_of
from convtutor.crosscheck.board.witnesses import FLOAT32, LOOPS, RULE, matches_here, run_loops
from convtutor.crosscheck.match import Match, Verdict
from convtutor.crosscheck.plan import LayerPlan, plan_of
from convtutor.crosscheck.reference import reference_of
from convtutor.engine.arrays import Array, Arrays
from convtutor.engine.listing import Line
from convtutor.engine.operator import Pass
from convtutor.lesson.run import run_example

CONV = Cell("conv2d", "reflect", strided=True)


def layer_of(setting: Setting) -> tuple[LayerPlan, Arrays, Arrays]:
    run = run_example(example_of(setting))
    plan = plan_of(run)
    (layer,) = plan.layers
    return layer, layer.local(run.arrays), reference_of(plan, "float32").alone[layer.name]


def drawn(cell: Cell, number: int = 0) -> tuple[LayerPlan, Arrays, Arrays]:
    return layer_of(settings_of(cell, BOARD[cell.operator])[number])


def wrong(found: list[tuple[str, Match]]) -> set[tuple[str, str]]:
    return {(witness, match.array) for witness, match in found
            if match.verdict is Verdict.MISMATCH}


def changed(layer: LayerPlan, **parts: Any) -> LayerPlan:
    return replace(layer, operator=replace(layer.operator, **parts))


def with_rule(layer: LayerPlan, target: str, **parts: Any) -> LayerPlan:
    """Give the layer with parts of the pass of one target replaced."""
    passes = layer.operator.passes

    def other(shapes: Any, params: Any) -> tuple[Pass, ...]:
        made = passes(shapes, params)
        return tuple(replace(p, **parts) if p.target == target else p for p in made)

    return changed(layer, passes=other)


@pytest.mark.parametrize("name", BOARD)
def test_all_witnesses_agree_on_every_operator(name: str) -> None:
    for cell in BOARD[name].cells(name):
        for setting in settings_of(cell, BOARD[name]):
            layer, wide, narrow = layer_of(setting)
            found = list(matches_here(layer, wide, narrow))
            assert wrong(found) == set(), setting
            targets = {f"{name}.{rule.target}" for rule in layer.passes}
            for witness in (RULE, LOOPS, FLOAT32):
                assert {m.array for w, m in found if w == witness} == targets


def test_whole_arrays_that_differ_in_one_element_are_caught_with_their_place() -> None:
    layer, wide, narrow = drawn(CONV)
    grad = wide["grad_weight"].copy()
    grad[0, 0, 0, 1] += 1
    found = list(matches_here(layer, {**wide, "grad_weight": grad}, narrow))
    assert wrong(found) == {(RULE, "conv2d.grad_weight")}
    (match,) = (match for _, match in found if match.verdict is Verdict.MISMATCH)
    assert match.place == "conv2d.grad_weight[0,0,0,1]"
    assert match.arithmetic.endswith(f"= {match.greatest.ours:g}")  # type: ignore[union-attr]


def test_in_whole_numbers_the_last_bit_counts() -> None:
    layer, wide, narrow = drawn(CONV)
    output = np.nextafter(wide["output"], np.inf)
    found = list(matches_here(layer, {**wide, "output": output}, narrow))
    assert (RULE, "conv2d.output") in wrong(found)


def test_a_rule_that_forgets_a_product_is_caught() -> None:
    layer, wide, narrow = drawn(CONV, 1)
    terms = next(rule.terms for rule in layer.passes if rule.target == "output")
    forgetful = with_rule(layer, "output", terms=lambda index: terms(index)[1:])
    assert (RULE, "conv2d.output") in wrong(list(matches_here(forgetful, wide, narrow)))


def test_loops_that_add_in_another_order_are_caught() -> None:
    """Bit for bit means the order that is shown."""
    layer, wide, narrow = drawn(Cell("conv2d", "zeros"), 1)
    listing = next(rule.listing for rule in layer.passes if rule.target == "output")
    turned = tuple(
        Line(line.text.replace("range(", "reversed(range(").replace("):", ")):")
             if line.text.startswith("for j ") else line.text, line.depth, line.kind, line.names)
        for line in listing.lines
    )
    other = with_rule(layer, "output", listing=replace(listing, lines=turned))
    if turned == listing.lines:
        pytest.fail(f"the loops have no j: {listing.source()}")
    assert wrong(list(matches_here(other, wide, narrow))) == {(LOOPS, "conv2d.output")}


def test_an_element_that_the_loops_leave_out_is_caught() -> None:
    layer, wide, narrow = drawn(Cell("relu"))
    rule = layer.passes[0]
    halved = tuple(
        replace(line, text=f"if x:  {line.text}") if line.text.startswith("output[") else line
        for line in rule.listing.lines
    )
    other = replace(rule.listing, lines=halved)
    assert np.isnan(run_loops(replace(rule, listing=other), wide)[..., 0]).all()
    found = wrong(list(matches_here(with_rule(layer, "output", listing=other), wide, narrow)))
    assert found == {(LOOPS, "relu.output")}


def in_float32(change: Callable[[Array], Array]) -> Callable[..., Array]:
    """Give a conv2d whose float32 output is changed, and whose float64 output is not."""
    layer, _, _ = drawn(CONV)
    forward = layer.operator.forward

    def other(arrays: Arrays, params: Any) -> Array:
        made = forward(arrays, params)
        return change(made) if made.dtype == np.float32 else made

    return other


@pytest.mark.parametrize("number", [0, 1])
def test_a_mistake_in_float32_alone_is_caught(number: int) -> None:
    layer, wide, narrow = drawn(CONV, number)
    scaled = changed(layer, forward=in_float32(lambda values: values * np.float32(1.001)))
    assert wrong(list(matches_here(scaled, wide, narrow))) == {(FLOAT32, "conv2d.output")}


def test_an_array_of_another_shape_is_caught() -> None:
    layer, wide, narrow = drawn(CONV)
    short = {**wide, "output": wide["output"][..., 1:]}
    found = list(matches_here(layer, short, narrow))
    match = next(m for w, m in found if (w, m.array) == (RULE, "conv2d.output"))
    assert match.torch_shape == short["output"].shape
