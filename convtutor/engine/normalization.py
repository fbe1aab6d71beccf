"""Batch normalization: what is made of each channel, then of every value, some samples at a time.

BatchNormParams    the keywords of torch.nn.functional.batch_norm
values_a_channel   how many values each channel has
learns             whether the batch's own statistics are used
channel_arrays     what the way forward makes of each channel
normalized_output  the output, given those
forward_arrays     every array of the way forward
channel_means      what the way back makes of each channel
backward_stages    what stands between grad_output and grad_input
gradients          grad_input, grad_weight and grad_bias

Whatever is given as `saved` is used as it is; what is not given is made from the input again.
"""

from collections.abc import Iterable, Iterator
from math import prod

import numpy as np

from convtutor.data import dataclass
from convtutor.engine.arrays import Array, Arrays, Shape
from convtutor.engine.blocks import parts


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
def channel_arrays(arrays: Arrays, params: BatchNormParams) -> dict[str, Array]:
    """Give the statistics of each channel (C,), 1 / its deviation, and in training the running
    statistics after this batch."""
    image = arrays["input"]
    made: dict[str, Array] = {}
    if params.training:
        made |= _statistics(image)
        if "running_mean" in arrays:
            count = values_a_channel(image.shape)
            made |= _moved_statistics(arrays, made, count, params.momentum)
    variance = made["variance"] if params.training else arrays["running_var"]
    deviation = np.sqrt(variance.astype(np.float64) + params.eps)  # eps may be below float32
    made["inverse_deviation"] = (1 / deviation).astype(image.dtype)
    return made


def _statistics(image: Array) -> dict[str, Array]:
    """Give the mean of each channel, and the mean of the squares of its values less the mean."""
    count = values_a_channel(image.shape)
    mean = _sums(image, (image[samples] for samples in _parts(image))) / count
    centered = (image[samples] - _across(mean, image) for samples in _parts(image))
    return {"mean": mean, "variance": _sums(image, map(np.square, centered)) / count}


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
def normalized_output(arrays: Arrays, made: Arrays) -> Array:
    """Give the output, from the operands and what was made of each channel."""
    image = arrays["input"]
    output = np.empty(image.shape, image.dtype)
    mean, scale = _mean(arrays, made), _across(made["inverse_deviation"], image)
    for samples in _parts(image):
        values = output[samples]
        np.subtract(image[samples], mean, out=values)
        values *= scale
        if "weight" in arrays:
            values *= _across(arrays["weight"], image)
        if "bias" in arrays:
            values += _across(arrays["bias"], image)
    return output


@np.errstate(all="ignore")
def forward_arrays(arrays: Arrays, params: BatchNormParams) -> dict[str, Array]:
    """Give every array of the way forward; without weight and bias `normalized` is the output."""
    image, made = arrays["input"], channel_arrays(arrays, params)
    made["centered"] = np.subtract(image, _mean(arrays, made), order="C")
    made["normalized"] = made["centered"] * _across(made["inverse_deviation"], image)
    made["output"] = normalized_output(arrays, made)
    return made


@np.errstate(all="ignore")
def channel_means(
    grad_output: Array, arrays: Arrays, saved: Arrays, params: BatchNormParams
) -> dict[str, Array]:
    """Give in training, of each channel, the mean gradient of normalized, and the mean of its
    products with normalized itself."""
    if not learns(grad_output.shape, params):
        return {}
    count = values_a_channel(grad_output.shape)
    gradients = (_handed_on(part, grad_output, arrays, saved) for part in _parts(grad_output))
    products = (
        _handed_on(part, grad_output, arrays, saved) * _normalized(part, arrays, saved)
        for part in _parts(grad_output)
    )
    return {
        "mean_grad_normalized": _sums(grad_output, gradients) / count,
        "mean_product": _sums(grad_output, products) / count,
    }


@np.errstate(all="ignore")
def backward_stages(
    grad_output: Array, arrays: Arrays, saved: Arrays, params: BatchNormParams
) -> dict[str, Array]:
    """Give the gradient of normalized, and in training what of it the statistics take away."""
    means = channel_means(grad_output, arrays, saved, params)
    if "weight" not in arrays:
        return means
    weight = _across(arrays["weight"], grad_output)
    return {"grad_normalized": np.multiply(grad_output, weight, order="C"), **means}


