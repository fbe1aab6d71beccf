"""What a run found is kept lane by lane, and counts while nothing has changed."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from convtutor.crosscheck.board import kept as kept_module
from convtutor.crosscheck.board.document import board_document, results_to_keep
from convtutor.crosscheck.board.drawing import Cell
from convtutor.crosscheck.board.kept import (
    BOARD_LANES,
    NUMPY,
    Kept,
    code_digest,
    installed,
    keep,
    kept_file,
    kept_here,
)
from convtutor.crosscheck.match import Verdict
from tests.crosscheck.board.boards import CPU, EVERYWHERE, HERE, board, square

NOW = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)
RELU, CONV = Cell("relu"), Cell("conv2d", "zeros", strided=True)


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CONVTUTOR_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def entry(operator: str = "relu", lane: str = NUMPY, verdict: str = "EXACT") -> Kept:
    versions = {"convtutor": installed("convtutor"), "numpy": installed("numpy")}
    return Kept(operator, lane, verdict, 2, "2026-03-01 12:30", versions, code_digest())


def test_nothing_is_kept_before_the_first_run(own_folder: Path) -> None:
    assert kept_here() == ()
    assert not own_folder.exists()


def test_what_is_kept_is_read_back_and_only_what_ran_again_is_replaced() -> None:
    first = [entry(), entry(lane="cpu-float32"), entry("conv2d")]
    path = keep(first)
    assert path == kept_file()
    assert kept_here() == tuple(first)
    differs = entry(verdict="MISMATCH")
    keep([differs])
    assert kept_here() == (differs, *first[1:])
    assert [p.name for p in path.parent.iterdir()] == ["board.json"]


def test_another_machine_in_the_same_home_has_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    keep([entry()])
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(kept_module, "machine", lambda: "elsewhere")
        assert kept_here() == ()
        keep([entry("conv2d")])
        assert kept_here() == (entry("conv2d"),)
    assert kept_here() == (entry(),)


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '{"schema": "other"}', "[" * 100_000,
     '{"schema": "convtutor-board-kept", "version": 2, "machines": {}}',
     '{"schema": "convtutor-board-kept", "version": 1, "machines": []}',
     '{"schema": "convtutor-board-kept", "version": 1, "machines": {"m": [{}]}}',
     '{"schema": "convtutor-board-kept", "version": 1, "machines": {"m": 3}}'],
)
def test_a_file_that_is_not_ours_holds_nothing_and_is_replaced(
    text: str, own_folder: Path
) -> None:
    own_folder.mkdir()
    (own_folder / "board.json").write_text(text)
    assert kept_here() == ()
    keep([entry()])
    assert kept_here() == (entry(),)


def test_bytes_that_are_no_text_hold_nothing(own_folder: Path) -> None:
    own_folder.mkdir()
    (own_folder / "board.json").write_bytes(b"\xff\xfe\x00")
    assert kept_here() == ()


def test_a_folder_that_cannot_be_made_is_said_so_by_an_error(
    own_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own_folder.write_text("a file")
    with pytest.raises(OSError, match="."):
        keep([entry()])
    monkeypatch.setattr(kept_module, "data_folder", lambda: None)
    with pytest.raises(OSError, match="no home folder"):
        keep([entry()])


def test_a_file_that_cannot_be_replaced_leaves_nothing_beside_it(own_folder: Path) -> None:
    (own_folder / "board.json").mkdir(parents=True)
    with pytest.raises(OSError, match="board.json"):
        keep([entry()])
    assert [path.name for path in own_folder.iterdir()] == ["board.json"]


def test_other_versions_or_other_code_are_not_current(monkeypatch: pytest.MonkeyPatch) -> None:
    assert entry().is_current
    assert not replace(entry(), code="0" * 16).is_current
    older = {**entry().versions, "numpy": "1.0"}
    assert not replace(entry(), versions=older).is_current
    # A torch that says no version of itself is taken for the same.
    monkeypatch.setattr(kept_module, "installed", lambda name: "")
    assert entry().is_current


def test_the_fingerprint_is_that_of_the_code_whatever_the_line_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def digest(text: bytes) -> str:
        (tmp_path / "engine").mkdir(exist_ok=True)
        (tmp_path / "engine" / "a.py").write_bytes(text)
        return code_digest.__wrapped__()

    monkeypatch.setattr("convtutor.__file__", str(tmp_path / "__init__.py"))
    assert digest(b"x = 1\n") == digest(b"x = 1\r\n") != digest(b"x = 2\n")


def test_every_lane_that_ran_for_all_settings_is_kept_with_what_it_ran_with() -> None:
    found = list(results_to_keep(board(square(RELU, HERE, HERE), square(CONV, HERE)), NOW))
    assert [(k.operator, k.lane, k.verdict, k.settings) for k in found] == [
        (operator, lane, verdict, count)
        for operator, count in (("relu", 2), ("conv2d", 1))
        for lane, verdict in ((NUMPY, "EXACT"), (CPU[0], "TYPICAL"), (CPU[1], "TYPICAL"))
    ]
    assert {k.when for k in found} == {"2026-03-01 12:30"}
    assert set(found[0].versions) == {"convtutor", "numpy"}
    assert set(found[1].versions) == {"convtutor", "numpy", "torch"}


def test_a_lane_that_ran_for_a_part_alone_is_kept_only_where_it_differs() -> None:
    part = square(RELU, EVERYWHERE, HERE)
    assert all(not k.lane.startswith("cuda") for k in results_to_keep(board(part), NOW))
    differs = square(RELU, HERE, {**HERE, "cuda-default": Verdict.MISMATCH})
    found = {k.lane: k.verdict for k in results_to_keep(board(differs), NOW)}
    assert found["cuda-default"] == "MISMATCH"
    assert set(found) == {NUMPY, *CPU, "cuda-default"}


def test_the_document_holds_every_square_and_every_difference() -> None:
    differs = square(CONV, {**HERE, CPU[0]: Verdict.MISMATCH, NUMPY: Verdict.MISMATCH})
    document = board_document(board(square(RELU, HERE, HERE), differs))
    found = json.loads(json.dumps(document, allow_nan=False))
    assert (found["schema"], found["version"], found["exit_code"]) == ("convtutor-board", 1, 1)
    relu, conv = found["cells"]
    assert (relu["operator"], relu["mode"], relu["stride"]) == ("relu", None, "1")
    assert (conv["mode"], conv["stride"], conv["groups"]) == ("zeros", "above 1", "1")
    assert set(conv["lanes"]) == set(BOARD_LANES)
    assert conv["settings"][0]["keywords"]["padding_mode"] == "zeros"
    assert len(conv["settings"][0]["shapes"]["weight"]) == 4
    assert found["not_run"]["cuda-float32"]["kind"] == "cuda-build"
    assert [(f["lane"], f["witness"]) for f in found["faults"]] == [(NUMPY, "rule"), (CPU[0], None)]
    assert found["faults"][0]["array"]["greatest"]["index"] == [0, 0, 1, 2]
