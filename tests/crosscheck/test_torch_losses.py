"""Softmax and the losses in the child: torch's own layers, held against ours within the bound."""

from __future__ import annotations

from collections.abc import Generator
from math import inf, nan
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convtutor.crosscheck.match import Match, Verdict
from convtutor.crosscheck.torch_layers import TORCH_LAYERS
from convtutor.crosscheck.torch_run import TorchWorker
from convtutor.engine.arrays import Array
from convtutor.engine.ops import OPERATORS
from convtutor.lesson.run import Run
from tests.conftest import require
from tests.crosscheck.examples import compared, conv, drawn, layer, run_of, run_of_case
from tests.engine.cases import floats, integers
from tests.engine.families import CASES

NAMES = ["softmax", "log_softmax", "mse_loss", "nll_loss", "cross_entropy"]
AGREEING = {Verdict.EXACT, Verdict.TYPICAL, Verdict.WITHIN_BOUND}
SCORES, TARGET = drawn(1, 4, 3), np.array([2, 0, -100, 1])
WEIGHT = np.array([0.5, 2, 1])
every_layer = pytest.mark.parametrize("name", NAMES)

LINES = [
    ("softmax", {"input": (2, 3)}, {"dim": -1}, "nn.Softmax(dim=-1)"),
    ("softmax", {"input": (2, 3)}, {}, "nn.Softmax(dim=1)"),
    ("log_softmax", {"input": (2, 3, 4)}, {}, "nn.LogSoftmax(dim=0)"),
    ("mse_loss", {}, {}, "nn.MSELoss()"),
    ("mse_loss", {}, {"reduction": "sum"}, 'nn.MSELoss(reduction="sum")'),
    ("nll_loss", {"weight": (3,)}, {"ignore_index": 2},
     "nn.NLLLoss(weight=weight, ignore_index=2)"),
    ("cross_entropy", {}, {}, "nn.CrossEntropyLoss()"),
    ("cross_entropy", {"weight": (3,)}, {"reduction": "none", "label_smoothing": 0.1},
     'nn.CrossEntropyLoss(weight=weight, reduction="none", label_smoothing=0.1)'),
]


@pytest.mark.parametrize(("op", "shapes", "keywords", "line"), LINES)
def test_the_line_names_what_is_not_a_default(
    op: str, shapes: dict[str, tuple[int, ...]], keywords: dict[str, Any], line: str
) -> None:
    assert TORCH_LAYERS[op].line(shapes, OPERATORS[op].params(**keywords)) == line


@pytest.mark.parametrize(("op", "shapes", "keywords", "line"), LINES)
def test_the_module_is_what_the_line_builds(
    op: str, shapes: dict[str, tuple[int, ...]], keywords: dict[str, Any], line: str
) -> None:
    require("torch")
    import torch
    from torch import nn

    own = {"weight": torch.tensor([0.5, 2, 1]), "target": torch.tensor([0, 1])}
    given = {name: tensor for name, tensor in own.items() if name in shapes}
    entry, params = TORCH_LAYERS[op], OPERATORS[op].params(**keywords)
    module = entry.module(torch, shapes, params, given)
    built = eval(line, {"nn": nn, "weight": own["weight"]})  # noqa: S307
    assert repr(module) == repr(built)
    for name in ("dim", "reduction", "ignore_index", "label_smoothing"):
        assert getattr(module, name, None) == getattr(built, name, None)
    held = getattr(module, "weight", None)
    assert (held is None) == ("weight" not in shapes)
    assert held is None or held.tolist() == [0.5, 2, 1]
    assert entry.state(given) == {}


@pytest.fixture(scope="module")
def worker() -> Generator[TorchWorker, None, None]:
    """One child for the whole module."""
    require("torch")
    with TorchWorker("cpu") as shared:
        yield shared


def matches(worker: TorchWorker, run: Run) -> list[Match]:
    lanes = [lane for lane in worker.check(run).lanes if lane.device == "cpu"]
    assert [lane.failure for lane in lanes] == [None, None]
    return [match for lane in lanes for match in lane.matches]


@every_layer
@settings(max_examples=60)
@given(data=st.data())
def test_drawn_layers_stay_within_the_bound_in_both_dtypes(
    worker: TorchWorker, name: str, data: st.DataObject
) -> None:
    case = data.draw(CASES[name](data.draw(st.sampled_from([floats, integers]))))
    assert {match.verdict for match in matches(worker, run_of_case(case))} <= AGREEING


def chain(reduction: str = "mean", **keywords: Any) -> Run:
    image = drawn(2, 4, 2, 3, 3)
    held = {"target": TARGET[:, None, None], "weight": WEIGHT}
    return run_of(
        image, conv("conv1", "input", drawn(3, 3, 2, 3, 3), drawn(4, 3)),
        layer("loss1", "cross_entropy", "conv1", held, reduction=reduction, **keywords),
    )


@pytest.mark.parametrize("reduction", ["none", "sum", "mean"])
@pytest.mark.parametrize("smoothing", [0.0, 0.1])
def test_a_chain_that_ends_in_a_loss_is_compared_end_to_end(
    worker: TorchWorker, reduction: str, smoothing: float
) -> None:
    run = chain(reduction, label_smoothing=smoothing)
    found = matches(worker, run)
    assert {match.verdict for match in found} <= AGREEING
    arrays = {(match.array, match.scope) for match in found}
    assert {("loss1.output", "network"), ("conv1.grad_weight", "network")} <= arrays
    assert not any("weight" in array for array, _ in arrays if array.startswith("loss1"))