@np.errstate(all="ignore")
def gradients(
    grad_output: Array, arrays: Arrays, saved: Arrays, params: BatchNormParams
) -> dict[str, Array]:
    """Give the gradients of input, weight and bias.

    In training mean and variance move with every input: what of the gradient is the same for a
    whole channel, or goes with normalized, is lost.
    """
    found = {"input": np.empty(grad_output.shape, grad_output.dtype)}
    for part in _parts(grad_output):
        gradient = _handed_on(part, grad_output, arrays, saved)
        if learns(grad_output.shape, params):
            lost = _normalized(part, arrays, saved)
            lost = _across(saved["mean_product"], grad_output) * lost
            lost += _across(saved["mean_grad_normalized"], grad_output)
            gradient = np.subtract(gradient, lost, out=lost)
        scale = _across(saved["inverse_deviation"], grad_output)
        np.multiply(gradient, scale, out=found["input"][part])
    if "weight" in arrays:
        found["weight"] = _sums(grad_output, (
            grad_output[part] * _normalized(part, arrays, saved) for part in _parts(grad_output)
        ))
    if "bias" in arrays:
        found["bias"] = _sums(grad_output, (grad_output[part] for part in _parts(grad_output)))
    return found


@np.errstate(all="ignore")
def moved_output(tangents: Arrays, arrays: Arrays, params: BatchNormParams) -> Array:
    """Give how the output moves when input, weight and bias do.

    Within a channel d y_i / d x_k is d y_k / d x_i, so the input's part is what the way back makes
    of its move.
    """
    output = arrays["output"]
    moved = np.zeros(output.shape, output.dtype)
    if "input" in tangents:
        stages = backward_stages(tangents["input"], arrays, arrays, params)
        moved += gradients(tangents["input"], arrays, {**arrays, **stages}, params)["input"]
    if "weight" in tangents:
        weight = _across(tangents["weight"], output)
        moved += _normalized(slice(None), arrays, arrays) * weight
    if "bias" in tangents:
        moved += _across(tangents["bias"], output)
    return moved


def _handed_on(samples: slice, grad_output: Array, arrays: Arrays, saved: Arrays) -> Array:
    """Give the gradient of the normalized values of some samples."""
    if "weight" not in arrays:
        return grad_output[samples]
    if "grad_normalized" in saved:
        return saved["grad_normalized"][samples]
    handed: Array = grad_output[samples] * _across(arrays["weight"], grad_output)
    return handed


def _normalized(samples: slice, arrays: Arrays, saved: Arrays) -> Array:
    """Give the normalized values of some samples."""
    if "normalized" in saved:
        return saved["normalized"][samples]
    image = arrays["input"]
    if "centered" in saved:
        centered = saved["centered"][samples]
    else:
        centered = image[samples] - _mean(arrays, saved)
    scaled: Array = centered * _across(saved["inverse_deviation"], image)
    return scaled


def _mean(arrays: Arrays, made: Arrays) -> Array:
    """Give the mean that is taken from the values of each channel: the batch's, if it has one."""
    return _across(made["mean"] if "mean" in made else arrays["running_mean"], arrays["input"])


def _across(channels: Array, image: Array) -> Array:
    """View numbers of channels (C,) so that they meet the values of their channel."""
    return channels.reshape(-1, *(1 for _ in image.shape[2:]))


def _sums(image: Array, values: Iterable[Array]) -> Array:
    """Add up the values of each channel (C,), from parts of an array of the image's shape; in the
    order of their places, whatever the strides are."""
    total = np.zeros(image.shape[1], image.dtype)
    axes = (0, *range(2, image.ndim))
    for part in values:
        total += np.ascontiguousarray(part).sum(axis=axes)
    return total


def _parts(image: Array) -> Iterator[slice]:
    """Cut the samples of a batch into parts, none where there are no values."""
    return parts(image.shape if image.size else (0,), image.itemsize)
