"""The record is shown, handed on, brought in and put away, and nothing is lost by mistake."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from convtutor.cli import main
from convtutor.cli.lessons import read_road
from convtutor.progress.answers import Outcome, today
from convtutor.progress.examine import connect
from convtutor.progress.record import SavedPlace, open_record, peek_answers
from convtutor.progress.schema import VERSION
from tests.progress.answering import RIGHT, WRONG

ROOT = Path(__file__).resolve().parent.parent.parent
POSIX = pytest.mark.skipif(os.name != "posix", reason="limits, pipes and terminals of POSIX")
Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CONVTUTOR_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("COLUMNS", "90")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "data"


def digest(lesson: str) -> str:
    stop = read_road().of_id(lesson)
    assert stop is not None
    assert stop.listed.overview is not None
    return stop.listed.overview.digest


def learn() -> None:
    """Answer four questions of padding, one of stride whose text was another one, and one of a
    lesson that is not here."""
    now = digest("padding")
    with open_record() as record:
        for answer in (
            replace(WRONG, day=today() - 3),
            replace(WRONG, question="size conv1", mistake="made-up", day=today()),
            replace(RIGHT, question="size conv1", outcome=Outcome.SKIPPED, day=today()),
            RIGHT,
            replace(RIGHT, lesson="stride"),
            replace(RIGHT, lesson="gone"),
        ):
            known = now if answer.lesson == "padding" else "of another text"
            record.keep_answer(replace(answer, digest=known))
        for example in (1, 3):
            record.mark_done("padding", example, now)


def shown(capsys: Captured, *arguments: str) -> str:
    assert main(["progress", *arguments]) == 0
    return capsys.readouterr().out


def refused(capsys: Captured, *arguments: str, verb: str = "progress") -> tuple[int, str]:
    code = main([verb, *arguments])
    said = capsys.readouterr()
    assert said.out == ""
    return code, said.err


def test_looking_makes_nothing(data: Path, capsys: Captured) -> None:
    assert shown(capsys, "--lang", "en") == (
        "Nothing is kept yet: no example is done, no question answered.\n"
        f"The record: {data}/progress.sqlite3\n"
    )
    shown(capsys, "--json")
    shown(capsys, "--export", "-")
    for arguments in (["undo"], ["reset", "padding", "--yes"]):
        assert refused(capsys, *arguments)[0] == 2
    assert not data.exists()


def test_numpy_and_the_screen_are_not_loaded(capsys: Captured) -> None:
    learn()
    shown(capsys, "--export", "ana.json")
    code = """
import sys
from convtutor.cli import main
main(["progress"])
main(["progress", "--export", "-"])
main(["class", "ana.json"])
print([name for name in ("numpy", "rich", "textual") if name in sys.modules], file=sys.stderr)
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert (done.returncode, done.stderr) == (0, "[]\n")


def test_a_line_a_lesson_tells_what_is_done_right_mistaken_due_and_changed(
    data: Path, capsys: Captured
) -> None:
    learn()
    lines = shown(capsys, "--lang", "en").splitlines()
    examples = next(s.examples for s in read_road().stops if s.id == "padding")
    assert lines[0].split() == (
        f"○ padding examples 2 of {examples} right 1 of 3 1 due".split()
    )
    assert lines[1].startswith("     kernel turned by half (conv2d) ×1  The kernel is turned by")
    assert any(line.startswith("     made-up ×1  ") for line in lines)
    stride = next(at for at, line in enumerate(lines) if "stride" in line)
    assert "right   1 of 1" in lines[stride]
    assert lines[stride + 1] == "     Changed since you passed it."
    assert lines[stride + 2].split()[:6] == ["○", "gone", "examples", "0", "of", "?"]
    assert lines[stride + 3] == "     This lesson is not here any more."
    assert lines[-2:] == [
        "Due today: 1, lessons: 1.", f"The record: {data}/progress.sqlite3",
    ]
    assert sum("Changed" in line for line in lines) == 1


def test_examples_done_in_another_text_are_told_too(capsys: Captured) -> None:
    with open_record() as record:
        record.mark_done("padding", 1, "of another text")
    assert "Changed since you passed it." in shown(capsys, "--lang", "en")
    assert "有改动" in shown(capsys, "--lang", "zh")


def test_the_json_tells_the_same(capsys: Captured) -> None:
    learn()
    text = shown(capsys, "--json")
    assert text.isascii()
    document = json.loads(text)
    assert (document["schema"], document["version"]) == ("convtutor-progress", 1)
    padding, stride, gone = document["lessons"]
    assert (padding["id"], padding["done"], padding["right"], padding["answered"]) == (
        "padding", 2, 1, 3,
    )
    assert padding["mistakes"] == {"made-up": 1, "conv2d.kernel-flipped": 1}
    assert (padding["changed"], stride["changed"], gone["here"]) == (False, True, False)
    (item,) = document["due"]
    assert item["question"] == "value conv1.output"


