"""One layer of the learner's own as a lesson without a file, checked as a lesson file is.

Layer   what is asked for: an operator, its arrays' sizes, its keywords, where the numbers are from
"""

from collections.abc import Mapping
from dataclasses import field
from functools import reduce
from pathlib import Path
from typing import Any

import numpy as np

from convtutor.data import dataclass
from convtutor.engine.arrays import Array, Shape
from convtutor.engine.operator import AnyOperator
from convtutor.engine.ops import OPERATORS
from convtutor.errors import ShapeError, UsageError
from convtutor.lesson.caps import Budget
from convtutor.lesson.change import WHERE
from convtutor.lesson.examples import read_example
from convtutor.lesson.explored_values import draw, written
from convtutor.lesson.fields import Table
from convtutor.lesson.problems import Problems
from convtutor.lesson.schema import Lesson
from convtutor.lesson.source import digest_of
from convtutor.lesson.tensors import read_tensor
from convtutor.lesson.text import Text
from convtutor.words import LANGUAGES, say

ID = "explore"
TENSORS = ("input", "weight", "bias")  # their numbers in this order are the streams of the seed


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer to look into.

    `lengths` are those of the input's sliding axes, `keywords` torch's. Of a convolution
    `kernel_size` has one number an axis, and `kernel` is its weight as typed, None to have it
    filled like the rest: `values` is ints, range or random, drawn with `seed`. `image` is the
    input (C, ...) where it comes from a file, `source` that file's name.
    """

    op: str
    lengths: tuple[int, ...]
    keywords: Mapping[str, Any] = field(default_factory=dict)
    kernel_size: tuple[int, ...] = ()
    in_channels: int = 1
    out_channels: int = 1
    bias: bool = True
    kernel: Any = None
    values: str = "ints"
    seed: int = 0
    image: Array | None = None
    source: str = ""

    @property
    def name(self) -> str:
        """Give the layer's name in its lesson."""
        return "conv1" if self.has_weight else "pool1"

    @property
    def has_weight(self) -> bool:
        """Say whether it is a convolution."""
        return "weight" in OPERATORS[self.op].operands

    @property
    def is_transposed(self) -> bool:
        """Say whether the weight has the input's channels first."""
        return "output_padding" in OPERATORS[self.op].keywords


def explore(layer: Layer) -> Lesson:
    """Make the lesson of a layer.

    Raises ArgumentError or ShapeError with the engine's sentence for settings that are impossible,
    UsageError for what a lesson file may not have either: a kernel that is no list of numbers,
    more elements, steps or products than its limits.
    """
    problems = Problems(ID)
    given = _given_kernel(layer, problems)
    shapes = _shapes(layer, given)
    _check(OPERATORS[layer.op], layer, shapes, problems)
    table = _table(layer, shapes)
    example = read_example(Table(table, (), problems), 1, Budget(problems))
    if problems.found or example is None:
        raise UsageError(_sentence(problems))
    title = Text({code: say("explore.lesson", code, op=layer.op) for code in LANGUAGES})
    summary = Text({code: say("explore.summary", code) for code in LANGUAGES})
    return Lesson(
        ID, title, summary, 1, (), None, None, None, (example,), Path(ID), digest_of(repr(table)),
        kept=False,
    )


def _given_kernel(layer: Layer, problems: Problems) -> Array | None:
    """Read the weight as typed; raises UsageError."""
    if layer.kernel is None:
        return None
    rank = OPERATORS[layer.op].ranks["weight"]
    table = Table({"weight": layer.kernel}, (), problems)
    read = read_tensor(table, "weight", Budget(problems), rank)
    if read is None:
        raise UsageError(_sentence(problems).replace("weight", "--kernel", 1))
    return read


def _shapes(layer: Layer, given: Array | None) -> dict[str, Shape]:
    """Give the shapes of the layer's operands; raises ShapeError for channels that no group has."""
    shapes = {"input": (1, layer.in_channels, *layer.lengths)}
    if not layer.has_weight:
        return shapes
    groups = layer.keywords.get("groups", 1)
    if layer.in_channels % groups:
        raise ShapeError(
            f"{layer.op}: {layer.in_channels} input channels do not divide into {groups} groups"
        )
    if layer.out_channels % groups:
        raise ShapeError(
            f"{layer.op}: {layer.out_channels} output channels do not divide into {groups} groups"
        )
    into, out = layer.in_channels, layer.out_channels
    channels = (into, out // groups) if layer.is_transposed else (out, into // groups)
    shapes["weight"] = (*channels, *layer.kernel_size) if given is None else given.shape
    if layer.bias:
        weight = shapes["weight"]
        shapes["bias"] = (weight[1] * groups if layer.is_transposed else weight[0],)
    return shapes


def _check(
    operator: AnyOperator, layer: Layer, shapes: Mapping[str, Shape], problems: Problems
) -> None:
    """Accept a layer before any array of it is made."""
    params = operator.params(**layer.keywords)
    output = operator.output_shape(shapes, params)
    budget = Budget(problems)
    fits = [budget.array((), shape) for shape in shapes.values()]
    if not all(fits) or not budget.layer((), operator, shapes, params, output):
        raise UsageError(_sentence(problems))


def _table(layer: Layer, shapes: Mapping[str, Shape]) -> dict[str, Any]:
    """Write the example as a lesson file has it."""
    arrays = {
        name: written(draw(layer.values, shape, (layer.seed, TENSORS.index(name)), name))
        for name, shape in shapes.items()
    }
    if layer.kernel is not None:
        arrays["weight"] = layer.kernel
    if layer.image is not None:
        arrays["input"] = written(layer.image[np.newaxis])
    tensors = {"input": arrays.pop("input")}
    keywords = listed_keywords(layer.keywords)
    return {
        "title": {code: _title(layer, code) for code in LANGUAGES},
        "intro": {code: _intro(layer, code) for code in LANGUAGES},
        "tensors": tensors,
        "layers": [{"name": layer.name, "op": layer.op, **arrays, **keywords}],
    }


def listed_keywords(keywords: Mapping[str, Any]) -> dict[str, Any]:
    """Give keywords as a lesson file has them, pairs as lists."""
    return {
        key: list(value) if isinstance(value, tuple) else value for key, value in keywords.items()
    }


def _title(layer: Layer, language: str) -> str:
    size = "x".join(map(str, layer.lengths))
    return say("explore.title", language, op=layer.op, size=size)


def _intro(layer: Layer, language: str) -> str:
    """Say where the numbers are from, and how to change them."""
    values = {"seed": layer.seed, "file": layer.source}
    sentences = []
    if layer.image is not None:
        sentences.append(say("explore.from_file", language, **values))
    filled = [layer.image is None, layer.has_weight and layer.kernel is None]
    if any(filled):
        what = {(True, True): "all", (True, False): "input", (False, True): "kernel"}
        subject = say(f"explore.{what[filled[0], filled[1]]}", language)
        sentences.append(say(f"explore.{layer.values}", language, what=subject, **values))
    changed = "output_size" if "output_size" in layer.keywords else "stride"
    sentences.append(say("explore.change", language, name=f"{layer.name}.{changed}"))
    return reduce(lambda a, b: say("explore.and", language, first=a, second=b), sentences)


def _sentence(problems: Problems) -> str:
    """Give the first problem without the line and key path of a file."""
    rest = problems.found[0][1].removeprefix(f"{ID}:1: ")
    where = WHERE.match(rest)
    return f"{ID}: {rest if where is None else rest[where.end():]}"
