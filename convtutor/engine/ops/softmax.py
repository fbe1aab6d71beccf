"""softmax: positive shares along one axis that add up to 1, the larger the element the larger.

Source: torch.nn.functional.softmax. Of any shape; along the axis

    exponentials = exp(input - maximum)      output = exponentials / total
    dot = sum of grad_output * output        grad_input = output * grad_output - output * dot
"""

import numpy as np

from convtutor.engine.arrays import Array, Arrays, Shape, Shapes
from convtutor.engine.geometry import Axis
from convtutor.engine.lettered_passes import Part
from convtutor.engine.operator import AS_WRITTEN, Operator, Pass
from convtutor.engine.softmaxes import (
    SoftmaxParams,
    axes_of,
    lettered_scores,
    score_arrays,
    score_passes,
    softmax_params,
)
from convtutor.engine.tangents import as_backward


def output_shape(shapes: Shapes, params: SoftmaxParams) -> Shape:
    """Give the input's shape; raises ArgumentError where it lacks the axis."""
    axes_of("softmax", len(shapes["input"]), params)
    return shapes["input"]


def axes(shapes: Shapes, params: SoftmaxParams) -> tuple[Axis, ...]:
    """Give nothing: no window slides."""
    return ()


@np.errstate(all="ignore")
def forward(arrays: Arrays, params: SoftmaxParams) -> Array:
    """Give the shares."""
    along = axes_of("softmax", arrays["input"].ndim, params)
    made = score_arrays(arrays["input"], along)
    return np.asarray(made["exponentials"] / np.expand_dims(made["total"], along))


def save(arrays: Arrays, output: Array, params: SoftmaxParams) -> dict[str, Array]:
    """Give maximum, exponentials and total."""
    return score_arrays(arrays["input"], axes_of("softmax", output.ndim, params))


@np.errstate(all="ignore")
def stages(
    grad_output: Array, arrays: Arrays, saved: Arrays, params: SoftmaxParams
) -> dict[str, Array]:
    """Give the product of gradient and shares, added up along the axis."""
    along = axes_of("softmax", grad_output.ndim, params)
    return {"dot": np.asarray((grad_output * saved["output"]).sum(axis=along))}


@np.errstate(all="ignore")
def vjp(
    grad_output: Array, arrays: Arrays, saved: Arrays, params: SoftmaxParams
) -> dict[str, Array]:
    """Give grad_input.

    y_i = e^x_i / (sum of e^x_k), so grad_x_i = y_i (grad_y_i - sum of grad_y_k y_k).
    """
    along = axes_of("softmax", grad_output.ndim, params)
    rest = grad_output - np.expand_dims(saved["dot"], along)
    return {"input": np.asarray(saved["output"] * rest)}


def passes(shapes: Shapes, params: SoftmaxParams) -> tuple[Pass, ...]:
    """Give the passes of every stage, of the output and of grad_input."""
    image = shapes["input"]
    make, over = lettered_scores(image, axes_of("softmax", len(image), params))
    product = Part(("grad_output", "output"))
    return (
        *score_passes(make, over),
        make.made("forward", "output", Part(("exponentials",), below=("total",))),
        make.made("backward", "dot", product, over=over),
        make.made(
            "backward", "grad_input", product, Part(("output", "dot"), coefficient=-1)
        ),
    )


SOFTMAX = Operator(
    name="softmax",
    operands=("input",),
    optional=frozenset(),
    keywords=("dim",),
    required=(),
    params=softmax_params("softmax"),
    output_shape=output_shape,
    axes=axes,
    forward=forward,
    save=save,
    vjp=vjp,
    passes=passes,
    ranks={"input": AS_WRITTEN},
    stages=stages,
    jvp=as_backward(vjp, stages),
)
