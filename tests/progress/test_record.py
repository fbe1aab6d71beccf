"""Settings and places are remembered."""

from contextlib import closing
from pathlib import Path

import pytest

from convtutor.progress.database import Notice
from convtutor.progress.examine import State, connect, examine
from convtutor.progress.record import Record, SavedPlace, open_record, peek

PLACE = SavedPlace(2, "conv1.output[2,0].tap[1]", "abc")


def test_settings_and_places_are_there_the_next_time(path: Path) -> None:
    with Record(path) as record:
        record.set_setting("theme", "light")
        record.save_place("padding", PLACE)
        assert record.notice is None
        assert not record.in_memory
    with Record(path) as record:
        assert record.setting("theme", "dark") == "light"
        assert record.place("padding") == PLACE
        assert record.notice is None


def test_what_was_never_set_is_the_default(path: Path) -> None:
    with Record(path) as record:
        assert record.setting("speed", "4") == "4"
        assert record.place("padding") is None


def test_the_last_value_wins_and_a_cleared_place_is_gone(path: Path) -> None:
    with Record(path) as record:
        record.set_setting("speed", "4")
        record.set_setting("speed", "8")
        record.save_place("padding", PLACE)
        record.save_place("padding", SavedPlace(3, None, "abc"))
        assert record.setting("speed", "1") == "8"
        assert record.place("padding") == SavedPlace(3, None, "abc")
        record.clear_place("padding")
        assert record.place("padding") is None


def test_places_are_ordered_by_sequence_not_by_a_clock(path: Path) -> None:
    with Record(path) as record:
        for lesson in ("padding", "stride", "padding"):
            record.save_place(lesson, PLACE)
    with closing(connect(path)) as connection:
        rows = connection.execute("SELECT lesson FROM places ORDER BY sequence").fetchall()
    assert rows == [("stride",), ("padding",)]


def test_open_record_lies_where_convtutor_data_says(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CONVTUTOR_DATA", str(tmp_path / "new folder"))
    with open_record() as record:
        record.set_setting("theme", "light")
    assert examine(tmp_path / "new folder" / "progress.sqlite3") is State.FINE


def test_without_a_home_the_record_is_in_memory() -> None:
    with Record(None) as record:
        record.save_place("padding", PLACE)
        assert record.place("padding") == PLACE
        assert "CONVTUTOR_DATA" in str(record.notice)


def test_a_notice_is_said_in_the_language_asked_for_else_in_the_remembered_one(
    path: Path,
) -> None:
    with Record(None, "zh") as record:
        assert record.notice == Notice("no-home").said("zh")
    with Record(None) as record:
        record.set_setting("language", "zh")
        assert record.notice == Notice("no-home").said("zh")
        record.set_setting("language", "tlh")
        assert record.notice == Notice("no-home").said("en")


def test_values_of_another_kind_in_the_file_are_no_place(path: Path) -> None:
    with Record(path) as record:
        record.save_place("padding", PLACE)
    with closing(connect(path)) as connection:
        connection.execute("UPDATE places SET example = 'two'")
    with Record(path) as record:
        assert record.place("padding") is None


def test_a_peek_finds_a_setting_and_makes_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CONVTUTOR_DATA", str(tmp_path / "data"))
    assert peek("language") is None
    assert not (tmp_path / "data").exists()
    with open_record() as record:
        record.set_setting("language", "zh")
    assert peek("language") == "zh"
    assert peek("theme") is None
    (tmp_path / "data" / "progress.sqlite3").write_text("damaged")
    assert peek("language") is None
    assert (tmp_path / "data" / "progress.sqlite3").read_text() == "damaged"
