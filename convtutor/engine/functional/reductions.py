"""sum and matmul, which add products or elements up, and their backward passes."""

from collections.abc import Sequence

from convtutor.engine.arrays import Array, check_dtypes
from convtutor.engine.functional.calls import backward_of, forward_of
from convtutor.engine.ops.matmul import MATMUL, MatmulParams
from convtutor.engine.ops.sum import SUM, sum_params


def sum(input: Array, dim: int | Sequence[int] | None = None, keepdim: bool = False) -> Array:
    """Give the elements added up along some axes, all of them unless named.

    Raises ArgumentError or DtypeError where torch rejects the call.
    """
    check_dtypes("sum", {"input": input})
    return forward_of(SUM, {"input": input}, sum_params(dim, keepdim))


def sum_backward(
    grad_output: Array, input: Array, dim: int | Sequence[int] | None = None, keepdim: bool = False
) -> Array:
    """Give grad_output at every element that took part in its sum."""
    check_dtypes("sum_backward", {"grad_output": grad_output, "input": input})
    return backward_of(SUM, grad_output, {"input": input}, sum_params(dim, keepdim))["input"]


def matmul(input: Array, other: Array) -> Array:
    """Give the matrix product.

    Shapes: input (.., i, k) or (k,), other (.., k, j) or (k,), output (.., i, j) without the axes
    that a vector lacks; axes before the last two are broadcast.

    Raises ShapeError or DtypeError where torch rejects the call.
    """
    check_dtypes("matmul", {"input": input, "other": other})
    return forward_of(MATMUL, {"input": input, "other": other}, MatmulParams())


def matmul_backward(grad_output: Array, input: Array, other: Array) -> tuple[Array, Array]:
    """Give (grad_input, grad_other), each of the shape of its operand."""
    arrays = {"input": input, "other": other}
    check_dtypes("matmul_backward", {"grad_output": grad_output, **arrays})
    gradients = backward_of(MATMUL, grad_output, arrays, MatmulParams())
    return gradients["input"], gradients["other"]
