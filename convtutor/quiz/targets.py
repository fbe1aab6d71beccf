"""What a question is asked of, as lessons write it: conv1.output, or a part as output[0,:].

Target     an array by its full name, and perhaps an element or a slice of it
part_of    what a target names in an array, without leading axes of length 1
layer_at   a layer by its name
"""

import re
from dataclasses import replace

import numpy as np

from convtutor.data import dataclass
from convtutor.engine.arrays import Array, Index, Shape
from convtutor.errors import UsageError, did_you_mean
from convtutor.lesson.run import BoundLayer, Run

TARGET = re.compile(r"(?P<array>[a-z_][\w@-]*(?:\.[a-z_]\w*)?)(?:\[(?P<index>[^\]]*)\])?")
ALL = slice(None)


@dataclass(frozen=True)
class Target:
    """An array (conv1.output), and the part of it that is asked for: a number an axis, or None for
    the whole axis."""

    array: str
    index: tuple[int | None, ...] | None = None

    @property
    def names(self) -> tuple[str, str]:
        """Give the layer and its array."""
        layer, _, local = self.array.rpartition(".")
        return layer, local

    @property
    def short_name(self) -> str:
        """Write the array without its layer, and the part that is named: weight[0,:,:,:]."""
        local = replace(self, array=self.names[1])
        return str(local)

    @property
    def key(self) -> tuple[int | slice, ...]:
        """Give the part as NumPy takes it."""
        return tuple(ALL if at is None else at for at in self.index or ())

    @property
    def first(self) -> Index:
        """Give the first element of the part."""
        return tuple(at or 0 for at in self.index or ())

    def is_in(self, shape: Shape) -> bool:
        """Say whether an array of a shape has the part."""
        parts = self.index or ()
        return len(parts) == len(shape) and all(
            at is None or at < length for at, length in zip(parts, shape, strict=True)
        )

    def at(self, index: Index) -> "Target":
        """Give one element of the array."""
        return replace(self, index=index)

    def short(self, shape: Shape) -> str:
        """Write it as people do, without leading axes of length 1: output[1,1]."""
        kept = list(self.index or ())
        lengths = list(shape)
        while len(kept) > 2 and lengths[0] == 1:
            kept, lengths = kept[1:], lengths[1:]
        whole = bool(kept) and all(at is None for at in kept)
        if whole:
            return self.names[1]
        inner = ",".join(":" if at is None else str(at) for at in kept)
        return f"{self.names[1]}[{inner}]" if kept else self.names[1]

    def __str__(self) -> str:
        if self.index is None:
            return self.array
        return f"{self.array}[{','.join(':' if at is None else str(at) for at in self.index)}]"


def part_of(array: Array, target: Target) -> Array | None:
    """Give the part that a target names, None where an array has no such part."""
    if not target.is_in(array.shape):
        return None
    part: Array = np.asarray(array[target.key])
    while part.ndim > 2 and part.shape[0] == 1:
        part = part[0]
    return part


def layer_at(written: str, run: Run) -> BoundLayer:
    """Give the layer that a target names; raises UsageError with the nearest name."""
    layers = {bound.name: bound for bound in run.layers}
    found = layers.get(written.strip())
    if found is None:
        raise UsageError(f"{written!r}: there is no such layer{did_you_mean(written, layers)}")
    return found


def parse_target(written: str, run: Run) -> Target:
    """Read a target; leading indices may be left out where their axes have length 1.

    Raises UsageError with the nearest name, or where there is no such element.
    """
    match = TARGET.fullmatch(written.strip())
    if match is None:
        wanted = "an array such as conv1.output, or conv1.output[0,1]"
        raise UsageError(f"{written!r}: expected {wanted}")
    name = match["array"]
    if name not in run.arrays:
        raise UsageError(f"{written}: there is no {name!r}{did_you_mean(name, run.arrays)}")
    if match["index"] is None:
        return Target(name)
    shape = run.arrays[name].shape
    parts = [part.strip() for part in match["index"].split(",")] if match["index"].strip() else []
    missing = len(shape) - len(parts)
    if missing < 0 or any(length != 1 for length in shape[:missing]):
        raise UsageError(f"{written}: {name} has {len(shape)} axes, got {len(parts)} indices")
    index = (0,) * missing + tuple(_axis(written, part) for part in parts)
    for at, length in zip(index, shape, strict=True):
        if at is not None and not 0 <= at < length:
            raise UsageError(f"{written}: {name} has the shape {shape}")
    return Target(name, index)


def _axis(written: str, part: str) -> int | None:
    if part == ":":
        return None
    if not part.isdecimal():
        raise UsageError(f"{written}: expected numbers from 0 or ':', got {part!r}")
    return int(part)
