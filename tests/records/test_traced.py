"""Tracing from Python: what docs/python.md says is so, and what is refused."""

import doctest
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import convtutor
from convtutor.crosscheck.match import Verdict
from convtutor.errors import AccessError, ArgumentError, ShapeError, UsageError
from convtutor.records.replayed import read_trace
from convtutor.records.verifying import verified
from tests.conftest import require

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "python.md"


def test_the_examples_of_the_document_hold() -> None:
    require("torch")
    failed, tried = doctest.testfile(str(DOCUMENT), module_relative=False)
    assert not failed
    assert tried > 12


def test_importing_convtutor_loads_no_numpy() -> None:
    code = "import convtutor, sys; print('numpy' in sys.modules, convtutor.__version__)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("False")


def test_what_is_saved_is_replayed_and_verified(tmp_path: Path) -> None:
    weight = np.arange(12.0).reshape(2, 1, 2, 3) / 7
    t = convtutor.trace(
        "conv2d", input=np.linspace(-1, 1, 20).reshape(4, 5), weight=weight, bias=[0.5, -1],
        stride=(1, 2), padding=(0, 1), grad_output=2,
    )
    t.save(tmp_path / "a.json")
    replay = read_trace(tmp_path / "a.json")
    assert list(verified(replay, lambda step: None)) == []
    timeline = replay.selection.recorded[0].run.timeline
    assert [step.value for step in timeline] == [step.value for step in t]
    with pytest.raises(AccessError, match="is there already"):
        t.save(tmp_path / "a.json")
    with pytest.raises(UsageError, match=r"ends in one of .json"):
        t.save(tmp_path / "a.xyz")


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_a_module_of_ones_own_is_compared_forward_and_backward(dtype: str) -> None:
    require("torch")
    import torch

    torch.manual_seed(3)
    layer = torch.nn.Conv2d(2, 3, (2, 3), stride=(2, 1), padding=(1, 0)).to(getattr(torch, dtype))
    x = torch.rand(1, 2, 5, 6)
    t = convtutor.trace(
        "conv2d", input=x, weight=layer.weight, bias=layer.bias, stride=(2, 1), padding=(1, 0)
    )
    report = t.compare(layer)
    assert {match.array for lane in report.lanes for match in lane.matches} == {
        "layer1.output", "layer1.grad_input", "layer1.grad_weight", "layer1.grad_bias"
    }
    assert report.verdict in (Verdict.EXACT, Verdict.TYPICAL, Verdict.WITHIN_BOUND)
    assert layer.weight.grad is None
    with torch.no_grad():
        layer.bias += 0.1
    assert t.compare(layer).verdict is Verdict.MISMATCH
    with pytest.raises(UsageError, match="output is"):
        t.compare(torch.nn.Conv2d(2, 3, 2))


def test_what_torch_refuses_is_refused() -> None:
    x = [[1.0, 2.0], [3.0, 4.0]]
    with pytest.raises(UsageError, match="did you mean 'conv2d'"):
        convtutor.trace("conv2", input=x)
    with pytest.raises(UsageError, match="did you mean 'padding'"):
        convtutor.trace("conv2d", input=x, weight=x, pading=1)
    with pytest.raises(ArgumentError, match="needs weight"):
        convtutor.trace("conv2d", input=x)
    with pytest.raises(ShapeError):
        convtutor.trace("conv2d", input=x, weight=np.ones((3, 3)))
    with pytest.raises(ArgumentError, match="even rows"):
        convtutor.trace("relu", input=[[1, 2], [3]])


def test_a_notebook_shows_it_as_a_table() -> None:
    t = convtutor.trace("relu", input=[-1.0, 2.0])
    assert "<table>" in t._repr_html_()
    assert "&lt;trace of relu" in t._repr_html_()
