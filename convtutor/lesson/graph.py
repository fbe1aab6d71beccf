"""The graph that the layers of an example make while they are read, one after another.

Graph  what a layer can lean on: shapes and layers by name, and who is read by whom
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import field
from typing import Any

from convtutor.data import dataclass
from convtutor.engine.arrays import Array, Shape
from convtutor.engine.operator import AnyOperator
from convtutor.errors import ArgumentError, did_you_mean
from convtutor.lesson.caps import Budget
from convtutor.lesson.fields import Table
from convtutor.lesson.schema import Layer, streams

NAME = re.compile(r"[a-z][a-z0-9_]{0,31}")
NAME_WANTED = "a name (a small letter, then up to 31 small letters, digits and underscores)"


@dataclass(slots=True)
class Graph:
    """Shapes by the names of tensors and earlier layers, None where one is wrong; layers likewise.

    `reads` counts how often a name is read, `uses` how often a layer is used again.
    """

    shapes: dict[str, Shape | None]
    layers: dict[str, Layer | None] = field(default_factory=dict)
    reads: Counter[str] = field(default_factory=Counter)
    uses: Counter[str] = field(default_factory=Counter)
    last: str = "input"


def enter(graph: Graph, name: str | None, output: Shape | None) -> None:
    """Enter a layer, None where its name is wrong, with the shape of its output."""
    graph.last = name or ""
    graph.shapes[graph.last] = output
    graph.layers[graph.last] = None


def read_name(table: Table, graph: Graph) -> str | None:
    """Give the layer's name, None where it is wrong or another has it."""
    table.require("name", 'write name = "conv1"')
    name = table.matching("name", NAME, NAME_WANTED)
    if name is not None and name in graph.shapes:
        kind = "layer" if name in graph.layers else "tensor"
        table.add("name", f"a {kind} is named {name!r} already; give each its own name")
        return None
    return name


def read_inputs(table: Table, graph: Graph, operator: AnyOperator) -> tuple[str, ...] | None:
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
    if names is None or [name for name in names if not _is_known(table, graph, name)]:
        return None
    if not _count_fits(table, operator, len(names)):
        return None
    graph.reads.update(names)
    return names


def _count_fits(table: Table, operator: AnyOperator, count: int) -> bool:
    wanted = streams(operator, max(count, 1))
    if count != len(wanted):
        some = "1 or more" if operator.several else str(len(wanted))
        named = "" if operator.several else f" ({', '.join(wanted)})"
        table.add("inputs", f"{operator.name} reads {some}{named}, got {count}")
    return count == len(wanted)


def _is_known(table: Table, graph: Graph, name: str) -> bool:
    if name in graph.shapes:
        return True
    known = [shaped for shaped in graph.shapes if shaped]
    hint = did_you_mean(name, known) or f"; there are {', '.join(known)}"
    table.add("inputs", f"no tensor and no earlier layer is named {name!r}{hint}")
    return False


def read_shared(table: Table, graph: Graph) -> Layer | None:
    """Give the earlier layer that this one is another use of, None where there is none."""
    name = table.matching("shares", NAME, "the name of an earlier layer")
    if name is None:
        return None
    if name not in graph.layers:
        known = [layer for layer in graph.layers if layer]
        hint = did_you_mean(name, known) or f"; there are {', '.join(known) or 'none'}"
        table.add("shares", f"no earlier layer is named {name!r}{hint}")
        return None
    found = graph.layers[name]
    if found is None or found.shares is None:
        return found
    return graph.layers[found.shares]


def read_shapes(
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


def read_output(
    table: Table, operator: AnyOperator, shapes: dict[str, Shape], params: Any, budget: Budget
) -> Shape | None:
    """Give the shape of the output, None where the operands do not fit or the limits are passed."""
    try:
        output = operator.output_shape(shapes, params)
    except ArgumentError as error:
        table.problems.add(table.path, str(error))
        return None
    return output if budget.layer(table.path, operator, shapes, params, output) else None
