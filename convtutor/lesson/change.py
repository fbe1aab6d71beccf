"""An example with something in it changed: the same example, read again from its changed table.

So a change meets every check that a lesson file meets, in the same words.
"""

import re
import tomllib
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import replace
from typing import Any

import numpy as np

from convtutor.errors import UsageError, did_you_mean
from convtutor.lesson.caps import Budget
from convtutor.lesson.examples import read_example
from convtutor.lesson.fields import Table
from convtutor.lesson.problems import Problems, described
from convtutor.lesson.schema import Example
from convtutor.lesson.tasks import changeable
from convtutor.lesson.tensors import is_number
from convtutor.steps.timeline import read_index
from convtutor.words.visible import visible

LONGEST = 4096
UNTOUCHED = ("task", "questions")  # they speak of the example as it is written
WHERE = re.compile(
    r"(?:layers\[(?P<layer>\d+)\]|tensors)(?:\.(?P<key>[a-z_0-9]+))?(?P<at>[\[\]\d]*): "
)
ELEMENT = re.compile(r"(?P<name>[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?)\[(?P<index>[^\]]*)\]")


def changed(example: Example, values: Mapping[str, Any]) -> Example:
    """Give the example with other values, by name: conv1.padding, conv1.weight, input.

    A value is written as in a lesson file; an element is named as conv1.weight[0,1]. Raises
    UsageError for a name that cannot be changed, and for a value that the file's reader refuses.
    """
    table = deepcopy({key: part for key, part in example.written.items() if key not in UNTOUCHED})
    for place, value in values.items():
        _put(example, table, place, value)
    problems = Problems(list(values)[-1])
    read = read_example(Table(table, (), problems), example.number, Budget(problems))
    if problems.found or read is None:
        raise UsageError(_sentence(example, problems.shown, problems.found[0][1]))
    return replace(
        read, task=example.task, questions=example.questions, written={**example.written, **table}
    )


def _sentence(example: Example, name: str, problem: str) -> str:
    """Say what is wrong with a value by its name, without the line and key path of a file."""
    rest = problem.removeprefix(f"{name}:").partition(": ")[2]
    where = WHERE.match(rest)
    if where is None:
        return f"{name}: {rest}"
    if where["key"] is not None:
        layer = where["layer"]
        owner = "" if layer is None else f"{example.layers[int(layer)].name}."
        name = f"{owner}{where['key']}{where['at']}"
    return f"{name}: {rest[where.end():]}"


def _put(example: Example, table: dict[str, Any], place: str, value: Any) -> None:
    match = ELEMENT.fullmatch(place.replace(" ", ""))
    name = match["name"] if match else place
    check_changeable(example, name)
    if match:
        value = _with_element(example, name, match["index"], value)
    _table_of(table, name)[name.rpartition(".")[2]] = value


def check_changeable(example: Example, name: str) -> None:
    """Accept the name of something that can be changed here.

    Raises UsageError with the nearest name otherwise.
    """
    allowed = changeable(example.layers, example.tensors)
    if name not in allowed:
        hint = did_you_mean(name, allowed) or f"; there are {', '.join(allowed)}"
        raise UsageError(f"{visible(name)!r} is nothing that can be changed here{hint}")
    if example.task is not None and name not in example.task.change:
        among = ", ".join(example.task.change)
        raise UsageError(f"{name}: this task is solved by changing {among}, and nothing else")


def _table_of(table: dict[str, Any], name: str) -> dict[str, Any]:
    """Give the table that holds a key: the tensors', or that of the layer."""
    layer_name, dot, _ = name.rpartition(".")
    if not dot:
        tensors: dict[str, Any] = table["tensors"]
        return tensors
    found: dict[str, Any] = next(part for part in table["layers"] if part["name"] == layer_name)
    return found


def _with_element(example: Example, name: str, index: str, value: Any) -> Any:
    """Give the array of a name as nested lists, with one element changed."""
    if not is_number(value):
        raise UsageError(
            f"{name}[{index}]: expected a number that a float64 holds, got {described(value)}"
        )
    layer_name, _, key = name.rpartition(".")
    layer = next((layer for layer in example.layers if layer.name == layer_name), None)
    array = example.tensors.get(name) if layer is None else layer.operands.get(key)
    if array is None:
        raise UsageError(f"{name} is no array whose elements can be changed; give all of it")
    now = np.array(array, dtype=float)
    now[read_index(f"{name}[{index}]", index, array.shape)] = value
    return _plain(now.tolist())


def _plain(value: Any) -> Any:
    """Write whole numbers without a point, in lists too."""
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return int(value) if value.is_integer() else value


def written_value(value: Any) -> str:
    """Write a value as people type it: [[1, 0], [0, nan]], true, "same"; nothing for a table."""
    match value:
        case list():
            return f"[{', '.join(map(written_value, value))}]"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case str():
            return f'"{value}"'
    return ""


def parse_value(text: str, present: Any) -> Any:
    """Read a value as people type it, in TOML's words; a word may stand without its quotes.

    `present` is the value it replaces. Raises UsageError for what cannot be read.
    """
    if len(text) > LONGEST:
        raise UsageError(f"a value of at most {LONGEST} characters is read, got {len(text)}")
    try:
        values = tomllib.loads(f"value = {text}")
    except RecursionError:
        raise UsageError("the lists of this value are nested too deeply") from None
    except ValueError:
        if isinstance(present, str) or re.fullmatch(r"[a-z_]+", text):
            return text
        raise UsageError(
            f"{visible(text[:60])!r} is no value; write a number, or lists such as [[1, 0], [0, 1]]"
        ) from None
    if list(values) != ["value"]:
        raise UsageError("one value is read, in one line")
    return values["value"]


def present_value(example: Example, name: str) -> Any:
    """Give the value that a name has in the example's table, None where it is the default."""
    check_changeable(example, name)
    return _table_of(dict(example.written), name).get(name.rpartition(".")[2])
