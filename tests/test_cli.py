"""The command line as a person or a script meets it: in processes of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from convtutor import __version__
from tests.conftest import require
from tests.crosscheck.torches import install
from tests.lesson.written import HEAD

ROOT = Path(__file__).resolve().parent.parent
PADDING_AT_THE_EDGE = "output[2,0] = 0×0 + 3×1 + 0×2 + 6×3 = 21 (2 of 4 reads are padding)"
HEAVY = ("numpy", "rich", "textual", "torch")
POSIX = pytest.mark.skipif(os.name != "posix", reason="pipes, signals and terminals of POSIX")
MISSING = "raise ModuleNotFoundError(\"No module named 'torch'\", name='torch')"


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep the record in the test's folder, and the locale and path from deciding anything."""
    monkeypatch.setenv("CONVTUTOR_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("PYTHONUTF8", "1")
    monkeypatch.setenv("COLUMNS", "80")


def convtutor(
    *arguments: str | bytes, typed: str = "", settings: Mapping[str, str | None] | None = None
) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **(settings or {})}
    return subprocess.run(
        [sys.executable, "-m", "convtutor", *arguments],
        input=typed, capture_output=True, text=True, encoding="utf-8", timeout=100, check=False,
        cwd=ROOT, env={name: value for name, value in environment.items() if value is not None},
    )


