"""Several processes, kill -9, a full disk and another user's file."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from convtutor.progress.record import Record
from tests.progress.records import is_sound, run

ROOT = Path(__file__).resolve().parent.parent.parent
POSIX = pytest.mark.skipif(os.name != "posix", reason="limits and signals of POSIX")


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
    for folder in (tmp_path, *tmp_path.parents[:3]):  # up to pytest's own, with a worker's
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


ANSWER = """
import sys
from dataclasses import replace
from pathlib import Path
from convtutor.progress.record import Record
from tests.progress.answering import RIGHT
print("ready", flush=True)
sys.stdin.readline()
with Record(Path(sys.argv[1])) as record:
    for number in range(int(sys.argv[3])):
        record.keep_answer(replace(RIGHT, question=sys.argv[2], seed=number))
        print(number, flush=True)
    print(record.notice)
"""


def answering(path: Path, name: str, count: int) -> subprocess.Popen[str]:
    """Begin to answer in another process; it waits for a line."""
    child = subprocess.Popen(
        [sys.executable, "-c", ANSWER, str(path), name, str(count)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    return child


def test_two_windows_that_answer_at_once_keep_every_answer(path: Path) -> None:
    children = [answering(path, name, 200) for name in ("left", "right")]
    assert all(child.stdin is not None and child.stdin.write("go\n") for child in children)
    for child in children:
        assert child.stdin is not None
        child.stdin.flush()
    said = [child.communicate(timeout=100)[0].split("\n")[-2] for child in children]
    assert said == ["None", "None"]
    with Record(path) as record:
        kept = record.kept()
    assert [one.sequence for one in kept] == list(range(1, 401))
    for name in ("left", "right"):
        seeds = [one.answered.seed for one in kept if one.answered.question == name]
        assert seeds == list(range(200))
    assert is_sound(path)


@POSIX
def test_a_killed_window_loses_at_most_the_answer_in_flight(path: Path) -> None:
    before = 0
    for round_number in range(3):
        child = answering(path, str(round_number), 10**9)
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write("go\n")
        child.stdin.flush()
        said = [child.stdout.readline() for _ in range(5 + round_number)]
        child.kill()
        said += child.stdout.read().splitlines(keepends=True)
        child.communicate()
        finished = sum(line.endswith("\n") for line in said)
        with Record(path) as record:
            assert record.notice is None
            kept = len(record.answers()) - before
        assert kept in (finished, finished + 1)
        assert is_sound(path)
        before += kept
