"""`check` tells what is wrong with files and folders, and what lessons leave out."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from convtutor.cli.check import check_files
from convtutor.console.output import Output
from convtutor.errors import AccessError, UsageError
from tests.crosscheck.documents import TEXT, an_object, list_of
from tests.lesson.written import CONV, EXAMPLE, HEAD

TITLE = '{ en = "Small", zh = "小" }'
NOTES = """\
[[examples.notes]]
at = "conv1.output[0,1]"
text = "a"
[[examples.notes]]
when = "row == 0"
on = "conv1.grad_weight"
text = "b"
"""
PARTS = ("predict", "run", "investigate", "modify", "make")
FILE = an_object(
    path=TEXT, problems=list_of(TEXT), missing_parts=list_of({"enum": list(PARTS)}),
    unspoken=list_of(an_object(example={"type": "integer", "minimum": 1}, arrays=list_of(TEXT))),
)
CHECK_SCHEMA = an_object(
    schema={"const": "convtutor-check"}, version={"const": 1}, convtutor=TEXT,
    exit_code={"enum": [0, 3]}, problems=list_of(TEXT), files=list_of(FILE),
)


def lesson_text(name: str, *examples: str) -> str:
    head = HEAD.replace('"small"', f'"{name}"').replace(TITLE, '"Small"')
    return head + "".join(examples)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of lessons: one with words on some passes and one part, and a broken one."""
    spoken = EXAMPLE.replace("[examples.tensors]", 'part = "run"\n[examples.tensors]')
    text = lesson_text("small", spoken, CONV, NOTES, EXAMPLE, CONV)
    (tmp_path / "small.toml").write_text(text, encoding="utf-8")
    (tmp_path / "broken.toml").write_text("schema = 1\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def checked(*names: str, language: str = "en") -> tuple[int, list[str]]:
    stream = io.StringIO()
    code = check_files(names, False, Output(stream), language)
    return code, stream.getvalue().splitlines()


def documented(*names: str) -> tuple[int, dict[str, Any]]:
    stream = io.StringIO()
    code = check_files(names, True, Output(stream), "en")
    assert stream.getvalue().isascii()
    document: dict[str, Any] = json.loads(stream.getvalue())
    jsonschema.validate(document, CHECK_SCHEMA)
    return code, document


def test_what_a_lesson_leaves_out_is_told_and_is_no_fault(folder: Path) -> None:
    assert checked("small.toml") == (0, [
        "small.toml: no faults found",
        "  no words of its own: conv1.grad_input, example 1",
        "  no words of its own: conv1.output, conv1.grad_input, conv1.grad_weight, example 2",
        "  parts that no example has: predict, investigate, modify, make",
    ])
    assert "  没有自己的说明：conv1.grad_input，例 1" in checked("small.toml", language="zh")[1]


def test_a_lesson_that_leaves_nothing_out_says_so_in_a_line(folder: Path) -> None:
    said = NOTES + '[[examples.notes]]\nat = "conv1.grad_input"\ntext = "c"\n'
    examples = [
        EXAMPLE.replace("[examples.tensors]", f'part = "{part}"\n[examples.tensors]') + CONV + said
        for part in PARTS
    ]
    (folder / "whole.toml").write_text(lesson_text("whole", *examples), encoding="utf-8")
    assert checked("whole.toml") == (0, ["whole.toml: no faults found"])


def test_problems_come_first_and_what_is_left_out_behind_them(folder: Path) -> None:
    text = (folder / "small.toml").read_text(encoding="utf-8")
    (folder / "small.toml").write_text(text.replace("output[0,1]", "output[0,9]"), encoding="utf-8")
    code, lines = checked("small.toml")
    assert code == 3
    assert lines[0].startswith("small.toml:17: examples[0].notes[0].at: ")
    assert lines[1] == "  no words of its own: conv1.output, conv1.grad_input, example 1"


def test_files_and_whole_folders_are_looked_at_together_and_each_file_once(folder: Path) -> None:
    code, lines = checked(str(folder), str(folder / "small.toml"), "padding")
    assert code == 3
    assert len([line for line in lines if "broken.toml:" in line]) > 2
    assert lines.count("small.toml: no faults found") == 1
    assert any(line.endswith("padding.toml: no faults found") for line in lines)


def test_the_document_has_every_file_with_its_problems_and_gaps(folder: Path) -> None:
    code, document = documented(str(folder))
    broken, small = document["files"]
    assert (code, document["exit_code"]) == (3, 3)
    assert broken["path"] == "broken.toml"
    assert any("'title' is missing" in problem for problem in broken["problems"])
    assert (broken["unspoken"], broken["missing_parts"]) == ([], [])
    assert small["problems"] == []
    assert small["unspoken"][0] == {"example": 1, "arrays": ["conv1.grad_input"]}
    assert small["missing_parts"] == ["predict", "investigate", "modify", "make"]
    assert documented("small.toml")[0] == 0


def test_a_link_that_leads_out_of_a_folder_is_a_problem_of_the_folder(folder: Path) -> None:
    inner = folder / "course"
    inner.mkdir()
    (inner / "out.toml").symlink_to(folder / "small.toml")
    code, document = documented("course")
    assert (code, document["files"]) == (3, [])
    assert "out.toml: is a link that leads out" in document["problems"][0]


def test_what_is_not_there_is_refused(folder: Path) -> None:
    with pytest.raises(AccessError, match="there is no such file"):
        checked(str(folder / "nothing.toml"))
    with pytest.raises(UsageError, match="did you mean 'padding'"):
        checked("pading")
