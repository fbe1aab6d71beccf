"""Arrays beside one another: compared, computed with, picked from; leading axes of length 1 apart.

An array of shape 1x1x2x2 and a table of 2x2 are the same to a person, and so they are here.
"""

import ast
from collections.abc import Callable, Mapping

import numpy as np

from convtutor.engine.arrays import Array
from convtutor.errors import UsageError
from convtutor.steps.trace import shape_text

Comparison = Callable[[Array, Array], Array]


def same(left: Array, right: Array) -> Array:
    """Say where two arrays are equal; nan is the same as nan, so that a fact can state it."""
    return np.asarray((left == right) | (np.isnan(left) & np.isnan(right)))


def other(left: Array, right: Array) -> Array:
    """Say where two arrays differ."""
    return ~same(left, right)


COMPARISONS: Mapping[type[ast.cmpop], Comparison] = {
    ast.Eq: same, ast.NotEq: other, ast.Lt: np.less, ast.LtE: np.less_equal,
    ast.Gt: np.greater, ast.GtE: np.greater_equal,
}


def bare(array: Array) -> Array:
    """Drop leading axes of length 1, but never the last axis."""
    while array.ndim > 1 and array.shape[0] == 1:
        array = array[0]
    return array


def compared(test: Comparison, left: Array, right: Array) -> Array:
    """Compare element by element; a number is compared with every element.

    Arrays of different shapes are unequal. Raises UsageError where such are to be ordered.
    """
    left, right = bare(left), bare(right)
    if left.shape == right.shape:
        return test(left, right)
    if not left.ndim or not right.ndim:
        return test(left, right) if left.size and right.size else np.array(test is other)
    if test in (same, other):
        return np.array(test is other)
    raise UsageError(_unlike(left, right, "compared"))


def holds(test: Comparison, left: Array, right: Array) -> bool:
    """Say whether a comparison is true as a whole: where it holds everywhere.

    Two arrays, neither a number, are other ones when they are not equal.
    """
    if test is other and left.ndim and right.ndim:
        return not compared(same, left, right).all()
    return bool(compared(test, left, right).all())


def computed(done: Callable[[Array, Array], Array], left: Array, right: Array) -> Array:
    """Compute element by element; raises UsageError for shapes that differ."""
    left, right = bare(left), bare(right)
    if left.shape == right.shape or not left.ndim or not right.ndim:
        with np.errstate(all="ignore"):  # inf and NaN are numbers
            return np.asarray(done(left, right))
    raise UsageError(_unlike(left, right, "computed with"))


def element(name: str, array: Array, index: tuple[int | slice, ...]) -> Array:
    """Pick elements; leading indices may be left out where their axes have length 1.

    Raises UsageError where the count or a number does not fit.
    """
    missing, least = array.ndim - len(index), max(bare(array).ndim, min(array.ndim, 1))
    if missing < 0 or len(index) < least:
        wanted = f"{least}" if least == array.ndim else f"{least} to {array.ndim}"
        raise UsageError(
            f"{name}: shape {shape_text(array.shape)} takes {wanted} indices, got {len(index)}"
        )
    if any(isinstance(part, slice) and (part.step or 1) < 1 for part in index):
        raise UsageError(f"{name}: the step of a range is 1 or more")
    try:
        picked = np.asarray(array[(0,) * missing + index])
    except IndexError:
        raise UsageError(
            f"{name}: an index lies outside the shape {shape_text(array.shape)}"
        ) from None
    if array.size and not picked.size:
        raise UsageError(f"{name}: a range picks nothing of the shape {shape_text(array.shape)}")
    return picked


def _unlike(left: Array, right: Array, verb: str) -> str:
    shapes = f"{shape_text(left.shape)} and {shape_text(right.shape)}"
    return f"expression: shapes {shapes} cannot be {verb}; name elements or a slice of one size"
