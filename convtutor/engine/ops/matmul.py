"""matmul: the product of two matrices, of a matrix and a vector, of two vectors, or of batches.

output[.., i, j] = sum over k of input[.., i, k] other[.., k, j]

A vector has one axis, k alone, and the output lacks the axis it does not have. Axes before the
last two count batches, and are broadcast. Source: torch.matmul.
"""

import numpy as np

from convtutor.data import dataclass
from convtutor.engine.arrays import Array, Arrays, Shape, Shapes, without_warnings
from convtutor.engine.broadcasting import broadcast_shape, is_stretched, summed_axes
from convtutor.engine.elementwise import no_axes
from convtutor.engine.lettered_passes import Lettered, Letters, Part
from convtutor.engine.operator import AS_WRITTEN, Operator, Pass
from convtutor.engine.tangents import product_rule
from convtutor.errors import ShapeError

OPERANDS = ("input", "other")


@dataclass(frozen=True, slots=True)
class MatmulParams:
    """matmul takes no parameters."""


def output_shape(shapes: Shapes, params: MatmulParams) -> Shape:
    """Give (.., i, j), without i or j where an operand is a vector.

    Raises ShapeError for an operand without axes, and where the inner lengths or the batches do
    not fit.
    """
    left, right = shapes["input"], shapes["other"]
    for name in OPERANDS:
        if not shapes[name]:
            raise ShapeError(f"matmul: {name} needs at least 1 axis, got shape ()")
    inner = right[-2] if len(right) > 1 else right[0]
    if left[-1] != inner:
        raise ShapeError(
            f"matmul: the last axis of input {left} has {left[-1]}, the axis of other {right} that "
            f"it meets has {inner}; they must be equal"
        )
    rows = left[-2:-1]
    columns = right[-1:] if len(right) > 1 else ()
    return *batch_shape(shapes), *rows, *columns


def batch_shape(shapes: Shapes) -> Shape:
    """Give the shape that the axes before the last two are broadcast to."""
    return broadcast_shape("matmul", {name: shapes[name][:-2] for name in OPERANDS})


def as_matrices(arrays: Arrays) -> tuple[Array, Array]:
    """Give the operands as matrices: a vector as a row on the left, as a column on the right."""
    left, right = arrays["input"], arrays["other"]
    return (left[None] if left.ndim == 1 else left), (right[:, None] if right.ndim == 1 else right)


@without_warnings
def forward(arrays: Arrays, params: MatmulParams) -> Array:
    """Give the product."""
    return np.asarray(np.matmul(arrays["input"], arrays["other"]))


def save(arrays: Arrays, output: Array, params: MatmulParams) -> dict[str, Array]:
    """Give nothing: the backward pass needs only the operands."""
    return {}


@without_warnings
def vjp(
    grad_output: Array, arrays: Arrays, saved: Arrays, params: MatmulParams
) -> dict[str, Array]:
    """Give both gradients.

    Y = X Z, so grad_X = grad_Y Z^T and grad_Z = X^T grad_Y, summed over the batches that share one.
    """
    left, right = as_matrices(arrays)
    batch = batch_shape({"input": left.shape, "other": right.shape})
    upstream = grad_output.reshape(*batch, left.shape[-2], right.shape[-1])
    made = {
        "input": np.matmul(upstream, right.swapaxes(-1, -2)),
        "other": np.matmul(left.swapaxes(-1, -2), upstream),
    }
    return {
        name: np.array(
            gradient.sum(axis=summed_axes(arrays[name].shape[:-2], batch))
        ).reshape(arrays[name].shape)
        for name, gradient in made.items()
    }


def passes(shapes: Shapes, params: MatmulParams) -> tuple[Pass, ...]:
    """Give the passes of output, grad_input and grad_other."""
    left, right = shapes["input"], shapes["other"]
    batch = batch_shape(shapes)
    names = tuple(f"b{axis}" if len(batch) > 1 else "b" for axis in range(len(batch)))
    rows, columns = ("i",) * (len(left) > 1), ("j",) * (len(right) > 1)
    letters: dict[str, Letters] = {
        "input": (*_batched(left[:-2], batch, names), *rows, "k"),
        "other": (*_batched(right[:-2], batch, names), "k", *columns),
        "output": (*names, *rows, *columns),
    }
    letters |= {f"grad_{name}": held for name, held in letters.items()}
    extents = dict(zip(names, batch, strict=True)) | {"k": left[-1]}
    extents |= dict.fromkeys(rows, left[-2] if rows else 1)
    extents |= dict.fromkeys(columns, right[-1])
    make = Lettered(extents, letters)

    def back(operand: str, other: str) -> Pass:
        over = tuple(x for x in letters["output"] if x not in letters[operand])
        product = ("grad_output", other) if operand == "input" else (other, "grad_output")
        return make.made("backward", f"grad_{operand}", Part(product), over=over)

    return (
        make.made("forward", "output", Part(OPERANDS), over=("k",)),
        back("input", "other"),
        back("other", "input"),
    )


def _batched(own: Shape, batch: Shape, names: Letters) -> Letters:
    """Give the letters of an operand's batch axes, none for one that is stretched."""
    first = len(batch) - len(own)
    return tuple(
        "" if is_stretched(axis, own, batch) else names[axis] for axis in range(first, len(batch))
    )


MATMUL = Operator(
    name="matmul",
    operands=OPERANDS,
    optional=frozenset(),
    keywords=(),
    required=(),
    params=MatmulParams,
    output_shape=output_shape,
    axes=no_axes,
    forward=forward,
    save=save,
    vjp=vjp,
    passes=passes,
    ranks=dict.fromkeys(OPERANDS, AS_WRITTEN),
    jvp=product_rule(forward, OPERANDS, OPERANDS),
)
