"""relu, leaky_relu, sigmoid, tanh, dropout and their backward passes: inputs of any shape."""

import numpy as np

from convtutor.engine.arrays import Array, check_dtypes, shapes_of
from convtutor.engine.elementwise import NoParams
from convtutor.engine.functional.calls import check_upstream
from convtutor.engine.operator import AnyOperator
from convtutor.engine.ops.dropout import DROPOUT, dropout_params
from convtutor.engine.ops.leaky_relu import LEAKY_RELU, leaky_relu_params
from convtutor.engine.ops.relu import RELU
from convtutor.engine.ops.sigmoid import SIGMOID
from convtutor.engine.ops.tanh import TANH
from convtutor.errors import DtypeError


def relu(input: Array) -> Array:
    """Give max(input, 0), of any shape; NaN stays NaN."""
    check_dtypes("relu", {"input": input})
    return RELU.forward({"input": input}, NoParams())


def relu_backward(grad_output: Array, input: Array) -> Array:
    """Give grad_output where input is above 0 (or NaN), exactly 0 elsewhere."""
    return _backward(RELU, grad_output, {"input": input}, NoParams())


def leaky_relu(input: Array, negative_slope: float = 0.01) -> Array:
    """Give the input where it is above 0, negative_slope times it elsewhere.

    Raises ArgumentError for a slope that is no number.
    """
    check_dtypes("leaky_relu", {"input": input})
    return LEAKY_RELU.forward({"input": input}, leaky_relu_params(negative_slope))


def leaky_relu_backward(
    grad_output: Array, input: Array, negative_slope: float = 0.01
) -> Array:
    """Give grad_output where input is above 0, negative_slope times it elsewhere, at 0 too."""
    params = leaky_relu_params(negative_slope)
    return _backward(LEAKY_RELU, grad_output, {"input": input}, params)


def sigmoid(input: Array) -> Array:
    """Give 1 / (1 + exp(-input))."""
    check_dtypes("sigmoid", {"input": input})
    return SIGMOID.forward({"input": input}, NoParams())


def sigmoid_backward(grad_output: Array, input: Array) -> Array:
    """Give grad_output * s * (1 - s), with s the sigmoid of the input."""
    return _backward(SIGMOID, grad_output, {"input": input}, NoParams())


def tanh(input: Array) -> Array:
    """Give the hyperbolic tangent of the input."""
    check_dtypes("tanh", {"input": input})
    return TANH.forward({"input": input}, NoParams())


def tanh_backward(grad_output: Array, input: Array) -> Array:
    """Give grad_output * (1 - t * t), with t the hyperbolic tangent of the input."""
    return _backward(TANH, grad_output, {"input": input}, NoParams())


def dropout(
    input: Array, p: float = 0.5, training: bool = True, mask: Array | None = None
) -> Array:
    """Give input * mask / (1 - p) in training, a copy of the input in evaluation.

    `mask` is what torch would draw: 1 where an element is kept, 0 where it is dropped, in the
    input's shape, as bool or in its dtype. It is not read, and may be None, in evaluation, with
    p = 0 (all is kept) and with p = 1 (all is dropped).

    Raises ArgumentError, ShapeError or DtypeError for a p outside 0 to 1, and for a mask that is
    missing or does not fit.
    """
    params = dropout_params(p, training)
    arrays = _with_mask("dropout", {"input": input}, mask)
    DROPOUT.output_shape(shapes_of(arrays), params)
    DROPOUT.check(arrays, params)
    return DROPOUT.forward(arrays, params)


def dropout_backward(
    grad_output: Array,
    input: Array,
    p: float = 0.5,
    training: bool = True,
    mask: Array | None = None,
) -> Array:
    """Give grad_output * mask / (1 - p) in training, a copy of it in evaluation.

    The mask has no gradient.
    """
    params = dropout_params(p, training)
    given = {"grad_output": grad_output, "input": input}
    arrays = _with_mask("dropout_backward", given, mask)
    upstream = arrays.pop("grad_output")
    DROPOUT.output_shape(shapes_of(arrays), params)
    DROPOUT.check(arrays, params)
    return _backward(DROPOUT, upstream, arrays, params)


def _with_mask(where: str, arrays: dict[str, Array], mask: Array | None) -> dict[str, Array]:
    """Give the arrays and, where there is one, the mask in their dtype; raises DtypeError."""
    check_dtypes(where, arrays)
    if mask is None:
        return arrays
    wanted = arrays["input"].dtype
    got = getattr(mask, "dtype", type(mask).__name__)
    if got not in (np.dtype(np.bool_), wanted):
        raise DtypeError(
            f"{where}: mask must be a NumPy array of bool or {wanted}, as the input is, got {got}; "
            f"make one with np.asarray(mask, dtype=bool)"
        )
    return {**arrays, "mask": mask.astype(wanted)}


def _backward(
    operator: AnyOperator, grad_output: Array, arrays: dict[str, Array], params: object
) -> Array:
    """Give grad_input, once the dtypes and the shape of grad_output are right."""
    where = f"{operator.name}_backward"
    check_dtypes(where, {"grad_output": grad_output, **arrays})
    check_upstream(where, grad_output.shape, arrays["input"].shape)
    made = {**operator.run_forward(arrays, params), "grad_output": grad_output}
    return operator.run_backward(made, params)["grad_input"]
