"""Lessons are found however convtutor is installed, and what is built holds what it should."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

import pytest

from convtutor import __version__
from tests.packaging.conftest import ROOT, run

FIND = "from convtutor.lesson.catalog import find_lesson; print(find_lesson('padding'))"
NAMES = "from convtutor.lesson.catalog import lesson_names; print(*lesson_names(), sep='\\n')"
SHIPPED = sorted(path.stem for path in (ROOT / "lessons").glob("*.toml"))


def found_by(python: Path | str, cwd: Path) -> Path:
    """Ask an interpreter where its convtutor finds the padding lesson."""
    return Path(run(python, "-c", FIND, cwd=cwd).strip())


def test_the_wheel_holds_the_lessons_inside_the_package(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    held = [n for n in names if n.startswith("convtutor/lessons/") and n.endswith(".toml")]
    assert sorted(Path(name).stem for name in held) == SHIPPED


def test_the_wheel_holds_every_module_and_nothing_of_the_workshop(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    package = {str(path.relative_to(ROOT)) for path in (ROOT / "convtutor").rglob("*.py")}
    assert package <= names
    assert "convtutor/py.typed" in names
    assert {name.split("/")[0] for name in names} == {
        "convtutor",
        f"convtutor-{__version__}.dist-info",
    }


def test_a_wheel_finds_its_own_lessons(from_wheel: Path, tmp_path: Path) -> None:
    found = found_by(from_wheel, tmp_path)
    assert found.is_relative_to(from_wheel.parent.parent)
    assert found.read_bytes() == (ROOT / "lessons" / "padding.toml").read_bytes()
    assert sorted(run(from_wheel, "-c", NAMES, cwd=tmp_path).split()) == SHIPPED


def test_an_editable_install_finds_the_lessons_of_the_checkout(
    from_editable: Path, checkout: Path, tmp_path: Path
) -> None:
    assert found_by(from_editable, tmp_path) == checkout / "lessons" / "padding.toml"


def test_an_editable_install_copies_no_lesson(from_editable: Path) -> None:
    assert list(from_editable.parent.parent.rglob("padding.toml")) == []


def test_an_edit_shows_at_once_in_an_editable_install(
    from_editable: Path, checkout: Path, tmp_path: Path
) -> None:
    new = checkout / "lessons" / "written-just-now.toml"
    new.write_bytes((checkout / "lessons" / "padding.toml").read_bytes())
    try:
        assert "written-just-now" in run(from_editable, "-c", NAMES, cwd=tmp_path).split()
    finally:
        new.unlink()
    assert "written-just-now" not in run(from_editable, "-c", NAMES, cwd=tmp_path).split()


def test_a_bare_checkout_finds_its_lessons(checkout: Path) -> None:
    assert found_by(sys.executable, checkout) == checkout / "lessons" / "padding.toml"


@pytest.mark.parametrize("fixture", ["from_wheel", "from_editable"])
def test_the_console_script_runs(
    fixture: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    python: Path = request.getfixturevalue(fixture)
    script = python.parent / "convtutor"
    assert run(script, "--version", cwd=tmp_path).strip() == f"convtutor {__version__}"
    assert "padding" in run(script, "list", cwd=tmp_path)


def test_the_console_script_is_safe_beside_a_foreign_numpy(
    from_wheel: Path, tmp_path: Path
) -> None:
    (tmp_path / "numpy.py").write_text("raise SystemExit('the wrong numpy')\n", encoding="utf-8")
    shown = run(from_wheel.parent / "convtutor", "lesson", "padding", "--play", cwd=tmp_path)
    assert "the wrong numpy" not in shown
