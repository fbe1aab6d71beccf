"""Whole networks agree with torch: every array on the way, every gradient, and where they meet.

Twice over: with torch.nn modules in the child's own code, and with the same network written by
hand in plain torch.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from typing import Any

import numpy as np
import pytest

from convtutor.crosscheck.bounds import PRECISIONS, PROVEN
from convtutor.crosscheck.compare import compare_lane
from convtutor.crosscheck.match import NETWORK, Match, Verdict
from convtutor.crosscheck.network import NetworkBounds
from convtutor.crosscheck.plan import plan_of
from convtutor.crosscheck.protocol import Message
from convtutor.crosscheck.reference import arrays_of, reference_of, request_arrays
from convtutor.crosscheck.torch_run import TorchWorker
from convtutor.crosscheck.worker import run as run_request
from convtutor.engine.arrays import Array
from convtutor.lesson.run import Run, run_example
from tests.conftest import require
from tests.crosscheck.examples import LANE, conv, counted, drawn, layer, run_of, used_again
from tests.crosscheck.networks import NETWORKS, network

require("torch")

AGREEING = {Verdict.EXACT, Verdict.TYPICAL, Verdict.WITHIN_BOUND}
every_network = pytest.mark.parametrize("name", NETWORKS)


def matches_of(run: Run, lane_name: str) -> tuple[Match, ...]:
    """Give what comes of one lane when the child's code runs in this process."""
    import torch

    lane, plan = LANE[lane_name], plan_of(run)
    reference = reference_of(plan, lane.dtype)
    layers = [planned.description() for planned in plan.sent]
    asked = {"do": "run", "lane": asdict(lane), "alone": layers, "network": layers}
    answer = run_request(torch, Message(asked, request_arrays(plan, reference)))
    assert answer.fields["kind"] == "result", answer.fields
    return compare_lane(plan, reference, lane, arrays_of(answer))


def made_by_layers(run: Run) -> set[str]:
    """Name every output, every gradient, and every sum of gradients."""
    gradients = {
        f"{bound.name}.grad_{operand}" for bound in run.layers for operand in bound.shapes
    }
    outputs = {f"{bound.name}.output" for bound in run.layers}
    return gradients | outputs | {found.name for found in run.accumulations}


@every_network
@pytest.mark.parametrize("lane", ["cpu-float32", "cpu-float64"])
def test_every_array_and_every_gradient_agrees_with_nothing_left_out(name: str, lane: str) -> None:
    run = network(name)
    found = matches_of(run, lane)
    assert {match.verdict for match in found} <= AGREEING
    assert not [match.array for match in found if match.excluded]
    assert {match.array for match in found if match.scope == NETWORK} == made_by_layers(run)


def test_the_child_process_gives_the_same_verdicts() -> None:
    with TorchWorker("cpu") as worker:
        for name in NETWORKS:
            report = worker.check(network(name, seed=2))
            assert report.exit_code == 0
            for lane in report.lanes_on("cpu"):
                assert {match.verdict for match in lane.matches} <= AGREEING
                assert lane.agreed == lane.elements


# ---------------------------------------------------------------- the same in plain torch

Leaves = Mapping[str, Any]


def lenet(torch: Any, p: Leaves) -> Any:
    f = torch.nn.functional
    x = f.max_pool2d(torch.relu(f.conv2d(p["input"], p["conv1.weight"], p["conv1.bias"],
                                         padding=2)), 2)
    x = f.max_pool2d(torch.relu(f.conv2d(x, p["conv2.weight"], p["conv2.bias"])), 2)
    x = x.reshape(len(x), -1)
    x = torch.relu(x @ p["linear1.weight"].T + p["linear1.bias"])
    x = torch.relu(x @ p["linear2.weight"].T + p["linear2.bias"])
    return x @ p["linear3.weight"].T + p["linear3.bias"]


def classic(torch: Any, p: Leaves) -> Any:
    f = torch.nn.functional
    x = f.avg_pool2d(torch.sigmoid(f.conv2d(p["input"], p["conv1.weight"], p["conv1.bias"],
                                            padding=2)), 2)
    x = f.avg_pool2d(torch.sigmoid(f.conv2d(x, p["conv2.weight"], p["conv2.bias"])), 2)
    x = x.reshape(len(x), -1)
    x = torch.sigmoid(x @ p["linear1.weight"].T + p["linear1.bias"])
    x = torch.sigmoid(x @ p["linear2.weight"].T + p["linear2.bias"])
    return torch.log_softmax(x @ p["linear3.weight"].T + p["linear3.bias"], 1)


