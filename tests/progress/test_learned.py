"""What was done is remembered by example, in records of every version."""

from contextlib import closing
from pathlib import Path

import pytest

from convtutor.progress.examine import State, connect, examine
from convtutor.progress.record import Record, SavedPlace, peek_learned
from convtutor.progress.schema import MIGRATIONS, VERSION, migrate, tables_in, version_of


def test_examples_that_were_done_are_remembered_with_the_digest(path: Path) -> None:
    with Record(path) as record:
        record.mark_done("padding", 3, "old")
        record.mark_done("padding", 1, "old")
        record.mark_done("stride", 2, "other")
        record.mark_done("padding", 3, "new")
    with Record(path) as record:
        done = record.learned().done
    assert done == {"padding": {1: "old", 3: "new"}, "stride": {2: "other"}}


def test_marking_again_writes_nothing(path: Path) -> None:
    with Record(path) as record:
        record.mark_done("padding", 3, "same")
        before = path.read_bytes()
        record.mark_done("padding", 3, "same")
        assert path.read_bytes() == before


def test_the_lesson_left_last_stands_last(path: Path) -> None:
    with Record(path) as record:
        for lesson in ("padding", "stride", "dilation"):
            record.save_place(lesson, SavedPlace(1, "conv1.output[0,0,1,1]", "d"))
        record.save_place("padding", SavedPlace(2, None, "d"))
        assert list(record.learned().places) == ["stride", "dilation", "padding"]
        assert record.learned().places["padding"] == SavedPlace(2, None, "d")


def first_version(path: Path) -> None:
    """Make a record as the first version left it, with a setting and a place."""
    path.parent.mkdir()
    with closing(connect(path, "rwc")) as connection:
        migrate(connection, MIGRATIONS[:1])
        connection.execute("INSERT INTO settings VALUES ('theme', 'light')")
        connection.execute("INSERT INTO places VALUES ('padding', 2, 'conv1.output', 'd', 7)")


def test_a_record_of_the_first_version_is_led_on_without_loss(path: Path) -> None:
    first_version(path)
    assert examine(path) is State.FINE
    with Record(path) as record:
        assert (record.notice, record.in_memory) == (None, False)
        record.mark_done("padding", 1, "d")
        assert record.setting("theme", "dark") == "light"
        assert record.learned().places == {"padding": SavedPlace(2, "conv1.output", "d")}
    with closing(connect(path)) as connection:
        assert version_of(connection) == VERSION
    assert list(path.parent.glob("*.corrupt-*")) == []


def test_looking_at_a_record_of_the_first_version_leaves_it_as_it_is(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONVTUTOR_DATA", str(path.parent))
    assert peek_learned().done == {}
    assert not path.parent.exists()
    first_version(path)
    before = path.read_bytes()
    learned = peek_learned()
    assert (dict(learned.done), list(learned.places)) == ({}, ["padding"])
    assert path.read_bytes() == before


def test_a_first_version_that_may_only_be_read_is_copied_into_memory(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first_version(path)
    monkeypatch.setattr("convtutor.progress.examine.BUSY_S", 0.0)
    with closing(connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        with Record(path) as record:
            assert record.in_memory
            assert record.setting("theme", "dark") == "light"
            record.mark_done("padding", 1, "d")
            assert record.learned().done == {"padding": {1: "d"}}


def test_what_is_no_such_row_is_passed_over(path: Path) -> None:
    with Record(path) as record:
        record.mark_done("padding", 1, "d")
        record._opened.connection.execute("INSERT INTO done VALUES ('padding', 'x', 'd', 2)")
        record._opened.connection.execute("INSERT INTO done VALUES ('stride', 1, x'00', 3)")
        assert record.learned().done == {"padding": {1: "d"}}


def test_every_table_is_named_from_the_version_that_made_it(path: Path) -> None:
    assert tables_in(1) == {"settings", "places"}
    with Record(path):
        pass
    with closing(connect(path)) as connection:
        rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        assert {name for (name,) in rows} == tables_in(VERSION)
