"""log_softmax: the logarithms of the shares that softmax gives, without a share being rounded to 0.

Source: torch.nn.functional.log_softmax. Of any shape; along the axis

    exponentials = exp(input - maximum)      output = input - maximum - log_total
    probabilities = exp(output)              grad_input = grad_output - probabilities total_gradient
"""

import numpy as np

from convtutor.engine.arrays import Array, Arrays, Shape, Shapes
from convtutor.engine.geometry import Axis
from convtutor.engine.operator import AS_WRITTEN, Operator, Pass
from convtutor.engine.softmaxes import (
    SoftmaxParams,
    axes_of,
    lettered_scores,
    log_score_arrays,
    log_score_gradient,
    log_score_gradient_passes,
    log_score_move,
    log_score_passes,
    softmax_params,
)


def output_shape(shapes: Shapes, params: SoftmaxParams) -> Shape:
    """Give the input's shape; raises ArgumentError where it lacks the axis."""
    axes_of("log_softmax", len(shapes["input"]), params)
    return shapes["input"]


def axes(shapes: Shapes, params: SoftmaxParams) -> tuple[Axis, ...]:
    """Give nothing: no window slides."""
    return ()


def forward(arrays: Arrays, params: SoftmaxParams) -> Array:
    """Give the logarithms of the shares."""
    along = axes_of("log_softmax", arrays["input"].ndim, params)
    return log_score_arrays(arrays["input"], along, "output")["output"]


def save(arrays: Arrays, output: Array, params: SoftmaxParams) -> dict[str, Array]:
    """Give maximum, exponentials, total and log_total."""
    along = axes_of("log_softmax", output.ndim, params)
    made = log_score_arrays(arrays["input"], along, "output")
    return {name: array for name, array in made.items() if name != "output"}


@np.errstate(all="ignore")
def stages(
    grad_output: Array, arrays: Arrays, saved: Arrays, params: SoftmaxParams
) -> dict[str, Array]:
    """Give the shares themselves, and the gradient added up along the axis."""
    along = axes_of("log_softmax", grad_output.ndim, params)
    return {
        "probabilities": np.asarray(np.exp(saved["output"])),
        "total_gradient": np.asarray(grad_output.sum(axis=along)),
    }


def vjp(
    grad_output: Array, arrays: Arrays, saved: Arrays, params: SoftmaxParams
) -> dict[str, Array]:
    """Give grad_input."""
    along = axes_of("log_softmax", grad_output.ndim, params)
    return {
        "input": log_score_gradient(
            grad_output, saved["probabilities"], saved["total_gradient"], along
        )
    }


@np.errstate(all="ignore")
def jvp(tangents: Arrays, arrays: Arrays, params: SoftmaxParams) -> Array:
    """Give how the output moves: y_i = x_i - log(sum of e^x_k), so dy_i = dx_i - sum of p_k dx_k.
    """
    moved = tangents["input"]
    along = axes_of("log_softmax", moved.ndim, params)
    return log_score_move(moved, arrays["output"], along)


def passes(shapes: Shapes, params: SoftmaxParams) -> tuple[Pass, ...]:
    """Give the passes of every stage, of the output and of grad_input."""
    image = shapes["input"]
    make, over = lettered_scores(image, axes_of("log_softmax", len(image), params))
    return (
        *log_score_passes(make, over, "output"),
        *log_score_gradient_passes(make, over, "output", "grad_output"),
    )


LOG_SOFTMAX = Operator(
    name="log_softmax",
    operands=("input",),
    optional=frozenset(),
    keywords=("dim",),
    required=(),
    params=softmax_params("log_softmax"),
    output_shape=output_shape,
    axes=axes,
    forward=forward,
    save=save,
    vjp=vjp,
    passes=passes,
    ranks={"input": AS_WRITTEN},
    stages=stages,
    jvp=jvp,
)
