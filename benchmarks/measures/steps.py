"""The whole screen: what a step costs in CPU time and in bytes, forward and back, at every size."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.goals import Figure, Goal, minima
from benchmarks.lessons import SIDES, write_plane
from benchmarks.measures.opened import PLACE, lesson, milliseconds, opened, rounds

TO_64 = Goal("whole screen, CPU of a step: 224x224 / 64x64", 1.15)
TO_8 = Goal("whole screen, CPU of a step: 224x224 / 8x8", 1.35)
BACK = Goal("whole screen, CPU at 224x224: a step back / a step forward", 1.15)
PAGES = Goal("whole screen, CPU at 224x224: a step along a row of all pages / within a page", 2.0)
BYTES = Goal("whole screen: bytes of a step, the most of all sizes", 4000, decimals=0)
GROWTH = Goal("whole screen, bytes of a step: 224x224 / 28x28", 1.02)
PART = Goal("whole screen, bytes at 224x224: a step / repainting all of it", 0.08, decimals=3)
ROW = 223  # steps from the first column of a row to its last


def measure(folder: Path) -> Sequence[Figure]:
    """Step screens of all sizes in turn, and the largest one along a whole row."""
    opening = {
        str(side): partial(lesson, folder, write_plane(folder, side), PLACE) for side in SIDES
    }
    with opened(opening) as running:
        blocks: dict[str, Callable[[], Any]] = {
            name: partial(child.order, "sway", 5) for name, child in running.items()
        }
        swayed = rounds(blocks)
        large = running["224"]
        walked = rounds({
            "row": partial(large.order, "walk", "output[3,0]", ROW),
            "page": partial(_within_a_page, large.order),
        })
        whole = large.order("whole", 3)["bytes"]
    return (*_costs(swayed), _paged(walked), *_bytes(swayed, whole))


def _within_a_page(order: Callable[..., Any]) -> Any:
    """Stand where a page begins and step within it, forward alone."""
    order("seek", [PLACE])
    return order("sway", 10)["forward"]


def _costs(swayed: Mapping[str, Sequence[Any]]) -> Sequence[Figure]:
    def cpu(name: str, direction: str = "forward") -> list[float]:
        return [block[direction]["cpu"] for block in swayed[name]]

    def figure(goal: Goal, side: list[float], other: list[float]) -> Figure:
        return goal.measured(minima(side, other), milliseconds(min(side), min(other)))

    large = cpu("224")
    return (
        figure(TO_64, large, cpu("64")), figure(TO_8, large, cpu("8")),
        figure(BACK, cpu("224", "back"), large),
    )


def _paged(walked: Mapping[str, Sequence[Any]]) -> Figure:
    row, page = ([block["cpu"] for block in walked[name]] for name in ("row", "page"))
    return PAGES.measured(minima(row, page), milliseconds(min(row), min(page)))


def _bytes(swayed: Mapping[str, Sequence[Any]], whole: float) -> Sequence[Figure]:
    sent = {
        name: max(block[way]["bytes"] for block in took for way in ("forward", "back"))
        for name, took in swayed.items()
    }
    forward = {name: swayed[name][0]["forward"]["bytes"] for name in ("28", "224")}
    return (
        BYTES.measured(max(sent.values()), "mean of the page's steps, forward or back"),
        GROWTH.measured(forward["224"] / forward["28"], _counts(forward["224"], forward["28"])),
        PART.measured(forward["224"] / whole, _counts(forward["224"], whole)),
    )


def _counts(*counts: float) -> str:
    return " / ".join(f"{count:,.0f}" for count in counts) + " bytes"
