"""The grammar of expressions: what each node of a text's tree means, or why it is refused.

Lookup  gives the array that a name stands for
Sides   a comparison, to tell what it compared
Claim   one condition within a truth: does it hold, and the comparisons in it
Reader  turns the tree of one text into its meaning
"""

import ast
from collections.abc import Callable, Mapping, Sequence
from typing import NoReturn, TypeAlias

import numpy as np

from convtutor.data import dataclass
from convtutor.engine.arrays import Array
from convtutor.errors import UsageError, did_you_mean
from convtutor.steps.comparing import COMPARISONS, Comparison, compared, computed, element, holds
from convtutor.steps.expression_constants import constant_array, index_part
from convtutor.steps.expression_text import NAME, NAMED_NUMBERS, names_in, refuse, segment, text_of

Lookup: TypeAlias = Callable[[str], Array]
Meaning: TypeAlias = Callable[[Lookup], Array]
Kept: TypeAlias = Callable[[Lookup], bool]

OPERATIONS: Mapping[type[ast.operator], Callable[[Array, Array], Array]] = {
    ast.Add: np.add, ast.Sub: np.subtract, ast.Mult: np.multiply, ast.Div: np.divide,
}
FUNCTIONS: Mapping[str, Callable[[Array], Array]] = {
    "shape": lambda array: np.array(array.shape, dtype=float),
    "size": lambda array: np.array(float(array.size)),
    "sum": np.sum,
    "min": np.min,
    "max": np.max,
    "mean": np.mean,
    "abs": np.abs,
}
REDUCED: Mapping[str, Callable[[Array], Array]] = {"all": np.all, "any": np.any}
KNOWN = (*FUNCTIONS, "round", "count", *REDUCED)


@dataclass(frozen=True, slots=True)
class Sides:
    """The sides of a comparison, as written (None for one that names nothing) and what they mean;
    `each` says element by element where it holds."""

    texts: tuple[str | None, ...]
    meanings: tuple[Meaning, ...]
    each: Meaning


@dataclass(frozen=True, slots=True)
class Claim:
    """One condition within a truth, and the comparisons in it."""

    holds: Kept
    sides: tuple[Sides, ...] = ()