@pytest.mark.parametrize(
    "arguments", [["--help"], ["--version"], ["list"], ["list", "--json"], [], ["lesson", "-h"]]
)
def test_help_version_and_list_load_nothing_heavy(arguments: list[str]) -> None:
    code = f"""
import sys
from convtutor.cli import main
assert main({arguments!r}) == 0
print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False,
        cwd=ROOT,
    )
    assert (done.returncode, done.stderr) == (0, "[]\n")
    assert done.stdout


def test_the_version_is_that_of_the_package() -> None:
    assert convtutor("--version").stdout == f"convtutor {__version__}\n"


def test_without_a_verb_it_lists_the_lessons_and_names_the_next_command() -> None:
    done = convtutor()
    assert done.returncode == 0
    assert "○  padding" in done.stdout
    assert "as in: convtutor lesson " in done.stdout


def test_a_lesson_is_stepped_through_a_pipe() -> None:
    require("torch")
    done = convtutor("lesson", "padding", "--plain", typed="n\nn\np output\nt\nq\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert "output[0,0] = 0×0 + 1×1 + 3×2 + 4×3 = 19" in done.stdout
    assert "conv1.output, 1x1x2x2, 2 of 4 made" in done.stdout
    assert "17 of 17 numbers agree on the CPU, bit for bit." in done.stdout


def test_without_a_terminal_a_lesson_is_stepped_on_lines() -> None:
    done = convtutor("lesson", "padding", "--example", "2", "--at", "output[2,0]", typed="")
    assert (done.returncode, done.stderr) == (0, "")
    assert PADDING_AT_THE_EDGE in done.stdout
    assert "\x1b" not in done.stdout


def test_a_language_that_is_asked_for_is_remembered() -> None:
    done = convtutor("lesson", "padding", "--lang", "zh", typed="q\n")
    assert "例 1（共" in done.stdout
    assert "填充" in convtutor("list").stdout
    assert "Example 1 of" in convtutor("lesson", "padding", "--lang", "en").stdout
    assert "Padding" in convtutor("list").stdout


def test_a_lesson_leaves_the_record_alone_when_no_language_is_asked_for(tmp_path: Path) -> None:
    convtutor("lesson", "padding", typed="n\n")
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["lst"], 2, "convtutor: lst is no verb; did you mean 'list'?"),
        (["lesson", "paddin"], 2, "no lesson is named 'paddin'; did you mean 'padding'?"),
        (["lesson", "padding", "--at", "outptu[0,0]"], 2, "did you mean 'output'"),
        (["lesson", "padding", "--example", "0"], 2, "padding has examples 1 to"),
        (["lesson", "padding", "--play", "--example", "0"], 2, "padding has examples 1 to"),
        (["lesson", "padding", "--play", "--at", "output"], 2, "does not go with --at"),
        (["lesson", "padding", "--play", "--plain"], 2, "does not go with --plain"),
        (["lesson", "./nothing.toml"], 5, "nothing.toml: there is no such file"),
        (["check", "./nothing.toml"], 5, "nothing.toml: there is no such file"),
        (["lesson", "a\x1b[2J/\u202e.toml"], 5, r"a\x1b[2J/\u202e.toml: there is no such file"),
        (["lesson", "a\x1b[2J"], 2, r"'a\x1b[2J'"),
        (["a\x1b]52;c;eA==\x07"], 2, r"a\x1b]52;c;eA==\x07 is no verb"),
        (["lesson", "padding", "--\x1b[2J"], 2, r"--\x1b[2J is no argument"),
        (["verify"], 2, "verify: name lessons, or give --all"),
        (["list", "--lang", "tlh"], 2, "invalid choice: 'tlh'"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_its_exit_code(
    arguments: list[str], code: int, sentence: str
) -> None:
    done = convtutor(*arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert sentence.replace("\\x1b", "\x1b") in done.stderr.replace("\\x1b", "\x1b").replace(
        "\\\x1b", "\x1b"
    )
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.isprintable() or done.stderr[:-1].isprintable()


@POSIX
def test_a_file_whose_name_is_no_utf8_can_be_opened_and_named(tmp_path: Path) -> None:
    text = (ROOT / "lessons" / "padding.toml").read_text(encoding="utf-8")
    path = os.fsencode(tmp_path) + b"/a\xff.toml"
    Path(os.fsdecode(path)).write_text(text, encoding="utf-8")
    done = convtutor("lesson", path, "--plain", typed="n\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert "\\xff" in convtutor("check", path).stdout


def test_a_lesson_file_with_faults_ends_in_3_with_every_problem(tmp_path: Path) -> None:
    path = tmp_path / "small.toml"
    path.write_text(HEAD + "titel = 1\nsumary = 2\n", encoding="utf-8")
    done = convtutor("lesson", str(path))
    assert (done.returncode, done.stdout) == (3, "")
    assert "did you mean 'title'" in done.stderr
    assert "did you mean 'summary'" in done.stderr
    done = convtutor("check", str(path))
    assert (done.returncode, done.stderr) == (3, "")
    assert "did you mean 'title'" in done.stdout


def test_a_device_that_is_asked_for_and_absent_ends_in_4(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, MISSING, monkeypatch)
    done = convtutor("verify", "padding", "--device", "cuda")
    assert done.returncode == 4
    assert "pip install" in done.stderr
    done = convtutor("lesson", "padding", "--plain", typed="n\nt\nn\nq\n")
    assert done.returncode == 0
    assert "torch: not checked" in done.stdout
    assert "output[0,1] = " in done.stdout


def test_json_documents_carry_schema_and_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, MISSING, monkeypatch)
    for verb in (["list"], ["doctor"], ["verify", "--all"]):
        text = convtutor(*verb, "--json").stdout
        assert text.isascii()
        document = json.loads(text)
        assert document["schema"] == f"convtutor-{verb[0]}"
        assert isinstance(document["version"], int)


@pytest.mark.parametrize("locale", [{"LC_ALL": "C"}, {"LC_ALL": None, "LANG": "POSIX"}])
def test_in_a_c_locale_signs_are_ascii(locale: dict[str, str | None]) -> None:
    settings = {**locale, "PYTHONUTF8": None}
    done = convtutor(
        "lesson", "padding", "--plain", "--example", "2",
        typed="goto output[2,0]\np output\ns\nw\nlist\nhelp\n", settings=settings,
    )
    assert done.returncode == 0
    assert done.stdout.isascii()
    assert PADDING_AT_THE_EDGE.replace("×", "*") in done.stdout


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "gb18030", "utf-16"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_encoding_of_a_pipe_stops_the_program(encoding: str, language: str) -> None:
    for arguments in (["lesson", "padding", "--lang", language], ["lesson", "--help"]):
        done = subprocess.run(
            [sys.executable, "-m", "convtutor", *arguments],
            input=b"", capture_output=True, timeout=60, check=False, cwd=ROOT,
            env={**os.environ, "PYTHONIOENCODING": encoding},
        )
        assert (done.returncode, done.stderr) == (0, b"")


@POSIX
def test_a_closed_pipe_ends_quietly() -> None:
    for arguments in ("lesson padding --play", "list", "--help", "lesson padding --plain"):
        shell = f'"$0" -m convtutor {arguments} <&- | true; echo "${{PIPESTATUS[0]}}"'
        done = subprocess.run(
            ["bash", "-c", shell, sys.executable],
            capture_output=True, text=True, timeout=100, check=False, cwd=ROOT,
        )
        assert done.stderr == ""
        assert done.stdout in ("141\n", "0\n")


@POSIX
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_standard_streams_are_no_fault(closed: str) -> None:
    for arguments in ("lesson padding", "list", "check padding"):
        done = subprocess.run(
            ["bash", "-c", f'"$0" -m convtutor {arguments} {closed}', sys.executable],
            input="n\n", capture_output=True, text=True, timeout=100, check=False, cwd=ROOT,
        )
        assert (done.returncode, done.stderr) == (0, "")


@POSIX
@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_a_signal_ends_the_line_mode_with_its_status(number: signal.Signals, code: int) -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "convtutor", "lesson", "padding"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT,
    )
    assert child.stdout is not None
    assert child.stdin is not None
    child.stdin.write("n\n")
    child.stdin.flush()
    while not child.stdout.readline().startswith("output[0,0]"):
        pass
    child.send_signal(number)
    _, errors = child.communicate(timeout=60)
    assert (child.returncode, errors) == (code, "")


@POSIX
def test_a_hang_up_that_is_ignored_stays_ignored() -> None:
    code = """
