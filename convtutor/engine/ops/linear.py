"""linear: every output feature is a weighted sum of all input features, plus its bias.

output[.., o] = bias[o] + sum over i of input[.., i] weight[o, i]

Source: torch.nn.Linear. Shapes: input (.., in_features) with any number of axes before the last,
none too, weight (out_features, in_features), bias (out_features,), output (.., out_features).
"""

from functools import partial
from itertools import product
from math import prod

import numpy as np

from convtutor.data import dataclass
from convtutor.engine.arrays import (
    Array,
    Arrays,
    Index,
    Shape,
    Shapes,
    check_dimensions,
    without_warnings,
)
from convtutor.engine.geometry import Axis
from convtutor.engine.linear_listings import LinearListings
from convtutor.engine.operator import Operator, Pass, Term, element
from convtutor.engine.tangents import product_rule
from convtutor.errors import ShapeError


@dataclass(frozen=True, slots=True)
class LinearParams:
    """linear takes no parameters."""


def output_shape(shapes: Shapes, params: LinearParams) -> Shape:
    """Give (.., out_features); raises ShapeError where the operands do not fit."""
    image, weight = shapes["input"], shapes["weight"]
    if not image:
        raise ShapeError("linear: input needs at least 1 axis, that of its features, got shape ()")
    check_dimensions("linear", "weight", weight, (2,))
    if image[-1] != weight[1]:
        raise ShapeError(
            f"linear: weight {weight} takes {weight[1]} features, the last axis of the input "
            f"{image} has {image[-1]}"
        )
    if "bias" in shapes and shapes["bias"] != weight[:1]:
        raise ShapeError(
            f"linear: bias must have shape {weight[:1]}, one number an output feature, got "
            f"{shapes['bias']}"
        )
    return *image[:-1], weight[0]


def axes(shapes: Shapes, params: LinearParams) -> tuple[Axis, ...]:
    """Give nothing: no window slides."""
    return ()


def rows(array: Array) -> Array:
    """Give an array as a matrix, one row for each place of the axes before the last."""
    return array.reshape(prod(array.shape[:-1]), array.shape[-1])


@without_warnings
def forward(arrays: Arrays, params: LinearParams) -> Array:
    """Give the output (.., out_features)."""
    image, weight, bias = arrays["input"], arrays["weight"], arrays.get("bias")
    output: Array = np.matmul(rows(image), weight.T)  # (places, out_features)
    if bias is not None:
        output += bias
    return output.reshape(*image.shape[:-1], len(weight))


def save(arrays: Arrays, output: Array, params: LinearParams) -> dict[str, Array]:
    """Give nothing: the backward pass needs only the operands."""
    return {}


@without_warnings
def vjp(
    grad_output: Array, arrays: Arrays, saved: Arrays, params: LinearParams
) -> dict[str, Array]:
    """Give the gradient of every operand present.

    Y = X W^T over rows, so grad_X = grad_Y W and grad_W = grad_Y^T X.
    """
    image, weight, upstream = arrays["input"], arrays["weight"], rows(grad_output)
    gradients = {
        "input": np.matmul(upstream, weight).reshape(image.shape),
        "weight": np.matmul(upstream.T, rows(image)),
    }
    if "bias" in arrays:
        gradients["bias"] = upstream.sum(axis=0)
    return gradients


def passes(shapes: Shapes, params: LinearParams) -> tuple[Pass, ...]:
    """Give the forward pass and those of grad_input, grad_weight and, with a bias, grad_bias."""
    image, weight, biased = shapes["input"], shapes["weight"], "bias" in shapes
    leading = image[:-1]
    listings = LinearListings(leading, *weight)
    made = [
        Pass("forward", "output", (*leading, weight[0]),
             partial(read_output, weight[1], biased), listings.output(biased)),
        Pass("backward", "grad_input", image, partial(read_grad_input, weight[0]),
             listings.grad_input()),
        Pass("backward", "grad_weight", weight, partial(read_grad_weight, leading),
             listings.grad_weight()),
    ]
    if biased:
        made.append(Pass("backward", "grad_bias", weight[:1], partial(read_grad_bias, leading),
                         listings.grad_bias()))
    return tuple(made)


def read_output(features: int, biased: bool, index: Index) -> tuple[Term, ...]:
    """Read every feature of this place times its weight, then the bias."""
    *at, o = index
    terms = [Term((element("input", *at, i), element("weight", o, i))) for i in range(features)]
    if biased:
        terms.append(Term((element("bias", o),)))
    return tuple(terms)


def read_grad_input(features: int, index: Index) -> tuple[Term, ...]:
    """Read the upstream gradient of every output feature times the weight between the two."""
    *at, i = index
    return tuple(
        Term((element("grad_output", *at, o), element("weight", o, i))) for o in range(features)
    )


def read_grad_weight(leading: Shape, index: Index) -> tuple[Term, ...]:
    """Read, for every place, the feature this weight met times the upstream gradient."""
    o, i = index
    return tuple(
        Term((element("input", *at, i), element("grad_output", *at, o)))
        for at in product(*map(range, leading))
    )


def read_grad_bias(leading: Shape, index: Index) -> tuple[Term, ...]:
    """Read the upstream gradient of every element this bias was added to."""
    return tuple(
        Term((element("grad_output", *at, *index),)) for at in product(*map(range, leading))
    )


LINEAR = Operator(
    name="linear",
    operands=("input", "weight", "bias"),
    optional=frozenset({"bias"}),
    keywords=(),
    required=(),
    params=LinearParams,
    output_shape=output_shape,
    axes=axes,
    forward=forward,
    save=save,
    vjp=vjp,
    passes=passes,
    ranks={"input": 2, "weight": 2},
    jvp=product_rule(forward, ("input", "weight", "bias"), ("input", "weight")),
)
