"""The keywords of a layer as a file gives them, and the parameters made of them."""

from collections.abc import Mapping
from typing import Any

from convtutor.engine.operator import AnyOperator
from convtutor.errors import ArgumentError
from convtutor.lesson.fields import Table

LARGEST_KEYWORD = 2**31 - 1


def read_keywords(table: Table, operator: AnyOperator) -> dict[str, Any]:
    """Give the keywords of the operator that the table has."""
    return {key: tupled(table.values[key]) for key in operator.keywords if table.has(key)}


def tupled(value: Any) -> Any:
    """Give lists within lists as tuples."""
    return tuple(tupled(part) for part in value) if isinstance(value, list) else value


def read_params(table: Table, operator: AnyOperator, keywords: Mapping[str, Any]) -> Any:
    """Give the operator's parameters, None where one is missing or refused."""
    fitting = [_is_moderate(table, key, value) for key, value in keywords.items()]
    present = [
        table.require(key, f"{operator.name} needs it, as torch does") for key in operator.required
    ]
    if not all([*fitting, *present]):
        return None
    try:
        return operator.params(**keywords)
    except ArgumentError as error:
        table.problems.add(table.path, str(error))
        return None


def _is_moderate(table: Table, key: str, value: Any) -> bool:
    """Say whether the numbers of a keyword are ones that torch could hold."""
    parts = value if isinstance(value, tuple) else (value,)
    if any(isinstance(part, tuple | dict) for part in parts):
        table.expect(key, "a number, two numbers, a word, or true or false")
        return False
    if any(isinstance(part, int) and abs(part) > LARGEST_KEYWORD for part in parts):
        table.add(key, f"expected numbers of at most {LARGEST_KEYWORD}")
        return False
    return True
