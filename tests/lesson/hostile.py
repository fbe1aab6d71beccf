"""Lesson files that mean harm or went wrong, and what the command says to them.

Said   what a command wrote and how it ended, held to what holds always
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from convtutor.cli import main

MOST_SECONDS = 20.0  # a limit for sanity's sake: what is meant is far below a second
GOOD = """\
schema = 1
id = "small"
title = "Small"
summary = "A small lesson."
minutes = 5

[[examples]]
title = "one"
intro = "Watch."
[examples.tensors]
input = [[0, 1, 2], [3, 4, 5]]
[[examples.layers]]
name = "conv1"
op = "conv2d"
weight = [[1, 2]]
[[examples.notes]]
at = "conv1.output"
text = "Words."
"""


@dataclass(frozen=True, slots=True)
class Said:
    """What a command wrote; every line of it can be shown as it is."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """Give all lines, of standard output first."""
        return [*self.out.splitlines(), *self.err.splitlines()]


def changed(old: str, new: str) -> str:
    """Give the good lesson with one part changed."""
    assert GOOD.count(old) == 1, old
    return GOOD.replace(old, new)


def line_of(text: str, part: str) -> int:
    """Give the line of a text at which a part stands."""
    return text[: text.index(part)].count("\n") + 1


def say_to(
    arguments: tuple[str, ...], capfd: pytest.CaptureFixture[str], limit_s: float = MOST_SECONDS
) -> Said:
    """Run the command; whatever it is given, it ends in time, without a traceback, and shows
    nothing that a terminal would obey."""
    began = time.monotonic()
    code = main(list(arguments))
    seconds = time.monotonic() - began
    out, err = capfd.readouterr()
    assert seconds < limit_s
    assert "Traceback" not in out + err
    assert code != 6, err
    for line in (*out.split("\n"), *err.split("\n")):
        assert line.isprintable(), line
    return Said(code, out, err)


def written(folder: Path, content: str | bytes, name: str = "small.toml") -> Path:
    """Write a lesson file; its name may be bytes that are no text."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def surroundings(folder: Path, **more: str) -> Mapping[str, str]:
    """Give an environment whose record is in a folder of the test."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "HOME") if name in os.environ}
    return {**kept, "CONVTUTOR_DATA": str(folder / "data"), **more}
