"""What is known of a case, in one line: input 3x3, kernel 2x2, padding 1, stride 1, no bias."""

from typing import Any

from convtutor.crosscheck.torch_layers import TORCH_LAYERS
from convtutor.engine.arrays import Shape
from convtutor.lesson.run import BoundLayer
from convtutor.quiz.question import Sentence
from convtutor.steps.trace import shape_text

CONVOLUTIONS = ("conv1d", "conv2d", "conv_transpose1d", "conv_transpose2d")
ALWAYS = {"padding": 0, "stride": 1}  # of a convolution they are said, given or not
PLAIN_AXES = 2  # batch and channel stand before them


def about(bound: BoundLayer) -> Sentence:
    """Say what a layer reads and how it is set."""
    return Sentence("quiz.about.layer", {"settings": settings(bound)})


def about_module(bound: BoundLayer) -> Sentence:
    """Say what a layer reads, all axes of it, and the line that makes it in PyTorch."""
    read = tuple(
        f"{operand} {shape_text(shape)}" for operand, shape in bound.shapes.items()
        if operand in bound.sources
    )
    return Sentence("quiz.about.layer", {"settings": (*read, torch_line(bound))})


def torch_line(bound: BoundLayer) -> str:
    """Write the line that makes a layer in PyTorch: nn.Conv2d(4, 6, kernel_size=3, groups=2)."""
    known = TORCH_LAYERS.get(bound.operator.name)
    return bound.operator.name if known is None else known.line(bound.shapes, bound.params)


def settings(bound: BoundLayer) -> tuple[Sentence | str, ...]:
    """Write the shapes of a layer's operands and its keywords as given, a list."""
    convolves = bound.operator.name in CONVOLUTIONS
    written: list[Sentence | str] = []
    for operand, shape in bound.shapes.items():
        if operand == "weight" and convolves:
            written.append(Sentence("quiz.about.kernel", {"shape": _bare(shape)}))
        elif operand != "bias":
            written.append(f"{operand} {_bare(shape)}")
    keywords = dict(ALWAYS) if convolves else {}
    keywords |= {key: value for key, value in bound.layer.keywords.items() if value is not None}
    written += [f"{key} {_value(value)}" for key, value in keywords.items()]
    if convolves or bound.operator.name == "linear":
        has = "bias" in bound.shapes
        written.append(Sentence("quiz.about.bias" if has else "quiz.about.no_bias"))
    return tuple(written)


def _bare(shape: Shape) -> str:
    """Write a shape without batch and channel where there is one of each."""
    alone = len(shape) > PLAIN_AXES and set(shape[:PLAIN_AXES]) == {1}
    return shape_text(shape[PLAIN_AXES:] if alone else shape)


def _value(value: Any) -> str:
    if isinstance(value, tuple | list):
        return f"({', '.join(map(str, value))})"
    return str(value).lower() if isinstance(value, bool) else str(value)
