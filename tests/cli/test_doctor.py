import io
import json
import re
import sys
import tomllib
from pathlib import Path

import pytest

from convtutor.cli import doctor
from convtutor.cli.doctor import (
    NAMES,
    PACKAGES,
    doctor_document,
    numbers,
    package_row,
    proof_row,
    record_row,
    rows,
    write_doctor,
)
from convtutor.console.output import Output
from convtutor.crosscheck.board.kept import BOARD_LANES, Kept, code_digest, installed, keep
from convtutor.engine.ops import OPERATORS
from convtutor.progress.record import Record
from convtutor.words import LANGUAGES
from convtutor.words.wrapping import cell_width
from tests.conftest import require
from tests.crosscheck.torches import install
from tests.plain.test_play import WRONG_TORCH

ROOT = Path(__file__).resolve().parent.parent.parent
MISSING = "raise ModuleNotFoundError(\"No module named 'torch'\", name='torch')"


@pytest.fixture(autouse=True)
def own_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CONVTUTOR_DATA", str(tmp_path / "data"))
    return tmp_path / "data" / "progress.sqlite3"


def test_the_ranges_are_those_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {f"{name}>={least},<{limit}" for name, (least, limit, _) in PACKAGES.items()}
    assert wanted == set(project["dependencies"])


def test_a_package_in_range_has_no_remedy_and_one_that_is_missing_has() -> None:
    assert package_row("numpy", "en").remedy == ""


@pytest.mark.parametrize(
    ("least", "limit", "value"),
    [("3000", "4000", "expected at least 3000 and below 4000"), ("0.1", "0.2", "below 0.2")],
)
def test_a_package_out_of_range_says_what_is_expected(
    least: str, limit: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(PACKAGES, "numpy", (least, limit, None))
    row = package_row("numpy", "en")
    assert value in row.value
    assert f'{sys.executable} -m pip install "numpy>={least},<{limit}"' in row.remedy
    assert row.exit_code == 4


def test_a_package_that_only_the_screen_needs_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PACKAGES, "convtutor-no-such-package", ("1", "2", "screen"))
    row = package_row("convtutor-no-such-package", "en")
    assert (row.value, row.exit_code) == ("not installed", 0)
    assert row.remedy.startswith("The lesson screen needs it")


def test_versions_are_compared_by_their_leading_numbers() -> None:
    assert numbers("14.2.0rc1") == (14, 2)
    assert numbers("2.13.0+cpu") == (2, 13)
    assert numbers("14.10") > numbers("14.2")


def test_the_record_is_looked_at_and_not_touched(own_record: Path) -> None:
    assert record_row("en").value == f"{own_record}, not begun yet"
    assert not own_record.parent.exists()
    Record(own_record).close()
    assert record_row("en").value == f"{own_record}, in order"
    own_record.write_text("damaged")
    row = record_row("en")
    assert row.value == f"{own_record}, damaged"
    assert "moved aside" in row.remedy
    assert own_record.read_text() == "damaged"


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_torch_the_report_says_how_to_add_it(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, MISSING, monkeypatch)
    found = {row.name: row for row in rows(language)}
    assert "pip install" in found["torch"].value
    assert "checked" not in found
    stream = io.StringIO()
    assert write_doctor(Output(stream), language) == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_values_stand_in_one_column_in_every_language(language: str) -> None:
    stream = io.StringIO()
    write_doctor(Output(stream, width=100), language)
    lines = stream.getvalue().splitlines()
    starts = {
        cell_width(label) for line in lines for label in re.findall(r"^\S+(?: \S+)*  +", line)
    }
    assert len(starts) == 1, lines


def test_with_torch_one_example_is_compared() -> None:
    require("torch")
    document, code = doctor_document("en")
    assert (document["schema"], document["version"]) == ("convtutor-doctor", 1)
    assert code == document["exit_code"] == 0
    found = {row["name"]: row["value"] for row in document["rows"]}
    assert set(found) == {*NAMES, *PACKAGES}
    assert "padding, example 1: 17 of 17 numbers agree on the CPU" in found["checked"]
    json.dumps(document)


