"""What the README promises exists: files, make targets, commands, reports."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_file_that_the_readme_links_is_there() -> None:
    linked = re.findall(r"\]\(([^)#]+)\)", README)
    assert linked
    assert [link for link in linked if not (ROOT / link).is_file()] == []


def test_every_make_target_of_the_readme_is_in_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (phony,) = re.findall(r"^\.PHONY: (.*)$", makefile, re.M)
    named = set(re.findall(r"\bmake ([a-z-]+)\b", README))
    assert {"lesson", "test", "help"} <= named
    assert named <= set(phony.split())


def test_the_table_of_commands_names_every_command_and_no_other() -> None:
    table = set(re.findall(r"^\| `convtutor (\w+)", README, re.M))
    shown = subprocess.run(
        (sys.executable, "-m", "convtutor", "--help"),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    ).stdout
    verbs = set(re.findall(r"^    ([a-z]+)\b", shown.partition("VERB\n")[2], re.M))
    assert verbs
    assert table == verbs


def test_a_gpu_is_named_only_where_its_report_is_there() -> None:
    reports = {path.name for path in (ROOT / "docs" / "gpu").glob("*.json")}
    assert set(re.findall(r"docs/gpu/([\w.-]+\.json)", README)) <= reports
    named = re.findall(r"\b(H100|H200|A100|V100|RTX|Tesla|GeForce)\b", README)
    assert not named or reports
