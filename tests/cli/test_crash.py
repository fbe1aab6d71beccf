import os
from pathlib import Path

import pytest

from convtutor import cli
from convtutor.cli import main, verbs
from convtutor.cli.crash import crash_message, write_crash_report

LOCAL = "value of a local variable"


def fail() -> None:
    local = LOCAL
    raise ValueError(f"bad\x1b]0;title\x07 input of {len(local)} characters")


def caught() -> ValueError:
    try:
        fail()
    except ValueError as error:
        return error
    raise AssertionError


def test_the_message_is_short_and_nothing_in_it_is_hidden() -> None:
    assert crash_message(caught()) == (
        "ValueError: bad\\x1b]0;title\\x07 input of 25 characters"
    )
    assert crash_message(KeyError()) == "KeyError"
    assert len(crash_message(ValueError("x" * 10**6))) < 250


def test_the_report_holds_the_traceback_and_no_local_values(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONVTUTOR_DATA", str(tmp_path / "data"))
    path = write_crash_report(caught(), ["lesson", "a\x1b[2Jb"])
    assert path is not None
    assert path.parent == tmp_path / "data"
    text = path.read_text(encoding="utf-8")
    assert "in fail" in text
    assert "\x1b" not in text
    assert LOCAL not in text.replace("local = LOCAL", "")
    assert os.name != "posix" or path.stat().st_mode & 0o077 == 0


def test_two_reports_never_share_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONVTUTOR_DATA", str(tmp_path))
    paths = {write_crash_report(caught(), []) for _ in range(3)}
    assert len(paths) == 3


def test_where_the_record_cannot_lie_the_report_goes_to_the_temporary_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("CONVTUTOR_DATA", str(tmp_path / "file" / "data"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    path = write_crash_report(caught(), [])
    assert path is not None
    assert path.parent == tmp_path / "temporary"


def test_a_fault_of_our_own_ends_in_6_with_a_sentence_and_a_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CONVTUTOR_DATA", str(tmp_path))
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    monkeypatch.setattr(verbs, "DOINGS", {"list": lambda arguments: fail()})
    assert main(["list"]) == cli.OWN_FAULT == 6
    first, second = capsys.readouterr().err.splitlines()
    assert first == (
        "convtutor: a fault of its own: ValueError: bad\\x1b]0;title\\x07 input of 25 characters"
    )
    report = next(tmp_path.glob("crash-*.txt"))
    assert str(report) in second
