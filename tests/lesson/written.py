"""Lesson files for the tests: a good one, and ways to change it."""

from pathlib import Path

from convtutor.lesson.read import read_lesson
from convtutor.lesson.schema import Lesson

HEAD = """\
schema = 1
id = "small"
title = { en = "Small", zh = "小" }
summary = "A small lesson."
minutes = 5
"""
EXAMPLE = """\
[[examples]]
title = "one"
intro = "Watch."
[examples.tensors]
input = [[0, 1, 2], [3, 4, 5]]
"""
CONV = """\
[[examples.layers]]
name = "conv1"
op = "conv2d"
weight = [[1, 2]]
"""
GOOD = HEAD + EXAMPLE + CONV


def lesson_file(folder: Path, text: str) -> Path:
    path = folder / "small.toml"
    path.write_text(text, encoding="utf-8")
    return path


def lesson(folder: Path, text: str) -> Lesson:
    return read_lesson(lesson_file(folder, text))
