"""A graph that runs several times: how its layers are called in each repeat.

In an example with `repeat` every layer is called by its name and the number of the repeat, from 1:
conv1@7. Without it there is one repeat, without a number, and names are as written.
"""

from collections.abc import Iterable
from dataclasses import replace

from convtutor.lesson.schema import Example, Layer

SIGN = "@"


def numbers_of(example: Example) -> tuple[int | None, ...]:
    """Give the number of every repeat; one repeat without a number where nothing is repeated."""
    return (None,) if example.repeat is None else tuple(range(1, example.repeat + 1))


def in_repeat(name: str, number: int | None) -> str:
    """Give the name of a layer in a repeat: conv1@7."""
    return name if number is None else f"{name}{SIGN}{number}"


def written_name(name: str) -> str:
    """Give the name that a layer has in the file: conv1 for conv1@7."""
    return name.partition(SIGN)[0]


def repeat_of(name: str) -> int | None:
    """Give the number of the repeat that a name speaks of, None where of none: 7 for conv1@7 and
    conv1@7.weight."""
    number = name.partition(SIGN)[2].partition(".")[0]
    return int(number) if number else None


def graph_of(layers: Iterable[Layer]) -> tuple[Layer, ...]:
    """Give the layers of a graph without those that update it."""
    return tuple(layer for layer in layers if layer.updates is None)


def updates_of(layers: Iterable[Layer]) -> tuple[Layer, ...]:
    """Give the layers that update a graph."""
    return tuple(layer for layer in layers if layer.updates is not None)


def layers_in(example: Example, number: int | None) -> tuple[Layer, ...]:
    """Give the layers of the graph as they are called in a repeat."""
    graph = graph_of(example.layers)
    if number is None:
        return graph
    names = {layer.name for layer in graph}
    return tuple(
        replace(
            layer,
            name=in_repeat(layer.name, number),
            inputs=tuple(in_repeat(n, number) if n in names else n for n in layer.inputs),
            shares=None if layer.shares is None else in_repeat(layer.shares, number),
        )
        for layer in graph
    )
