"""A lesson as code that makes it again: the script and the notebook run alone, and tell a changed
number; what a lesson says cannot run."""

import ast
import io
import json
import os
import subprocess
import sys
import tokenize
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
import pytest

import convtutor
from convtutor.engine.ops import OPERATORS
from convtutor.lesson.run import run_example
from convtutor.lesson.text import Text
from convtutor.misconceptions import MISCONCEPTIONS
from convtutor.records.form import no_progress
from convtutor.records.formats import FORMATS
from convtutor.records.script import comment, literal
from convtutor.records.selection import Recorded, Selection, select
from tests.conftest import require
from tests.records.lessons import lesson_named

LESSONS = ("padding", "transposed-conv", "max-pool", "activations", "sgd-step", "kernel-flip")
HOSTILE = (
    '"""\' \\" \\\n__import__("os")._exit(7)\r\x0c\u2028\ufeff</script># -*- coding: utf-7 -*-'
    "\n```\n<img src=x onerror=alert(1)> [a](javascript:b) $\\href{javascript:c}{d}$"
)


def written(selection: Selection, kind: str) -> bytes:
    file = BytesIO()
    FORMATS[kind].write(selection, file, no_progress)
    return file.getvalue()


def traced(op: str, **given: Any) -> Selection:
    return convtutor.trace(op, **given).selection


def ran(content: bytes, folder: Path, torch: bool) -> subprocess.CompletedProcess[str]:
    """Run a script in a Python of its own, without torch by one that cannot be imported."""
    path = folder / "made.py"
    path.write_bytes(content)
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    environment.pop("PYTHONPATH", None)
    if not torch:
        absent = folder / "absent"
        absent.mkdir(exist_ok=True)
        (absent / "torch.py").write_text('raise ImportError("not here")\n', encoding="utf-8")
        environment["PYTHONPATH"] = str(absent)
    return subprocess.run(
        [sys.executable, str(path)], capture_output=True, text=True, encoding="utf-8",
        cwd=folder, env=environment, check=False,
    )


def as_script(notebook: bytes) -> bytes:
    """Give the code cells of a notebook one behind the other."""
    cells = json.loads(notebook)["cells"]
    return "\n".join(c["source"] for c in cells if c["cell_type"] == "code").encode()


def named_in(selection: Selection) -> set[str]:
    """Name every array that the steps of a selection make."""
    return {
        f"{trace.layer}.{trace.rule.target}"
        for part in selection.recorded for trace in part.run.timeline.traces
    }


def ran_together(contents: Mapping[str, bytes], folder: Path) -> dict[str, list[str]]:
    """Run scripts one behind the other in one Python, since torch loads slowly; give the lines
    that each prints, its exit status last."""
    for name, content in contents.items():
        (folder / f"{name}.py").write_bytes(content)
    runner = (
        "import runpy\n"
        f"for name in {list(contents)}:\n"
        "    try:\n"
        "        runpy.run_path(f'{name}.py', run_name='__main__')\n"
        "    except SystemExit as ended:\n"
        "        print(ended.code)\n"
        "    print('-----')\n"
    )
    done = ran(runner.encode(), folder, torch=True)
    assert (done.stderr, done.returncode) == ("", 0)
    parts = done.stdout.split("-----\n")[:-1]
    return {name: part.splitlines() for name, part in zip(contents, parts, strict=True)}


def test_the_script_of_a_lesson_agrees_with_torch(tmp_path: Path) -> None:
    require("torch")
    selections = {name: select(lesson_named(name), "en") for name in LESSONS}
    contents = {name: written(made, "py") for name, made in selections.items()}
    for name, lines in ran_together(contents, tmp_path).items():
        assert lines[-2:] == ["Everything that was computed agrees.", "0"]
        by_loops = {line.split(": ")[1] for line in lines if line.startswith("NumPy: ")}
        by_torch = {line.split(": ")[1] for line in lines if line.startswith("torch: ")}
        assert by_loops == named_in(selections[name])
        assert {f"{layer.name}.output" for part in selections[name].recorded
                for layer in part.run.layers} <= by_torch