import os, signal, sys
signal.signal(signal.SIGHUP, signal.SIG_IGN)
from convtutor.cli import end_by_signals
end_by_signals()
os.kill(os.getpid(), signal.SIGHUP)
print("still here")
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False,
        cwd=ROOT,
    )
    assert done.stdout == "still here\n"


def test_numpy_keeps_to_one_thread_unless_told_otherwise() -> None:
    code = """
import os, sys
from convtutor.cli import main
main(["lesson", "padding"])
print(os.environ["OPENBLAS_NUM_THREADS"], file=sys.stderr)
"""
    for given, kept in ((None, "1"), ("3", "3")):
        environment = {name: v for name, v in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
        environment |= {"OPENBLAS_NUM_THREADS": given} if given else {}
        done = subprocess.run(
            [sys.executable, "-c", code], input="", capture_output=True, text=True, timeout=60,
            check=False, cwd=ROOT, env=environment,
        )
        assert done.stderr == f"{kept}\n"


def test_the_line_mode_needs_neither_textual_nor_rich_nor_platformdirs() -> None:
    code = """
import sys
for name in ("textual", "rich", "platformdirs"):
    sys.modules[name] = None
from convtutor.cli import main
sys.exit(main(sys.argv[1:]))
"""
    for arguments in (["lesson", "padding"], ["list"], ["lesson", "padding", "--lang", "zh"]):
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments], input="n\nq\n", capture_output=True,
            text=True, timeout=60, check=False, cwd=ROOT,
        )
        assert (done.returncode, done.stderr) == (0, "")


def test_a_missing_numpy_is_said_in_a_sentence_with_the_remedy(tmp_path: Path) -> None:
    code = """
import sys
sys.modules["numpy"] = None
from convtutor.cli import main
sys.exit(main(sys.argv[1:]))
"""
    for arguments in (["lesson", "padding"], ["verify", "--all"], ["check", "padding"]):
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments], input="", capture_output=True, text=True,
            timeout=60, check=False, cwd=ROOT,
        )
        assert (done.returncode, done.stdout) == (4, "")
        assert done.stderr == (
            "convtutor: this needs numpy, which is not installed; "
            f"add it with: {sys.executable} -m pip install numpy\n"
        )
