"""The layers of an example: a graph over its tensors, its shapes known before anything is run."""

from collections.abc import Mapping
from dataclasses import replace
from math import prod
from typing import Any

import numpy as np

from convtutor.engine.arrays import Array, Shape, Shapes
from convtutor.engine.operator import AnyOperator
from convtutor.engine.ops import OPERATORS
from convtutor.errors import ArgumentError, did_you_mean
from convtutor.lesson.caps import Budget
from convtutor.lesson.fields import Table
from convtutor.lesson.graph import (
    Graph,
    enter,
    read_inputs,
    read_name,
    read_output,
    read_shapes,
    read_shared,
)
from convtutor.lesson.keywords import read_keywords, read_params
from convtutor.lesson.problems import described
from convtutor.lesson.schema import LAYER_KEYS, USE_KEYS, Layer, own_operands
from convtutor.lesson.tensors import as_classes, read_tensor
from convtutor.lesson.updates import Updates, read_update

MOST_LAYERS = 50


def read_layers(
    example: Table, tensors: Mapping[str, Array | None], budget: Budget
) -> tuple[tuple[Layer, ...], Shape | None]:
    """Give the layers that are right, those that update last, and the shape of the output of the
    last one before them, None if unknown."""
    shapes = {name: None if array is None else array.shape for name, array in tensors.items()}
    graph, updates = Graph(dict(shapes)), Updates()
    tables = example.tables("layers", MOST_LAYERS)
    layers = []
    for table in tables:
        if table.has("updates"):
            layers.append(read_update(table, graph, updates, budget))
            continue
        read = _read_use if table.has("shares") else _read_layer
        layers.append(read(table, graph, budget))
        graph.layers[graph.last] = layers[-1]
        updates.check_none_before(table)
    right = tuple(layer for layer in layers if layer is not None)
    if len(right) < len(layers):
        return right, None
    for layer, table in zip(right, tables, strict=True):
        is_read = graph.reads[layer.name] or layer.name == graph.last or layer.updates
        if not is_read:
            table.add("name", f"no layer reads {layer.name!r}; name it in a later one's inputs")
        budget.accumulation(table.path, _added_up(layer, graph))
    for name, shape in shapes.items():
        if graph.reads[name] > 1 and shape is not None:
            budget.accumulation((*example.path, "tensors", name), prod(shape))
    return right, graph.shapes.get(graph.last)


def _added_up(layer: Layer, graph: Graph) -> int:
    """Count the elements in which the gradients of a layer's readers, or of its uses, add up."""
    if layer.updates is not None:
        return 0
    output = graph.shapes[layer.name] if graph.reads[layer.name] > 1 else None
    read = 0 if output is None else prod(output)
    return read + sum(a.size for a in layer.operands.values() if graph.uses[layer.name])


def _read_layer(table: Table, graph: Graph, budget: Budget) -> Layer | None:
    """Read one layer and enter it into the graph."""
    name, operator = read_name(table, graph), _operator(table)
    if operator is None:
        enter(graph, name, None)
        return None
    inputs = read_inputs(table, graph, operator)
    operands = _operands(table, operator, budget, _shape_read(graph, inputs))
    keywords = read_keywords(table, operator)
    params = read_params(table, operator, keywords)
    shapes = read_shapes(graph, operator, inputs, operands)
    output = None
    if shapes is not None and params is not None:
        output = read_output(table, operator, shapes, params, budget)
    enter(graph, name, output)
    if name is None or inputs is None or output is None:
        return None
    right = {key: array for key, array in operands.items() if array is not None}
    if not _values_fit(table, operator, right, shapes or {}, params):
        return None
    return Layer(name, operator.name, inputs, right, keywords, params)


def _read_use(table: Table, graph: Graph, budget: Budget) -> Layer | None:
    """Read a layer that is an earlier one used again, and enter it into the graph."""
    table.check_keys(USE_KEYS, "a layer that shares another's arrays")
    name, shared = read_name(table, graph), read_shared(table, graph)
    if shared is None:
        enter(graph, name, None)
        return None
    operator = OPERATORS[shared.op]
    inputs = read_inputs(table, graph, operator)
    shapes = read_shapes(graph, operator, inputs, shared.operands)
    output = None
    if shapes is not None:
        output = read_output(table, operator, shapes, shared.params, budget)
    enter(graph, name, output)
    graph.uses[shared.name] += 1
    if name is None or inputs is None or output is None:
        return None
    if not _values_fit(table, operator, shared.operands, shapes or {}, shared.params):
        return None
    return replace(shared, name=name, inputs=inputs, operands={}, shares=shared.name)


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
    for operand in operator.operands:
        if table.has(operand) and operand not in known:
            table.add(operand, f"{operator.name} reads {operand!r} from what 'inputs' names")
            known = (*known, operand)
    table.check_keys(known, operator.name)


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
