"""The layers of an example: a graph over its tensors, its shapes known before anything is run.

Graph  what the layers read so far can lean on: the shapes by name, and who is read by whom
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from convtutor.engine.arrays import Array, Shape, Shapes
from convtutor.engine.operator import AnyOperator
from convtutor.engine.ops import OPERATORS
from convtutor.errors import ArgumentError, did_you_mean
from convtutor.lesson.caps import Budget
from convtutor.lesson.fields import Table
from convtutor.lesson.problems import described
from convtutor.lesson.schema import LAYER_KEYS, Layer, own_operands, streams
from convtutor.lesson.tensors import as_classes, read_tensor

MOST_LAYERS = 50
LARGEST_KEYWORD = 2**31 - 1
NAME = re.compile(r"[a-z][a-z0-9_]{0,31}")
NAME_WANTED = "a name (a small letter, then up to 31 small letters, digits and underscores)"


@dataclass(slots=True)
class Graph:
    """Shapes by the names of tensors and earlier layers, None where one is wrong; names read."""

    shapes: dict[str, Shape | None]
    layers: set[str] = field(default_factory=set)
    read: set[str] = field(default_factory=set)
    last: str = "input"


def read_layers(
    example: Table, tensors: Mapping[str, Array | None], budget: Budget
) -> tuple[tuple[Layer, ...], Shape | None]:
    """Give the layers that are right, and the shape of the last one's output, None if unknown."""
    names = {name: None if array is None else array.shape for name, array in tensors.items()}
    graph = Graph(names)
    tables = example.tables("layers", MOST_LAYERS)
    layers = [_read_layer(table, graph, budget) for table in tables]
    right = tuple(layer for layer in layers if layer is not None)
    if len(right) < len(layers):
        return right, None
    for layer, table in list(zip(right, tables, strict=True))[:-1]:
        if layer.name not in graph.read:
            table.add("name", f"no layer reads {layer.name!r}; name it in a later one's inputs")
    return right, graph.shapes[graph.last] if right else None


def _read_layer(table: Table, graph: Graph, budget: Budget) -> Layer | None:
    """Read one layer and enter it into the graph."""
    name, operator = _name(table, graph), _operator(table)
    if operator is None:
        _enter(graph, name, None)
        return None
    inputs = _inputs(table, graph, operator)
    operands = _operands(table, operator, budget, _shape_read(graph, inputs))
    keywords = {key: _tupled(table.values[key]) for key in operator.keywords if table.has(key)}
    params = _params(table, operator, keywords)
    shapes = _shapes(graph, operator, inputs, operands)
    output = None
    if shapes is not None and params is not None:
        output = _output(table, operator, shapes, params, budget)
    _enter(graph, name, output)
    if name is None or inputs is None or output is None:
        return None
    right = {key: array for key, array in operands.items() if array is not None}
    if not _values_fit(table, operator, right, shapes or {}, params):
        return None
    return Layer(name, operator.name, inputs, right, keywords, params)


def _enter(graph: Graph, name: str | None, output: Shape | None) -> None:
    graph.last = name or ""
    graph.shapes[graph.last] = output
    graph.layers.add(graph.last)


def _name(table: Table, graph: Graph) -> str | None:
    table.require("name", 'write name = "conv1"')
    name = table.matching("name", NAME, NAME_WANTED)
    if name is not None and name in graph.shapes:
        kind = "layer" if name in graph.layers else "tensor"
        table.add("name", f"a {kind} is named {name!r} already; give each its own name")
        return None
    return name


def _operator(table: Table) -> AnyOperator | None:
    if not table.require("op", f"one of {', '.join(OPERATORS)}"):
        return None
    op = table.values["op"]
    if isinstance(op, str) and op in OPERATORS:
        operator = OPERATORS[op]
        known = (*LAYER_KEYS, *own_operands(operator), *operator.keywords)
        _check_keys(table, operator, known)
        return operator
    hint = did_you_mean(op, OPERATORS) if isinstance(op, str) else ""
    table.add("op", f"expected one of {', '.join(OPERATORS)}, got {described(op)}{hint}")
    return None


def _check_keys(table: Table, operator: AnyOperator, known: tuple[str, ...]) -> None:
    for operand in streams(operator):
        if table.has(operand) and operand not in known:
            table.add(operand, f"{operator.name} reads {operand!r} from what 'inputs' names")
            known = (*known, operand)
    table.check_keys(known, operator.name)