def test_softmax_between_layers_is_compared_end_to_end(worker: TorchWorker) -> None:
    run = run_of(
        drawn(2, 2, 2, 3, 4), layer("soft1", "softmax", "input", dim=-3),
        conv("conv1", "soft1", drawn(3, 3, 2, 2, 2)),
        layer("log1", "log_softmax", "conv1", dim=1),
        layer("loss1", "mse_loss", "log1", {"target": drawn(5, 2, 3, 2, 3)}),
    )
    found = matches(worker, run)
    assert {match.verdict for match in found} <= AGREEING
    assert ("soft1.grad_input", "network") in {(match.array, match.scope) for match in found}


@pytest.mark.parametrize("row", [
    [1000, -1000, 0], [-inf, 0, 1], [-inf, -inf, -inf], [inf, 0, 1], [nan, 0, 1],
])
@pytest.mark.parametrize("name", NAMES)
def test_far_out_scores_agree_and_nothing_is_left_out(
    worker: TorchWorker, name: str, row: list[float]
) -> None:
    own = {"mse_loss": {"target": np.ones((2, 3))}, "softmax": {}, "log_softmax": {}}
    held = own.get(name, {"target": np.array([1, 2])})
    run = run_of(np.array([row, [3, 0, -2.5]]), layer("loss1", name, "input", held))
    found = matches(worker, run)
    assert {match.verdict for match in found} <= AGREEING
    assert [match.excluded for match in found if match.excluded] == []


@pytest.mark.parametrize("name", ["softmax", "log_softmax", "cross_entropy"])
@pytest.mark.parametrize("shape", [(2, 70), (70, 2), (1, 70, 3), (3, 2, 70)])
def test_many_classes_stay_within_the_bound(
    worker: TorchWorker, name: str, shape: tuple[int, ...]
) -> None:
    """torch has another kernel for the last axis than for one within, and works on 8 at once."""
    target = np.arange(np.prod(shape[:1] + shape[2:])).reshape(shape[:1] + shape[2:]) % shape[1]
    held = {"target": target} if name == "cross_entropy" else {}
    keywords = {} if held else {"dim": 1}
    run = run_of(3 * drawn(6, *shape), layer("loss1", name, "input", held, **keywords))
    assert {match.verdict for match in matches(worker, run)} <= AGREEING


def test_an_empty_batch_agrees(worker: TorchWorker) -> None:
    held = {"target": np.zeros(0, np.int64)}
    run = run_of(np.zeros((0, 3)), layer("loss1", "cross_entropy", "input", held))
    assert {match.verdict for match in matches(worker, run)} == {Verdict.EXACT}


@pytest.mark.parametrize(("array", "change"), [
    ("loss1.output", 1e-5), ("loss1.grad_input", 1e-5), ("loss1.output", nan),
])
def test_one_wrong_number_of_torch_is_a_mismatch(array: str, change: float) -> None:
    held = {"target": TARGET, "weight": WEIGHT}
    run = run_of(SCORES, layer("loss1", "cross_entropy", "input", held, label_smoothing=0.1))
    wrong = run.arrays[array].astype(np.float32)
    wrong[(0,) * wrong.ndim] += np.float32(change)
    found = compared(run, changes={f"alone/{array}": wrong})
    verdicts = {name: match.verdict for name, match in found.items()}
    assert verdicts.pop(array) is Verdict.MISMATCH
    assert set(verdicts.values()) <= AGREEING
    assert found[array].disagreeing == 1


MISTAKES = {
    "the mean over samples, not weights": lambda run: run.arrays["loss1.total_picked"] / 3,
    "ignored ones counted": lambda run: run.arrays["loss1.total_picked"] / 4.5,
    "the sum for the mean": lambda run: run.arrays["loss1.total_picked"],
    "no logarithm": lambda run: -run.arrays["loss1.probabilities"][[0, 1, 3], [2, 0, 1]].mean(),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_loss_with_a_mistake_is_a_mismatch(mistake: str) -> None:
    held = {"target": TARGET, "weight": WEIGHT}
    run = run_of(SCORES, layer("loss1", "cross_entropy", "input", held))
    wrong: Array = np.asarray(MISTAKES[mistake](run), np.float32)
    found = compared(run, changes={"alone/loss1.output": wrong})["loss1.output"]
    assert found.verdict is Verdict.MISMATCH


def test_a_wrong_share_beside_minus_infinity_is_a_mismatch() -> None:
    """An infinite score rounds nothing, so that its row is held to its bound like any other."""
    run = run_of(np.array([[-inf, 0, 1]]), layer("soft1", "softmax", "input", dim=1))
    wrong = run.arrays["soft1.output"].astype(np.float32)
    wrong[0, 1] += np.float32(1e-5)
    found = compared(run, changes={"alone/soft1.output": wrong})["soft1.output"]
    assert (found.verdict, found.disagreeing, found.excluded) == (Verdict.MISMATCH, 1, {})
