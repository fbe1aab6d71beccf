"""softmax, log_softmax and their backward passes."""

from convtutor.engine.arrays import Array, check_dtypes
from convtutor.engine.functional.calls import check_upstream
from convtutor.engine.operator import AnyOperator
from convtutor.engine.ops.log_softmax import LOG_SOFTMAX
from convtutor.engine.ops.softmax import SOFTMAX


def softmax(input: Array, dim: int | None = None) -> Array:
    """Give positive shares along axis `dim` that add up to 1: exp(input) over its sum.

    Of any shape. Without `dim` it is axis 0 of 0, 1 or 3 axes and axis 1 of others.

    Raises ArgumentError or DtypeError where torch rejects the call.
    """
    return _forward(SOFTMAX, input, dim)


def softmax_backward(grad_output: Array, input: Array, dim: int | None = None) -> Array:
    """Give grad_input, of the input's shape."""
    return _backward(SOFTMAX, grad_output, input, dim)


def log_softmax(input: Array, dim: int | None = None) -> Array:
    """Give the logarithms of the shares along axis `dim`: input - log of the sum of exp(input).

    Of any shape. Without `dim` it is axis 0 of 0, 1 or 3 axes and axis 1 of others.

    Raises ArgumentError or DtypeError where torch rejects the call.
    """
    return _forward(LOG_SOFTMAX, input, dim)


def log_softmax_backward(grad_output: Array, input: Array, dim: int | None = None) -> Array:
    """Give grad_input, of the input's shape."""
    return _backward(LOG_SOFTMAX, grad_output, input, dim)


def _forward(operator: AnyOperator, image: Array, dim: int | None) -> Array:
    check_dtypes(operator.name, {"input": image})
    params = operator.params(dim)
    operator.output_shape({"input": image.shape}, params)
    return operator.forward({"input": image}, params)


def _backward(
    operator: AnyOperator, grad_output: Array, image: Array, dim: int | None
) -> Array:
    where = f"{operator.name}_backward"
    check_dtypes(where, {"grad_output": grad_output, "input": image})
    params = operator.params(dim)
    shape = operator.output_shape({"input": image.shape}, params)
    check_upstream(where, grad_output.shape, shape)
    made = operator.run_forward({"input": image}, params)
    return operator.run_backward({**made, "grad_output": grad_output}, params)["grad_input"]
