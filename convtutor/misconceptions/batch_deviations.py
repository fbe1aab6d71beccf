"""What batch_norm divides by, misunderstood: the variance itself, or that over m - 1."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from convtutor.engine.arrays import Array, Arrays, Shapes, shapes_of, without_warnings
from convtutor.engine.finish import Finish, divided_by
from convtutor.engine.lettered_passes import Part
from convtutor.engine.normalization import (
    BatchNormParams,
    forward_arrays,
    learns,
    values_a_channel,
)
from convtutor.engine.operator import AnyOperator, Pass
from convtutor.engine.ops.batch_norm import lettered
from convtutor.misconceptions.misconception import Misconception


def root_forgotten(right: AnyOperator) -> Misconception:
    """Divide by the variance, not by its root."""

    def rescale(made: Mapping[str, Array], variance: Array, params: BatchNormParams) -> Arrays:
        return {"inverse_deviation": 1 / (variance + variance.dtype.type(params.eps))}

    @without_warnings
    def vjp(
        grad_output: Array, arrays: Arrays, saved: Arrays, params: BatchNormParams
    ) -> dict[str, Array]:
        gradients = right.vjp(grad_output, arrays, saved, params)
        if learns(grad_output.shape, params):
            inverse = _of_channels(saved["inverse_deviation"], grad_output)
            upstream = saved.get("grad_normalized", grad_output)
            rest = upstream - _of_channels(saved["mean_grad_normalized"], grad_output)
            product = _of_channels(saved["mean_product"], grad_output)
            normalized = saved.get("normalized", saved["centered"] * inverse)
            gradients["input"] = rest * inverse - 2 * normalized * product
        return gradients

    def passes(shapes: Shapes, params: BatchNormParams) -> tuple[Pass, ...]:
        make, _ = lettered(shapes["input"])
        batch = learns(shapes["input"], params)
        normalized, gradient = _names(shapes)
        made = {"inverse_deviation": make.made(
            "forward", "inverse_deviation", Part(("variance" if batch else "running_var",)),
            finish=_inverse(params.eps),
        )}
        if batch:
            made["grad_input"] = make.made(
                "backward", "grad_input", Part((gradient, "inverse_deviation")),
                Part(("mean_grad_normalized", "inverse_deviation"), coefficient=-1.0),
                Part((normalized, "mean_product"), coefficient=-2.0),
            )
        return tuple(made.get(rule.target, rule) for rule in right.passes(shapes, params))

    wrong = replace(_rescaled(right, rescale), vjp=vjp, passes=passes)
    return Misconception("root-forgotten", right.name, wrong)


def _inverse(eps: float) -> Finish:
    """Give 1 / (total + eps): a sum and a division are rounded."""
    return Finish(
        f"1 / ({{}} + {eps!r})" if eps else "1 / {}",
        lambda total: 1 / (total + eps),
        lambda total: -1 / np.square(np.maximum(total, 0) + eps),
        3,
    )


def unbiased_variance(right: AnyOperator) -> Misconception:
    """Normalize with the variance over m - 1, which is meant for the running one alone."""

    def rescale(made: Mapping[str, Array], variance: Array, params: BatchNormParams) -> Arrays:
        if not params.training:
            return {}
        count = values_a_channel(made["centered"].shape)
        unbiased = variance * count / (count - 1)
        inverse = 1 / np.sqrt(unbiased + variance.dtype.type(params.eps))
        return {"variance": unbiased, "inverse_deviation": inverse}

    def stages(
        grad_output: Array, arrays: Arrays, saved: Arrays, params: BatchNormParams
    ) -> dict[str, Array]:
        made = right.stages(grad_output, arrays, saved, params)
        if "mean_product" in made:
            count = values_a_channel(grad_output.shape)
            made["mean_product"] = made["mean_product"] * count / (count - 1)
        return made

    def passes(shapes: Shapes, params: BatchNormParams) -> tuple[Pass, ...]:
        rules = right.passes(shapes, params)
        if not learns(shapes["input"], params):
            return rules
        make, over = lettered(shapes["input"])
        mean = divided_by(_less_one(shapes))
        normalized, gradient = _names(shapes)
        squares, product = Part(("centered", "centered")), Part((gradient, normalized))
        made = {
            "variance": make.made("forward", "variance", squares, over=over, finish=mean),
            "mean_product": make.made("backward", "mean_product", product, over=over, finish=mean),
            "unbiased_variance": make.made("forward", "unbiased_variance", Part(("variance",))),
        }
        return tuple(made.get(rule.target, rule) for rule in rules)

    wrong = replace(_rescaled(right, rescale), stages=stages, passes=passes)
    return Misconception("unbiased-variance", right.name, wrong)


def _less_one(shapes: Shapes) -> int:
    return values_a_channel(shapes["input"]) - 1


def _names(shapes: Shapes) -> tuple[str, str]:
    """Name the arrays of the normalized values and of their gradient."""
    normalized = "normalized" if {"weight", "bias"} & set(shapes) else "output"
    return normalized, "grad_normalized" if "weight" in shapes else "grad_output"


def _rescaled(
    right: AnyOperator,
    rescale: Callable[[Mapping[str, Array], Array, BatchNormParams], Arrays],
) -> AnyOperator:
    """Give the operator that normalizes with other stages, those of `rescale`."""

    @without_warnings
    def every_array(arrays: Arrays, params: BatchNormParams) -> dict[str, Array]:
        made = forward_arrays(arrays, params)
        variance = made["variance"] if params.training else arrays["running_var"]
        made |= rescale(made, variance, params)
        image = arrays["input"]
        made["normalized"] = made["centered"] * _of_channels(made["inverse_deviation"], image)
        made["output"] = made["normalized"]
        if "weight" in arrays:
            made["output"] = made["output"] * _of_channels(arrays["weight"], image)
        if "bias" in arrays:
            made["output"] = made["output"] + _of_channels(arrays["bias"], image)
        return made

    def save(arrays: Arrays, output: Array, params: BatchNormParams) -> dict[str, Array]:
        made = every_array(arrays, params)
        rules = right.passes(shapes_of(arrays), params)
        stages = {rule.target for rule in rules if rule.direction == "forward"} - {"output"}
        return {name: array for name, array in made.items() if name in stages}

    return replace(
        right, save=save, forward=lambda arrays, params: every_array(arrays, params)["output"]
    )


def _of_channels(values: Array, image: Array) -> Array:
    """Give one number a channel (C,) the shape in which it meets an image."""
    return values.reshape(-1, *(1 for _ in image.shape[2:]))
