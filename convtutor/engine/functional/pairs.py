"""add, sub and mul: two arrays, element by element, and their backward passes.

An element that stood for several, being broadcast, gets the sum of their gradients.
"""

from convtutor.engine.arrays import Array, check_dtypes
from convtutor.engine.functional.calls import backward_of, forward_of
from convtutor.engine.operator import AnyOperator
from convtutor.engine.ops.add import ADD
from convtutor.engine.ops.mul import MUL
from convtutor.engine.ops.sub import SUB
from convtutor.engine.pairwise import PairParams


def add(input: Array, other: Array) -> Array:
    """Give input + other, each broadcast to the shape of both.

    Raises ShapeError or DtypeError where torch rejects the call.
    """
    return _forward(ADD, input, other)


def add_backward(grad_output: Array, input: Array, other: Array) -> tuple[Array, Array]:
    """Give (grad_input, grad_other), each of the shape of its operand."""
    return _backward(ADD, grad_output, input, other)


def sub(input: Array, other: Array) -> Array:
    """Give input - other, each broadcast to the shape of both.

    Raises ShapeError or DtypeError where torch rejects the call.
    """
    return _forward(SUB, input, other)


def sub_backward(grad_output: Array, input: Array, other: Array) -> tuple[Array, Array]:
    """Give (grad_input, grad_other), the second with its sign turned."""
    return _backward(SUB, grad_output, input, other)


def mul(input: Array, other: Array) -> Array:
    """Give input * other, each broadcast to the shape of both.

    Raises ShapeError or DtypeError where torch rejects the call.
    """
    return _forward(MUL, input, other)


def mul_backward(grad_output: Array, input: Array, other: Array) -> tuple[Array, Array]:
    """Give (grad_input, grad_other), each grad_output times the other operand."""
    return _backward(MUL, grad_output, input, other)


def _forward(operator: AnyOperator, input: Array, other: Array) -> Array:
    check_dtypes(operator.name, {"input": input, "other": other})
    return forward_of(operator, {"input": input, "other": other}, PairParams())


def _backward(
    operator: AnyOperator, grad_output: Array, input: Array, other: Array
) -> tuple[Array, Array]:
    arrays = {"input": input, "other": other}
    check_dtypes(f"{operator.name}_backward", {"grad_output": grad_output, **arrays})
    gradients = backward_of(operator, grad_output, arrays, PairParams())
    return gradients["input"], gradients["other"]
