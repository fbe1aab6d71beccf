"""mse_loss: the square of what every element is off from its target.

Source: torch.nn.functional.mse_loss. Of any shape; input and target are broadcast against each
other. Shape of the output: (), or that of both without a reduction.

    difference = input - target          grad_input = 2 * grad_output * difference / elements
"""

import numpy as np

from convtutor.data import dataclass
from convtutor.engine.arrays import Array, Arrays, Shape, Shapes
from convtutor.engine.finish import divided_by
from convtutor.engine.geometry import Axis
from convtutor.engine.lettered_passes import Lettered, Letters, Part, axis_letters
from convtutor.engine.losses import reduction_of
from convtutor.engine.operator import AS_WRITTEN, Operator, Pass
from convtutor.errors import ShapeError


@dataclass(frozen=True, slots=True)
class MseLossParams:
    """The keyword of torch.nn.functional.mse_loss."""

    reduction: str = "mean"


def mse_loss_params(reduction: str = "mean") -> MseLossParams:
    """Make the parameters; raises ArgumentError for what torch rejects."""
    return MseLossParams(reduction_of("mse_loss", reduction))


def both_shape(shapes: Shapes) -> Shape:
    """Give the shape that input and target have together; raises ShapeError where they have none.

    Axes are compared from the last; one of length 1, or one that is absent, is repeated.
    """
    image, target = shapes["input"], shapes["target"]
    try:
        return np.broadcast_shapes(image, target)
    except ValueError:
        raise ShapeError(
            f"mse_loss: target must have the input's shape {image}, or one that can be broadcast "
            f"with it, got {target}"
        ) from None


def output_shape(shapes: Shapes, params: MseLossParams) -> Shape:
    """Give (), or the shape of both; raises ShapeError where they do not fit."""
    both = both_shape(shapes)
    return both if params.reduction == "none" else ()


def axes(shapes: Shapes, params: MseLossParams) -> tuple[Axis, ...]:
    """Give nothing: no window slides."""
    return ()


@np.errstate(all="ignore")  # infinities, NaN and 0 / 0 are numbers as in torch
def forward(arrays: Arrays, params: MseLossParams) -> Array:
    """Give the mean or the sum of the squares, or all of them."""
    squares = np.square(arrays["input"] - arrays["target"])
    if params.reduction == "none":
        return np.asarray(squares)
    total = squares.sum()
    if params.reduction == "mean":
        total = total / total.dtype.type(squares.size)
    return np.asarray(total)


@np.errstate(all="ignore")
def save(arrays: Arrays, output: Array, params: MseLossParams) -> dict[str, Array]:
    """Give what every element is off."""
    return {"difference": np.asarray(arrays["input"] - arrays["target"])}


@np.errstate(all="ignore")
def vjp(
    grad_output: Array, arrays: Arrays, saved: Arrays, params: MseLossParams
) -> dict[str, Array]:
    """Give grad_input, added up where the input was broadcast.

    loss = sum of (x - t)^2 / elements, so grad_x = 2 (x - t) grad_loss / elements.
    """
    difference, shape = saved["difference"], arrays["input"].shape
    count = difference.size if params.reduction == "mean" else 1
    made = np.asarray(difference * (2 / max(count, 1)) * grad_output)
    more = made.ndim - len(shape)
    repeated = [axis for axis in range(made.ndim)
                if axis < more or shape[axis - more] == 1 != made.shape[axis]]
    return {"input": np.asarray(made.sum(axis=tuple(repeated)).reshape(shape))}


@np.errstate(all="ignore")
def jvp(tangents: Arrays, arrays: Arrays, params: MseLossParams) -> Array:
    """Give how the loss moves: sum of 2 (x - t) dx / elements."""
    moved = np.asarray(2 * arrays["difference"] * tangents["input"])
    if params.reduction == "none":
        return moved
    return np.asarray(moved.sum() / (moved.size if params.reduction == "mean" else 1))


def passes(shapes: Shapes, params: MseLossParams) -> tuple[Pass, ...]:
    """Give the passes of difference, output and grad_input."""
    make, whole = _lettered(shapes, params)
    count = make.count(whole) if params.reduction == "mean" else 1
    over = () if params.reduction == "none" else whole
    repeated = tuple(letter for letter in whole if letter not in make.letters["input"])
    gradient = Part(("grad_output", "difference"), coefficient=2, divisor=count)
    return (
        make.made(
            "forward", "difference", Part(("input",)), Part(("target",), coefficient=-1)
        ),
        make.made(
            "forward", "output", Part(("difference", "difference")), over=over,
            finish=None if count == 1 else divided_by(count),
        ),
        make.made("backward", "grad_input", gradient, over=repeated),
    )


def _lettered(shapes: Shapes, params: MseLossParams) -> tuple[Lettered, Letters]:
    """Give the letters of every array, and those of all axes."""
    both = both_shape(shapes)
    letters = ("n",) if len(both) == 1 else axis_letters(len(both))
    named = {
        name: _broadcast_letters(shapes[name], both, letters) for name in ("input", "target")
    }
    named |= {"grad_input": named["input"], "difference": letters}
    named |= dict.fromkeys(
        ("output", "grad_output"), letters if params.reduction == "none" else ()
    )
    return Lettered(dict(zip(letters, both, strict=True)), named), letters


def _broadcast_letters(shape: Shape, both: Shape, letters: Letters) -> Letters:
    """Give an array's letters, none for an axis of length 1 that is repeated."""
    last = len(both) - len(shape)
    found = zip(letters[last:], shape, both[last:], strict=True)
    return tuple("" if extent == 1 != other else letter for letter, extent, other in found)


MSE_LOSS = Operator(
    name="mse_loss",
    operands=("input", "target"),
    optional=frozenset(),
    keywords=("reduction",),
    required=(),
    params=mse_loss_params,
    output_shape=output_shape,
    axes=axes,
    forward=forward,
    save=save,
    vjp=vjp,
    jvp=jvp,
    passes=passes,
    ranks={"input": AS_WRITTEN, "target": AS_WRITTEN},
    constants=frozenset({"target"}),
    alike=frozenset({"target"}),
)
