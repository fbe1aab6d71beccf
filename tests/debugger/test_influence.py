"""What a cell reaches and depends on is what torch's autograd says, for every cell of a network."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from convtutor.debugger.influence import (
    field_of,
    influence_of,
    moves_of,
    moving_field,
    reach_of,
    receptive_field,
)
from convtutor.engine.arrays import Array
from convtutor.engine.ops import OPERATORS
from convtutor.errors import UsageError
from convtutor.lesson.run import Run
from convtutor.steps import Place
from tests.conftest import examples, require
from tests.debugger.networks import NETWORKS, above_zero, net, torch_outputs
from tests.debugger.test_origin import run_of
from tests.engine.cases import Case, moderate
from tests.engine.families import CASES

MEANS = {"max_pool2d": "avg_pool2d", "adaptive_max_pool2d": "adaptive_avg_pool2d"}
SEEDS = range(2)
every_network = pytest.mark.parametrize("name", NETWORKS)
every_seed = pytest.mark.parametrize("seed", SEEDS)


def leaves(run: Run) -> dict[str, Any]:
    import torch

    made = {"input": torch.tensor(run.example.tensors["input"], requires_grad=True)}
    for bound in run.layers:
        for name in bound.shapes:
            if name not in bound.sources:
                held = name not in bound.operator.constants
                array = run.arrays[f"{bound.name}.{name}"]
                made[f"{bound.name}.{name}"] = torch.tensor(array, requires_grad=held)
    return made


def jacobians(run: Run, leaf: str) -> dict[str, Array]:
    """Give for every output its derivative by a leaf: shape of the output, then of the leaf."""
    import torch

    tensors = leaves(run)
    outputs = torch_outputs(run, tensors)
    made = {}
    for layer in (bound.name for bound in run.layers):
        rows = [
            torch.autograd.grad(cell, tensors[leaf], retain_graph=True, allow_unused=True)[0]
            if cell.requires_grad else None
            for cell in outputs[layer].reshape(-1)
        ]
        empty = np.zeros(tensors[leaf].shape)
        shape = (*outputs[layer].shape, *empty.shape)
        made[layer] = np.array([empty if r is None else r.numpy() for r in rows]).reshape(shape)
    return made


def with_means(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let torch take means where the network takes maxima."""
    from torch.nn import functional

    for maximum, mean in MEANS.items():
        monkeypatch.setattr(functional, maximum, getattr(functional, mean))


