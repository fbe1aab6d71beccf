"""Conditions on a step, such as `outside > 0 and row == 0`: the grammar of notes and breakpoints.

Fact       what a name stands for: a number or a truth, read off a step
Condition  a condition that has been read; `holds` asks it of a step

The grammar: names of FACTS, numbers, unary minus, abs(), comparisons of numbers (also chained), and
`and`, `or`, `not`, with brackets. The text is parsed into a tree, each node of which must be on a
list; nothing is ever evaluated as Python.
"""

import ast
import warnings
from collections.abc import Callable, Mapping
from dataclasses import field
from math import isnan
from operator import eq, ge, gt, le, lt, ne
from typing import NoReturn, TypeAlias

from convtutor.data import dataclass
from convtutor.engine.geometry import Where
from convtutor.engine.listing import Fate
from convtutor.engine.operator import Reduce
from convtutor.errors import UsageError, did_you_mean
from convtutor.steps.step import Step

LONGEST = 200
Known: TypeAlias = Mapping[str, float]
Meaning: TypeAlias = Callable[[Known], float]
Fact: TypeAlias = Callable[[Step, int | None], float | None]

COMPARISONS: dict[type[ast.cmpop], Callable[[float, float], bool]] = {
    ast.Eq: eq, ast.NotEq: ne, ast.Lt: lt, ast.LtE: le, ast.Gt: gt, ast.GtE: ge,
}


def _value(step: Step, tap: int | None) -> float:
    return step.value


def _partial(step: Step, tap: int | None) -> float:
    return step.value if tap is None else step.partials[tap + 1]


def _outside(step: Step, tap: int | None) -> float:
    if tap is None:
        return step.outside
    return sum(read.where is not Where.INSIDE for read in step.taps[tap].reads)


def _axis(from_the_end: int) -> Fact:
    def coordinate(step: Step, tap: int | None) -> float | None:
        return step.index[-from_the_end] if len(step.index) >= from_the_end else None

    return coordinate


def _channel(step: Step, tap: int | None) -> float | None:
    return step.index[0] if len(step.index) == 1 else _axis(3)(step, tap)


def _column(step: Step, tap: int | None) -> float | None:
    return None if len(step.index) == 1 else _axis(1)(step, tap)


def _last_column(step: Step, tap: int | None) -> float | None:
    column = _column(step, tap)
    return None if column is None else column == step.trace.rule.shape[-1] - 1


def _tie(step: Step, tap: int | None) -> float:
    if step.trace.rule.reduce is not Reduce.MAX:
        return False
    if tap is not None:
        this = step.taps[tap]
        return this.fate is Fate.KEPT_OUT and this.product == step.partials[tap]
    seen = [this.product for this in step.taps if this.fate is not Fate.SKIPPED]
    return seen.count(step.value) > 1


def _nan(step: Step, tap: int | None) -> float:
    return isnan(_partial(step, tap))


def _changed_sign(step: Step, tap: int | None) -> float:
    taps = range(len(step.taps)) if tap is None else (tap,)
    before_and_after = ((step.partials[at], step.partials[at + 1]) for at in taps)
    return any(before < 0 < after or after < 0 < before for before, after in before_and_after)


