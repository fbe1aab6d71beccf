"""Lessons are found by name beside the package or in a checkout, and by path anywhere."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import convtutor
from convtutor.errors import AccessError, UsageError
from convtutor.lesson.catalog import find_lesson, is_path, lesson_folder, lesson_names

ROOT = Path(__file__).parents[2]


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an empty folder of lessons of a package that lies beside it."""
    (tmp_path / "convtutor").mkdir()
    (tmp_path / "lessons").mkdir()
    monkeypatch.setattr(convtutor, "__file__", str(tmp_path / "convtutor" / "__init__.py"))
    return tmp_path / "lessons"


def test_the_lessons_of_the_checkout_are_found() -> None:
    assert lesson_folder() == ROOT / "lessons"
    assert "padding" in lesson_names()
    assert find_lesson("padding") == ROOT / "lessons" / "padding.toml"


def test_lessons_within_the_package_come_before_those_beside_it(shelf: Path) -> None:
    assert lesson_folder() == shelf
    inner = shelf.parent / "convtutor" / "lessons"
    inner.mkdir()
    assert lesson_folder() == inner


def test_an_installation_without_lessons_is_told(shelf: Path) -> None:
    shelf.rmdir()
    with pytest.raises(AccessError, match=r"found neither .*lessons nor .*lessons; install"):
        lesson_names()


def test_only_toml_files_that_are_not_hidden_are_lessons(shelf: Path) -> None:
    for name in ("b.toml", "a.toml", "README.md", ".hidden.toml", "._a.toml", "c.toml~"):
        (shelf / name).write_text("")
    assert lesson_names() == ["a", "b"]


def test_a_new_lesson_is_found_at_once(shelf: Path) -> None:
    assert lesson_names() == []
    (shelf / "new.toml").write_text("")
    assert find_lesson("new") == shelf / "new.toml"


def test_a_near_miss_gets_the_nearest_name(shelf: Path) -> None:
    for name in ("padding", "stride"):
        (shelf / f"{name}.toml").write_text("")
    with pytest.raises(UsageError, match="no lesson is named 'pading'; did you mean 'padding'\\?"):
        find_lesson("pading")
    with pytest.raises(UsageError, match="no lesson is named 'zzz'; there are padding, stride"):
        find_lesson("zzz")


@pytest.mark.parametrize("name", ["", ".", "..", "a\\b", "x\x1b[31m", "é", "con:", "\0"])
def test_a_name_is_looked_up_and_never_joined_to_a_path(shelf: Path, name: str) -> None:
    (shelf.parent / "outside.toml").write_text("")
    with pytest.raises(UsageError, match="no lesson is named ") as caught:
        find_lesson(name)
    assert str(caught.value).isprintable()


@pytest.mark.parametrize("text", ["a/b", "./x", "../x", "/etc/passwd", "x.toml", "x/"])
def test_a_separator_or_the_suffix_makes_a_path(text: str) -> None:
    assert is_path(text)


def test_a_plain_word_is_a_name() -> None:
    assert not is_path("padding")


def test_a_path_is_taken_as_it_is(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (shelf.parent / "own.toml").write_text("")
    monkeypatch.chdir(shelf)
    assert find_lesson("../own.toml") == Path("../own.toml")
    assert find_lesson(str(shelf.parent / "own.toml")) == shelf.parent / "own.toml"


def test_a_path_where_nothing_is_gets_a_sentence(
    shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(shelf.parent)
    (shelf / "padding.toml").write_text("")
    with pytest.raises(AccessError, match=r"none\.toml: there is no such file$"):
        find_lesson("none.toml")
    with pytest.raises(AccessError, match=r"no such file; did you mean lessons.padding\.toml\?"):
        find_lesson("lessons/padding")
    with pytest.raises(AccessError, match=r"a\\x00/b: there is no such file"):
        find_lesson("a\0/b")


def test_names_that_are_no_utf8_are_listed_and_opened(shelf: Path) -> None:
    name = os.fsdecode(b"caf\xe9")
    (shelf / f"{name}.toml").write_text("")
    assert lesson_names() == [name]
    assert find_lesson(name) == shelf / f"{name}.toml"
    with pytest.raises(UsageError, match=r"there are caf\\xe9"):
        find_lesson("zzz")


def test_lists_and_headers_need_no_numpy() -> None:
    program = (
        "import sys\n"
        "from convtutor.lesson.catalog import find_lesson, lesson_names\n"
        "from convtutor.lesson.overview import overview_of\n"
        "heads = [overview_of(find_lesson(name)).header for name in lesson_names()]\n"
        "print([head.id for head in heads] == lesson_names())\n"
        "print('numpy' in sys.modules)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert (run.stdout, run.stderr) == ("True\nFalse\n", "")
