"""batch_norm: every channel moved to mean 0 and variance 1, then scaled and moved by its own.

Source: torch.nn.functional.batch_norm; Ioffe & Szegedy, Batch Normalization (2015). Shapes: input
and output (N, C), (N, C, L), (N, C, H, W) or (N, C, D, H, W); all others (C,). With m values a
channel, those of all samples and places:

    mean = sum of input / m                 centered = input - mean
    variance = sum of centered^2 / m        inverse_deviation = 1 / sqrt(variance + eps)
    normalized = centered * inverse_deviation
    output = normalized * weight + bias

In evaluation the running statistics stand in for mean and variance. In training they move by
`momentum` towards those of the batch, its variance then being the sum of centered^2 / (m - 1).
Without weight and bias the output itself is what is normalized, and without weight grad_output is
what grad_normalized would be. A batch without elements has no statistics and moves none.
"""

from collections.abc import Iterator

import numpy as np

from convtutor.engine.arguments import flag, number
from convtutor.engine.arrays import Array, Arrays, Shape, Shapes, check_dimensions
from convtutor.engine.finish import Finish, divided_by
from convtutor.engine.geometry import Axis
from convtutor.engine.lettered_passes import Lettered, Letters, Part, axis_letters, plain_number
from convtutor.engine.normalization import (
    BatchNormParams,
    backward_stages,
    forward_arrays,
    gradients,
    learns,
    moved_output,
    values_a_channel,
)
from convtutor.engine.operator import Operator, Pass
from convtutor.errors import ArgumentError, ShapeError

STATISTICS = ("running_mean", "running_var")
WHOLE = (
    "input", "centered", "normalized", "output", "grad_output", "grad_normalized", "grad_input",
)
A_CHANNEL = (
    "mean", "variance", "inverse_deviation", "weight", "bias", *STATISTICS, "unbiased_variance",
    "new_running_mean", "new_running_var", "mean_grad_normalized", "mean_product", "grad_weight",
    "grad_bias",
)


def batch_norm_params(
    training: bool = False, momentum: float = 0.1, eps: float = 1e-5
) -> BatchNormParams:
    """Make the parameters.

    Raises ArgumentError for what torch rejects, eps = 0 in training among it.
    """
    trains = flag("batch_norm", "training", training)
    moved = number("batch_norm", "momentum", momentum)
    added = number("batch_norm", "eps", eps)
    if trains and added <= 0:
        raise ArgumentError(f"batch_norm: eps must be above 0 in training, got {eps!r}")
    if added < 0:
        raise ArgumentError(f"batch_norm: eps must be 0 or more, got {eps!r}")
    return BatchNormParams(trains, moved, added)


def output_shape(shapes: Shapes, params: BatchNormParams) -> Shape:
    """Give the input's shape; raises ShapeError where the others do not fit it."""
    image = shapes["input"]
    check_dimensions("batch_norm", "input", image, (2, 3, 4, 5))
    for name, shape in shapes.items():
        if name != "input" and shape != image[1:2]:
            raise ShapeError(
                f"batch_norm: {name} must have shape {image[1:2]}, one a channel of the input "
                f"{image}, got {shape}"
            )
    _check_statistics([name for name in STATISTICS if name not in shapes], params)
    if params.training and values_a_channel(image) == 1:
        raise ShapeError(
            f"batch_norm: training needs more than 1 value a channel, the input {image} has 1; "
            f"give more samples, or set training=False"
        )
    return image


def _check_statistics(absent: list[str], params: BatchNormParams) -> None:
    """Accept both running statistics, and in training neither."""
    if absent and not params.training:
        raise ArgumentError(
            f"batch_norm: evaluation needs running_mean and running_var, got no "
            f"{' and no '.join(absent)}; give both, or set training=True"
        )
    if len(absent) == 1:
        raise ArgumentError(
            f"batch_norm: training takes running_mean and running_var both or neither, got no "
            f"{absent[0]}; give both, or neither"
        )


def axes(shapes: Shapes, params: BatchNormParams) -> tuple[Axis, ...]:
    """Give nothing: no window slides."""
    return ()


def forward(arrays: Arrays, params: BatchNormParams) -> Array:
    """Give the output, of the input's shape."""
    return forward_arrays(arrays, params)["output"]


def save(arrays: Arrays, output: Array, params: BatchNormParams) -> dict[str, Array]:
    """Give the stages of the way forward, and in training the new running statistics."""
    shapes = {name: array.shape for name, array in arrays.items()}
    made = forward_arrays(arrays, params)
    return {
        rule.target: made[rule.target]
        for rule in forward_passes(shapes, params) if rule.target != "output"
    }


def passes(shapes: Shapes, params: BatchNormParams) -> tuple[Pass, ...]:
    """Give the passes of every stage, of the output, the new statistics and the gradients."""
    return (*forward_passes(shapes, params), *backward_passes(shapes, params))


