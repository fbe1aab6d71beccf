"""linear, flatten and cat, which join the layers of a network, and their backward passes."""

from collections.abc import Sequence

from convtutor.engine.arrays import Array, check_dtypes, shapes_of
from convtutor.engine.functional.calls import backward_of as _backward
from convtutor.engine.functional.calls import check_upstream, present
from convtutor.engine.functional.calls import forward_of as _forward
from convtutor.engine.ops.cat import CAT, cat_params
from convtutor.engine.ops.flatten import FLATTEN, flatten_params
from convtutor.engine.ops.linear import LINEAR, LinearParams
from convtutor.errors import DtypeError, ShapeError


def linear(input: Array, weight: Array, bias: Array | None = None) -> Array:
    """Give input times weight transposed, plus bias.

    Shapes: input (.., in_features), weight (out_features, in_features), bias (out_features,),
    output (.., out_features). A weight (in_features,) makes one feature without an axis: its bias
    has the shape (), and the output (..).

    Raises ShapeError or DtypeError where torch rejects the call.
    """
    check_dtypes("linear", {"input": input, "weight": weight, "bias": bias})
    arrays, single = _with_features(input, weight, bias)
    output = _forward(LINEAR, arrays, LinearParams())
    return output[..., 0] if single else output


def linear_backward(
    grad_output: Array, input: Array, weight: Array, bias: Array | None = None
) -> tuple[Array, Array, Array | None]:
    """Give (grad_input, grad_weight, grad_bias); grad_bias is None where bias is.

    Shapes: grad_output as linear's output; each gradient as what it is the gradient of.
    """
    named = {"grad_output": grad_output, "input": input, "weight": weight, "bias": bias}
    check_dtypes("linear_backward", named)
    arrays, single = _with_features(input, weight, bias)
    wanted = LINEAR.output_shape(shapes_of(arrays), LinearParams())
    check_upstream("linear_backward", grad_output.shape, wanted[:-1] if single else wanted)
    gradients = LINEAR.vjp(grad_output.reshape(wanted), arrays, {}, LinearParams())
    grad_bias = None if bias is None else gradients["bias"].reshape(bias.shape)
    return gradients["input"], gradients["weight"].reshape(weight.shape), grad_bias


def flatten(input: Array, start_dim: int = 0, end_dim: int = -1) -> Array:
    """Give the elements with the axes from start_dim to end_dim as one; the result is a copy.

    Raises ArgumentError or DtypeError where torch rejects the call.
    """
    check_dtypes("flatten", {"input": input})
    return _forward(FLATTEN, {"input": input}, flatten_params(start_dim, end_dim))


def flatten_backward(
    grad_output: Array, input: Array, start_dim: int = 0, end_dim: int = -1
) -> Array:
    """Give grad_output in the input's shape."""
    check_dtypes("flatten_backward", {"grad_output": grad_output, "input": input})
    arrays, params = {"input": input}, flatten_params(start_dim, end_dim)
    return _backward(FLATTEN, grad_output, arrays, params)["input"]


def cat(tensors: Sequence[Array], dim: int = 0) -> Array:
    """Give the tensors set one behind the other along an axis.

    All have one shape but for that axis; one of shape (0,) adds nothing and fits everywhere.

    Raises ArgumentError, ShapeError or DtypeError where torch rejects the call.
    """
    arrays = _named("cat", tensors)
    check_dtypes("cat", arrays)
    return _forward(CAT, arrays, cat_params(dim))


def cat_backward(
    grad_output: Array, tensors: Sequence[Array], dim: int = 0
) -> tuple[Array, ...]:
    """Give the gradient of each tensor: its own part of grad_output."""
    arrays = _named("cat_backward", tensors)
    check_dtypes("cat_backward", {"grad_output": grad_output, **arrays})
    return tuple(_backward(CAT, grad_output, arrays, cat_params(dim)).values())


def _with_features(
    image: Array, weight: Array, bias: Array | None
) -> tuple[dict[str, Array], bool]:
    """Give the operands with the axis of the output features, and whether it had to be added."""
    single = weight.ndim == 1
    if single and bias is not None and bias.ndim:
        raise ShapeError(
            f"linear: the bias of a weight {weight.shape} must have shape (), got {bias.shape}"
        )
    if single:
        weight, bias = weight[None], None if bias is None else bias[None]
    return present(input=image, weight=weight, bias=bias), single


def _named(where: str, tensors: Sequence[Array]) -> dict[str, Array]:
    """Name the tensors tensors0, tensors1, ...; raises DtypeError for what is no list of them."""
    if not isinstance(tensors, list | tuple):
        raise DtypeError(
            f"{where}: tensors must be a list or tuple of arrays, got {type(tensors).__name__}"
        )
    return dict(zip(CAT.named(len(tensors)), tensors, strict=True))
