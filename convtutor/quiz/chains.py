"""A chain of layers, followed by its shapes alone: where one of them refuses what it is handed.

Link   a layer without its arrays: its operator, the shapes of what it holds, its keywords
Chain  links in order, and the shape that the first one reads
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from random import Random
from typing import Any

from convtutor.crosscheck.torch_layers import TORCH_LAYERS
from convtutor.data import dataclass
from convtutor.engine.arrays import Shape
from convtutor.engine.operator import AnyOperator
from convtutor.errors import ConvtutorError
from convtutor.lesson.repeats import written_name
from convtutor.lesson.run import BoundLayer, Run
from convtutor.steps.trace import shape_text

CONVOLUTIONS = ("conv1d", "conv2d")
POOLS = ("max_pool1d", "max_pool2d", "avg_pool1d", "avg_pool2d")


@dataclass(frozen=True, slots=True)
class Link:
    """One layer of a chain; `stream` is the operand that the layer before it hands on."""

    operator: AnyOperator
    stream: str
    held: Mapping[str, Shape]
    keywords: Mapping[str, Any]

    def passed(self, shape: Shape) -> Shape:
        """Give the shape that it makes of another; raises ShapeError or ArgumentError."""
        params = self.operator.params(**self.keywords)
        return self.operator.output_shape({self.stream: shape, **self.held}, params)

    def written(self, shape: Shape) -> str:
        """Write the line that makes it in PyTorch."""
        known = TORCH_LAYERS.get(self.operator.name)
        params = self.operator.params(**self.keywords)
        if known is None:
            return self.operator.name
        return known.line({self.stream: shape, **self.held}, params)


@dataclass(frozen=True, slots=True)
class Chain:
    """Links in order and the shape of the input."""

    input: Shape
    links: tuple[Link, ...]

    def refusing(self) -> int:
        """Give the number of the first link that refuses, from 1; 0 where none does."""
        return len(self.shapes()) if len(self.shapes()) <= len(self.links) else 0

    def shapes(self) -> list[Shape]:
        """Give the input's shape and those that are made of it, up to a link that refuses."""
        found = [self.input]
        for link in self.links:
            try:
                found.append(link.passed(found[-1]))
            except ConvtutorError:
                break
        return found

    def lines(self) -> Iterator[str]:
        """Write the input and every link behind its number."""
        yield f"   input {shape_text(self.input)}"
        shape = self.input
        for number, link in enumerate(self.links, start=1):
            yield f"{number}  {link.written(shape)}"
            try:
                shape = link.passed(shape)
            except ConvtutorError:
                continue

    def with_link(self, at: int, link: Link) -> "Chain":
        """Give the chain with another link."""
        return replace(self, links=(*self.links[:at], link, *self.links[at + 1:]))


def chain_of(run: Run) -> Chain | None:
    """Give the chain that an example is, None where a layer reads anything but the one before."""
    links: list[Link] = []
    before: BoundLayer | None = None
    for bound in run.layers:
        sources = list(bound.sources.items())
        if len(sources) != 1 or bound.layer.updates is not None:
            return None
        (stream, source), = sources
        if before is not None and source != before.name:
            return None
        held = {name: shape for name, shape in bound.shapes.items() if name != stream}
        links.append(Link(bound.operator, stream, held, bound.layer.keywords))
        before = bound
    first = run.layers[0]
    return Chain(first.shapes[links[0].stream], tuple(links))


def name_of(run: Run, number: int) -> str:
    """Give the name of a layer by its number."""
    return written_name(run.layers[number - 1].name)


def spoiled_chains(chain: Chain) -> list[Chain]:
    """Give the chains in which one number is wrong."""
    return [
        chain.with_link(at, link)
        for at, (link, shape) in enumerate(zip(chain.links, chain.shapes(), strict=False))
        for link in _spoiled(link, shape)
    ]


def _spoiled(link: Link, shape: Shape) -> Iterator[Link]:
    """Give a link with one number changed: channels in or out, kernel, groups, features."""
    weight = link.held.get("weight")
    if weight is not None and link.operator.name in (*CONVOLUTIONS, "linear"):
        yield replace(link, held={**link.held, "weight": (weight[0], weight[1] + 1, *weight[2:])})
        more = {"weight": (weight[0] + 1, *weight[1:])}
        if "bias" in link.held:
            more["bias"] = (weight[0] + 1,)
        yield replace(link, held={**link.held, **more})
    if weight is not None and link.operator.name in CONVOLUTIONS:
        longer = (*weight[:2], shape[-2] + 3, *weight[3:])
        yield replace(link, held={**link.held, "weight": longer})
        yield replace(link, keywords={**link.keywords, "groups": weight[0] + 1})
    if link.operator.name in POOLS:
        yield replace(link, keywords={**link.keywords, "kernel_size": max(shape[2:]) + 3})


def drawn_chain(chain: Chain, random: Random) -> Chain:
    """Draw a chain with one wrong number, now and then one without."""
    spoiled = spoiled_chains(chain)
    return chain if not spoiled or random.random() < 0.2 else random.choice(spoiled)