def lettered(image: Shape) -> tuple[Lettered, Letters]:
    """Give the letters of every array, and those of the axes that a channel is summed over."""
    letters = axis_letters(len(image))
    named: dict[str, Letters] = dict.fromkeys(WHOLE, letters)
    named |= dict.fromkeys(A_CHANNEL, ("c",))
    over = tuple(letter for letter in letters if letter != "c")
    return Lettered(dict(zip(letters, image, strict=True)), named), over


def forward_passes(shapes: Shapes, params: BatchNormParams) -> Iterator[Pass]:
    """Give the stages, the output, and in training what becomes of the running statistics."""
    image = shapes["input"]
    make, over = lettered(image)
    batch = learns(image, params)
    count = values_a_channel(image)
    mean, variance = ("mean", "variance") if params.training else STATISTICS
    if batch:
        yield make.made("forward", "mean", Part(("input",)), over=over, finish=divided_by(count))
    yield make.made("forward", "centered", Part(("input",)), Part((mean,), coefficient=-1.0))
    if batch:
        squares = Part(("centered", "centered"))
        yield make.made("forward", "variance", squares, over=over, finish=divided_by(count))
    if batch or not params.training:
        yield make.made("forward", "inverse_deviation", Part((variance,)),
                        finish=inverse_root(params.eps))
    yield from _scaled(shapes, make)
    if batch and "running_mean" in shapes:
        yield make.made("forward", "new_running_mean", *_moved("running_mean", "mean", params))
        corrected = Part(("variance",), coefficient=float(count), divisor=count - 1)
        yield make.made("forward", "unbiased_variance", corrected)
        yield make.made("forward", "new_running_var",
                        *_moved("running_var", "unbiased_variance", params))


def _scaled(shapes: Shapes, make: Lettered) -> Iterator[Pass]:
    """Give the passes of normalized and output; of the output alone where they are the same."""
    product = Part(("centered", "inverse_deviation"))
    if _normalized(shapes) == "output":
        yield make.made("forward", "output", product)
        return
    yield make.made("forward", "normalized", product)
    factors = ("normalized", "weight") if "weight" in shapes else ("normalized",)
    bias = [Part(("bias",))] if "bias" in shapes else []
    yield make.made("forward", "output", Part(factors), *bias)


def _moved(running: str, batch: str, params: BatchNormParams) -> tuple[Part, Part]:
    momentum = params.momentum
    written = plain_number(momentum)
    kept = f"(1 - {written})" if momentum <= 1 else f"({written} - 1)"
    return (
        Part((running,), coefficient=1 - momentum, written=kept),
        Part((batch,), coefficient=momentum),
    )


def _normalized(shapes: Shapes) -> str:
    """Name the array of the normalized values."""
    return "normalized" if {"weight", "bias"} & set(shapes) else "output"


def backward_passes(shapes: Shapes, params: BatchNormParams) -> Iterator[Pass]:
    """Give the gradients, and before grad_input the stages that it is made from."""
    image = shapes["input"]
    make, over = lettered(image)
    normalized, gradient = _normalized(shapes), "grad_output"
    if "bias" in shapes:
        yield make.made("backward", "grad_bias", Part(("grad_output",)), over=over)
    if "weight" in shapes:
        product = Part(("grad_output", normalized))
        yield make.made("backward", "grad_weight", product, over=over)
        gradient = "grad_normalized"
        yield make.made("backward", gradient, Part(("grad_output", "weight")))
    parts = [Part((gradient, "inverse_deviation"))]
    if learns(image, params):
        mean = divided_by(values_a_channel(image))
        alone, product = Part((gradient,)), Part((gradient, normalized))
        yield make.made("backward", "mean_grad_normalized", alone, over=over, finish=mean)
        yield make.made("backward", "mean_product", product, over=over, finish=mean)
        parts += [
            Part(("mean_grad_normalized", "inverse_deviation"), coefficient=-1.0),
            Part((normalized, "mean_product", "inverse_deviation"), coefficient=-1.0),
        ]
    yield make.made("backward", "grad_input", *parts)


def inverse_root(eps: float) -> Finish:
    """Give 1 / sqrt(total + eps) of a variance: a sum, a root and a division are rounded.

    No rounding makes a sum of squares negative, so the slope is nowhere steeper than at 0. A
    running variance below 0 may cancel with eps, which the size allows for.
    """
    def root(total: Array) -> Array:
        return np.asarray(1 / np.sqrt(total + eps))

    return Finish(
        f"1 / sqrt({{}} + {eps!r})" if eps else "1 / sqrt({})",
        root,
        lambda total: -0.5 * root(np.maximum(total, 0)) ** 3,
        6,
        lambda total: root(total) * (np.abs(total) + eps) / np.abs(total + eps),
    )


BATCH_NORM = Operator(
    name="batch_norm",
    operands=("input", "running_mean", "running_var", "weight", "bias"),
    optional=frozenset({"running_mean", "running_var", "weight", "bias"}),
    keywords=("training", "momentum", "eps"),
    required=(),
    params=batch_norm_params,
    output_shape=output_shape,
    axes=axes,
    forward=forward,
    save=save,
    vjp=gradients,
    passes=passes,
    constants=frozenset(STATISTICS),
    stages=backward_stages,
    jvp=moved_output,
)
