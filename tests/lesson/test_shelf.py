"""Whatever lies in a folder of lessons, the good ones are listed, the others say what is wrong."""

import os
from pathlib import Path

import pytest

from convtutor.errors import AccessError
from convtutor.lesson import catalog
from convtutor.lesson.catalog import COURSES, course, find_lesson, find_lessons, lesson_files
from convtutor.lesson.lint import check_lesson
from convtutor.lesson.shelf import read_shelf
from tests.lesson.written import GOOD

POSIX = pytest.mark.skipif(os.name != "posix", reason="links and pipes of POSIX")


def put(folder: Path, name: str, order: int | None = None, lesson_id: str | None = None) -> Path:
    folder.mkdir(exist_ok=True)
    text = GOOD.replace('id = "small"', f'id = "{lesson_id or name}"')
    text = text.replace("[[examples]]", f"order = {order}\n[[examples]]") if order else text
    path = folder / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the lessons that come with convtutor: one."""
    folder = tmp_path / "shipped"
    put(folder, "alpha", 20)
    monkeypatch.setattr(catalog, "lesson_folder", lambda: folder)
    monkeypatch.setattr("convtutor.lesson.shelf.lesson_folder", lambda: folder)
    return folder


@pytest.fixture
def own(tmp_path: Path, shipped: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course beside them, still empty, that CONVTUTOR_LESSONS names."""
    folder = tmp_path / "own"
    folder.mkdir()
    monkeypatch.setenv(COURSES, str(folder))
    return folder


def test_lessons_of_a_course_stand_among_the_others_by_their_order(own: Path) -> None:
    put(own, "beta", 10)
    put(own, "zeta")
    put(own, "gamma", 20)
    assert [lesson.id for lesson in read_shelf().lessons] == ["beta", "alpha", "gamma", "zeta"]
    assert find_lesson("gamma") == own / "gamma.toml"


def test_several_courses_are_named_side_by_side(
    tmp_path: Path, shipped: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "one", "beta")
    put(tmp_path / "two", "gamma")
    folders = [tmp_path / "one", tmp_path / "none", tmp_path / "two", tmp_path / "one", shipped]
    monkeypatch.setenv(COURSES, os.pathsep.join(["", *map(str, folders), " "]))
    shelf = read_shelf()
    assert [lesson.id for lesson in shelf.lessons] == ["alpha", "beta", "gamma"]
    assert len(shelf.problems) == 1
    assert "none: cannot be read" in shelf.problems[0]


def test_a_lesson_that_comes_with_the_program_wins_and_the_other_says_so(
    own: Path, shipped: Path
) -> None:
    other = put(own, "alpha", 5)
    first, second = read_shelf().lessons
    assert (first.path, first.winner) == (other, shipped / "alpha.toml")
    assert second.winner is None
    assert find_lesson("alpha") == shipped / "alpha.toml"
    problem = check_lesson(other)[0]
    assert "shipped/alpha.toml has the id 'alpha' already" in problem
    assert ":2: id: " in problem
    assert not any("already" in problem for problem in check_lesson(shipped / "alpha.toml"))


def test_of_two_files_with_one_id_the_one_named_after_it_wins(own: Path) -> None:
    copy, right = put(own, "beta-copy", lesson_id="beta"), put(own, "beta")
    winners = {lesson.path: lesson.winner for lesson in read_shelf().lessons}
    assert winners[copy] == right
    assert winners[right] is None
    assert any("beta.toml has the id 'beta' already" in text for text in check_lesson(copy))


def test_a_folder_given_is_listed_alone_and_keeps_its_lessons(own: Path, shipped: Path) -> None:
    path = put(own, "alpha")
    (only,) = read_shelf(own).lessons
    assert (only.path, only.winner) == (path, shipped / "alpha.toml")
    assert [lesson.winner for lesson in read_shelf(shipped).lessons] == [None]


@POSIX
def test_what_cannot_be_read_is_listed_and_hides_nothing(own: Path) -> None:
    put(own, "beta")
    (own / "broken.toml").write_text("schema = ", encoding="utf-8")
    (own / "folder.toml").mkdir()
    (own / "gone.toml").symlink_to(own / "nowhere.toml")
    (own / "ring.toml").symlink_to(own / "ring.toml")
    os.mkfifo(own / "pipe.toml")
    (own / os.fsdecode(b"caf\xe9.toml")).write_text("\x1b[2J", encoding="utf-8")
    shelf = read_shelf()
    found = {lesson.name: lesson.problems for lesson in shelf.lessons}
    assert found.pop("alpha") == found.pop("beta") == ()
    assert [lesson.id for lesson in shelf.lessons[:2]] == ["alpha", "beta"]
    said = {name: " ".join(problems) for name, problems in found.items()}
    assert "not valid TOML" in said["broken"]
    assert "this is a folder" in said["folder"]
    assert "No such file" in said["gone"]
    assert "this is a pipe" in said["pipe"]
    assert all(text.isprintable() for text in (*said.values(), *shelf.problems))


@POSIX
def test_a_link_that_leads_out_of_a_course_is_refused(own: Path, tmp_path: Path) -> None:
    outside = put(tmp_path / "outside", "secret")
    (own / "secret.toml").symlink_to(outside)
    inside = put(own, "beta")
    (own / "same.toml").symlink_to(inside)
    shelf = read_shelf()
    assert {lesson.name for lesson in shelf.lessons} == {"alpha", "beta", "same"}
    assert "secret.toml: is a link that leads out of the folder" in shelf.problems[0]
    assert "secret" not in lesson_files()
    assert find_lessons(str(own)).problems == shelf.problems


def test_a_folder_without_end_is_cut_and_says_so(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalog, "MOST_LESSONS", 3)
    for name in ("e", "a", "d", "c"):
        put(own, name)
    found = course(own)
    assert [path.stem for path in found.files] == ["a", "c", "d"]
    assert "has more than 3 lessons" in found.problems[0]
    monkeypatch.setattr(catalog, "MOST_LESSONS", 500)
    monkeypatch.setattr(catalog, "MOST_LOOKED_AT", 2)
    assert len(course(own).files) <= 3
    assert course(own).problems


def test_names_of_folders_are_paths_where_they_are_no_lessons(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(own, "beta")
    monkeypatch.chdir(own.parent)
    assert find_lessons("own").files == (Path("own") / "beta.toml",)
    (own.parent / "alpha").mkdir()
    assert [path.stem for path in find_lessons("alpha").files] == ["alpha"]


def test_a_course_that_is_not_there_is_told(own: Path) -> None:
    for text, reason in (
        (str(own / "none"), "there is no such folder"),
        (str(put(own, "beta")), "is a file, expected a folder"),
        ("a\0b", "there is no such folder"),
    ):
        with pytest.raises(AccessError, match=reason) as caught:
            catalog.find_course(text)
        assert str(caught.value).isprintable()
