"""`verify --board` writes row by row, colours on a terminal alone, and ends in the right code."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from convtutor.cli.arguments import parse_arguments
from convtutor.cli.board import shown, write_board, writer
from convtutor.cli.verbs import do
from convtutor.console.output import Output
from convtutor.crosscheck.board.drawing import Cell
from convtutor.crosscheck.board.kept import kept_here
from convtutor.crosscheck.board.rows import BOARD
from convtutor.crosscheck.board.run import Square
from convtutor.errors import UsageError
from convtutor.paint.lines import coloured, shows_colours
from convtutor.scene.text import Line, Tone, line
from convtutor.words import LANGUAGES
from tests.conftest import require
from tests.crosscheck.board.boards import HERE, square
from tests.crosscheck.test_verify import bare_tree, run_bare
from tests.crosscheck.torches import install
from tests.plain.test_play import WRONG_TORCH

ROOT = Path(__file__).resolve().parent.parent.parent
MISSING = "raise ModuleNotFoundError(\"No module named 'torch'\", name='torch')"
ESCAPES = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture(autouse=True)
def surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CONVTUTOR_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("COLUMNS", "80")
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "data"


def written(
    *names: str, device: str = "cpu", as_json: bool = False, language: str = "en"
) -> tuple[int, str]:
    stream = io.StringIO()
    return write_board(names, device, as_json, language, Output(stream)), stream.getvalue()


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_operator_is_written_in_signs_and_kept(language: str, surroundings: Path) -> None:
    require("torch")
    code, text = written("relu", language=language)
    assert code == 0
    assert "\x1b" not in text
    (row,) = (line for line in text.splitlines() if line.startswith("relu "))
    assert row.split() == ["relu", "=", "=", "=", "-"]
    assert str(surroundings / "board.json") in text.replace("\n", "")
    assert {(k.operator, k.lane) for k in kept_here()} == {
        ("relu", lane) for lane in ("numpy", "cpu-float32", "cpu-float64")
    }


def test_the_document_is_json_alone() -> None:
    require("torch")
    code, text = written("relu", as_json=True)
    found = json.loads(text)
    assert (code, found["schema"], found["exit_code"]) == (0, "convtutor-board", 0)
    assert found["cells"][0]["lanes"]["cpu-float32"] == "EXACT"


def test_without_torch_its_signs_say_so_and_it_ends_in_4(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, MISSING, monkeypatch)
    code, text = written("relu", device="auto")
    assert code == 4
    (row,) = (line for line in text.splitlines() if line.startswith("relu "))
    assert row.split() == ["relu", "=", "-", "-", "-"]
    assert "torch is not installed here" in text
    assert {k.lane for k in kept_here()} == {"numpy"}


def test_a_torch_that_computes_otherwise_is_shown_and_ends_in_1(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    require("torch")
    install(tmp_path, WRONG_TORCH.format(folder=str(tmp_path)), monkeypatch)
    monkeypatch.setitem(BOARD, "conv2d", replace(BOARD["conv2d"], modes=("zeros",), facets=()))
    code, text = written("conv2d")
    assert code == 1
    assert "That is no rounding error." in text
    assert "conv2d, zeros: CPU float32" in text
    verdicts = {k.lane: k.verdict for k in kept_here()}
    assert verdicts["cpu-float32"] == "MISMATCH"
    assert verdicts["numpy"] != "MISMATCH"


def test_where_nothing_can_be_kept_the_board_says_so(surroundings: Path) -> None:
    surroundings.write_text("a file")
    _, text = written("relu")
    assert "Not kept for `convtutor doctor`: " in text


def test_every_row_is_written_as_soon_as_it_is_whole() -> None:
    lines: list[str] = []
    at: list[int] = []

    def run() -> Iterator[Square]:
        for cell in (Cell("relu"), Cell("max_pool2d", "floor"), Cell("max_pool2d", "ceil")):
            at.append(len(lines))
            yield square(cell, HERE)

    def write(made: object) -> None:
        lines.extend("".join(span.text for span in each) for each in made)  # type: ignore[attr-defined]

    squares = list(shown(run(), "en", 80, write))
    assert len(squares) == 3
    before_relu, before_floor, before_ceil = at
    assert lines[0].startswith("Every operator")  # the title waits for nothing
    assert before_relu > 0
    assert [row.split()[0] for row in lines[-4:]] == ["relu", "max_pool2d", "floor", "ceil"]
    assert before_ceil - before_floor >= 1  # relu was written while max_pool2d went on


def test_the_board_does_not_go_with_all() -> None:
    with pytest.raises(UsageError, match="--board does not go with --all"):
        do(parse_arguments(["verify", "--board", "--all"], "en"))


def test_an_unknown_operator_is_refused_before_anything_runs() -> None:
    with pytest.raises(UsageError, match="did you mean 'relu'"):
        do(parse_arguments(["verify", "--board", "rleu"], "en"))


def test_what_is_written_in_colours_is_the_text_and_nothing_else() -> None:
    made: Line = line(("= ", Tone.AGREE), " a ", ("!", Tone.MISMATCH), ("-", Tone.DIM))
    text = coloured(made)
    assert ESCAPES.sub("", text) == "=  a !-"
    assert len(set(ESCAPES.findall(text))) == 4  # three looks, and back
    assert coloured(()) == ""


def test_a_pipe_gets_no_colours_and_signs_its_locale_can_show() -> None:
    stream = io.StringIO()
    assert not shows_colours(stream)
    writer(Output(stream, ascii_only=True))([line(("×\x1b[2J", Tone.AGREE))])
    assert stream.getvalue() == "*\\x1b[2J\n"


@pytest.mark.skipif(os.name != "posix", reason="needs pseudo-terminals")
@pytest.mark.parametrize(
    ("environment", "expected"),
    [({"TERM": "xterm"}, True), ({"TERM": "dumb"}, False),
     ({"TERM": "xterm", "NO_COLOR": "1"}, False)],
)
def test_a_terminal_gets_colours_unless_it_is_dumb_or_asks_for_none(
    environment: dict[str, str], expected: bool
) -> None:
    from tests.cli.terminals import Terminal, convtutor

    require("torch")
    command = convtutor("verify", "--board", "relu", "--device", "cpu")
    with Terminal(*command, environment=environment) as terminal:
        terminal.wait_for(b"convtutor doctor")
        assert terminal.end() == 0
    assert (b"\x1b[" in terminal.shown) is expected
    assert b"relu" in terminal.shown


def test_a_reader_that_goes_away_ends_the_board_quietly() -> None:
    command = [sys.executable, "-m", "convtutor", "verify", "--board", "--device", "cpu"]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.readline().startswith("Every operator")
        running.stdout.close()
        assert running.wait(100) == 128 + 13
        assert running.stderr.read() == ""


def test_the_board_needs_numpy_and_torch_alone(tmp_path: Path) -> None:
    require("torch")
    done = run_bare(bare_tree(tmp_path), "verify", "--board", "relu", "--device", "cpu")
    assert (done.returncode, done.stderr) == (0, "")
    assert "relu             =" in done.stdout
