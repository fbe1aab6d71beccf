"""slice, flip, reshape and detach, which hand elements on as they are; their backward passes."""

from collections.abc import Sequence

from convtutor.engine.arrays import Array, check_dtypes
from convtutor.engine.elementwise import NoParams
from convtutor.engine.functional.calls import backward_of, forward_of
from convtutor.engine.ops.detach import DETACH
from convtutor.engine.ops.flip import FLIP, flip_params
from convtutor.engine.ops.reshape import RESHAPE, reshape_params
from convtutor.engine.ops.slice import SLICE, slice_params


def slice(input: Array, index: str) -> Array:
    """Give input[index], as a copy: "0:2, 1:3", "-1", "::2", "..., 0".

    Raises ArgumentError or DtypeError where torch rejects the call.
    """
    check_dtypes("slice", {"input": input})
    return forward_of(SLICE, {"input": input}, slice_params(index))


def slice_backward(grad_output: Array, input: Array, index: str) -> Array:
    """Give grad_output where it was taken from, and 0 elsewhere."""
    check_dtypes("slice_backward", {"grad_output": grad_output, "input": input})
    return backward_of(SLICE, grad_output, {"input": input}, slice_params(index))["input"]


def flip(input: Array, dims: int | Sequence[int]) -> Array:
    """Give the input with the axes named turned around, as a copy; one may stand without a list.

    Raises ArgumentError or DtypeError where torch rejects the call.
    """
    check_dtypes("flip", {"input": input})
    return forward_of(FLIP, {"input": input}, flip_params(dims))


def flip_backward(grad_output: Array, input: Array, dims: int | Sequence[int]) -> Array:
    """Give grad_output with the same axes turned around."""
    check_dtypes("flip_backward", {"grad_output": grad_output, "input": input})
    return backward_of(FLIP, grad_output, {"input": input}, flip_params(dims))["input"]


def reshape(input: Array, shape: Sequence[int]) -> Array:
    """Give the elements in another shape, counted row by row, as a copy; one length may be -1.

    Raises ArgumentError or DtypeError where torch rejects the call.
    """
    check_dtypes("reshape", {"input": input})
    return forward_of(RESHAPE, {"input": input}, reshape_params(shape))


def reshape_backward(grad_output: Array, input: Array, shape: Sequence[int]) -> Array:
    """Give grad_output in the input's shape."""
    check_dtypes("reshape_backward", {"grad_output": grad_output, "input": input})
    return backward_of(RESHAPE, grad_output, {"input": input}, reshape_params(shape))["input"]


def detach(input: Array) -> Array:
    """Give a copy of the input; raises DtypeError where torch rejects the call."""
    check_dtypes("detach", {"input": input})
    return forward_of(DETACH, {"input": input}, NoParams())


def detach_backward(grad_output: Array, input: Array) -> Array:
    """Give 0 everywhere, where torch hands nothing back."""
    check_dtypes("detach_backward", {"grad_output": grad_output, "input": input})
    return backward_of(DETACH, grad_output, {"input": input}, NoParams())["input"]
