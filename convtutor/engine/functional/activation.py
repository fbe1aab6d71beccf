"""relu and its backward pass."""

from convtutor.engine.arrays import Array, check_dtypes
from convtutor.engine.functional.calls import check_upstream
from convtutor.engine.ops.relu import RELU, ReluParams


def relu(input: Array) -> Array:
    """Give max(input, 0), of any shape; NaN stays NaN."""
    check_dtypes("relu", {"input": input})
    return RELU.forward({"input": input}, ReluParams())


def relu_backward(grad_output: Array, input: Array) -> Array:
    """Give grad_output where input is above 0 (or NaN), exactly 0 elsewhere."""
    check_dtypes("relu_backward", {"grad_output": grad_output, "input": input})
    arrays, params = {"input": input}, ReluParams()
    check_upstream("relu_backward", grad_output.shape, input.shape)
    saved = RELU.save(arrays, input, params)
    return RELU.vjp(grad_output, arrays, saved, params)["input"]
