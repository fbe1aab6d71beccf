"""Expressions over the arrays of a run: the grammar of goals, of stated facts, and of curves.

Expression  a text that has a value, an array or a number
Truth       a text that is true or false of a run; `account` says why it is not true
Lookup      gives the array that a name stands for

The grammar: arrays by name (conv1.output, input, conv1@7.weight) and their elements and slices as
in places, leading axes of length 1 left out; numbers, nan, inf and lists of them; + - * /; the
functions of FUNCTIONS; comparisons, `and`, `or`, `not`, all(), any(). Two arrays are equal when,
leading axes of length 1 apart, their shapes and all their elements are. The text is parsed into a
tree, each node of which must be on a list; nothing is ever evaluated as Python.
"""

import ast
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NoReturn, TypeAlias

import numpy as np

from convtutor.engine.arrays import Array
from convtutor.errors import UsageError, did_you_mean
from convtutor.steps.arrays_shown import array_text
from convtutor.steps.comparing import COMPARISONS, compared, computed, element

LONGEST = 1000
REPEAT_SIGN = "\u01c0"  # stands in for @ while Python's parser reads a name; as long as it is
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
NAMED_NUMBERS = {"nan": np.nan, "inf": np.inf}
KNOWN = (*FUNCTIONS, "round", "count", *REDUCED)


@dataclass(frozen=True, slots=True)
class Expression:
    """A text with a value, and the names of the arrays it reads."""

    text: str
    names: tuple[str, ...]
    meaning: Meaning = field(compare=False, repr=False)

    def value(self, lookup: Lookup) -> Array:
        """Give the value; raises UsageError for a name or an index that there is not."""
        return self.meaning(lookup)


@dataclass(frozen=True, slots=True)
class Claim:
    """One comparison within a truth: does it hold, and what its sides are written as."""

    holds: Kept
    sides: tuple[tuple[str, Meaning], ...] = ()


@dataclass(frozen=True, slots=True)
class Truth:
    """A text that is true or false of a run: true when every one of its claims is.

    A text with `or` or `not` at its top is one claim.
    """

    text: str
    names: tuple[str, ...]
    claims: tuple[Claim, ...] = field(compare=False, repr=False)

    def holds(self, lookup: Lookup) -> bool:
        """Say whether it is true; raises UsageError for names and shapes that do not fit."""
        return all(claim.holds(lookup) for claim in self.claims)

    def account(self, lookup: Lookup) -> list[tuple[str, str]]:
        """Give what the sides of the first claim that fails are: (as written, its value)."""
        failing = next((claim for claim in self.claims if not claim.holds(lookup)), None)
        if failing is None:
            return []
        return [(text, array_text(meaning(lookup))) for text, meaning in failing.sides]


def parse_expression(text: str) -> Expression:
    """Read an expression; raises UsageError: a sentence, the text and a caret under the fault."""
    reader, tree = _prepared(text)
    return Expression(text.strip(), _names(tree), reader.number(tree))


def parse_truth(text: str) -> Truth:
    """Read a condition on arrays; raises UsageError as `parse_expression` does."""
    reader, tree = _prepared(text)
    parts = tree.values if isinstance(tree, ast.BoolOp) and isinstance(tree.op, ast.And) else [tree]
    return Truth(text.strip(), _names(tree), tuple(reader.claim(part) for part in parts))


def _prepared(text: str) -> tuple["_Reader", ast.expr]:
    written = text.strip()
    if not written:
        raise UsageError("expression: it is empty; write one like 'conv1.output == [[19, 25]]'")
    if len(written) > LONGEST:
        raise UsageError(f"expression: at most {LONGEST} characters, got {len(written)}")
    for column, character in enumerate(written):
        if not " " <= character <= "~":
            _refuse(ascii(written)[1:-1], column, f"{ascii(character)} has no meaning here")
    return _Reader(written), _parse(written)


def _parse(written: str) -> ast.expr:
    try:
        return ast.parse(written.replace("@", REPEAT_SIGN), mode="eval").body
    except SyntaxError as error:
        column = min(max((error.offset or 1) - 1, 0), len(written))
        _refuse(written, column, "it cannot be read here; a comparison is written ==")
    except (ValueError, RecursionError, MemoryError):
        _refuse(written, 0, "numbers or brackets beyond what is read; write it shorter")


def _names(tree: ast.expr) -> tuple[str, ...]:
    """Give the names of the arrays that a tree reads, each once."""
    found: dict[str, None] = {}
    inside: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            inside.add(id(node.func))
        if isinstance(node, ast.Attribute):
            inside.add(id(node.value))
        if isinstance(node, ast.Attribute | ast.Name) and id(node) not in inside:
            name = _dotted(node)
            if name not in NAMED_NUMBERS:
                found[name] = None
    return tuple(found)


