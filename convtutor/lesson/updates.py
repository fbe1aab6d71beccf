"""The layers at the end of an example that update its arrays, for the next repeat.

Updates  those read so far
"""

import re
from collections.abc import Mapping
from dataclasses import field
from math import prod

from convtutor.data import dataclass
from convtutor.engine.arrays import Array
from convtutor.engine.ops import OPERATORS
from convtutor.errors import did_you_mean
from convtutor.lesson.caps import Budget
from convtutor.lesson.fields import Table
from convtutor.lesson.graph import Graph, read_name
from convtutor.lesson.keywords import read_keywords, read_params
from convtutor.lesson.problems import described
from convtutor.lesson.schema import OPTIMIZERS, UPDATE_KEYS, Layer

ARRAY = re.compile(r"(?P<layer>[a-z][a-z0-9_]{0,31})\.(?P<array>[a-z][a-z0-9_]{0,31})")
ARRAY_WANTED = "an array of a layer, such as \"conv1.weight\""


@dataclass(slots=True)
class Updates:
    """The updates read so far: by the array, the name of the layer that updates it."""

    by_array: dict[str, str] = field(default_factory=dict)
    begun: bool = False

    def check_none_before(self, table: Table) -> None:
        """Accept a layer of the graph while no update stands before it."""
        if self.begun:
            table.problems.add(
                table.path, "layers that update stand at the end; put this layer before them"
            )


def read_update(
    table: Table, graph: Graph, updates: Updates, budget: Budget
) -> Layer | None:
    """Read one layer that updates an array, None where something is wrong."""
    updates.begun = True
    op = _optimizer(table)
    name = read_name(table, graph)
    target = _target(table, graph, updates)
    zero_grad = _flag(table)
    if op is None:
        return None
    operator = OPERATORS[op]
    table.check_keys((*UPDATE_KEYS, *operator.keywords), f"{op} that updates")
    keywords = read_keywords(table, operator)
    params = read_params(table, operator, keywords)
    if name is None or target is None or params is None or zero_grad is None:
        return None
    graph.shapes[name] = None
    graph.layers[name] = None
    array, shape = target
    updates.by_array[array] = name
    shapes = dict.fromkeys(operator.operands, shape)
    if not budget.update(table.path, operator, shapes, params):
        return None
    if not zero_grad and not budget.accumulation(table.path, prod(shape)):
        return None
    return Layer(
        name, op, (), {}, keywords, params, updates=array, zero_grad=zero_grad
    )


def _optimizer(table: Table) -> str | None:
    if not table.require("op", f"what updates is one of {', '.join(OPTIMIZERS)}"):
        return None
    op = table.values["op"]
    if op in OPTIMIZERS:
        return str(op)
    hint = did_you_mean(op, OPTIMIZERS) if isinstance(op, str) else ""
    wanted = f"what updates is one of {', '.join(OPTIMIZERS)}"
    table.add("op", f"{wanted}, got {described(op)}{hint}")
    return None


def _flag(table: Table) -> bool | None:
    value = table.values.get("zero_grad", True)
    if isinstance(value, bool):
        return value
    table.expect("zero_grad", "true or false")
    return None


def _target(
    table: Table, graph: Graph, updates: Updates
) -> tuple[str, tuple[int, ...]] | None:
    """Give the array that is updated, with its shape; None where it cannot be."""
    name = table.matching("updates", ARRAY, ARRAY_WANTED)
    match = ARRAY.fullmatch(name or "")
    if name is None or match is None:
        return None
    found = _held_by(table, graph, match["layer"])
    if found is None:
        return None
    layer, held = found
    if match["array"] not in held:
        known = [f"{layer.name}.{key}" for key in held]
        hint = did_you_mean(name, known) or _there_are(known)
        table.add("updates", f"{layer.name} has no array {match['array']!r} that learns{hint}")
        return None
    if name in updates.by_array:
        table.add("updates", f"{updates.by_array[name]!r} updates {name} already; leave one out")
        return None
    return name, held[match["array"]].shape


def _held_by(
    table: Table, graph: Graph, name: str
) -> tuple[Layer, Mapping[str, Array]] | None:
    """Give a layer with those of its arrays that learn, None where there is no such layer."""
    layer = graph.layers.get(name)
    if layer is None:
        if name not in graph.layers:  # one that is wrong is told of itself
            known = [known for known, found in graph.layers.items() if found is not None]
            hint = did_you_mean(name, known) or _there_are(known)
            table.add("updates", f"no earlier layer is named {name!r}{hint}")
        return None
    if layer.shares is not None:
        table.add(
            "updates", f"{name!r} uses the arrays of {layer.shares!r}; name those, as in "
            f"{layer.shares}.{next(iter(graph_arrays(graph, layer.shares)), 'weight')}",
        )
        return None
    return layer, graph_arrays(graph, name)


def graph_arrays(graph: Graph, name: str) -> Mapping[str, Array]:
    """Give the arrays of a layer that get a gradient, none where the layer is wrong."""
    layer = graph.layers.get(name)
    if layer is None:
        return {}
    constants = OPERATORS[layer.op].constants
    return {key: array for key, array in layer.operands.items() if key not in constants}


def _there_are(known: list[str]) -> str:
    return f"; there are {', '.join(known)}" if known else ""