def _inputs(table: Table, graph: Graph, operator: AnyOperator) -> tuple[str, ...] | None:
    """Give what the layer reads; by default the layer before it, or the tensor "input"."""
    names: tuple[str, ...] | None = (graph.last,)
    if table.has("inputs"):
        names = table.names("inputs", NAME, "the name of a tensor or of an earlier layer")
    elif graph.last not in graph.shapes:
        table.problems.add(
            table.path, "the first layer reads the tensor 'input', which the example does not "
            "have; add it, or name another in 'inputs'",
        )
        return None
    wanted = streams(operator, 1 if names is None else len(names))
    if names is None or [name for name in names if not _is_known(table, graph, name)]:
        return None
    if len(names) != len(wanted):
        table.add(
            "inputs", f"{operator.name} reads {len(wanted)} ({', '.join(wanted)}), got {len(names)}"
        )
        return None
    graph.read.update(names)
    return names


def _is_known(table: Table, graph: Graph, name: str) -> bool:
    if name in graph.shapes:
        return True
    known = [shaped for shaped in graph.shapes if shaped]
    hint = did_you_mean(name, known) or f"; there are {', '.join(known)}"
    table.add("inputs", f"no tensor and no earlier layer is named {name!r}{hint}")
    return False


def _shape_read(graph: Graph, inputs: tuple[str, ...] | None) -> Shape | None:
    """Give the shape of what a layer reads first, None while that is not known."""
    return graph.shapes[inputs[0]] if inputs else None


def _operands(
    table: Table, operator: AnyOperator, budget: Budget, read: Shape | None
) -> dict[str, Array | None]:
    """Give the layer's own arrays, None for one that is wrong or missing.

    One of the input's shape gets as many axes as the input has.
    """
    operands: dict[str, Array | None] = {}
    for name in own_operands(operator):
        if table.has(name):
            rank = operator.ranks.get(name)
            if name in operator.alike and read is not None:
                rank = len(read)
            array = read_tensor(table, name, budget, rank)
            operands[name] = as_classes(array, read) if name in operator.classes else array
        elif name not in operator.optional:
            table.require(name, f"{operator.name} needs it; write {name} = [[..]]")
            operands[name] = None
    return operands


def _values_fit(
    table: Table, operator: AnyOperator, operands: Mapping[str, Array], shapes: Shapes, params: Any
) -> bool:
    """Say whether the values of the layer's own arrays are ones that the operator takes."""
    given = {name: np.zeros(shape) for name, shape in shapes.items()}
    try:
        operator.check({**given, **operands}, params)
    except ArgumentError as error:
        table.problems.add(table.path, str(error))
        return False
    return True


def _tupled(value: Any) -> Any:
    return tuple(_tupled(part) for part in value) if isinstance(value, list) else value


def _params(table: Table, operator: AnyOperator, keywords: Mapping[str, Any]) -> Any:
    """Give the operator's parameters, None where one is missing or refused."""
    fitting = [_is_moderate(table, key, value) for key, value in keywords.items()]
    present = [
        table.require(key, f"{operator.name} needs it, as torch does") for key in operator.required
    ]
    if not all([*fitting, *present]):
        return None
    try:
        return operator.params(**keywords)
    except ArgumentError as error:
        table.problems.add(table.path, str(error))
        return None


def _is_moderate(table: Table, key: str, value: Any) -> bool:
    """Say whether the numbers of a keyword are ones that torch could hold."""
    parts = value if isinstance(value, tuple) else (value,)
    if any(isinstance(part, tuple | dict) for part in parts):
        table.expect(key, "a number, two numbers, a word, or true or false")
        return False
    if any(isinstance(part, int) and abs(part) > LARGEST_KEYWORD for part in parts):
        table.add(key, f"expected numbers of at most {LARGEST_KEYWORD}")
        return False
    return True


def _shapes(
    graph: Graph,
    operator: AnyOperator,
    inputs: tuple[str, ...] | None,
    operands: Mapping[str, Array | None],
) -> dict[str, Shape] | None:
    """Give the shapes of all operands present, None while one of them is not known."""
    if inputs is None or any(array is None for array in operands.values()):
        return None
    named = streams(operator, len(inputs))
    read = dict(zip(named, (graph.shapes[name] for name in inputs), strict=True))
    read |= {name: array.shape for name, array in operands.items() if array is not None}
    shapes = {name: shape for name, shape in read.items() if shape is not None}
    return shapes if len(shapes) == len(read) else None


def _output(
    table: Table, operator: AnyOperator, shapes: dict[str, Shape], params: Any, budget: Budget
) -> Shape | None:
    """Give the shape of the output, None where the operands do not fit or the limits are passed."""
    try:
        output = operator.output_shape(shapes, params)
    except ArgumentError as error:
        table.problems.add(table.path, str(error))
        return None
    return output if budget.layer(table.path, operator, shapes, params, output) else None