CASES: tuple[tuple[str, Mapping[str, Any]], ...] = (
    ("batch_norm", {
        "input": np.linspace(-1, 2, 24).reshape(2, 3, 2, 2) ** 3, "weight": [1.5, -0.5, 2],
        "bias": [0, 1, -1], "running_mean": [0.1, 0.2, 0.3], "running_var": [1, 2, 3.0],
        "training": True, "momentum": 0.3,
    }),
    ("dropout", {"input": [1.0, 2, 3, 4], "mask": [1.0, 0, 1, 1], "p": 0.25}),
    ("cross_entropy", {"input": [[0.1, 2, -1], [3, 0, 0.5]], "target": [1, 2]}),
    ("log_softmax", {"input": [[0.1, 2, -1], [3, 0, 0.5]], "dim": 1}),
    ("conv1d", {"input": [[0.1, 2, -1, 3, 7]], "weight": [[[0.3, 0.7]]], "stride": 2}),
    ("conv2d", {"input": [[np.inf, 1, 2], [3, np.nan, 5]], "weight": [[0.0, 1]], "padding": 1}),
    ("adaptive_max_pool2d", {"input": np.arange(12.0).reshape(3, 4), "output_size": (2, 3)}),
    ("avg_pool2d", {"input": np.arange(12.0).reshape(3, 4) / 7, "kernel_size": (2, 3)}),
    ("sgd", {"input": [1.0, 2], "grad": [0.3, 0.7], "lr": 0.1, "weight_decay": 0.5}),
)


def test_the_script_of_a_layer_agrees_with_torch(tmp_path: Path) -> None:
    require("torch")
    contents = {op: written(traced(op, **given), "py") for op, given in CASES}
    for lines in ran_together(contents, tmp_path).values():
        assert lines[-2:] == ["Everything that was computed agrees.", "0"]
        assert any(line.startswith("torch: layer1.output: ") for line in lines)


@pytest.mark.parametrize("kind", ["py", "ipynb"])
def test_without_torch_the_loops_run_alone(kind: str, tmp_path: Path) -> None:
    content = written(select(lesson_named("padding"), "en", 2), kind)
    code = content if kind == "py" else as_script(content)
    done = ran(code, tmp_path, torch=False)
    assert (done.stderr, done.returncode) == ("", 0)
    assert "PyTorch is not installed; its layers were not run." in done.stdout
    assert "NumPy: conv1.output: " in done.stdout
    assert "torch: " not in done.stdout


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b'a["conv1.weight"] = np.array([0, 1', b'a["conv1.weight"] = np.array([0, 2'),
        (b'shown["conv1.output"] = np.array([0, ', b'shown["conv1.output"] = np.array([9, '),
        (b"total += input[row, col]", b"total += 2 * input[row, col]"),
    ],
)
def test_a_changed_script_says_so(before: bytes, after: bytes, tmp_path: Path) -> None:
    content = written(select(lesson_named("padding"), "en", 2), "py")
    assert before in content
    done = ran(content.replace(before, after, 1), tmp_path, torch=False)
    assert done.returncode == 1
    assert "DIFFERENT" in done.stdout
    assert done.stderr == ""


def test_another_layer_of_torch_is_noticed(tmp_path: Path) -> None:
    require("torch")
    content = written(select(lesson_named("padding"), "en", 2), "py")
    changed = content.replace(b"output = layer(input)", b"output = layer(input + 1)")
    done = ran(changed, tmp_path, torch=True)
    assert done.returncode == 1
    assert "torch: conv1.output" in done.stdout
    assert "NumPy: conv1.output: equal" in done.stdout


def test_a_mistake_is_not_held_against_torch(tmp_path: Path) -> None:
    lesson = lesson_named("padding")
    mistaken = MISCONCEPTIONS["conv2d.kernel-flipped"]
    operators = OPERATORS.with_values({mistaken.of: mistaken.operator})
    example = lesson.examples[1]
    part = Recorded(example, run_example(example, operators), ("conv2d.kernel-flipped",))
    for kind in ("py", "ipynb"):
        content = written(Selection(lesson, "en", (part,)), kind)
        done = ran(content if kind == "py" else as_script(content), tmp_path, torch=False)
        assert (done.stderr, done.returncode) == ("", 0)
        assert b"torch_conv1" not in content


