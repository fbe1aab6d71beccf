"""Tables whose values are loaded late: every row leads somewhere, and none is loaded early."""

from __future__ import annotations

import importlib
import pkgutil
from typing import Any

import pytest

import convtutor
from convtutor.table import LateTable


def tables() -> dict[str, LateTable[Any]]:
    """Find every table that a module of the package holds under a name of its own."""
    found = {}
    for info in pkgutil.walk_packages(convtutor.__path__, "convtutor."):
        if info.name.endswith("__main__"):
            continue
        for name, value in vars(importlib.import_module(info.name)).items():
            if isinstance(value, LateTable):
                found.setdefault(id(value), (f"{info.name}.{name}", value))
    return dict(found.values())


def test_every_row_of_every_table_leads_to_a_value() -> None:
    for where, table in tables().items():
        assert len(table) == len(table.rows) > 0
        for name in table:
            assert table[name] is not None, f"{where}: {name}"


def test_there_are_the_tables_that_are_known() -> None:
    names = {where.rpartition(".")[2] for where in tables()}
    assert names >= {"OPERATORS", "CATALOGUES", "DOINGS", "PLACERS", "NEEDED", "TRACINGS"}


def test_a_table_knows_its_names_without_loading_anything() -> None:
    table: LateTable[Any] = LateTable("convtutor.no_such", {"one": "a.ONE", "two": "a.b.TWO"})
    assert list(table) == ["one", "two"]
    assert "one" in table
    assert "three" not in table
    assert ", ".join(table) == "one, two"
    with pytest.raises(KeyError):
        table["three"]
    assert table.get("three") is None
    with pytest.raises(ModuleNotFoundError):
        table["one"]


def test_a_table_with_other_values_keeps_the_rest() -> None:
    table: LateTable[Any] = LateTable("convtutor", {
        "say": "words.say", "shown": "words.visible.visible",
    })
    other = table.with_values({"say": 1, "new": 2})
    assert (other["say"], other["new"]) == (1, 2)
    assert other["shown"] is table["shown"]
    assert list(other) == ["say", "shown", "new"]
    assert table["say"] is convtutor.words.say