def test_a_damaged_record_is_moved_aside_and_told_and_never_handed_on_as_an_empty_one(
    data: Path, tmp_path: Path, capsys: Captured
) -> None:
    data.mkdir()
    (data / "progress.sqlite3").write_text("damaged " * 100)
    (tmp_path / "backup.json").write_text("the last good one")
    code, said = refused(capsys, "--export", "backup.json", "--force", "--lang", "en")
    assert (code, said) == (5, f"{data}/progress.sqlite3: cannot be handed on: damaged\n")
    assert (tmp_path / "backup.json").read_text() == "the last good one"
    assert main(["progress", "--lang", "en"]) == 0
    out, err = capsys.readouterr()
    assert "The record was damaged. It is now" in err
    assert out.startswith("Nothing is kept yet")


def test_a_newer_record_is_handed_on_and_never_changed(data: Path, capsys: Captured) -> None:
    learn()
    with closing(connect(data / "progress.sqlite3")) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    before = (data / "progress.sqlite3").read_bytes()
    assert len(json.loads(shown(capsys, "--export", "-"))["answers"]) == 6
    for arguments in (["reset", "padding", "--yes"], ["undo"]):
        code, said = refused(capsys, *arguments)
        assert code == 5
        assert "newer convtutor" in said
    assert (data / "progress.sqlite3").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["reset", "--export", "x"], "reset and export are two things"),
        (["--export", "x", "--import", "y"], "export and import are two things"),
        (["undo", "padding"], "only reset takes a lesson"),
        (["--yes"], "--yes goes with reset only"),
        (["--force"], "--force goes with --export only"),
        (["--json", "--export", "x"], "--json goes with no other option"),
        (["reset"], "name the lesson"),
        (["forget"], "invalid choice: 'forget'"),
        (["reset", "pading", "--yes"], "nothing is kept of 'pading'; did you mean 'padding'?"),
        (["reset", "\x1b[2J", "--yes"], r"nothing is kept of '\x1b[2J'"),
    ],
)
def test_what_cannot_be_meant_is_one_sentence(
    arguments: list[str], sentence: str, tmp_path: Path, capsys: Captured
) -> None:
    learn()
    code, said = refused(capsys, *arguments)
    assert code == 2
    assert sentence in said
    assert len(said.splitlines()) == 1
    assert not (tmp_path / "x").exists()


# ------------------------------------------------------------------ reset and undo


def test_a_reset_needs_yes_where_nobody_can_be_asked(capsys: Captured) -> None:
    learn()
    code, said = refused(capsys, "reset", "padding")
    assert (code, "add --yes" in said) == (2, True)
    assert len(peek_answers("padding")) == 4


def test_undo_brings_back_what_a_reset_put_away(capsys: Captured) -> None:
    learn()
    with open_record() as record:
        record.save_place("dilation", SavedPlace(2, None, "d"))
    before = shown(capsys, "--json")
    assert "convtutor progress undo" in shown(capsys, "reset", "padding", "--yes")
    assert "padding" not in shown(capsys)
    shown(capsys, "reset", "dilation", "--yes")
    shown(capsys, "undo")
    shown(capsys, "undo")
    assert shown(capsys, "--json") == before
    assert refused(capsys, "undo")[0] == 2


@POSIX
@pytest.mark.parametrize(("typed", "left"), [(b"n\n", 4), (b"\n", 4), (b"y\n", 0)])
def test_on_a_terminal_it_is_asked_first(typed: bytes, left: int) -> None:
    from tests.cli.terminals import Terminal

    learn()
    terminal = Terminal(
        sys.executable, "-m", "convtutor", "progress", "reset", "padding", "--lang", "en",
        environment={"PYTHONPATH": str(ROOT)},
    )
    terminal.wait_for(b"[y/N]")
    assert len(peek_answers("padding")) == 4
    terminal.type(typed)
    assert terminal.end() == 0
    assert (b"Nothing was changed" in terminal.shown) == (left > 0)
    assert len(peek_answers("padding")) == left


# ------------------------------------------------------------------ files


def test_a_record_moves_to_another_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    learn()
    assert shown(capsys, "--export", "ana.json", "--lang", "en") == (
        "ana.json is written: answers 6, examples done 2.\n"
    )
    here = shown(capsys, "--export", "-")
    assert (tmp_path / "ana.json").read_text(encoding="utf-8") == here
    monkeypatch.setenv("CONVTUTOR_DATA", str(tmp_path / "other"))
    assert shown(capsys, "--import", "ana.json", "--lang", "en") == (
        "ana.json: added answers 6, examples done 2; answers here before 0.\n"
    )
    assert shown(capsys, "--import", "ana.json", "--lang", "en") == (
        "ana.json: added answers 0, examples done 0; answers here before 6.\n"
    )
    assert shown(capsys, "--export", "-") == here


