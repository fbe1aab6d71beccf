"""Flags are set for a lane, read back, and put back whatever happens."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from convtutor.crosscheck.lanes import LANES
from convtutor.crosscheck.worker_flags import FlagRefused, flags_set, read_flag
from tests.conftest import require

SETTINGS = (("cudnn.enabled", False), ("cudnn.conv.fp32_precision", "ieee"))
FLAGS = ("cudnn.enabled", "cudnn.benchmark", "cudnn.conv.fp32_precision")


class Stubborn:
    """A flag that keeps its value whatever is written to it."""

    fp32_precision = property(lambda self: "tf32", lambda self, value: None)


def torch_with(conv: Any) -> Any:
    cudnn = SimpleNamespace(enabled=True, benchmark=False, conv=conv)
    return SimpleNamespace(backends=SimpleNamespace(cudnn=cudnn))


def values(torch: Any) -> list[Any]:
    return [read_flag(torch, flag) for flag in FLAGS]


def test_flags_read_back_as_set_while_the_lane_runs() -> None:
    torch = torch_with(SimpleNamespace(fp32_precision="tf32"))
    with flags_set(torch, SETTINGS, FLAGS) as flags:
        assert dict(flags) == dict(zip(FLAGS, [False, False, "ieee"], strict=True))
    assert values(torch) == [True, False, "tf32"]


def test_flags_are_restored_when_the_lane_fails() -> None:
    torch = torch_with(SimpleNamespace(fp32_precision="tf32"))
    with pytest.raises(ZeroDivisionError), flags_set(torch, SETTINGS, FLAGS):
        raise ZeroDivisionError
    assert values(torch) == [True, False, "tf32"]


def test_a_flag_that_does_not_stick_is_named() -> None:
    torch = torch_with(Stubborn())
    with (
        pytest.raises(FlagRefused, match=r"cudnn.conv.fp32_precision was set to 'ieee', reads"),
        flags_set(torch, SETTINGS, FLAGS),
    ):
        pytest.fail("the lane ran under another flag than it claims")
    assert values(torch) == [True, False, "tf32"]


@pytest.mark.parametrize("lane", LANES, ids=lambda lane: lane.name)
def test_torch_has_the_flags_of_every_lane(lane: Any) -> None:
    require("torch")
    import torch

    before = [read_flag(torch, flag) for flag in lane.flags]
    with flags_set(torch, lane.settings, lane.flags) as flags:
        assert {flag: flags[flag] for flag, _ in lane.settings} == dict(lane.settings)
    assert [read_flag(torch, flag) for flag in lane.flags] == before
