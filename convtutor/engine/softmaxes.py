"""Softmax and its logarithm along one axis: the stages, on whole arrays and element by element.

SoftmaxParams     the keyword of torch's functions
softmax_params    the function that makes it
axes_of           the axis that is meant
lettered_scores   the letters of the axes, and those that are summed over
score_arrays      maximum, exponentials and total; score_passes makes them one by one
log_score_arrays  the logarithms of the shares too; log_score_passes likewise

The largest element is taken away first, so that no exponential overflows; it changes no share.
Source: torch.nn.functional.softmax, torch.nn.functional.log_softmax.
"""

from collections.abc import Callable, Iterator
from typing import TypeAlias

import numpy as np

from convtutor.data import dataclass
from convtutor.engine.arguments import LARGEST, integer
from convtutor.engine.arrays import Array, Shape
from convtutor.engine.finish import Finish
from convtutor.engine.lettered_passes import Lettered, Letters, Part, axis_letters
from convtutor.engine.operator import Pass
from convtutor.errors import ArgumentError

EXP = Finish("exp({})", np.exp, np.exp, 4)
LOG = Finish("log({})", np.log, lambda total: 1 / total, 4)
FIRST_OF = (0, 1, 3)  # the numbers of axes of which torch takes the first where none is named
WHOLE = ("input", "exponentials", "probabilities", "output", "grad_output", "grad_input")
WITHOUT_AXIS = ("maximum", "total", "log_total", "dot", "total_gradient")

Axes: TypeAlias = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SoftmaxParams:
    """The axis along which the shares add up to 1; None leaves it to torch's old rule."""

    dim: int | None = None


def softmax_params(name: str) -> Callable[..., SoftmaxParams]:
    """Give the function that makes the parameters of softmax or log_softmax."""

    def params(dim: int | None = None) -> SoftmaxParams:
        """Make the parameters; raises ArgumentError for what is no integer."""
        return SoftmaxParams(None if dim is None else integer(name, "dim", dim, -LARGEST))

    return params


def axes_of(name: str, rank: int, params: SoftmaxParams) -> Axes:
    """Give the axis that is meant, from 0 up; nothing for a number without axes.

    Without `dim` it is axis 0 of 0, 1 or 3 axes and axis 1 of others, as in torch. Raises
    ArgumentError for an axis that is not there.
    """
    most = max(rank, 1) - 1
    dim = params.dim
    if dim is None:
        dim = 0 if rank in FIRST_OF else 1
    if not -most - 1 <= dim <= most:
        raise ArgumentError(
            f"{name}: dim must be from {-most - 1} to {most} for an input of {rank} axes, got {dim}"
        )
    return (dim % rank,) if rank else ()


def lettered_scores(image: Shape, axes: Axes) -> tuple[Lettered, Letters]:
    """Give the letters of every array, and those of the axis: none where there is no axis."""
    letters = axis_letters(len(image))
    over = tuple(letters[axis] for axis in axes)
    others = tuple(letter for letter in letters if letter not in over)
    named = dict.fromkeys(WHOLE, letters) | dict.fromkeys(WITHOUT_AXIS, others)
    return Lettered(dict(zip(letters, image, strict=True)), named), over


@np.errstate(all="ignore")  # infinities and NaN are numbers as in torch
def score_arrays(image: Array, axes: Axes) -> dict[str, Array]:
    """Give maximum, exponentials and total; maximum and total lack the axis."""
    maximum = np.asarray(image.max(axis=axes, initial=-np.inf))
    exponentials = np.asarray(np.exp(image - np.expand_dims(maximum, axes)))
    total = np.asarray(exponentials.sum(axis=axes))
    return {"maximum": maximum, "exponentials": exponentials, "total": total}


@np.errstate(all="ignore")
def log_score_arrays(image: Array, axes: Axes, target: str) -> dict[str, Array]:
    """Give the same, the logarithm of the total, and as `target` what they leave of the input."""
    made = score_arrays(image, axes)
    log_total = np.asarray(np.log(made["total"]))
    shifted = image - np.expand_dims(made["maximum"], axes)
    left = np.asarray(shifted - np.expand_dims(log_total, axes))
    return {**made, "log_total": log_total, target: left}


@np.errstate(all="ignore")
def log_score_gradient(gradient: Array, probabilities: Array, total: Array, axes: Axes) -> Array:
    """Give the gradient of the input from that of the logarithms and its total along the axis.

    y_i = x_i - log(sum of e^x_k), so grad_x_i = grad_y_i - p_i (sum of grad_y_k).
    """
    return np.asarray(gradient - probabilities * np.expand_dims(total, axes))


@np.errstate(all="ignore")
def log_score_move(moved: Array, scores: Array, axes: Axes) -> Array:
    """Give how the logarithms of the shares, `scores`, move when the input moves by `moved`."""
    return np.asarray(moved - (np.exp(scores) * moved).sum(axis=axes, keepdims=True))


def score_passes(make: Lettered, over: Letters) -> Iterator[Pass]:
    """Give the passes of maximum, exponentials and total."""
    yield make.largest("forward", "maximum", "input", over)
    yield make.made(
        "forward", "exponentials", Part(("input",)), Part(("maximum",), coefficient=-1),
        finish=EXP,
    )
    yield make.made("forward", "total", Part(("exponentials",)), over=over)


def log_score_passes(make: Lettered, over: Letters, target: str) -> Iterator[Pass]:
    """Give the same, and the passes of the logarithm of the total and of `target`."""
    yield from score_passes(make, over)
    yield make.made("forward", "log_total", Part(("total",)), finish=LOG)
    yield make.made(
        "forward", target, Part(("input",)), Part(("maximum",), coefficient=-1),
        Part(("log_total",), coefficient=-1),
    )


def log_score_gradient_passes(
    make: Lettered, over: Letters, scores: str, gradient: str
) -> Iterator[Pass]:
    """Give the passes that lead back from the gradient of the logarithms `scores`."""
    yield make.made("backward", "probabilities", Part((scores,)), finish=EXP)
    yield make.made("backward", "total_gradient", Part((gradient,)), over=over)
    yield make.made(
        "backward", "grad_input", Part((gradient,)),
        Part(("probabilities", "total_gradient"), coefficient=-1),
    )