def test_a_torch_with_other_numbers_ends_in_1(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    require("torch")
    install(tmp_path, WRONG_TORCH.format(folder=str(tmp_path)), monkeypatch)
    document, code = doctor_document("en")
    assert code == 1


def test_a_small_or_missing_terminal_has_a_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    assert doctor.terminal_row("en").remedy.startswith("The lesson screen needs a terminal")
    monkeypatch.setattr(doctor, "terminal_is_usable", lambda: True)
    monkeypatch.setenv("COLUMNS", "50")
    monkeypatch.setenv("LINES", "20")
    assert "60x18" in doctor.terminal_row("en").remedy
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("LC_ALL", "C")
    row = doctor.terminal_row("en")
    assert "100x20" in row.value
    assert "LANG" in row.remedy


def test_a_hostile_term_is_made_visible(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "x\x1b]0;title\x07")
    assert "\x1b" not in doctor.terminal_row("en").value


def test_an_installation_without_lessons_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("convtutor.__file__", "/nowhere/convtutor/__init__.py")
    row = doctor.lessons_row("en")
    assert (row.exit_code, row.remedy) == (4, "Install convtutor again.")


def kept(operator: str, lane: str, verdict: str = "EXACT", **changes: str) -> Kept:
    packages = ("convtutor", "numpy") if lane == "numpy" else ("convtutor", "numpy", "torch")
    versions = {name: changes.get(name) or installed(name) or "2.13.0" for name in packages}
    code = changes.get("code", code_digest())
    return Kept(operator, lane, verdict, 2, changes.get("when", "2026-03-01 12:30"), versions, code)


def test_the_proof_is_not_claimed_before_it_was_run(own_record: Path) -> None:
    row = proof_row("en")
    assert (row.value, row.exit_code) == ("nothing has been run on this machine", 0)
    assert "convtutor verify --board" in row.remedy
    assert not own_record.parent.exists()


def test_the_proof_is_told_lane_by_lane_with_its_versions() -> None:
    keep(kept(name, lane) for name in OPERATORS for lane in BOARD_LANES[:2])
    row = proof_row("en")
    total = len(OPERATORS)
    assert row.value.startswith(
        f"operators that agree here: NumPy {total} of {total}, CPU float32 {total} of {total}; "
    )
    unrun = "CPU float64, GPU float32, GPU cuDNN, GPU default, GPU float64"
    assert f"not run here: {unrun}" in row.value
    assert f"2026-03-01 12:30 UTC with convtutor {installed('convtutor')}, numpy" in row.value
    assert "torch" in row.value
    assert (row.remedy, row.exit_code) == ("", 0)


def test_an_operator_that_was_not_run_asks_for_a_run() -> None:
    keep([kept("relu", "numpy")])
    assert f"NumPy 1 of {len(OPERATORS)}" in proof_row("en").value
    assert "verify --board" in proof_row("en").remedy


@pytest.mark.parametrize("change", [{"numpy": "1.0"}, {"torch": "2.9"}, {"code": "0" * 16}])
def test_what_was_run_before_something_changed_is_not_counted(change: dict[str, str]) -> None:
    keep(kept(name, "cpu-float32") for name in OPERATORS if name != "relu")
    keep([kept("relu", "cpu-float32", **change), kept("relu", "cpu-float64", "MISMATCH", **change)])
    row = proof_row("en")
    assert f"CPU float32 {len(OPERATORS) - 1} of {len(OPERATORS)}" in row.value
    assert "run before something changed, and not counted: relu;" in row.value
    assert ("differ" not in row.value, row.exit_code) == (True, 0)
    assert "verify --board" in row.remedy


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_difference_that_still_stands_ends_in_1(language: str) -> None:
    keep([kept("relu", "numpy"), kept("relu", "cuda-default", "MISMATCH")])
    row = proof_row(language)
    assert "relu (GPU" in row.value
    assert row.exit_code == 1


def test_an_operator_that_is_no_more_is_not_told() -> None:
    keep([kept("no_such_operator", "numpy")])
    assert proof_row("en").value == "nothing has been run on this machine"


def test_without_numpy_the_proof_is_not_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "convtutor.engine.ops", None)
    assert proof_row("en").value.startswith("not asked: ")
