import sys
from pathlib import Path

import pytest

from convtutor.progress.folder import data_folder, own_folder, record_file


def test_convtutor_data_moves_the_record(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CONVTUTOR_DATA", str(tmp_path))
    assert record_file() == tmp_path / "progress.sqlite3"


def test_a_relative_convtutor_data_is_taken_from_the_current_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CONVTUTOR_DATA", "kept")
    assert data_folder() == tmp_path / "kept"


def test_the_folder_is_the_same_without_platformdirs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CONVTUTOR_DATA", raising=False)
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    with_platformdirs = data_folder()
    monkeypatch.setitem(sys.modules, "platformdirs", None)
    assert data_folder() == with_platformdirs == Path(own_folder())


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="XDG rules are for other systems")
def test_xdg_data_home_is_followed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("CONVTUTOR_DATA", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert data_folder() == tmp_path / "convtutor"
    monkeypatch.setitem(sys.modules, "platformdirs", None)
    assert data_folder() == tmp_path / "convtutor"


@pytest.mark.skipif(sys.platform == "win32", reason="HOME decides on POSIX systems")
@pytest.mark.parametrize("installed", [True, False])
def test_there_is_no_folder_without_an_absolute_home(
    monkeypatch: pytest.MonkeyPatch, installed: bool
) -> None:
    monkeypatch.delenv("CONVTUTOR_DATA", raising=False)
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    if not installed:
        monkeypatch.setitem(sys.modules, "platformdirs", None)
    for home in ("", "somewhere/relative"):
        monkeypatch.setenv("HOME", home)
        assert data_folder() is None