def _dotted(node: ast.expr) -> str:
    return ast.unparse(node).replace(REPEAT_SIGN, "@")


@dataclass(frozen=True, slots=True)
class _Reader:
    """Turns the tree of one text into its meaning, or refuses the node that is not allowed."""

    written: str

    def claim(self, node: ast.expr) -> Claim:
        """Read what is true or false of a run as a whole."""
        sides: tuple[tuple[str, Meaning], ...] = ()
        if isinstance(node, ast.Compare):
            read = [side for side in (node.left, *node.comparators) if _names(side)]
            sides = tuple((_dotted(side), self.number(side)) for side in read)
        return Claim(self.holding(node), sides)

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
            case ast.Constant() | ast.List():
                constant = self._constant(node)
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
                name = _dotted(node)
                if name in NAMED_NUMBERS:
                    named = np.array(NAMED_NUMBERS[name])
                    return lambda lookup: named
                return lambda lookup: lookup(name)
            case ast.BoolOp() | ast.Compare() | ast.UnaryOp(op=ast.Not()):
                self._refuse(node, "a number is expected here, not something true or false")
        self._refuse(
            node, "only arrays, numbers, lists, + - * /, comparisons, and, or, not and "
            f"{', '.join(f'{name}()' for name in KNOWN)} are allowed",
        )

    def _comparison(self, node: ast.Compare) -> Meaning:
        for operation, operand in zip(node.ops, node.comparators, strict=True):
            if type(operation) not in COMPARISONS:
                self._refuse(operand, "compare with ==, !=, <, <=, > or >=")
        sides = [self.number(side) for side in (node.left, *node.comparators)]
        tests = [COMPARISONS[type(operation)] for operation in node.ops]

        def compare(lookup: Lookup) -> Array:
            values = [side(lookup) for side in sides]
            pairs = zip(tests, values, values[1:], strict=False)
            return _joined(np.logical_and, [compared(*pair) for pair in pairs])

        return compare

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
        name = _dotted(node.func)
        hint = did_you_mean(name, KNOWN) or f"; there are {', '.join(KNOWN)}"
        self._refuse(node, f"there is no function {name!r}{hint}")

    def _element(self, value: ast.expr, index: ast.expr) -> Meaning:
        array, name = self.number(value), _dotted(value)
        parts = index.elts if isinstance(index, ast.Tuple) else [index]
        wanted = tuple(self._part(part) for part in parts)
        return lambda lookup: element(name, array(lookup), wanted)

    def _part(self, node: ast.expr) -> int | slice:
        if isinstance(node, ast.Slice):
            ends = (node.lower, node.upper, node.step)
            return slice(*(None if end is None else self._whole(end) for end in ends))
        return self._whole(node)

    def _whole(self, node: ast.expr) -> int:
        match node:
            case ast.Constant(value=int(number)) if not isinstance(number, bool):
                if abs(number) < 10**9:
                    return number
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return -self._whole(operand)
        self._refuse(node, "an index is a whole number, or a range such as 1:3")

    def _constant(self, node: ast.expr) -> Array:
        """Read a number or nested lists of numbers, all lists of one depth of one length."""
        try:
            return np.array(self._plain(node), dtype=float)
        except OverflowError:
            self._refuse(node, "the number is larger than a float64 holds")
        except ValueError:
            self._refuse(node, "the lists within have different lengths")

    def _plain(self, node: ast.expr) -> object:
        match node:
            case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
                return float(value)
            case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as value)):
                return -float(value)
            case ast.Name(id=name) if name in NAMED_NUMBERS:
                return NAMED_NUMBERS[name]
            case ast.List(elts=parts) if parts:
                return [self._plain(part) for part in parts]
        self._refuse(node, "a number or a list of numbers is expected here")

    def _refuse(self, node: ast.AST, why: str) -> NoReturn:
        start = getattr(node, "col_offset", 0)
        end = getattr(node, "end_col_offset", None) or start + 1
        signs = self.written.replace("@", REPEAT_SIGN).encode()
        before, through = (len(signs[:at].decode(errors="ignore")) for at in (start, end))
        _refuse(self.written, before, why, through - before)


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


def _refuse(written: str, column: int, why: str, length: int = 1) -> NoReturn:
    raise UsageError(f"expression: {why}\n    {written}\n    {' ' * column}{'^' * max(length, 1)}")
