import io
import json
import os
from pathlib import Path

import pytest

from convtutor.cli.lessons import list_document, read_road, write_json, write_list
from convtutor.console.output import Output
from tests.lesson.written import GOOD


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of lessons: a good one, a broken one, and one whose name clears the screen."""
    (tmp_path / "small.toml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "broken.toml").write_text("schema = 1\n", encoding="utf-8")
    (tmp_path / "\x1b[2Jlong.toml").write_text(GOOD, encoding="utf-8")
    monkeypatch.setattr("convtutor.lesson.catalog.lesson_folder", lambda: tmp_path)
    return tmp_path


def listed(language: str) -> list[str]:
    stream = io.StringIO()
    write_list(read_road(), Output(stream), language)
    return stream.getvalue().splitlines()


def test_a_list_has_a_line_a_lesson_and_no_control_character(folder: Path) -> None:
    assert listed("en") == [
        "○  small          5 min  Small",
        "○  \\x1b[2Jlong    5 min  Small",
        f"     {folder}/small.toml has the same id and is opened by it; this one is opened by its "
        f"path, {folder}/\\x1b[2Jlong.toml",
        "!  broken       cannot be read",
        f"     {folder}/broken.toml:1: the key 'id' is missing; it is the file's name without "
        ".toml",
        f"     and 3 more; `convtutor check {folder}/broken.toml` names them all",
    ]
    assert listed("zh")[0].split() == ["○", "small", "5", "分钟", "小"]


@pytest.mark.skipif(os.name != "posix", reason="file names are bytes on POSIX systems")
def test_a_name_that_is_no_utf8_is_listed_with_its_bytes(folder: Path) -> None:
    (Path(os.fsdecode(bytes(folder) + b"/a\xff.toml"))).write_text(GOOD, encoding="utf-8")
    assert any("a\\xff " in line for line in listed("en"))
    json.dumps(list_document(read_road()))


def test_the_json_list_is_ascii_with_schema_and_version(folder: Path) -> None:
    stream = io.StringIO()
    write_json(list_document(read_road()), Output(stream))
    assert stream.getvalue().isascii()
    document = json.loads(stream.getvalue())
    assert (document["schema"], document["version"]) == ("convtutor-list", 1)
    entries = {entry["name"]: entry for entry in document["lessons"]}
    assert entries["small"]["title"] == {"en": "Small", "zh": "小"}
    assert entries["small"]["minutes"] == 5
    assert any("title" in problem for problem in entries["broken"]["problems"])
    assert "\\x1b[2Jlong" in entries


def test_an_empty_folder_says_so(folder: Path) -> None:
    for path in folder.glob("*.toml"):
        path.unlink()
    assert listed("en") == ["there are no lessons here"]
