"""Whatever lies where the record should be, one can go on."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from convtutor.progress.database import Notice, make_record
from convtutor.progress.examine import State, connect, examine
from convtutor.progress.record import Record, SavedPlace
from convtutor.progress.schema import APPLICATION_ID, MIGRATIONS, VERSION, migrate, version_of
from tests.progress.records import is_sound

PLACE = SavedPlace(2, "conv1.output[2,0].tap[1]", "abc")
POSIX = pytest.mark.skipif(os.name != "posix", reason="file kinds of POSIX")


def spoil_empty(path: Path) -> None:
    path.write_bytes(b"")


def spoil_text(path: Path) -> None:
    path.write_text("this is no database, whatever its name says\n" * 50)


def spoil_folder(path: Path) -> None:
    path.mkdir()


def spoil_foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE places (url TEXT)")


def spoil_page(path: Path) -> None:
    with closing(connect(path, "rwc")) as connection:
        migrate(connection)
        connection.executemany(
            "INSERT INTO settings VALUES (?, ?)", [(str(n), "x" * 500) for n in range(100)]
        )
    content = bytearray(path.read_bytes())
    content[4096 * 5 : 4096 * 8] = b"\xff" * (4096 * 3)
    path.write_bytes(content)


def spoil_columns(path: Path) -> None:
    with closing(connect(path, "rwc")) as connection:
        migrate(connection)
        connection.execute("ALTER TABLE places DROP COLUMN digest")


def spoil_tables(path: Path) -> None:
    with closing(connect(path, "rwc")) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("CREATE TABLE other (x)")


@pytest.mark.parametrize(
    ("spoil", "state"),
    [
        (spoil_empty, State.EMPTY),
        (spoil_text, State.BROKEN),
        (spoil_folder, State.NOT_A_FILE),
        (spoil_foreign, State.FOREIGN),
        (spoil_page, State.BROKEN),
        (spoil_columns, State.BROKEN),
        (spoil_tables, State.BROKEN),
    ],
)
def test_what_cannot_be_trusted_is_moved_aside_and_a_new_record_begun(
    path: Path, spoil: object, state: State
) -> None:
    path.parent.mkdir()
    spoil(path)  # type: ignore[operator]
    spoiled = None if path.is_dir() else path.read_bytes()
    assert examine(path) is state
    with Record(path) as record:
        aside = path.with_name("progress.sqlite3.corrupt-1")
        assert record.notice == Notice(f"moved-{state.value}", {"aside": str(aside)}).said("en")
        assert aside.is_dir() if spoiled is None else aside.read_bytes() == spoiled
        record.set_setting("theme", "light")
    with Record(path) as record:
        assert record.notice is None
        assert record.setting("theme", "dark") == "light"


def test_nothing_moved_aside_before_is_overwritten(path: Path) -> None:
    path.parent.mkdir()
    for word in ("first", "second"):
        path.write_text(word)
        Record(path).close()
    asides = sorted(path.parent.glob("*.corrupt-*"))
    assert [aside.read_text() for aside in asides] == ["first", "second"]


def test_the_journal_of_a_cut_off_record_goes_with_it(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("")
    Path(f"{path}-journal").write_text("its journal")
    with Record(path) as record:
        record.set_setting("theme", "light")
    assert Path(f"{path}.corrupt-1-journal").read_text() == "its journal"
    assert is_sound(path)


@POSIX
def test_a_named_pipe_is_not_waited_for(path: Path) -> None:
    path.parent.mkdir()
    os.mkfifo(path)
    with Record(path) as record:
        assert record.notice is not None
        assert not record.in_memory


def test_a_newer_record_is_read_and_left_as_it_is(path: Path) -> None:
    with Record(path) as record:
        record.set_setting("theme", "light")
    with closing(connect(path)) as connection:
        connection.execute("ALTER TABLE settings ADD COLUMN changed")
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    before = path.read_bytes()
    with Record(path) as record:
        assert record.in_memory
        assert "newer convtutor" in str(record.notice)
        assert record.setting("theme", "dark") == "light"
        record.set_setting("theme", "dark")
        record.save_place("padding", PLACE)
        assert record.setting("theme", "light") == "dark"
        assert record.place("padding") == PLACE
    assert path.read_bytes() == before


def test_a_newer_record_with_other_tables_begins_empty(path: Path) -> None:
    Record(path).close()
    with closing(connect(path)) as connection:
        connection.execute("DROP TABLE settings")
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    with Record(path) as record:
        assert record.setting("theme", "dark") == "dark"


def test_a_folder_that_cannot_be_made_keeps_the_record_in_memory(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with Record(tmp_path / "file" / "data" / "progress.sqlite3") as record:
        assert record.in_memory
        assert str(tmp_path / "file") in str(record.notice)
        record.set_setting("theme", "light")
        assert record.setting("theme", "dark") == "light"


def test_a_record_locked_by_another_program_ends_in_a_message(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("convtutor.progress.examine.BUSY_S", 0.0)
    with Record(path) as record:
        record.set_setting("theme", "light")
        with closing(connect(path)) as other:
            other.execute("BEGIN IMMEDIATE")
            record.set_setting("theme", "dark")
            assert record.in_memory
            assert "5 seconds" in str(record.notice)
            assert record.setting("theme", "light") == "dark"
            with Record(path) as late:
                assert late.in_memory
                assert late.setting("theme", "dark") == "light"
                assert "5 seconds" in str(late.notice)


def test_nothing_is_moved_aside_while_another_process_does_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("convtutor.progress.database.BUSY_S", 0.0)
    path.parent.mkdir()
    path.write_text("broken")
    with closing(sqlite3.connect(path.parent / "progress.lock", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with Record(path) as record:
            assert record.in_memory
            assert "5 seconds" in str(record.notice)
    assert path.read_text() == "broken"
    assert list(path.parent.glob("*.corrupt-*")) == []


def test_a_half_made_new_record_is_made_again(path: Path) -> None:
    path.parent.mkdir()
    Path(f"{path}.new").write_text("left over")
    Path(f"{path}.new-journal").write_text("left over")
    make_record(path)
    assert examine(path) is State.FINE
    assert list(path.parent.glob("*.new*")) == []


def test_a_lock_file_that_is_no_database_keeps_the_record_in_memory(path: Path) -> None:
    path.parent.mkdir()
    (path.parent / "progress.lock").write_text("no database " * 100)
    with Record(path) as record:
        assert record.in_memory
        assert "not a database" in str(record.notice)


def test_migrations_lead_an_older_record_on_without_loss(path: Path) -> None:
    with Record(path) as record:
        record.set_setting("theme", "light")
    more = (*MIGRATIONS, ("ALTER TABLE settings ADD COLUMN changed INTEGER",))
    with closing(connect(path)) as connection:
        migrate(connection, more)
        migrate(connection, more)
        assert version_of(connection) == VERSION + 1
        assert connection.execute("SELECT * FROM settings").fetchall() == [("theme", "light", None)]


def test_a_migration_that_fails_changes_nothing(path: Path) -> None:
    Record(path).close()
    more = (*MIGRATIONS, ("DROP TABLE places", "CREATE TABLE settings (again)"))
    with closing(connect(path)) as connection:
        with pytest.raises(sqlite3.OperationalError, match="already exists"):
            migrate(connection, more)
        assert version_of(connection) == VERSION
    assert examine(path) is State.FINE
