"""Nothing of a surrounding terminal, and the learner's record in a folder of the test."""

from __future__ import annotations

from pathlib import Path

import pytest

from convtutor.progress.record import Record
from convtutor.words import LANGUAGES


@pytest.fixture(autouse=True)
def plain_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Take away what a surrounding terminal may ask for, and keep records in the test's folder."""
    for name in ("NO_COLOR", "TEXTUAL_ANIMATIONS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CONVTUTOR_DATA", str(tmp_path / "data"))


@pytest.fixture
def record(tmp_path: Path) -> Record:
    """Give an empty record."""
    return Record(tmp_path / "progress.db", LANGUAGES[0])
