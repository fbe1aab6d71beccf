"""torch.nn.functional's names and arguments on NumPy arrays, each with its backward.

float32 in, float32 out; float64 likewise. Inputs are never written to and may be read-only or
of any strides. A function `<name>_backward` takes grad_output and the forward's own arguments and
returns one gradient for each tensor argument of the forward, None where that was None.
Deprecated and in-place arguments are left out. Source: torch.nn.functional.
"""

from convtutor.engine.arguments import IntOrPair
from convtutor.engine.arrays import Array, Arrays, check_dimensions, check_dtypes, shapes_of
from convtutor.engine.operator import AnyOperator
from convtutor.engine.ops.conv2d import CONV2D
from convtutor.engine.ops.max_pool2d import MAX_POOL2D, max_pool2d_params, winners
from convtutor.engine.ops.relu import RELU, ReluParams
from convtutor.errors import ShapeError


def conv2d(
    input: Array,
    weight: Array,
    bias: Array | None = None,
    stride: IntOrPair = 1,
    padding: IntOrPair | str = 0,
    dilation: IntOrPair = 1,
    groups: int = 1,
    padding_mode: str = "zeros",
) -> Array:
    """Give the cross-correlation of input with weight, plus bias.

    Shapes: input (N, C_in, H, W) or (C_in, H, W), weight (C_out, C_in / groups, kH, kW), bias
    (C_out,), output (N, C_out, H_out, W_out) or (C_out, H_out, W_out). `padding` counts cells on
    each side, or is "same" or "valid".

    Raises ArgumentError, ShapeError or DtypeError where torch rejects the call.
    """
    check_dtypes("conv2d", {"input": input, "weight": weight, "bias": bias})
    params = CONV2D.params(stride, padding, dilation, groups, padding_mode)
    batched = _batched("conv2d", input)
    arrays = _present(input=batched, weight=weight, bias=bias)
    CONV2D.output_shape(shapes_of(arrays), params)
    return _like_input(CONV2D.forward(arrays, params), input)


def conv2d_backward(
    grad_output: Array,
    input: Array,
    weight: Array,
    bias: Array | None = None,
    stride: IntOrPair = 1,
    padding: IntOrPair | str = 0,
    dilation: IntOrPair = 1,
    groups: int = 1,
    padding_mode: str = "zeros",
) -> tuple[Array, Array, Array | None]:
    """Give (grad_input, grad_weight, grad_bias); grad_bias is None where bias is.

    Shapes: grad_output as conv2d's output; each gradient as what it is the gradient of.
    """
    named = {"grad_output": grad_output, "input": input, "weight": weight, "bias": bias}
    check_dtypes("conv2d_backward", named)
    params = CONV2D.params(stride, padding, dilation, groups, padding_mode)
    arrays = _present(input=_batched("conv2d_backward", input), weight=weight, bias=bias)
    upstream = _upstream(CONV2D, grad_output, input, arrays, params)
    gradients = CONV2D.vjp(upstream, arrays, {}, params)
    return (
        _like_input(gradients["input"], input),
        gradients["weight"],
        gradients.get("bias"),
    )


def relu(input: Array) -> Array:
    """Give max(input, 0), of any shape; NaN stays NaN."""
    check_dtypes("relu", {"input": input})
    return RELU.forward({"input": input}, ReluParams())


def relu_backward(grad_output: Array, input: Array) -> Array:
    """Give grad_output where input is above 0 (or NaN), exactly 0 elsewhere."""
    check_dtypes("relu_backward", {"grad_output": grad_output, "input": input})
    arrays, params = {"input": input}, ReluParams()
    _check_upstream("relu_backward", grad_output.shape, input.shape)
    saved = RELU.save(arrays, input, params)
    return RELU.vjp(grad_output, arrays, saved, params)["input"]


def max_pool2d(
    input: Array,
    kernel_size: IntOrPair,
    stride: IntOrPair | None = None,
    padding: IntOrPair = 0,
    dilation: IntOrPair = 1,
    ceil_mode: bool = False,
    return_indices: bool = False,
) -> Array | tuple[Array, Array]:
    """Give the largest element of every window, and with return_indices also where it stood.

    Shapes: input (N, C, H, W) or (C, H, W), output and indices (N, C, H_out, W_out) or
    (C, H_out, W_out). Indices are row * W + col within the plane, int64; -1 for a window that
    holds no element at all. `stride` is the kernel's size unless given.

    Raises ArgumentError, ShapeError or DtypeError where torch rejects the call.
    """
    check_dtypes("max_pool2d", {"input": input})
    params = max_pool2d_params(kernel_size, stride, padding, dilation, ceil_mode)
    batched = _batched("max_pool2d", input)
    MAX_POOL2D.output_shape({"input": batched.shape}, params)
    largest, indices = winners(batched, params)
    if return_indices:
        return _like_input(largest, input), _like_input(indices, input)
    return _like_input(largest, input)


def max_pool2d_backward(
    grad_output: Array,
    input: Array,
    kernel_size: IntOrPair,
    stride: IntOrPair | None = None,
    padding: IntOrPair = 0,
    dilation: IntOrPair = 1,
    ceil_mode: bool = False,
    return_indices: bool = False,
) -> Array:
    """Give grad_input: each upstream gradient goes to its window's winner.

    Shapes: grad_output as max_pool2d's output, grad_input as input. `return_indices` is taken as
    the forward takes it; indices have no gradient, so it changes nothing.
    """
    check_dtypes("max_pool2d_backward", {"grad_output": grad_output, "input": input})
    params = max_pool2d_params(kernel_size, stride, padding, dilation, ceil_mode)
    arrays = {"input": _batched("max_pool2d_backward", input)}
    upstream = _upstream(MAX_POOL2D, grad_output, input, arrays, params)
    saved = MAX_POOL2D.save(arrays, upstream, params)
    return _like_input(MAX_POOL2D.vjp(upstream, arrays, saved, params)["input"], input)


def _present(**arrays: Array | None) -> dict[str, Array]:
    return {name: array for name, array in arrays.items() if array is not None}


def _batched(where: str, image: Array) -> Array:
    check_dimensions(where, "input", image.shape, (3, 4))
    return image if image.ndim == 4 else image[None]


def _like_input(result: Array, image: Array) -> Array:
    return result if image.ndim == 4 else result[0]


def _upstream(
    operator: AnyOperator, grad_output: Array, image: Array, arrays: Arrays, params: object
) -> Array:
    """Give grad_output with a batch axis, once its shape is that of the output."""
    wanted = operator.output_shape(shapes_of(arrays), params)
    where = f"{operator.name}_backward"
    _check_upstream(where, grad_output.shape, wanted if image.ndim == 4 else wanted[1:])
    return grad_output if image.ndim == 4 else grad_output[None]


def _check_upstream(where: str, got: tuple[int, ...], wanted: tuple[int, ...]) -> None:
    if got != wanted:
        raise ShapeError(
            f"{where}: grad_output must have the output's shape {wanted}, got {got}"
        )
