"""A new lesson is clean as it is written, explains every key, and never takes another's place."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from convtutor.errors import AccessError, UsageError
from convtutor.lesson.gaps import gaps_of
from convtutor.lesson.header import LESSON_KEYS
from convtutor.lesson.lint import check_lesson
from convtutor.lesson.new import id_near, lesson_text, write_new_lesson
from convtutor.lesson.read import read_lesson
from convtutor.lesson.schema import (
    CHOICE_KEYS,
    EXAMPLE_KEYS,
    LAYER_KEYS,
    NOTE_KEYS,
    QUERY_KEYS,
    TASK_KEYS,
)
from convtutor.lesson.tensors import TENSOR_KEYS
from convtutor.words import LANGUAGES

ROOT = Path(__file__).parents[2]
KEYS = {
    *LESSON_KEYS, *EXAMPLE_KEYS, *LAYER_KEYS, *NOTE_KEYS, *TASK_KEYS, *QUERY_KEYS, *CHOICE_KEYS,
    *TENSOR_KEYS,
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_lesson_has_no_problems_and_leaves_nothing_out(
    tmp_path: Path, language: str
) -> None:
    path = write_new_lesson("my-lesson", tmp_path, language)
    assert path == tmp_path / "my-lesson.toml"
    assert check_lesson(path) == []
    lesson = read_lesson(path)
    assert lesson.id == "my-lesson"
    assert (dict(gaps_of(lesson).unspoken), gaps_of(lesson).parts) == ({}, ())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_there_is_stands_in_the_template_or_its_comments(language: str) -> None:
    text = lesson_text("x", language)
    named = set(re.findall(r"([a-z_]+) = ", text)) | set(re.findall(r"\.([a-z_]+)\]", text))
    assert named >= KEYS - {"examples"}
    assert "[[examples]]" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_commented_out_can_be_put_in(tmp_path: Path, language: str) -> None:
    (tmp_path / "x.toml").write_text(
        re.sub(r"^# (\w+ = )", r"\1", lesson_text("x", language), flags=re.MULTILINE),
        encoding="utf-8",
    )
    lesson = read_lesson(tmp_path / "x.toml")
    assert lesson.needs == ("padding",)
    assert check_lesson(tmp_path / "x.toml") == []


def in_english(value: Any) -> Any:
    """Give a document with every text by language replaced by its English."""
    if isinstance(value, dict):
        inner = {key: in_english(part) for key, part in value.items()}
        return inner.get("en", inner)
    return [in_english(part) for part in value] if isinstance(value, list) else value


def test_the_templates_of_all_languages_are_one_lesson() -> None:
    lessons = [in_english(tomllib.loads(lesson_text("x", language))) for language in LANGUAGES]
    assert lessons[0] == lessons[1]
    assert "填充" in lesson_text("x", "zh")


@pytest.mark.parametrize("name", ["a", "0", "a-b-", "x" * 64])
def test_an_id_is_taken_as_it_is(tmp_path: Path, name: str) -> None:
    assert write_new_lesson(name, tmp_path, "en").name == f"{name}.toml"


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("My Lesson", "my-lesson"), ("../x", "x"), ("a/b", "a-b"), ("x.toml", "x"),
        ("\x1b[2Jx", "2jx"), ("PADDING-2", "padding-2"), ("-x", "x"), ("x" * 300, "x" * 64),
        ("a\0b", "a-b"), ("a\nb", "a-b"),
    ],
)
def test_another_name_is_refused_with_an_id_like_it(
    tmp_path: Path, name: str, near: str
) -> None:
    for language in LANGUAGES:
        with pytest.raises(UsageError) as refusal:
            write_new_lesson(name, tmp_path, language)
        assert f"'{near}'" in str(refusal.value)
        assert str(refusal.value).isprintable()
        assert len(str(refusal.value)) < 350
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["", "..", "填充", "CON", "\udce9"])
def test_a_name_without_an_id_like_it_is_refused_with_an_example(
    tmp_path: Path, name: str
) -> None:
    assert id_near(name) == ""
    with pytest.raises(UsageError, match="such as my-lesson"):
        write_new_lesson(name, tmp_path, "en")


@pytest.mark.parametrize("name", ["con", "nul", "com1", "lpt9"])
def test_the_name_of_a_device_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match=f"choose another, such as {name}-lesson"):
        write_new_lesson(name, tmp_path, "en")


def test_the_name_of_a_lesson_there_is_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is a lesson named 'padding' already"):
        write_new_lesson("padding", tmp_path, "en")


def test_nothing_that_is_there_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text("mine", encoding="utf-8")
    (tmp_path / "y.toml").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "z.toml").mkdir()
    for name in "xyz":
        with pytest.raises(AccessError, match="is there already and stays as it is"):
            write_new_lesson(name, tmp_path, "en")
    assert (tmp_path / "x.toml").read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "elsewhere").exists()


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    for folder in (tmp_path / "none", tmp_path / "file", Path("a\0b")):
        with pytest.raises(AccessError, match="there is no such folder"):
            write_new_lesson("x", folder, "en")


@pytest.mark.skipif(os.name != "posix", reason="limits of a process")
def test_a_full_disk_leaves_no_half_a_lesson(tmp_path: Path) -> None:
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000));"
        f"sys.argv[1:] = ['new', 'x', '--lang', 'en', '--in', {str(tmp_path)!r}];"
        "from convtutor.cli import main; sys.exit(main())"
    )
    done = subprocess.run(
        (sys.executable, "-B", "-c", code),  # half a .pyc would be left behind
        cwd=ROOT, capture_output=True, text=True, check=False,
    )
    assert done.returncode == 5
    assert "x.toml: cannot be written: File too large" in done.stderr
    assert list(tmp_path.iterdir()) == []
