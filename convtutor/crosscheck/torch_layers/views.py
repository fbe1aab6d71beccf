"""Layers that hand elements on as they are: an index between brackets, functions, methods."""

from collections.abc import Mapping
from operator import methodcaller
from typing import Any

from convtutor.crosscheck.torch_layers.mirror import Arguments, Shapes, TorchFunction
from convtutor.data import dataclass


def no_arguments(shapes: Shapes, params: Any) -> Arguments:
    """Give what stands beside a tensor: nothing."""
    return (), {}


def flip_arguments(shapes: Shapes, params: Any) -> Arguments:
    """Give what torch.flip takes besides its tensor."""
    return (), {"dims": list(params.dims)}


def reshape_arguments(shapes: Shapes, params: Any) -> Arguments:
    """Give what torch.reshape takes besides its tensor."""
    return (), {"shape": list(params.shape)}


@dataclass(frozen=True, slots=True)
class TorchIndex(TorchFunction):
    """The brackets behind a tensor."""

    def line(self, shapes: Shapes, params: Any) -> str:
        """Write the PyTorch line: input[0:2, 1:3]."""
        (tensor,) = shapes
        return f"{tensor}[{params.index}]"

    def module(
        self, torch: Any, shapes: Shapes, params: Any, own: Mapping[str, Any] | None = None
    ) -> Any:
        """Give the function that puts the index behind a tensor."""
        index = bracketed(params.index)
        return lambda tensor: tensor[index]


@dataclass(frozen=True, slots=True)
class TorchMethod(TorchFunction):
    """A method of a tensor that takes nothing besides."""

    def line(self, shapes: Shapes, params: Any) -> str:
        """Write the PyTorch line: input.detach()."""
        (tensor,) = shapes
        return f"{tensor}.{self.named(shapes)}()"

    def module(
        self, torch: Any, shapes: Shapes, params: Any, own: Mapping[str, Any] | None = None
    ) -> Any:
        """Give the function that calls the method."""
        return methodcaller(self.named(shapes))


def bracketed(text: str) -> tuple[Any, ...]:
    """Give what Python hands to a tensor for the text between its brackets."""
    return tuple(_part(piece.strip()) for piece in text.split(","))


def _part(text: str) -> Any:
    if text == "...":
        return ...
    if ":" not in text:
        return int(text)
    return slice(*(int(end) if end.strip() else None for end in text.split(":")))


ROWS = {
    "slice": TorchIndex("slice", no_arguments),
    "flip": TorchFunction("flip", flip_arguments),
    "reshape": TorchFunction("reshape", reshape_arguments),
    "detach": TorchMethod("detach", no_arguments),
}
