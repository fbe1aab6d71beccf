"""conv1d, conv2d, conv_transpose1d, conv_transpose2d and their backward passes."""

from convtutor.engine.arrays import Array, check_dtypes, shapes_of
from convtutor.engine.convolution import IntOrInts
from convtutor.engine.functional.calls import batched, like_input, present, upstream
from convtutor.engine.operator import AnyOperator
from convtutor.engine.ops.conv1d import CONV1D
from convtutor.engine.ops.conv2d import CONV2D
from convtutor.engine.ops.conv_transpose1d import CONV_TRANSPOSE1D
from convtutor.engine.ops.conv_transpose2d import CONV_TRANSPOSE2D

Gradients = tuple[Array, Array, Array | None]


def conv1d(
    input: Array,
    weight: Array,
    bias: Array | None = None,
    stride: IntOrInts = 1,
    padding: IntOrInts | str = 0,
    dilation: IntOrInts = 1,
    groups: int = 1,
    padding_mode: str = "zeros",
) -> Array:
    """Give the cross-correlation of input with weight, plus bias.

    Shapes: input (N, C_in, L) or (C_in, L), weight (C_out, C_in / groups, k), bias
    (C_out,), output (N, C_out, L_out) or (C_out, L_out). `padding` counts cells on
    each side, or is "same" or "valid".

    Raises ArgumentError, ShapeError or DtypeError where torch rejects the call.
    """
    params = CONV1D.params(stride, padding, dilation, groups, padding_mode)
    return _forward(CONV1D, 3, input, weight, bias, params)


def conv1d_backward(
    grad_output: Array,
    input: Array,
    weight: Array,
    bias: Array | None = None,
    stride: IntOrInts = 1,
    padding: IntOrInts | str = 0,
    dilation: IntOrInts = 1,
    groups: int = 1,
    padding_mode: str = "zeros",
) -> Gradients:
    """Give (grad_input, grad_weight, grad_bias); grad_bias is None where bias is.

    Shapes: grad_output as conv1d's output; each gradient as what it is the gradient of.
    """
    params = CONV1D.params(stride, padding, dilation, groups, padding_mode)
    return _backward(CONV1D, 3, grad_output, input, weight, bias, params)


def conv2d(
    input: Array,
    weight: Array,
    bias: Array | None = None,
    stride: IntOrInts = 1,
    padding: IntOrInts | str = 0,
    dilation: IntOrInts = 1,
    groups: int = 1,
    padding_mode: str = "zeros",
) -> Array:
    """Give the cross-correlation of input with weight, plus bias.

    Shapes: input (N, C_in, H, W) or (C_in, H, W), weight (C_out, C_in / groups, kH, kW), bias
    (C_out,), output (N, C_out, H_out, W_out) or (C_out, H_out, W_out). `padding` counts cells on
    each side, or is "same" or "valid".

    Raises ArgumentError, ShapeError or DtypeError where torch rejects the call.
    """
    params = CONV2D.params(stride, padding, dilation, groups, padding_mode)
    return _forward(CONV2D, 4, input, weight, bias, params)


def conv2d_backward(
    grad_output: Array,
    input: Array,
    weight: Array,
    bias: Array | None = None,
    stride: IntOrInts = 1,
    padding: IntOrInts | str = 0,
    dilation: IntOrInts = 1,
    groups: int = 1,
    padding_mode: str = "zeros",
) -> Gradients:
    """Give (grad_input, grad_weight, grad_bias); grad_bias is None where bias is.

    Shapes: grad_output as conv2d's output; each gradient as what it is the gradient of.
    """
    params = CONV2D.params(stride, padding, dilation, groups, padding_mode)
    return _backward(CONV2D, 4, grad_output, input, weight, bias, params)


