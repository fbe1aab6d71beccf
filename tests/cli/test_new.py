from pathlib import Path

import pytest

from convtutor.cli import main
from tests.conftest import require


def test_what_to_do_next_is_told_with_the_path_to_type(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "my course").mkdir()
    assert main(["new", "first", "--in", "my course", "--lang", "en"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == (
        "my course/first.toml is written: a lesson of five examples, every key explained."
    )
    assert lines[2].startswith("  convtutor lesson 'my course/first.toml' --watch  ")
    assert lines[3].startswith("  convtutor check 'my course/first.toml'  ")
    assert main(["check", "my course/first.toml"]) == 0


def test_what_is_refused_has_an_exit_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["new", "../x"]) == 2
    assert main(["new", "x", "--in", "none"]) == 5
    assert main(["new", "x"]) == 0
    assert main(["new", "x"]) == 5
    assert "Traceback" not in capsys.readouterr().err


def test_a_new_lesson_agrees_with_torch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    require("torch")
    monkeypatch.chdir(tmp_path)
    assert main(["new", "first", "--lang", "zh"]) == 0
    assert main(["verify", "first.toml", "--device", "cpu", "--lang", "en"]) == 0
    assert "bit for bit equal: 25\n" in capsys.readouterr().out
