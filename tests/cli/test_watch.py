"""`lesson --watch` on a terminal: on the screen and on lines."""

from pathlib import Path

import pytest

from convtutor.cli import main
from tests.cli.terminals import Terminal, convtutor
from tests.lesson.written import GOOD

NARROW = {"COLUMNS": None, "LINES": None, "LANG": "C.UTF-8", "LC_ALL": None}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "small.toml"
    path.write_text(GOOD, encoding="utf-8")
    return path


def test_a_save_is_read_at_the_next_command_on_lines(path: Path, tmp_path: Path) -> None:
    surroundings = {**NARROW, "CONVTUTOR_DATA": str(tmp_path / "data")}
    arguments = ("lesson", str(path), "--plain", "--watch")
    with Terminal(*convtutor(*arguments), environment=surroundings) as terminal:
        terminal.wait_for(b"(convtutor) ")
        path.write_text(GOOD.replace("[0, 1, 2]", "[0, 7, 2]"), encoding="utf-8")
        terminal.type(b"next\n")
        terminal.wait_for(b"small.toml was saved and is read again.")
        terminal.wait_for(b"(convtutor) ")
        path.write_text("minutes = 0\n", encoding="utf-8")
        terminal.type(b"print output[0,0]\n")
        terminal.wait_for(b"The last good version stays.")
        terminal.wait_for(b"output[0,0] = 14")
        terminal.type(b"quit\n")
        assert terminal.end() == 0


def test_a_save_is_shown_on_the_screen_by_itself(path: Path, tmp_path: Path) -> None:
    pytest.importorskip("textual")
    surroundings = {**NARROW, "CONVTUTOR_DATA": str(tmp_path / "data")}
    arguments = ("lesson", str(path), "--watch")
    with Terminal(*convtutor(*arguments), environment=surroundings) as terminal:
        terminal.wait_for(b"Watch.")
        path.write_text(GOOD.replace("Watch.", "Again."), encoding="utf-8")
        terminal.wait_for(b"was saved")
        terminal.until_ended(lambda: terminal.type(b"q"))
        assert terminal.end() == 0
        assert terminal.is_sane()


def test_watching_does_not_go_with_printing_everything(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["lesson", str(path), "--play", "--watch"]) == 2
    assert "--watch" in capsys.readouterr().err
