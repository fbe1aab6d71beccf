import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from convtutor.progress.database import Notice, make_record
from convtutor.progress.examine import State, connect, examine
from convtutor.progress.record import Record, SavedPlace, open_record
from convtutor.progress.schema import APPLICATION_ID, MIGRATIONS, VERSION, migrate, version_of

PLACE = SavedPlace(2, "conv1.output[2,0].tap[1]", "abc")
POSIX = pytest.mark.skipif(os.name != "posix", reason="POSIX file kinds, limits and signals")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "progress.sqlite3"


def run(code: str, path: Path) -> subprocess.CompletedProcess[str]:
    """Run code in another process; it finds the record's path in argv[1]."""
    return subprocess.run(
        [sys.executable, "-c", code, str(path)],
        capture_output=True, text=True, timeout=60, check=False,
    )


def is_sound(path: Path) -> bool:
    with closing(connect(path)) as connection:
        return bool(connection.execute("PRAGMA integrity_check").fetchone() == ("ok",))


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


FILL_THE_DISK = """
import resource, signal, sys
from pathlib import Path
from convtutor.progress.record import Record
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with Record(Path(sys.argv[1])) as record:
    record.set_setting("theme", "light")
    size = Path(sys.argv[1]).stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    record.set_setting("language", "x" * 3 * size)
    kept = len(record.setting("language", "")) == 3 * size
    print(record.in_memory, record.setting("theme", "dark"), kept)
    print(record.notice)
"""


@POSIX
def test_a_full_disk_leaves_the_record_in_memory_and_the_file_sound(path: Path) -> None:
    done = run(FILL_THE_DISK, path)
    assert done.stderr == ""
    assert done.stdout.startswith("True light True\nThe record")
    assert is_sound(path)
    with Record(path) as record:
        assert record.setting("theme", "dark") == "light"


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


REMEMBER_AS_NOBODY = """
import os, sys
from pathlib import Path
from convtutor.progress.record import Record
os.setegid(65534)
os.seteuid(65534)
with Record(Path(sys.argv[1])) as record:
    record.set_setting("theme", "light")
    print(record.in_memory, record.setting("theme", "dark"), record.setting("speed", "none"))
"""


@pytest.mark.skipif(
    os.name != "posix" or os.geteuid() != 0, reason="only root can become another user"
)
def test_a_record_that_may_only_be_read_is_left_alone(tmp_path: Path) -> None:
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o755)
    path = tmp_path / "progress.sqlite3"
    with Record(path) as record:
        record.set_setting("speed", "8")
    path.chmod(0o644)
    done = run(REMEMBER_AS_NOBODY, path)
    assert (done.stdout, done.stderr) == ("True light 8\n", "")
    path.chmod(0o600)
    done = run(REMEMBER_AS_NOBODY, path)
    assert (done.stdout, done.stderr) == ("True light none\n", "")


def test_two_processes_that_begin_at_once_keep_what_both_wrote(path: Path) -> None:
    code = """
import sys
from pathlib import Path
from convtutor.progress.record import Record, SavedPlace
name = sys.argv[2]
print("ready", flush=True)
sys.stdin.readline()
with Record(Path(sys.argv[1])) as record:
    for number in range(25):
        record.save_place(f"{name}{number}", SavedPlace(number, None, name))
    print(record.notice)
"""
    path.parent.mkdir()
    path.write_text("both find it broken")
    children = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(path), name],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for name in ("left", "right", "third")
    ]
    for child in children:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
    said = [child.communicate("go\n", timeout=60)[0].strip() for child in children]
    with Record(path) as record:
        kept = [record.place(f"{n}{i}") for n in ("left", "right", "third") for i in range(25)]
    assert None not in kept
    assert len(list(path.parent.glob("*.corrupt-*"))) == 1
    assert sum(words != "None" for words in said) == 1


@POSIX
def test_a_killed_writer_loses_at_most_what_it_was_writing(path: Path) -> None:
    code = """
import sys
from pathlib import Path
from convtutor.progress.record import Record, SavedPlace
with Record(Path(sys.argv[1])) as record:
    for number in range(10**9):
        record.save_place("padding", SavedPlace(number, "x" * 5000, "abc"))
        print(number, flush=True)
"""
    for round_number in range(3):
        child = subprocess.Popen(
            [sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, text=True
        )
        assert child.stdout is not None
        for _ in range(5 + round_number):
            child.stdout.readline()
        child.kill()
        rest = child.stdout.read().split("\n")
        child.wait()
        child.stdout.close()
        said = [int(line) for line in rest[:-1]] or [4 + round_number]
        with Record(path) as record:
            saved = record.place("padding")
            assert record.notice is None
        assert saved is not None
        assert saved.example in (said[-1], said[-1] + 1)
        assert is_sound(path)


@POSIX
def test_a_transaction_cut_off_by_kill_is_undone(path: Path) -> None:
    code = """
import os, signal, sys
from pathlib import Path
from convtutor.progress.examine import connect
connection = connect(Path(sys.argv[1]))
connection.execute("PRAGMA cache_size = 1")
connection.execute("BEGIN IMMEDIATE")
connection.execute("DELETE FROM settings")
rows = ((str(number), "x" * 999) for number in range(99))
connection.executemany("INSERT INTO settings VALUES (?, ?)", rows)
os.kill(os.getpid(), signal.SIGKILL)
"""
    with Record(path) as record:
        record.set_setting("theme", "light")
    run(code, path)
    assert Path(f"{path}-journal").exists()
    with Record(path) as record:
        assert record.setting("theme", "dark") == "light"
        assert record.notice is None
    assert is_sound(path)


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
