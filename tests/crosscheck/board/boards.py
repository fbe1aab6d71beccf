"""Squares and boards made in a line, as if a run had come out so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from convtutor.crosscheck.board.drawing import Cell, settings_of
from convtutor.crosscheck.board.kept import BOARD_LANES, NUMPY
from convtutor.crosscheck.board.rows import BOARD
from convtutor.crosscheck.board.run import Board, Fault, Square
from convtutor.crosscheck.failures import Failure
from convtutor.crosscheck.lanes import LANES
from convtutor.crosscheck.match import Difference, Match, Verdict
from convtutor.crosscheck.report import LaneReport, Report

CPU = tuple(lane.name for lane in LANES if lane.device == "cpu")
CUDA = tuple(lane.name for lane in LANES if lane.device == "cuda")
HERE = {NUMPY: Verdict.EXACT, **dict.fromkeys(CPU, Verdict.TYPICAL)}
EVERYWHERE = {**HERE, **dict.fromkeys(CUDA, Verdict.WITHIN_BOUND)}
WRONG = Match(
    "conv2d.output", "layer", (1, 1, 2, 3), Verdict.MISMATCH, 1,
    greatest=Difference((0, 0, 1, 2), 3.0, 4.0, 0.5), arithmetic="1×3 = 3",
)


def report_of(
    verdicts: Mapping[str, Verdict], reason: str = "cuda-build", asked: str = "auto"
) -> Report:
    """Give the report of one setting in which each lane came to its verdict, or did not run."""
    lanes = []
    for lane in LANES:
        made = LaneReport(lane.name, lane.device, lane.dtype)
        verdict = verdicts.get(lane.name)
        if verdict is None:
            lanes.append(replace(made, failure=Failure(reason)))
        else:
            lanes.append(replace(made, matches=(replace(WRONG, verdict=verdict),)))
    devices = {"cpu": "AMD EPYC"}
    if any(lane in verdicts for lane in CUDA):
        devices["cuda"] = "NVIDIA H100"
    return Report(asked, tuple(lanes), devices, {"torch": "2.13.0", "python": "3.11.7"})


def square(
    cell: Cell, *each: Mapping[str, Verdict], reason: str = "cuda-build", asked: str = "auto"
) -> Square:
    """Give a square whose settings came out as `each` says; lanes left out did not run."""
    settings = settings_of(cell, BOARD[cell.operator])[: len(each)]
    each = each[: len(settings)]  # a cell may hold no layer
    reports = [report_of(verdicts, reason, asked) for verdicts in each]
    filled = [
        {lane: verdicts.get(lane, Verdict.NOT_CHECKED) for lane in BOARD_LANES}
        for verdicts in each
    ]
    faults = [
        Fault(setting, lane, WRONG, "rule") if lane == NUMPY
        else Fault(setting, lane, WRONG, report=report)
        for setting, report, verdicts in zip(settings, reports, filled, strict=True)
        for lane, verdict in verdicts.items() if verdict is Verdict.MISMATCH
    ]
    return Square(cell, settings, tuple(filled), tuple(reports), tuple(faults))


def board(*squares: Square, device: str = "auto") -> Board:
    return Board(squares, device, 2016, 12.4)
