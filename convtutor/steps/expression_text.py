"""The text of an expression as a tree that Python's parser makes of it, and carets under a fault.

The tree is only looked at: nothing is ever evaluated as Python.
"""

import ast
import re
import warnings
from typing import NoReturn

from convtutor.errors import UsageError

LONGEST = 1000
DEEPEST = 100
REPEAT_SIGN = "\u01c0"  # stands in for @ while Python's parser reads a name; as long as it is
REPEAT = re.compile(r"(?<=[A-Za-z0-9_])@(?=[0-9]{1,3}\.)")
SINGLE_EQUALS = re.compile(r"(?<![=!<>])=(?!=)")
NAME = re.compile(r"[a-z][a-z0-9_]*(?:(?:@[0-9]{1,3})?\.[a-z][a-z0-9_]*)?")
NAMED_NUMBERS = {"nan": float("nan"), "inf": float("inf")}


def parsed(written: str) -> ast.expr:
    """Give the tree of a text; raises UsageError: a sentence, the text and a caret under the fault.

    A text is one line of at most LONGEST characters, its parts at most DEEPEST deep.
    """
    if not written:
        raise UsageError("expression: it is empty; write one like 'conv1.output == [[19, 25]]'")
    if len(written) > LONGEST:
        raise UsageError(f"expression: at most {LONGEST} characters, got {len(written)}")
    for column, character in enumerate(written):
        if not " " <= character <= "~":
            refuse_at(ascii(written)[1:-1], column, f"{ascii(character)} has no meaning here")
    tree = _tree(written)
    if _depth(tree) > DEEPEST:
        raise UsageError(f"expression: its parts stand more than {DEEPEST} deep; write it shorter")
    return tree


def _tree(written: str) -> ast.expr:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # "1or 2" is a warning of the parser, and a fault here
            return ast.parse(REPEAT.sub(REPEAT_SIGN, written), mode="eval").body
    except SyntaxError as error:
        single = SINGLE_EQUALS.search(written)
        if single is not None:
            refuse_at(written, single.start(), "a comparison is written ==")
        column = min(max((error.offset or 1) - 1, 0), len(written))
        refuse_at(written, column, "it cannot be read here")
    except (ValueError, RecursionError, MemoryError):
        refuse_at(written, 0, "numbers or brackets beyond what is read; write it shorter")


def _depth(tree: ast.AST) -> int:
    """Count the parts that stand within one another, without recursion."""
    deepest, waiting = 0, [(tree, 1)]
    while waiting:
        node, depth = waiting.pop()
        deepest = max(deepest, depth)
        waiting += [(child, depth + 1) for child in ast.iter_child_nodes(node)]
    return deepest


def names_in(tree: ast.expr) -> tuple[str, ...]:
    """Give the names of the arrays that a tree reads, each once."""
    found: dict[str, None] = {}
    inside: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            inside.add(id(node.func))
        if isinstance(node, ast.Attribute):
            inside.add(id(node.value))
        if isinstance(node, ast.Attribute | ast.Name) and id(node) not in inside:
            name = text_of(node)
            if name not in NAMED_NUMBERS:
                found[name] = None
    return tuple(found)


def text_of(node: ast.expr) -> str:
    """Write a node again: conv1@7.output, shape(conv1.output)."""
    return ast.unparse(node).replace(REPEAT_SIGN, "@")


def segment(written: str, node: ast.AST) -> str:
    """Give the part of the text that a node was read from."""
    start, end = _columns(written, node)
    return written[start:end]


def refuse(written: str, node: ast.AST, why: str) -> NoReturn:
    """Raise UsageError with carets under a node of the text."""
    start, end = _columns(written, node)
    refuse_at(written, start, why, end - start)


def _columns(written: str, node: ast.AST) -> tuple[int, int]:
    """Give where a node begins and ends; ast counts in bytes."""
    start = getattr(node, "col_offset", 0)
    end = getattr(node, "end_col_offset", None) or start + 1
    signs = REPEAT.sub(REPEAT_SIGN, written).encode()
    before, through = (len(signs[:at].decode(errors="ignore")) for at in (start, end))
    return before, through


def refuse_at(written: str, column: int, why: str, length: int = 1) -> NoReturn:
    """Raise UsageError with carets under a column of the text and those behind it."""
    raise UsageError(f"expression: {why}\n    {written}\n    {' ' * column}{'^' * max(length, 1)}")