@dataclass(frozen=True, slots=True)
class Reader:
    """Turns the tree of one text into its meaning, or refuses the node that is not allowed."""

    written: str

    def claim(self, node: ast.expr) -> Claim:
        """Read what is true or false of a run as a whole."""
        return Claim(self.holding(node), tuple(self._sides(test) for test in _comparisons(node)))

    def _sides(self, node: ast.Compare) -> Sides:
        operands = (node.left, *node.comparators)
        texts = [segment(self.written, side) if names_in(side) else None for side in operands]
        return Sides(
            tuple(texts), tuple(self.number(side) for side in operands), self.each(node)
        )

    def holding(self, node: ast.expr) -> Kept:
        """Read a condition that holds when it holds everywhere."""
        match node:
            case ast.BoolOp(op=ast.And(), values=parts):
                every = [self.holding(part) for part in parts]
                return lambda lookup: all(part(lookup) for part in every)
            case ast.BoolOp(values=parts):
                some = [self.holding(part) for part in parts]
                return lambda lookup: any(part(lookup) for part in some)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                negated = self.holding(operand)
                return lambda lookup: not negated(lookup)
            case ast.Compare():
                return self._as_a_whole(node)
        everywhere = self.each(node)
        return lambda lookup: bool(np.all(everywhere(lookup)))

    def each(self, node: ast.expr) -> Meaning:
        """Read a condition element by element."""
        match node:
            case ast.BoolOp(op=operation, values=parts):
                joined = np.logical_and if isinstance(operation, ast.And) else np.logical_or
                read = [self.each(part) for part in parts]
                return lambda lookup: _joined(joined, [part(lookup) for part in read])
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                negated = self.each(operand)
                return lambda lookup: np.logical_not(negated(lookup))
            case ast.Compare():
                return self._comparison(node)
            case ast.Call(func=ast.Name(id=name), args=[inner], keywords=[]) if name in REDUCED:
                reduced, condition = REDUCED[name], self.each(inner)
                return lambda lookup: np.asarray(reduced(condition(lookup)))
        self.number(node)
        self._refuse(node, "a number alone is neither true nor false; compare it, as in '> 0'")

    def number(self, node: ast.expr) -> Meaning:
        """Read what has a value."""
        match node:
            case ast.List(elts=[]):
                return lambda lookup: np.zeros(0)  # the shape of an array without axes
            case ast.Constant() | ast.List():
                constant = constant_array(self.written, node)
                return lambda lookup: constant
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                opposite = self.number(operand)
                return lambda lookup: -opposite(lookup)
            case ast.BinOp(left=left, op=operation, right=right) if type(operation) in OPERATIONS:
                done, sides = OPERATIONS[type(operation)], (self.number(left), self.number(right))
                return lambda lookup: computed(done, *(side(lookup) for side in sides))
            case ast.Subscript(value=value, slice=index):
                return self._element(value, index)
            case ast.Call():
                return self._call(node)
            case ast.Name() | ast.Attribute(value=ast.Name()):
                return self._name(node)
            case ast.BoolOp() | ast.Compare() | ast.UnaryOp(op=ast.Not()):
                self._refuse(node, "a number is expected here, not something true or false")
        self._refuse(
            node, "only arrays, numbers, lists, + - * /, comparisons, and, or, not and "
            f"{', '.join(f'{name}()' for name in KNOWN)} are allowed",
        )

    def _comparison(self, node: ast.Compare) -> Meaning:
        pairs = self._pairs(node)

        def compare(lookup: Lookup) -> Array:
            parts = [compared(test, left(lookup), right(lookup)) for test, left, right in pairs]
            return _joined(np.logical_and, parts)

        return compare

    def _as_a_whole(self, node: ast.Compare) -> Kept:
        pairs = self._pairs(node)
        return lambda lookup: all(
            holds(test, left(lookup), right(lookup)) for test, left, right in pairs
        )

    def _pairs(self, node: ast.Compare) -> list[tuple[Comparison, Meaning, Meaning]]:
        """Read a chain of comparisons as the pairs that are compared."""
        for operation, operand in zip(node.ops, node.comparators, strict=True):
            if type(operation) not in COMPARISONS:
                self._refuse(operand, "compare with ==, !=, <, <=, > or >=")
        sides = [self.number(side) for side in (node.left, *node.comparators)]
        tests = [COMPARISONS[type(operation)] for operation in node.ops]
        return list(zip(tests, sides, sides[1:], strict=False))

    def _name(self, node: ast.expr) -> Meaning:
        name = text_of(node)
        if name in NAMED_NUMBERS:
            named = np.array(NAMED_NUMBERS[name])
            return lambda lookup: named
        if not NAME.fullmatch(name):
            self._refuse(node, "this is no name of an array; write one like conv1.output")
        return lambda lookup: lookup(name)

    def _call(self, node: ast.Call) -> Meaning:
        match node:
            case ast.Call(func=ast.Name(id=name), args=[inner], keywords=[]) if name in FUNCTIONS:
                function, argument = FUNCTIONS[name], self.number(inner)
                return lambda lookup: np.asarray(function(_filled(name, argument(lookup))))
            case ast.Call(func=ast.Name(id="count"), args=[inner], keywords=[]):
                condition = self.each(inner)
                return lambda lookup: np.array(float(np.count_nonzero(condition(lookup))))
            case ast.Call(
                func=ast.Name(id="round"),
                args=[inner, ast.Constant(value=int(digits))], keywords=[],
            ) if not isinstance(digits, bool) and 0 <= digits <= 15:
                rounded = self.number(inner)
                return lambda lookup: np.round(rounded(lookup), digits)
            case ast.Call(func=ast.Name(id="round")):
                self._refuse(node, "write round(what, digits), with 0 to 15 digits")
            case ast.Call(func=ast.Name(id=name)) if name in REDUCED:
                self._refuse(node, f"{name}() is true or false by itself; leave the rest away")
            case ast.Call(func=ast.Name(id=name)) if name in KNOWN:
                self._refuse(node, f"{name}() takes one thing")
        name = text_of(node.func)
        hint = did_you_mean(name, KNOWN) or f"; there are {', '.join(KNOWN)}"
        self._refuse(node, f"there is no function {name!r}{hint}")

    def _element(self, value: ast.expr, index: ast.expr) -> Meaning:
        array, name = self.number(value), text_of(value)
        parts = index.elts if isinstance(index, ast.Tuple) else [index]
        wanted = tuple(index_part(self.written, part) for part in parts)
        return lambda lookup: element(name, array(lookup), wanted)

    def _refuse(self, node: ast.AST, why: str) -> NoReturn:
        refuse(self.written, node, why)


def parts_of(tree: ast.expr) -> list[ast.expr]:
    """Give what `and` joins at the top of a condition."""
    return tree.values if isinstance(tree, ast.BoolOp) and isinstance(tree.op, ast.And) else [tree]


def _comparisons(node: ast.expr) -> list[ast.Compare]:
    """Give the comparisons that make a condition true or false, those within a count left out."""
    match node:
        case ast.Compare():
            return [node]
        case ast.BoolOp(values=parts):
            return [test for part in parts for test in _comparisons(part)]
        case ast.UnaryOp(operand=operand):
            return _comparisons(operand)
        case ast.Call(args=[inner]):
            return _comparisons(inner)
    return []


def _joined(how: Callable[[Array, Array], Array], parts: Sequence[Array]) -> Array:
    first, *others = parts
    for other in others:
        first = computed(how, first, other)
    return np.asarray(first)


def _filled(name: str, array: Array) -> Array:
    """Accept an array that min, max and mean can be taken of."""
    if name in ("min", "max", "mean") and not array.size:
        raise UsageError(f"{name}: the array has no elements")
    return array