def hostile(name: str) -> Selection:
    text = Text({"en": HOSTILE})
    lesson = lesson_named(name)
    examples = tuple(
        replace(example, title=text, intro=text, why=text) for example in lesson.examples[:2]
    )
    return select(replace(lesson, title=text, summary=text, examples=examples), "en", 2)


def test_hostile_words_are_comments_in_a_script(tmp_path: Path) -> None:
    content = written(hostile("padding"), "py")
    plain = written(select(lesson_named("padding"), "en", 2), "py")
    assert ast.dump(ast.parse(content)) == ast.dump(ast.parse(plain))
    done = ran(content, tmp_path, torch=False)
    assert (done.stderr, done.returncode) == ("", 0)
    assert tokenize.detect_encoding(io.BytesIO(content).readline)[0] == "utf-8"


def test_a_comment_is_one_whatever_it_says() -> None:
    for character in map(chr, range(0x3000)):
        text = comment(f"a{character}b\nc")
        assert ast.parse(text).body == []
        assert all(line.startswith("#") for line in text.splitlines())


def test_hostile_words_are_markdown_cells_alone() -> None:
    cells = json.loads(written(hostile("padding"), "ipynb"))["cells"]
    plain = json.loads(written(select(lesson_named("padding"), "en", 2), "ipynb"))["cells"]
    for cell, usual in zip(cells, plain, strict=True):
        if cell["cell_type"] == "code":
            assert cell["source"] == usual["source"]
            continue
        assert "<" not in cell["source"]
        assert "](" not in cell["source"].replace("\\](", "")
        assert "\\href" not in cell["source"]
        assert "\n```" not in cell["source"]


@pytest.mark.parametrize("name", ["padding", "sgd-step"])
def test_a_notebook_is_valid_and_its_cells_run_one_by_one(name: str, tmp_path: Path) -> None:
    require("torch")
    content = written(select(lesson_named(name), "zh"), "ipynb")
    nbformat.validate(nbformat.reads(content.decode(), as_version=4))
    cells = json.loads(content)["cells"]
    assert len({cell["id"] for cell in cells}) == len(cells)
    runner = tmp_path / "cells.py"
    (tmp_path / "book.ipynb").write_bytes(content)
    runner.write_text(
        "import json\n"
        "cells = json.load(open('book.ipynb', encoding='utf-8'))['cells']\n"
        "names = {'__name__': '__main__'}\n"
        "for cell in cells:\n"
        "    if cell['cell_type'] == 'code':\n"
        "        exec(compile(cell['source'], cell['id'], 'exec'), names)\n",
        encoding="utf-8",
    )
    done = ran(runner.read_bytes(), tmp_path, torch=True)
    assert (done.stderr, done.returncode) == ("", 0)
    assert "torch: " in done.stdout


def test_a_changed_notebook_says_so(tmp_path: Path) -> None:
    code = as_script(written(select(lesson_named("padding"), "en", 2), "ipynb"))
    changed = code.replace(b"total += input[row, col]", b"total += 2 * input[row, col]", 1)
    assert changed != code
    done = ran(changed, tmp_path, torch=False)
    assert done.returncode == 1
    assert "AssertionError: NumPy: conv1.output is off by" in done.stderr


@pytest.mark.parametrize("kind", ["py", "ipynb"])
def test_code_is_the_same_bytes_every_time(kind: str) -> None:
    lesson = lesson_named("sgd-step")
    assert written(select(lesson, "en"), kind) == written(select(lesson, "en"), kind)


@pytest.mark.parametrize("dtype", ["float64", "int64", "bool"])
@pytest.mark.parametrize("shape", [(), (1,), (2, 1, 3), (40,), (0, 2)])
def test_a_literal_is_the_array(dtype: str, shape: tuple[int, ...]) -> None:
    values = np.array([0.1, -0.0, 1e300, np.nan, np.inf, -np.inf, 3, 2.0**60, -7, 5e-324] * 8)
    if dtype != "float64":
        values = np.arange(80)
    array = np.resize(values, shape).astype(dtype)
    names = {"np": np, "nan": np.nan, "inf": np.inf}
    back = eval(literal(array), names)  # noqa: S307  our own literal
    assert (back.dtype, back.shape, back.tobytes()) == (array.dtype, array.shape, array.tobytes())
