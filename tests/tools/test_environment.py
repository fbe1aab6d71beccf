"""The choices that the Makefile keeps, as far as they need no installation."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from tools.constraints import frozen_line
from tools.environment import __main__ as environment
from tools.environment import stamp, torch_build
from tools.environment.commands import ROOT, Refusal
from tools.environment.stamp import Stamp, pinned_torch

SETTLED = Stamp(
    root="/here",
    python="/usr/bin/python3.11",
    torch="cuda",
    torch_found="installed",
    torch_pin=pinned_torch(),
    installed="test",
)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_torch_is_the_cpu_build_until_one_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TORCH", raising=False)
    assert environment.chosen_torch(None) == "cpu"


def test_the_choice_of_torch_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TORCH", "")
    assert environment.chosen_torch(SETTLED) == "cuda"


def test_a_given_choice_wins_over_the_kept_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TORCH", "no")
    assert environment.chosen_torch(SETTLED) == "no"
    assert not environment.torch_is_settled(SETTLED, "no")


def test_an_unknown_choice_is_refused_with_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TORCH", "gpu")
    with pytest.raises(Refusal, match="cpu, cuda or no, not 'gpu'"):
        environment.chosen_torch(None)


def test_a_new_pin_unsettles_torch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TORCH", raising=False)
    assert environment.torch_is_settled(SETTLED, "cuda")
    monkeypatch.setattr(environment, "pinned_torch", lambda: "2.99.0")
    assert not environment.torch_is_settled(SETTLED, "cuda")


@pytest.mark.parametrize(("given", "settled"), [("", True), ("cpu", False)])
def test_an_absent_torch_is_sought_again_only_when_asked(
    given: str, settled: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    absent = Stamp(
        root="/here", python="p", torch="cpu", torch_found="absent", torch_pin=pinned_torch()
    )
    monkeypatch.setenv("TORCH", given)
    assert environment.torch_is_settled(absent, "cpu") is settled


@pytest.mark.parametrize("text", ["", "{", "[]", '{"colour": "red"}', "3"])
def test_a_damaged_stamp_counts_as_none(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stamp, "STAMP", tmp_path / "stamp.json")
    (tmp_path / "stamp.json").write_text(text, encoding="utf-8")
    assert stamp.read_stamp() is None


def test_a_stamp_reads_back_as_it_was_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stamp, "VENV", tmp_path)
    monkeypatch.setattr(stamp, "STAMP", tmp_path / "stamp.json")
    stamp.write_stamp(SETTLED)
    assert stamp.read_stamp() == SETTLED


def test_the_range_of_the_outer_torch_is_that_of_the_torch_extra() -> None:
    (extra,) = PROJECT["optional-dependencies"]["torch"]
    floor, ceiling = re.findall(r"\d+", extra)[:2], re.findall(r"<(\d+)", extra)
    low, high = re.findall(r"\((\d+), (\d+)\)", torch_build.FIND_OUTER_TORCH)
    assert (list(low), [high[0]]) == (floor, ceiling)


def test_every_dependency_has_an_upper_bound() -> None:
    extras = PROJECT["optional-dependencies"].values()
    needs = [*PROJECT["dependencies"], *(need for extra in extras for need in extra)]
    assert [need for need in needs if "<" not in need] == []


def test_constraints_pin_every_dependency_without_a_build_label() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    assert [pin for pin in pins if not re.fullmatch(r"[\w.-]+==[\w.]+", pin)] == []
    pinned = {re.split("==", pin)[0].lower().replace("_", "-") for pin in pins}
    extras = PROJECT["optional-dependencies"].values()
    needs = [*PROJECT["dependencies"], *(need for extra in extras for need in extra)]
    assert {re.split("[<>=]", need)[0].lower() for need in needs} <= pinned


@pytest.mark.parametrize(
    ("line", "pin"),
    [
        ("torch==2.13.0+cpu", "torch==2.13.0"),
        ("numpy==2.4.6", "numpy==2.4.6"),
        ("convtutor @ file:///somewhere", None),
        ("-e git+https://example.org/convtutor", None),
    ],
)
def test_a_frozen_line_becomes_a_pin(line: str, pin: str | None) -> None:
    assert frozen_line(line) == pin


def make(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run make in the checkout."""
    command = ("make", "--no-print-directory", *arguments)
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_make_alone_lists_every_target() -> None:
    listed = re.findall(r"^make ([\w-]+) ", make().stdout, re.M)
    phony = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    assert phony is not None
    assert set(listed) == set(phony[1].split()) - {
        "help", "python", "lesson-env", "test-env", "bench-env",
    }


@pytest.mark.parametrize("version", ["2.7", "3.6", "3.10"])
def test_an_old_interpreter_gets_a_sentence(version: str, tmp_path: Path) -> None:
    old = tmp_path / "old-python"
    old.write_text(f"#!/bin/sh\necho {version}\n", encoding="utf-8")
    old.chmod(0o755)
    done = make("lesson", f"PYTHON={old}")
    assert done.returncode == 2
    assert f"{old} is Python {version}, convtutor needs 3.11 or newer" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_absent_interpreter_gets_a_sentence(tmp_path: Path) -> None:
    done = make("lesson", f"PYTHON={tmp_path / 'no-python'}")
    assert done.returncode == 2
    assert "does not run; name Python 3.11 or newer with PYTHON=" in done.stderr