def normalized(torch: Any, p: Leaves) -> Any:
    f = torch.nn.functional

    def norm(x: Any, name: str) -> Any:
        mean, variance = x.mean((0, 2, 3), True), x.var((0, 2, 3), False, keepdim=True)
        scaled = (x - mean) / torch.sqrt(variance + 1e-5) * p[f"{name}.weight"].view(1, -1, 1, 1)
        return scaled + p[f"{name}.bias"].view(1, -1, 1, 1)

    first = torch.tanh(norm(f.conv2d(p["input"], p["conv1.weight"], padding=1), "norm1"))
    second = norm(f.conv2d(first, p["conv2.weight"], padding=1), "norm2")
    pooled = f.leaky_relu(second + first, 0.125).mean((2, 3))
    return torch.softmax(pooled @ p["linear1.weight"].T + p["linear1.bias"], 1)


def inception(torch: Any, p: Leaves) -> Any:
    f = torch.nn.functional

    def step(x: Any, name: str, **keywords: Any) -> Any:
        return f.conv2d(x, p[f"{name}.weight"], p[f"{name}.bias"], **keywords)

    stem = step(p["input"], "stem", stride=2, padding=1)
    one = torch.relu(step(stem, "one1"))
    three = torch.relu(step(torch.relu(step(stem, "reduce3")), "three1", padding=1))
    five = torch.relu(step(torch.relu(step(stem, "reduce5")), "five1", padding=2))
    pooled = torch.relu(step(f.max_pool2d(stem, 3, 1, 1), "project1"))
    return torch.cat([one, three, five, pooled], 1)


def residual(torch: Any, p: Leaves) -> Any:
    f = torch.nn.functional
    first = torch.relu(f.conv2d(p["input"], p["conv1.weight"], padding=1))
    second = f.conv2d(first, p["conv2.weight"], p["conv2.bias"], padding=1)
    middle = torch.relu(second + f.conv2d(p["input"], p["skip1.weight"], p["skip1.bias"]))
    return f.conv2d(middle, p["conv3.weight"], p["conv3.bias"], padding=1) + middle


def shared(torch: Any, p: Leaves) -> Any:
    def conv1(x: Any) -> Any:
        return torch.nn.functional.conv2d(x, p["conv1.weight"], p["conv1.bias"], padding=(1, 0))

    first = torch.relu(conv1(p["input"]))
    return torch.relu(conv1(first)) + conv1(first)


def twins(torch: Any, p: Leaves) -> Any:
    def linear1(x: Any) -> Any:
        return x.reshape(len(x), -1) @ p["linear1.weight"].T + p["linear1.bias"]

    one = linear1(p["input"])
    both = one + linear1(p["other"])
    return torch.cat([both, one, both], 1)


PLAIN: dict[str, Callable[[Any, Leaves], Any]] = {
    "LeNet": lenet, "classic LeNet": classic, "normalized": normalized,
    "Inception": inception, "residual": residual, "shared": shared, "twins": twins,
}


def plain_gradients(run: Run, forward: Callable[[Any, Leaves], Any]) -> dict[str, Array]:
    """Give the output and the gradient of every parameter, under our names for them."""
    import torch

    held = dict(run.example.tensors)
    for made in run.example.layers:
        held |= {f"{made.name}.{name}": array for name, array in made.operands.items()}
    leaves = {name: torch.tensor(array, requires_grad=True) for name, array in held.items()}
    output = forward(torch, leaves)
    output.backward(torch.from_numpy(np.array(run.example.grad_output)))
    found = {f"{run.layers[-1].name}.output": output.detach().numpy()}
    sums = {accumulation.name for accumulation in run.accumulations}
    for name in held.keys() - run.example.tensors.keys():
        holder, operand = name.split(".")
        total = f"{holder}.total_grad_{operand}"
        ours = total if total in sums else f"{holder}.grad_{operand}"
        found[ours] = leaves[name].grad.numpy()
    return found


@every_network
def test_the_same_network_in_plain_torch_has_the_same_output_and_gradients(name: str) -> None:
    run = network(name, seed=3)
    bounds = NetworkBounds(
        plan_of(run), run.arrays, PRECISIONS["float64"], PROVEN, True, {}
    ).bounds
    theirs = plain_gradients(run, PLAIN[name])
    assert len(theirs) == 1 + sum(len(made.operands) for made in run.example.layers)
    for array, values in theirs.items():
        bound = bounds[array].bound
        assert np.isfinite(bound).all()
        assert (np.abs(run.arrays[array] - values) <= bound).all(), array
        assert np.abs(values).max() > 1e6 * bound.max()  # the bound tells a mistake from rounding


# ---------------------------------------------------------------- the corners of a graph