NUMBERS: dict[str, Fact] = {
    "value": _value,  # of the finished element
    "partial": _partial,  # the running value after the tap; without a tap the finished one
    "row": _axis(2),  # of the element being made, as are col and channel
    "col": _column,
    "channel": _channel,
    "outside": _outside,  # reads that do not lie inside their array
}
TRUTHS: dict[str, Fact] = {
    "tie": _tie,  # the largest value is read more than once; at a tap: this one equals it
    "nan": _nan,
    "changed_sign": _changed_sign,  # the running sum passes from one side of 0 to the other
    "last_column": _last_column,
}
FACTS: dict[str, Fact] = NUMBERS | TRUTHS


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition as written, the facts it names, and its meaning."""

    text: str
    names: frozenset[str]
    meaning: Meaning = field(compare=False, repr=False)

    def holds(self, step: Step, tap: int | None = None) -> bool:
        """Say whether the condition is true of an element, or of one of its taps.

        A condition that names a fact the step does not have (the row of a bias) is not.
        """
        known: dict[str, float] = {}
        for name in self.names:
            fact = FACTS[name](step, tap)
            if fact is None:
                return False
            known[name] = fact
        return bool(self.meaning(known))


def parse_condition(text: str) -> Condition:
    """Read a condition.

    Raises UsageError: a sentence with the nearest name or the names there are, then the condition
    with a caret under the fault.
    """
    written = text.strip()
    if not written:
        raise UsageError(f"condition: it is empty; write one like 'outside > 0'. {_names()}")
    if len(written) > LONGEST:
        raise UsageError(f"condition: at most {LONGEST} characters, got {len(written)}")
    for column, character in enumerate(written):
        if not " " <= character <= "~":
            _refuse(ascii(written)[1:-1], column, f"{ascii(character)} has no meaning here")
    reader = _Reader(written)
    tree = _parse(written)
    return Condition(written, frozenset(_named(tree)), reader.truth(tree))


def _parse(written: str) -> ast.expr:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # "1or 2" is a warning of the parser, and a fault here
            return ast.parse(written, mode="eval").body
    except SyntaxError as error:
        column = min(max((error.offset or 1) - 1, 0), len(written))
        equals = written.replace("==", "  ").replace("!=", "  ").replace("<=", "  ")
        single = equals.replace(">=", "  ").find("=")
        if single >= 0:
            _refuse(written, single, "a comparison is written '=='")
        _refuse(written, column, "a condition cannot be read here; compare names and numbers")


def _named(tree: ast.expr) -> set[str]:
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} - {"abs"}


@dataclass(frozen=True, slots=True)
class _Reader:
    """Turns the tree of one condition into its meaning, or refuses the node that is not allowed."""

    written: str

    def truth(self, node: ast.expr) -> Meaning:
        """Give the meaning of what is true or false."""
        match node:
            case ast.BoolOp(op=ast.And(), values=parts):
                every = [self.truth(part) for part in parts]
                return lambda known: all(part(known) for part in every)
            case ast.BoolOp(values=parts):
                some = [self.truth(part) for part in parts]
                return lambda known: any(part(known) for part in some)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                negated = self.truth(operand)
                return lambda known: not negated(known)
            case ast.Compare():
                return self._comparison(node)
            case ast.Name(id=name) if name in TRUTHS:
                return lambda known: known[name]
        self.number(node)
        self._refuse(node, "a number alone is neither true nor false; compare it, as in '> 0'")

    def number(self, node: ast.expr) -> Meaning:
        """Give the meaning of a number."""
        match node:
            case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
                return lambda known: value
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                opposite = self.number(operand)
                return lambda known: -opposite(known)
            case ast.Call(func=ast.Name(id="abs"), args=[inner], keywords=[]):
                signed = self.number(inner)
                return lambda known: abs(signed(known))
            case ast.Name(id=name) if name in NUMBERS:
                return lambda known: known[name]
            case ast.Name(id=name) if name in TRUTHS:
                self._refuse(node, f"{name!r} is true or false by itself; leave the rest away")
            case ast.Name(id=name):
                hint = did_you_mean(name, FACTS) or f". {_names()}"
                self._refuse(node, f"there is no {name!r}{hint}")
            case ast.BoolOp() | ast.Compare() | ast.UnaryOp(op=ast.Not()):
                self._refuse(node, "a number is expected here, not something true or false")
        self._refuse(node, "only names, numbers, comparisons, and, or, not and abs() are allowed")

    def _comparison(self, node: ast.Compare) -> Meaning:
        for operation, operand in zip(node.ops, node.comparators, strict=True):
            if type(operation) not in COMPARISONS:
                self._refuse(operand, "compare with ==, !=, <, <=, > or >=")
        sides = [self.number(side) for side in (node.left, *node.comparators)]
        tests = [COMPARISONS[type(operation)] for operation in node.ops]

        def compared(known: Known) -> bool:
            values = [side(known) for side in sides]
            pairs = zip(tests, values, values[1:], strict=False)
            return all(test(left, right) for test, left, right in pairs)

        return compared

    def _refuse(self, node: ast.expr, why: str) -> NoReturn:
        length = (node.end_col_offset or node.col_offset + 1) - node.col_offset
        _refuse(self.written, node.col_offset, why, length)


def _refuse(written: str, column: int, why: str, length: int = 1) -> NoReturn:
    raise UsageError(f"condition: {why}\n    {written}\n    {' ' * column}{'^' * max(length, 1)}")


def _names() -> str:
    return f"Names: {', '.join(FACTS)}"
