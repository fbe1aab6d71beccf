"""Batch normalization on whole arrays: the values of each channel side by side, (C, m).

BatchNormParams  the keywords of torch.nn.functional.batch_norm
values_a_channel how many values each channel has
learns           whether the batch's own statistics are used
forward_arrays   every array of the way forward
backward_stages  what stands between grad_output and grad_input
gradients        grad_input, grad_weight and grad_bias
"""

from math import prod

import numpy as np

from convtutor.data import dataclass
from convtutor.engine.arrays import Array, Arrays, Shape


@dataclass(frozen=True, slots=True)
class BatchNormParams:
    """The keywords of torch.nn.functional.batch_norm."""

    training: bool = False
    momentum: float = 0.1
    eps: float = 1e-5


def values_a_channel(image: Shape) -> int:
    """Count the values of one channel, in all samples and places."""
    return image[0] * prod(image[2:])


def learns(image: Shape, params: BatchNormParams) -> bool:
    """Say whether the batch's own statistics are used: in training, where it has any."""
    return params.training and values_a_channel(image) > 0


@np.errstate(all="ignore")  # infinities and NaN are numbers as in torch
def forward_arrays(arrays: Arrays, params: BatchNormParams) -> dict[str, Array]:
    """Give every array of the way forward; without weight and bias `normalized` is the output."""
    image = arrays["input"].shape
    rows = _by_channel(arrays["input"])
    if params.training:
        made = _statistics(rows)
        variance = made["variance"]
        if "running_mean" in arrays:
            made |= _moved_statistics(arrays, made, rows.shape[1], params.momentum)
    else:
        made = {"centered": rows - arrays["running_mean"][:, None]}
        variance = arrays["running_var"]
    deviation = np.sqrt(variance.astype(np.float64) + params.eps)  # eps may be below float32
    made["inverse_deviation"] = (1 / deviation).astype(rows.dtype)
    made["normalized"] = made["centered"] * made["inverse_deviation"][:, None]
    made["output"] = made["normalized"]
    if "weight" in arrays:
        made["output"] = made["output"] * arrays["weight"][:, None]
    if "bias" in arrays:
        made["output"] = made["output"] + arrays["bias"][:, None]
    return {name: _as_input(a, image) if a.ndim == 2 else a for name, a in made.items()}


def _statistics(rows: Array) -> dict[str, Array]:
    """Give the mean of each channel, the values less it, and the mean of their squares."""
    count = rows.shape[1]
    mean = rows.sum(axis=1) / count
    centered = rows - mean[:, None]
    return {"mean": mean, "centered": centered,
            "variance": np.square(centered).sum(axis=1) / count}


def _moved_statistics(
    arrays: Arrays, made: Arrays, count: int, momentum: float
) -> dict[str, Array]:
    """Give the running statistics after this batch; one without elements moves nothing."""
    if not count:
        return {f"new_{name}": arrays[name].copy() for name in ("running_mean", "running_var")}
    unbiased, kept = made["variance"] * count / (count - 1), 1 - momentum
    return {
        "new_running_mean": kept * arrays["running_mean"] + momentum * made["mean"],
        "unbiased_variance": unbiased,
        "new_running_var": kept * arrays["running_var"] + momentum * unbiased,
    }


@np.errstate(all="ignore")
def backward_stages(
    grad_output: Array, arrays: Arrays, saved: Arrays, params: BatchNormParams
) -> dict[str, Array]:
    """Give the gradient of normalized, and in training what of it the statistics take away."""
    upstream = _by_channel(grad_output)
    made: dict[str, Array] = {}
    if "weight" in arrays:
        upstream = upstream * arrays["weight"][:, None]
        made["grad_normalized"] = _as_input(upstream, grad_output.shape)
    if learns(grad_output.shape, params):
        count = values_a_channel(grad_output.shape)
        made["mean_grad_normalized"] = upstream.sum(axis=1) / count
        made["mean_product"] = (upstream * _normalized(saved)).sum(axis=1) / count
    return made


@np.errstate(all="ignore")
def gradients(
    grad_output: Array, arrays: Arrays, saved: Arrays, params: BatchNormParams
) -> dict[str, Array]:
    """Give the gradients of input, weight and bias.

    In training mean and variance move with every input: what of the gradient is the same for a
    whole channel, or goes with normalized, is lost.
    """
    upstream = _by_channel(grad_output)
    found: dict[str, Array] = {}
    gradient = _by_channel(saved.get("grad_normalized", grad_output))
    if learns(grad_output.shape, params):
        lost = saved["mean_product"][:, None] * _normalized(saved)
        gradient = gradient - (saved["mean_grad_normalized"][:, None] + lost)
    if gradient.size:
        gradient = gradient * saved["inverse_deviation"][:, None]
    found["input"] = _as_input(gradient, grad_output.shape)
    if "weight" in arrays:
        found["weight"] = (upstream * _normalized(saved)).sum(axis=1)
    if "bias" in arrays:
        found["bias"] = upstream.sum(axis=1)
    return found


@np.errstate(all="ignore")
def moved_output(tangents: Arrays, arrays: Arrays, params: BatchNormParams) -> Array:
    """Give how the output moves when input, weight and bias do.

    Within a channel d y_i / d x_k is d y_k / d x_i, so the input's part is what the way back makes
    of its move.
    """
    moved = np.zeros_like(_by_channel(arrays["output"]))
    if "input" in tangents:
        stages = backward_stages(tangents["input"], arrays, arrays, params)
        moved += _by_channel(
            gradients(tangents["input"], arrays, {**arrays, **stages}, params)["input"]
        )
    if "weight" in tangents:
        moved += _normalized(arrays) * tangents["weight"][:, None]
    if "bias" in tangents:
        moved += tangents["bias"][:, None]
    return _as_input(moved, arrays["output"].shape)


def _normalized(saved: Arrays) -> Array:
    """Give the normalized values (C, m) from what was saved."""
    if "normalized" in saved:
        return _by_channel(saved["normalized"])
    scaled: Array = _by_channel(saved["centered"]) * saved["inverse_deviation"][:, None]
    return scaled


def _by_channel(array: Array) -> Array:
    """Give the values of each channel side by side (C, m), whatever the strides were."""
    rows = np.ascontiguousarray(np.moveaxis(array, 1, 0))
    return rows.reshape(array.shape[1], values_a_channel(array.shape))


def _as_input(rows: Array, image: Shape) -> Array:
    """Give values (C, m) in the input's shape again, in an array of their own."""
    moved = rows.reshape(image[1], image[0], *image[2:])
    return np.array(np.moveaxis(moved, 0, 1), order="C")