def test_a_layer_that_nothing_differentiates_has_gradients_of_zero() -> None:
    run = run_of(
        drawn(1, 1, 2, 4, 5), conv("conv1", "input", drawn(2, 2, 2, 2, 3)),
        conv("unread1", "conv1", drawn(3, 3, 2, 2, 1), drawn(4, 3)),
        layer("relu1", "relu", "conv1"),
    )
    found = {(m.array, m.scope): m for m in matches_of(run, "cpu-float32")}
    assert {match.verdict for match in found.values()} <= AGREEING
    for name in ("grad_input", "grad_weight", "grad_bias"):
        assert not run.arrays[f"unread1.{name}"].any()
        assert found[f"unread1.{name}", NETWORK].verdict is Verdict.EXACT
    np.testing.assert_array_equal(
        run.arrays["conv1.grad_output"], run.arrays["relu1.grad_input"]
    )


def test_a_shared_layer_of_which_one_use_is_unread_gets_the_gradient_of_the_other() -> None:
    first = conv("conv1", "input", drawn(2, 2, 2, 2, 2))
    run = run_of(
        drawn(1, 1, 2, 4, 5), first, used_again("unread1", first, "conv1"),
        layer("relu1", "relu", "conv1"),
    )
    assert {match.verdict for match in matches_of(run, "cpu-float64")} <= AGREEING
    assert not run.arrays["unread1.grad_weight"].any()
    np.testing.assert_array_equal(
        run.arrays["conv1.total_grad_weight"], run.arrays["conv1.grad_weight"]
    )


def test_one_tensor_read_twice_by_one_layer_hands_back_a_gradient_for_each_read() -> None:
    run = run_of(
        counted(1, 1, 2, 3) - 2, layer("relu1", "relu", "input"),
        layer("add1", "add", ("relu1", "relu1")),
        layer("cat1", "cat", ("add1", "relu1", "add1"), dim=1),
    )
    assert {match.verdict for match in matches_of(run, "cpu-float32")} == {Verdict.EXACT}
    assert [found.gradients for found in run.accumulations] == [
        ("cat1.grad_tensors1", "add1.grad_input", "add1.grad_other"),
        ("cat1.grad_tensors0", "cat1.grad_tensors2"),
    ]
    np.testing.assert_array_equal(run.arrays["relu1.grad_output"], np.full((1, 1, 2, 3), 5.0))


def test_a_shared_layer_without_arrays_is_one_module_too() -> None:
    first = layer("relu1", "relu", "input")
    run = run_of(counted(2, 3) - 3, first, used_again("again1", first, "relu1"))
    assert {match.verdict for match in matches_of(run, "cpu-float64")} == {Verdict.EXACT}
    assert run.accumulations == ()


def test_a_wrong_operator_in_a_network_is_told_from_rounding() -> None:
    """A conv2 that forgets its bias, in the middle of LeNet, on our side."""
    right = network("LeNet", seed=4)
    layers = {made.name: made for made in right.example.layers}
    weight = layers["conv2"].operands["weight"]
    layers["conv2"] = replace(
        layers["conv2"], operands={"weight": weight, "bias": np.zeros(len(weight))}
    )
    wrong = run_example(replace(right.example, layers=tuple(layers.values())))
    theirs = plain_gradients(right, lenet)
    bounds = NetworkBounds(
        plan_of(wrong), wrong.arrays, PRECISIONS["float64"], PROVEN, True, {}
    ).bounds
    gaps = np.abs(wrong.arrays["linear3.output"] - theirs["linear3.output"])
    assert (gaps > 1e6 * bounds["linear3.output"].bound).any()


CUT = {
    "beside": (layer("tanh1", "tanh", "x"), layer("detach1", "detach", "tanh1"),
               layer("add1", "add", ("detach1", "x"))),
    "read twice": (layer("detach1", "detach", "x"), layer("tanh1", "tanh", "detach1"),
                   layer("add1", "add", ("detach1", "tanh1"))),
    "last": (layer("tanh1", "tanh", "x"), layer("detach1", "detach", "tanh1")),
    "first": (layer("detach1", "detach", "x"), layer("tanh1", "tanh", "detach1")),
}


@pytest.mark.parametrize("name", CUT)
@pytest.mark.parametrize("lane", ["cpu-float32", "cpu-float64"])
def test_what_is_handed_back_to_a_cut_output_stops_there_in_torch_too(
    name: str, lane: str
) -> None:
    upstream = np.array([3.0, -5, 7, 2])
    run = run_of({"x": np.array([0.0, 1.5, -2, 3])}, *CUT[name], grad_output=upstream)
    matches = matches_of(run, lane)
    assert {match.verdict for match in matches} <= AGREEING
    assert {match.array for match in matches if match.scope == NETWORK} == made_by_layers(run)
    assert not run.arrays["detach1.grad_input"].any()
