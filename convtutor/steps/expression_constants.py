"""What stands in an expression as it is: numbers, lists of them, and indices."""

import ast

import numpy as np

from convtutor.engine.arrays import Array
from convtutor.steps.expression_text import NAMED_NUMBERS, refuse

LARGEST_INDEX = 10**9


def constant_array(written: str, node: ast.expr) -> Array:
    """Read a number or nested lists of numbers, all lists of one depth of one length.

    Raises UsageError with carets in the text.
    """
    try:
        return np.array(_plain(written, node), dtype=float)
    except OverflowError:
        refuse(written, node, "the number is larger than a float64 holds")
    except ValueError:
        refuse(written, node, "the lists within have different lengths")


def _plain(written: str, node: ast.expr) -> object:
    match node:
        case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
            return float(value)
        case ast.UnaryOp(op=ast.USub(), operand=operand) if not isinstance(operand, ast.List):
            opposite = _plain(written, operand)
            return -opposite if isinstance(opposite, float) else opposite
        case ast.Name(id=name) if name in NAMED_NUMBERS:
            return NAMED_NUMBERS[name]
        case ast.List(elts=parts) if parts:
            return [_plain(written, part) for part in parts]
    refuse(written, node, "a number or a list of numbers is expected here")


def index_part(written: str, node: ast.expr) -> int | slice:
    """Read an index or a range such as 1:3; raises UsageError with carets in the text."""
    if isinstance(node, ast.Slice):
        ends = (node.lower, node.upper, node.step)
        return slice(*(None if end is None else _whole(written, end) for end in ends))
    return _whole(written, node)


def _whole(written: str, node: ast.expr) -> int:
    match node:
        case ast.Constant(value=int(number)) if not isinstance(number, bool):
            if abs(number) < LARGEST_INDEX:
                return number
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_whole(written, operand)
    refuse(written, node, "an index is a whole number, or a range such as 1:3")