def cells(shape: tuple[int, ...], most: int = 12) -> Iterator[tuple[int, ...]]:
    indices = list(np.ndindex(*shape))
    yield from indices[:: max(1, len(indices) // most)]


def place_of(run: Run, leaf: str, index: tuple[int, ...]) -> Place:
    layer, _, array = leaf.rpartition(".")
    return Place(layer or run.layers[0].name, array, index)


def learned(run: Run) -> list[str]:
    return [name for name, leaf in leaves(run).items() if leaf.requires_grad]


@every_network
@every_seed
def test_what_moves_now_is_autograds_pattern(name: str, seed: int) -> None:
    require("torch")
    run = net(name, seed)
    for leaf in learned(run):
        made = jacobians(run, leaf)
        for index in cells(run.arrays[str(place_of(run, leaf, ())).partition("[")[0]].shape):
            moving = moves_of(run, place_of(run, leaf, index))
            for layer, derivative in made.items():
                expected = derivative[(..., *index)] != 0
                found = moving.get(f"{layer}.output", np.zeros_like(expected))
                np.testing.assert_array_equal(found, expected, f"{layer} from {leaf}{index}")


@every_network
@every_seed
def test_what_is_reached_is_autograds_pattern_where_all_is_above_zero_and_maxima_are_means(
    name: str, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    require("torch")
    run, above = net(name, seed), net(name, seed + 10, above_zero)
    with_means(above, monkeypatch)
    for leaf in learned(run):
        made = jacobians(above, leaf)
        for index in cells(run.arrays[str(place_of(run, leaf, ())).partition("[")[0]].shape):
            reached = reach_of(run, place_of(run, leaf, index))
            for layer, derivative in made.items():
                expected = derivative[(..., *index)] != 0
                found = reached.get(f"{layer}.output", np.zeros_like(expected))
                np.testing.assert_array_equal(found, expected, f"{layer} from {leaf}{index}")


@every_network
@every_seed
def test_the_receptive_field_is_autograds_pattern(
    name: str, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    require("torch")
    run, above = net(name, seed), net(name, seed + 10, above_zero)
    first = run.layers[0]
    tensor = f"{first.name}.{next(iter(first.sources))}"
    now = jacobians(run, "input")
    with_means(above, monkeypatch)
    possible = jacobians(above, "input")
    for layer, derivative in now.items():
        for index in cells(run.arrays[f"{layer}.output"].shape, 8):
            place = Place(layer, "output", index)
            moving, read = moving_field(run, place)[tensor], receptive_field(run, place)[tensor]
            np.testing.assert_array_equal(moving, derivative[index] != 0, str(place))
            np.testing.assert_array_equal(read, possible[layer][index] != 0, str(place))


@every_network
def test_a_cell_reaches_those_in_whose_field_it_lies(name: str) -> None:
    run = net(name, 1)
    for bound in run.layers:
        for index in cells(run.arrays[f"{bound.name}.output"].shape, 4):
            here = Place(bound.name, "output", index)
            for field in field_of(run, here):
                for at in [*np.argwhere(field.reached)[:4], *np.argwhere(~field.reached)[:4]]:
                    layer, _, array = field.name.partition(".")
                    back = Place(layer, array, tuple(map(int, at)))
                    forward = {met.name: met for met in influence_of(run, back)}
                    met = forward[f"{bound.name}.output"]
                    assert met.reached[index] == field.reached[tuple(at)]
                    assert met.moving[index] == field.moving[tuple(at)]


@every_network
def test_what_moves_now_is_reached(name: str) -> None:
    run = net(name, 2)
    for bound in run.layers:
        for index in cells(run.arrays[f"{bound.name}.output"].shape, 5):
            place = Place(bound.name, "output", index)
            for met in (*influence_of(run, place), *field_of(run, place)):
                assert not (met.moving & ~met.reached).any()


def test_another_name_of_an_array_is_the_same_cell() -> None:
    run = net("chain", 0)
    one = influence_of(run, Place("relu1", "input", (0, 1, 3, 2)))
    other = influence_of(run, Place("conv1", "output", (0, 1, 3, 2)))
    assert [met.name for met in one] == [met.name for met in other]
    assert [met.name for met in one] == [
        f"{name}.output" for name in ("relu1", "pool1", "conv2", "tanh1", "conv3")
    ]
    for mine, theirs in zip(one, other, strict=True):
        np.testing.assert_array_equal(mine.moving, theirs.moving)


@pytest.mark.parametrize("array", ["grad_input", "indices", "nonsense"])
def test_a_number_that_is_not_of_the_way_forward_is_refused(array: str) -> None:
    with pytest.raises(UsageError, match="way forward"):
        influence_of(net("chain", 0), Place("pool1", array, (0, 0, 0, 0)))


@pytest.mark.parametrize("name", OPERATORS)
@examples(12)
@given(data=st.data())
def test_of_every_operator_reach_and_field_are_each_the_other_read_backward(
    name: str, data: st.DataObject
) -> None:
    run = run_of(data.draw(CASES[name](moderate)))
    output = run.arrays["layer1.output"]
    generator = np.random.default_rng(2)
    for operand in run.layers[0].sources:
        array = run.arrays[f"layer1.{operand}"]
        if not output.size or not array.size or operand in run.layers[0].operator.constants:
            continue
        read, written = (
            Place("layer1", local, tuple(int(generator.integers(extent)) for extent in shape))
            for local, shape in ((operand, array.shape), ("output", output.shape))
        )
        reached = reach_of(run, read)["layer1.output"][written.index]
        field = receptive_field(run, written)
        assert field[f"layer1.{operand}"][read.index] == reached, (read, written)


def test_behind_a_detach_cells_are_reached_but_nothing_moves() -> None:
    image = np.arange(6.0).reshape(2, 3)
    run = run_of(Case("detach", {}, {"input": image}, np.ones((2, 3))))
    (met,) = influence_of(run, Place("layer1", "input", (1, 2)))
    assert np.argwhere(met.reached).tolist() == [[1, 2]]
    assert not met.moving.any()
    (met,) = field_of(run, Place("layer1", "output", (0, 1)))
    assert np.argwhere(met.reached).tolist() == [[0, 1]]
    assert not met.moving.any()
