"""A table whose values are loaded when they are first looked up.

LateTable  names, and for each name where its value stands: "module.NAME" within a package

Whoever opens one lesson waits for what it needs, and not for all that there is. Names are known
without loading anything; a test loads every row of every table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import TypeVar

Value = TypeVar("Value")


class LateTable(Mapping[str, Value]):
    """The rows in their order; what is loaded stays."""

    def __init__(
        self, package: str, rows: Mapping[str, str], loaded: Mapping[str, Value] | None = None
    ) -> None:
        self.package, self.rows = package, rows
        self._loaded: dict[str, Value] = dict(loaded or {})

    def __getitem__(self, name: str) -> Value:
        if name not in self._loaded:
            module, _, attribute = self.rows[name].rpartition(".")
            self._loaded[name] = getattr(import_module(f"{self.package}.{module}"), attribute)
        return self._loaded[name]

    def __contains__(self, name: object) -> bool:
        return name in self.rows

    def __iter__(self) -> Iterator[str]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def with_values(self, values: Mapping[str, Value]) -> LateTable[Value]:
        """Give a table with other values, or further ones, that need not be loaded."""
        rows = {**self.rows, **dict.fromkeys(values, "")}
        return LateTable(self.package, rows, {**self._loaded, **values})