def test_answers_of_a_copied_record_that_differ_are_told(
    data: Path, tmp_path: Path, capsys: Captured
) -> None:
    learn()
    shown(capsys, "--export", "ana.json")
    document = json.loads((tmp_path / "ana.json").read_text())
    document["answers"][0]["given"] = "other"
    (tmp_path / "ana.json").write_text(json.dumps(document))
    assert "name of another one here: 1." in shown(capsys, "--import", "ana.json", "--lang", "en")


def test_nothing_is_overwritten_unless_that_is_asked_for(
    tmp_path: Path, capsys: Captured
) -> None:
    learn()
    (tmp_path / "ana.json").write_text("mine")
    code, said = refused(capsys, "--export", "ana.json", "--lang", "en")
    assert (code, "--force overwrites it" in said) == (5, True)
    assert (tmp_path / "ana.json").read_text() == "mine"
    shown(capsys, "--export", "ana.json", "--force")
    assert json.loads((tmp_path / "ana.json").read_text())["version"] == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ana.json", "data"]


@POSIX
def test_a_link_is_followed_and_stays(tmp_path: Path, capsys: Captured) -> None:
    learn()
    (tmp_path / "there").mkdir()
    (tmp_path / "ana.json").symlink_to(tmp_path / "there" / "real.json")
    shown(capsys, "--export", "ana.json")
    assert refused(capsys, "--export", "ana.json")[0] == 5
    shown(capsys, "--export", "ana.json", "--force")
    assert (tmp_path / "ana.json").is_symlink()
    assert json.loads((tmp_path / "there" / "real.json").read_text())["version"] == 1


@POSIX
@pytest.mark.parametrize("target", ["folder", "pipe", "none/ana.json", "a\0b", "/dev/null", ""])
def test_what_cannot_be_a_file_is_refused(tmp_path: Path, target: str, capsys: Captured) -> None:
    learn()
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    code, said = refused(capsys, "--export", target, "--force")
    assert code == 5
    assert len(said.splitlines()) == 1
    assert not list(tmp_path.glob(".convtutor-*"))


FULL_DISK = """
import resource, signal, sys
from convtutor.cli import main
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (700, 700))
sys.exit(main(["progress", "--export", "ana.json", "--force", "--lang", "en"]))
"""


@POSIX
def test_a_full_disk_leaves_the_old_file_and_no_other(tmp_path: Path) -> None:
    learn()
    (tmp_path / "ana.json").write_text("the last good one")
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK], capture_output=True, text=True, timeout=60,
        check=False, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert (done.returncode, done.stdout) == (5, "")
    assert done.stderr.startswith("ana.json: cannot be written: ")
    assert (tmp_path / "ana.json").read_text() == "the last good one"
    assert not list(tmp_path.glob(".convtutor-*"))


@POSIX
def test_a_closed_pipe_ends_it_quietly() -> None:
    learn()
    with open_record() as record:
        for seed in range(2000):
            record._opened.connection.execute(
                "INSERT INTO answers SELECT 100 + ?, record, NULL, lesson, question, ?, level,"
                " given, outcome, mistake, confidence, digest, day FROM answers"
                " WHERE sequence = 1", (seed, seed),
            )
    command = f"{sys.executable} -m convtutor progress --export - | head -c 10"
    done = subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, timeout=60, check=False, cwd=ROOT
    )
    assert (done.stdout, done.stderr) == ('{\n "answer', "")


def test_a_broken_file_is_not_brought_in_and_every_problem_told(
    data: Path, tmp_path: Path, capsys: Captured
) -> None:
    learn()
    shown(capsys, "--export", "ana.json")
    document: dict[str, Any] = json.loads((tmp_path / "ana.json").read_text())
    document["answers"][1].update(seed=-1, outcome="perhaps")
    (tmp_path / "ana.json").write_text(json.dumps(document))
    before = (data / "progress.sqlite3").read_bytes()
    code, said = refused(capsys, "--import", "ana.json", "--lang", "en")
    assert code == 3
    assert [line.split(": ")[1] for line in said.splitlines()] == [
        "answers[1].seed", "answers[1].outcome",
    ]
    assert (data / "progress.sqlite3").read_bytes() == before
    assert refused(capsys, "--import", "none.json")[0] == 5


@POSIX
def test_a_pipe_or_device_is_not_waited_for(tmp_path: Path, capsys: Captured) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in ("pipe", "/dev/zero", str(tmp_path)):
        assert refused(capsys, "--import", path)[0] == 5


def test_nothing_is_brought_into_a_record_that_does_not_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    learn()
    shown(capsys, "--export", "ana.json")
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("CONVTUTOR_DATA", str(tmp_path / "file" / "data"))
    code, said = refused(capsys, "--import", "ana.json", "--lang", "en")
    assert (code, "cannot be kept" in said) == (5, True)