def conv_transpose1d(
    input: Array,
    weight: Array,
    bias: Array | None = None,
    stride: IntOrInts = 1,
    padding: IntOrInts = 0,
    output_padding: IntOrInts = 0,
    groups: int = 1,
    dilation: IntOrInts = 1,
) -> Array:
    """Give a convolution with weight run backwards: each element stamps the weight onto the output.

    Shapes: input (N, C_in, L) or (C_in, L), weight (C_in, C_out / groups, k), bias
    (C_out,), output (N, C_out, L_out) or (C_out, L_out). `padding` counts the cells
    cut off each side of the output, `output_padding` those added at its end.

    Raises ArgumentError, ShapeError or DtypeError where torch rejects the call.
    """
    params = CONV_TRANSPOSE1D.params(stride, padding, output_padding, groups, dilation)
    return _forward(CONV_TRANSPOSE1D, 3, input, weight, bias, params)


def conv_transpose1d_backward(
    grad_output: Array,
    input: Array,
    weight: Array,
    bias: Array | None = None,
    stride: IntOrInts = 1,
    padding: IntOrInts = 0,
    output_padding: IntOrInts = 0,
    groups: int = 1,
    dilation: IntOrInts = 1,
) -> Gradients:
    """Give (grad_input, grad_weight, grad_bias); grad_bias is None where bias is.

    Shapes: grad_output as conv_transpose1d's output; each gradient as what it is the gradient of.
    """
    params = CONV_TRANSPOSE1D.params(stride, padding, output_padding, groups, dilation)
    return _backward(CONV_TRANSPOSE1D, 3, grad_output, input, weight, bias, params)


def conv_transpose2d(
    input: Array,
    weight: Array,
    bias: Array | None = None,
    stride: IntOrInts = 1,
    padding: IntOrInts = 0,
    output_padding: IntOrInts = 0,
    groups: int = 1,
    dilation: IntOrInts = 1,
) -> Array:
    """Give a convolution with weight run backwards: each element stamps the weight onto the output.

    Shapes: input (N, C_in, H, W) or (C_in, H, W), weight (C_in, C_out / groups, kH, kW), bias
    (C_out,), output (N, C_out, H_out, W_out) or (C_out, H_out, W_out). `padding` counts the cells
    cut off each side of the output, `output_padding` those added at its end.

    Raises ArgumentError, ShapeError or DtypeError where torch rejects the call.
    """
    params = CONV_TRANSPOSE2D.params(stride, padding, output_padding, groups, dilation)
    return _forward(CONV_TRANSPOSE2D, 4, input, weight, bias, params)


def conv_transpose2d_backward(
    grad_output: Array,
    input: Array,
    weight: Array,
    bias: Array | None = None,
    stride: IntOrInts = 1,
    padding: IntOrInts = 0,
    output_padding: IntOrInts = 0,
    groups: int = 1,
    dilation: IntOrInts = 1,
) -> Gradients:
    """Give (grad_input, grad_weight, grad_bias); grad_bias is None where bias is.

    Shapes: grad_output as conv_transpose2d's output; each gradient as what it is the gradient of.
    """
    params = CONV_TRANSPOSE2D.params(stride, padding, output_padding, groups, dilation)
    return _backward(CONV_TRANSPOSE2D, 4, grad_output, input, weight, bias, params)


def _forward(
    operator: AnyOperator, dimensions: int, image: Array, weight: Array, bias: Array | None,
    params: object,
) -> Array:
    check_dtypes(operator.name, {"input": image, "weight": weight, "bias": bias})
    whole = batched(operator.name, image, dimensions)
    arrays = present(input=whole, weight=weight, bias=bias)
    operator.output_shape(shapes_of(arrays), params)
    return like_input(operator.forward(arrays, params), image, dimensions)


def _backward(
    operator: AnyOperator, dimensions: int, grad_output: Array, image: Array, weight: Array,
    bias: Array | None, params: object,
) -> Gradients:
    where = f"{operator.name}_backward"
    named = {"grad_output": grad_output, "input": image, "weight": weight, "bias": bias}
    check_dtypes(where, named)
    arrays = present(input=batched(where, image, dimensions), weight=weight, bias=bias)
    gradient = upstream(operator, grad_output, image, arrays, params)
    gradients = operator.vjp(gradient, arrays, {}, params)
    grad_input = like_input(gradients["input"], image, dimensions)
    return grad_input, gradients["weight"], gradients.get("bias")
