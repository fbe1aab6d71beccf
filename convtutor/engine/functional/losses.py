"""mse_loss, nll_loss, cross_entropy and the gradients of their inputs."""

import numpy as np

from convtutor.engine.arrays import Array, Arrays, check_dtypes, shapes_of
from convtutor.engine.functional.calls import check_upstream, present
from convtutor.engine.operator import AnyOperator
from convtutor.engine.ops.cross_entropy import CROSS_ENTROPY
from convtutor.engine.ops.mse_loss import MSE_LOSS
from convtutor.engine.ops.nll_loss import NLL_LOSS
from convtutor.errors import DtypeError


def mse_loss(input: Array, target: Array, reduction: str = "mean") -> Array:
    """Give the mean of the squares of what every element is off from its target.

    Of any shape; input and target are broadcast against each other. `reduction` is "mean", "sum"
    or "none", which gives one square an element. The mean of no element is NaN.

    Raises ArgumentError, ShapeError or DtypeError where torch rejects the call.
    """
    return _forward(MSE_LOSS, present(input=input, target=target), MSE_LOSS.params(reduction))


def mse_loss_backward(
    grad_output: Array, input: Array, target: Array, reduction: str = "mean"
) -> Array:
    """Give grad_input. Shapes: grad_output as mse_loss's output, grad_input as input."""
    arrays, params = present(input=input, target=target), MSE_LOSS.params(reduction)
    return _backward(MSE_LOSS, grad_output, arrays, params)


def nll_loss(
    input: Array,
    target: Array,
    weight: Array | None = None,
    ignore_index: int = -100,
    reduction: str = "mean",
) -> Array:
    """Give the mean of minus the elements of input that target names, a logarithm a sample.

    Shapes: input (C,), (N, C) or (N, C, ...), target (), (N,) or (N, ...), class numbers in int64,
    weight (C,). The mean is over the weights of the samples' classes; a target of `ignore_index`
    counts for nothing. `reduction` is "mean", "sum" or "none", which gives one loss a sample.

    Raises ArgumentError, ShapeError or DtypeError where torch rejects the call.
    """
    arrays = present(input=input, target=target, weight=weight)
    return _forward(NLL_LOSS, arrays, NLL_LOSS.params(ignore_index, reduction))


def nll_loss_backward(
    grad_output: Array,
    input: Array,
    target: Array,
    weight: Array | None = None,
    ignore_index: int = -100,
    reduction: str = "mean",
) -> Array:
    """Give grad_input. Shapes: grad_output as nll_loss's output, grad_input as input."""
    arrays = present(input=input, target=target, weight=weight)
    return _backward(NLL_LOSS, grad_output, arrays, NLL_LOSS.params(ignore_index, reduction))


def cross_entropy(
    input: Array,
    target: Array,
    weight: Array | None = None,
    ignore_index: int = -100,
    reduction: str = "mean",
    label_smoothing: float = 0.0,
) -> Array:
    """Give the mean of minus the logarithms of the shares, by softmax, of the classes named.

    Shapes: input (C,), (N, C) or (N, C, ...), weight (C,); target (), (N,) or (N, ...), class
    numbers in int64, or of the input's shape and dtype, a probability of every class. The mean is
    over the weights of the samples' classes, with probabilities over the samples; a class number
    of `ignore_index` counts for nothing. `label_smoothing` is the share of the target that is
    spread over all classes, from 0 to 1. `reduction` is "mean", "sum" or "none", which gives one
    loss a sample.

    Raises ArgumentError, ShapeError or DtypeError where torch rejects the call.
    """
    arrays = present(input=input, target=target, weight=weight)
    params = CROSS_ENTROPY.params(ignore_index, reduction, label_smoothing)
    return _forward(CROSS_ENTROPY, arrays, params)


def cross_entropy_backward(
    grad_output: Array,
    input: Array,
    target: Array,
    weight: Array | None = None,
    ignore_index: int = -100,
    reduction: str = "mean",
    label_smoothing: float = 0.0,
) -> Array:
    """Give grad_input. Shapes: grad_output as cross_entropy's output, grad_input as input."""
    arrays = present(input=input, target=target, weight=weight)
    params = CROSS_ENTROPY.params(ignore_index, reduction, label_smoothing)
    return _backward(CROSS_ENTROPY, grad_output, arrays, params)


def _forward(operator: AnyOperator, arrays: Arrays, params: object) -> Array:
    _check(operator.name, operator, arrays, params)
    return operator.forward(arrays, params)


def _backward(
    operator: AnyOperator, grad_output: Array, arrays: Arrays, params: object
) -> Array:
    where = f"{operator.name}_backward"
    check_dtypes(where, {"grad_output": grad_output, "input": arrays["input"]})
    _check(where, operator, arrays, params)
    check_upstream(where, grad_output.shape, operator.output_shape(shapes_of(arrays), params))
    made = operator.run_forward(arrays, params)
    return operator.run_backward({**made, "grad_output": grad_output}, params)["grad_input"]


def _check(where: str, operator: AnyOperator, arrays: Arrays, params: object) -> None:
    """Accept arrays that fit together: floats of one dtype, but for class numbers."""
    target = arrays["target"]
    held = {"input": arrays["input"], "weight": arrays.get("weight")}
    check_dtypes(where, held)
    if not isinstance(target, np.ndarray):
        raise DtypeError(
            f"{where}: target must be a NumPy array, got {type(target).__name__}; "
            f"wrap it in np.asarray(target)"
        )
    operator.output_shape(shapes_of(arrays), params)
    operator.check(arrays, params)
    if "target" not in operator.classes or target.dtype.kind == "f":
        check_dtypes(where, {"input": arrays["input"], "target": target})
