"""The board as data: the JSON document of `verify --board --json`, and what is kept of a run."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import numpy as np

import convtutor
from convtutor.crosscheck.board.drawing import FACETS, Cell, Setting
from convtutor.crosscheck.board.kept import BOARD_LANES, NUMPY, Kept, code_digest, installed
from convtutor.crosscheck.board.run import Board, Fault, Square
from convtutor.crosscheck.match import Verdict
from convtutor.engine.arrays import shapes_of

SCHEMA, VERSION = "convtutor-board", 1


def board_document(board: Board) -> dict[str, Any]:
    """Give the JSON document of a board."""
    return {
        "schema": SCHEMA,
        "version": VERSION,
        "convtutor": convtutor.__version__,
        "numpy": np.__version__,
        "code": code_digest(),
        "device": board.device,
        "seed": board.seed,
        "exit_code": board.exit_code,
        "seconds": round(board.seconds, 3),
        "versions": dict(board.versions),
        "devices": dict(board.devices),
        "not_run": _not_run(board),
        "cells": [_cell(square) for square in board.squares if square.settings],
        "faults": [_fault(fault) for fault in board.faults],
    }


def _not_run(board: Board) -> dict[str, dict[str, str]]:
    """Say why lanes of torch did not run, the first reason of each."""
    reasons: dict[str, dict[str, str]] = {}
    for report in board.reports:
        for lane in report.lanes:
            if lane.failure is not None:
                reasons.setdefault(lane.lane, lane.failure.as_json())
    return reasons


def _cell(square: Square) -> dict[str, Any]:
    return {
        **_place(square.cell),
        "lanes": {lane: square.verdict([lane]).value for lane in BOARD_LANES},
        "settings": [
            {**_setting(setting), "lanes": {lane: v.value for lane, v in verdicts.items()}}
            for setting, verdicts in zip(square.settings, square.each, strict=True)
        ],
    }


def _place(cell: Cell) -> dict[str, Any]:
    facets = zip(FACETS, (cell.strided, cell.dilated, cell.grouped), strict=True)
    return {
        "operator": cell.operator,
        "mode": cell.mode or None,
        **{name: "above 1" if exceeds else "1" for name, exceeds in facets},
    }


def _setting(setting: Setting) -> dict[str, Any]:
    shapes = shapes_of(setting.layer.operands)
    return {
        "keywords": dict(setting.layer.keywords),
        "shapes": {name: list(shape) for name, shape in shapes.items()},
    }


def _fault(fault: Fault) -> dict[str, Any]:
    """Give what differs; of NumPy's witnesses `ours` is the one relied on, `torch` the other."""
    return {
        **_place(fault.setting.cell),
        **_setting(fault.setting),
        "lane": fault.lane,
        "witness": fault.witness or None,
        "array": fault.match.as_json(),
    }


def results_to_keep(board: Board, now: datetime) -> Iterator[Kept]:
    """Give what is kept of a run: every operator in every lane that ran for all its settings, or
    that differs."""
    when = now.astimezone(UTC).strftime("%Y-%m-%d %H:%M")
    for operator in dict.fromkeys(square.cell.operator for square in board.squares):
        squares = [s for s in board.squares if s.cell.operator == operator and s.settings]
        for lane in BOARD_LANES:
            verdict = max((s.verdict([lane]) for s in squares), key=_order)
            if verdict is not Verdict.NOT_CHECKED:
                yield Kept(
                    operator, lane, verdict.value, sum(len(s.settings) for s in squares), when,
                    _versions(board, lane), code_digest(),
                )


def _order(verdict: Verdict) -> int:
    """Put a mismatch above all, and what was not checked above any agreement."""
    if verdict is Verdict.MISMATCH:
        return len(Verdict) + 1
    return len(Verdict) if verdict is Verdict.NOT_CHECKED else verdict.rank


def _versions(board: Board, lane: str) -> Mapping[str, str]:
    versions = {"convtutor": convtutor.__version__, "numpy": installed("numpy") or np.__version__}
    if lane != NUMPY:
        versions["torch"] = installed("torch") or board.versions["torch"]
    return versions
