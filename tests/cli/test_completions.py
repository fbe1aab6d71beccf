import re
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from convtutor.cli import main
from convtutor.cli.arguments import DEVICES, SHELLS, VERBS, options_of
from convtutor.words import LANGUAGES

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = ROOT / "convtutor" / "completions"


@pytest.mark.parametrize("shell", SHELLS)
def test_the_shipped_script_is_what_the_tool_writes(shell: str) -> None:
    pytest.importorskip("shtab")
    pinned = re.search(r"^shtab==(\S+)", (ROOT / "constraints.txt").read_text(), re.MULTILINE)
    assert pinned is not None
    if version("shtab") != pinned[1]:
        pytest.skip(f"the scripts are made with shtab {pinned[1]}")
    from tools.completions import script

    shipped = (FOLDER / f"convtutor.{shell}").read_text(encoding="utf-8")
    assert shipped == script(shell), "run python -m tools.completions"


@pytest.mark.parametrize("shell", SHELLS)
def test_a_script_knows_every_verb_and_option(
    shell: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["completion", shell]) == 0
    text = capsys.readouterr().out
    for verb in VERBS:
        assert verb in text
        for option in options_of(verb):
            assert option.removeprefix("--") in text
    for choices in (DEVICES, LANGUAGES, SHELLS):
        assert " ".join(choices) in text


def complete(words: list[str]) -> set[str]:
    """Ask bash what it would offer for the last of the words."""
    code = f"""
        convtutor() {{ {sys.executable} -m convtutor "$@"; }}
        source {FOLDER / "convtutor.bash"}
        COMP_WORDS=({" ".join(f"'{word}'" for word in words)})
        COMP_CWORD={len(words) - 1}
        $(complete -p convtutor | sed 's/.*-F //; s/ .*//')
        printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    done = subprocess.run(
        ["bash", "--norc", "-c", code], capture_output=True, text=True, timeout=60, check=False,
        cwd=ROOT,
    )
    assert done.stderr == ""
    return set(done.stdout.split())


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_bash_completes_verbs_options_choices_and_lessons() -> None:
    assert complete(["convtutor", "l"]) == {"lesson", "list"}
    assert complete(["convtutor", "lesson", "padding", "--de"]) == {"--device"}
    assert complete(["convtutor", "lesson", "--device", "c"]) == {"cpu", "cuda"}
    assert complete(["convtutor", "lesson", "pad"]) == {"padding", "padding-modes"}
    assert complete(["convtutor", "completion", ""]) == set(SHELLS)
