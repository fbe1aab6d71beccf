"""Our dataclass behaves as that of the standard library, whatever is asked of it."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, dataclass, field, fields, replace
from typing import Any, ClassVar

import pytest

from convtutor.data import Compiled, swift

Decorator = Callable[..., Callable[[type], type]]
FORMS = (
    {"frozen": True, "slots": True}, {"frozen": True}, {"slots": True},
    {"frozen": True, "slots": True, "eq": False}, {},
)
NAN = float("nan")


def shape_of(decorate: Decorator, **form: bool) -> Any:
    """Make a class of every kind of field, in a form."""
    @decorate(**form)
    class Shape:
        """A shape."""

        count: ClassVar[int] = 3
        rows: int
        cols: int = 5
        parts: list[int] = field(default_factory=list)
        seen: dict[str, int] = field(default_factory=dict, repr=False, compare=False)
        kept: list[int] = field(default_factory=list, init=False)

    return Shape


def both(**form: bool) -> tuple[Any, Any]:
    return shape_of(swift, **form), shape_of(dataclass, **form)


@pytest.fixture(params=FORMS, ids=str)
def classes(request: pytest.FixtureRequest) -> tuple[Any, Any]:
    return both(**request.param)


CALLS: tuple[tuple[tuple[Any, ...], dict[str, Any]], ...] = (
    ((2,), {}), ((2, 7), {}), ((2,), {"parts": [1]}), ((), {"rows": 4, "seen": {"a": 1}}),
    ((NAN, 1, [NAN]), {}),
)


@pytest.mark.parametrize("call", CALLS, ids=str)
def test_an_object_holds_what_it_is_made_of(classes: tuple[Any, Any], call: Any) -> None:
    ours, theirs = (cls(*call[0], **call[1]) for cls in classes)
    for name in ("rows", "cols", "parts", "seen", "kept", "count"):
        assert repr(getattr(ours, name)) == repr(getattr(theirs, name))
    assert repr(ours) == repr(theirs)


def test_a_value_made_by_a_factory_is_made_anew_for_every_object(classes: tuple[Any, Any]) -> None:
    ours, _ = classes
    first, second = ours(1), ours(1)
    assert first.parts is not second.parts
    assert first.kept is not second.kept


def test_the_class_looks_the_same_from_outside(classes: tuple[Any, Any]) -> None:
    ours, theirs = classes
    ours_taken, theirs_taken = (inspect.signature(cls).parameters.values() for cls in classes)
    assert [(one.name, one.kind, one.annotation) for one in ours_taken] == [
        (one.name, one.kind, one.annotation) for one in theirs_taken
    ]
    assert [repr(one) for one in fields(ours)] == [repr(one) for one in fields(theirs)]
    assert ours.__match_args__ == theirs.__match_args__
    assert getattr(ours, "__slots__", None) == getattr(theirs, "__slots__", None)
    assert ours.__init__.__annotations__ == theirs.__init__.__annotations__
    assert ours.__init__.__qualname__ == theirs.__init__.__qualname__


@pytest.mark.parametrize("wrong", [((), {}), ((1, 2, 3, 4, 5), {}), ((1,), {"kept": []})], ids=str)
def test_a_wrong_call_is_refused_in_the_same_words(classes: tuple[Any, Any], wrong: Any) -> None:
    said = []
    for cls in classes:
        with pytest.raises(TypeError) as caught:
            cls(*wrong[0], **wrong[1])
        said.append(str(caught.value))
    assert said[0] == said[1]


def test_equal_are_the_objects_that_are_equal_there(classes: tuple[Any, Any]) -> None:
    ours, theirs = classes
    makers: list[Callable[[Any], Any]] = [
        lambda cls: cls(1), lambda cls: cls(2), lambda cls: cls(1, 5, [], {"left": 1}),
        lambda cls: cls(1, 6), lambda cls: cls(NAN), lambda cls: cls(1, 5, [2]),
    ]
    ours_made, theirs_made = ([make(cls) for make in makers] for cls in (ours, theirs))
    assert [[a == b for a in ours_made] for b in ours_made] == [
        [a == b for a in theirs_made] for b in theirs_made
    ]
    assert ours(1) != theirs(1)


def test_a_hash_is_there_where_it_is_there(classes: tuple[Any, Any]) -> None:
    ours, theirs = classes
    assert (ours.__hash__ is None) == (theirs.__hash__ is None)
    assert (ours.__hash__ is object.__hash__) == (theirs.__hash__ is object.__hash__)


def test_equal_frozen_objects_have_equal_hashes() -> None:
    @swift(frozen=True, slots=True)
    class Pair:
        """Two numbers and a remark."""

        rows: int
        cols: int
        said: str = field(default="", compare=False)

    assert hash(Pair(1, 2, "a")) == hash(Pair(1, 2, "b"))
    assert len({Pair(1, 2), Pair(2, 1), Pair(1, 2, "c")}) == 2


@pytest.mark.parametrize("count", range(4))
def test_any_number_of_fields_is_compared(count: int) -> None:
    made = dataclasses.make_dataclass("Row", [(f"n{at}", int) for at in range(count)])
    ours = swift(frozen=True)(type("Row", (), {"__annotations__": made.__annotations__,
                                              "__doc__": "Numbers."}))
    assert ours(*range(count)) == ours(*range(count))
    assert hash(ours(*range(count))) == hash(ours(*range(count)))
    assert not count or ours(*range(count)) != ours(*range(1, count + 1))


def test_a_frozen_object_takes_no_value_and_loses_none() -> None:
    for ours in (both(frozen=True)[0], both(frozen=True, slots=True)[0]):
        one = ours(1)
        with pytest.raises(FrozenInstanceError, match="cannot assign to field 'rows'"):
            one.rows = 2
        with pytest.raises(FrozenInstanceError, match="cannot assign to field 'new'"):
            one.new = 2
        with pytest.raises(FrozenInstanceError, match="cannot delete field 'rows'"):
            del one.rows
        assert one.rows == 1


def test_an_object_is_replaced_and_copied(classes: tuple[Any, Any]) -> None:
    one = classes[0](3, parts=[4])
    other = replace(one, cols=9)
    assert (other.rows, other.cols, other.parts) == (3, 9, [4])
    for copied in (copy.copy(one), copy.deepcopy(one)):
        assert repr(copied) == repr(one)
    assert copy.deepcopy(one).parts is not one.parts


@swift(frozen=True, slots=True)
class Kept:
    """One that a pickle can name."""

    rows: int
    cols: int = 2


def test_a_frozen_object_with_slots_is_pickled() -> None:
    assert pickle.loads(pickle.dumps(Kept(7))) == Kept(7)  # noqa: S301 - our own


def test_what_a_class_defines_itself_is_kept() -> None:
    @swift(frozen=True, slots=True)
    class Written:
        """A text."""

        text: str

        def __repr__(self) -> str:
            return self.text

        def __post_init__(self) -> None:
            object.__setattr__(self, "text", self.text.upper())

    assert repr(Written("a")) == "A"


def test_a_derived_class_takes_the_fields_before_its_own() -> None:
    @swift(frozen=True)
    class Whole:
        """Rows."""

        rows: int
        lost: int = 0

    @swift(frozen=True)
    class Part(Whole):
        """Rows and columns."""

        cols: int = 1

    assert Part(1, 2, 3).cols == 3
    assert Part(1).rows == 1
    assert Part(1) != Whole(1)
    assert repr(Part(4)).endswith("Part(rows=4, lost=0, cols=1)")
    assert Whole(6).lost == 0


def test_the_first_object_leaves_the_compiled_method_behind() -> None:
    ours, _ = both(frozen=True, slots=True)
    assert isinstance(ours.__dict__["__init__"], Compiled)
    ours(1)
    assert inspect.isfunction(ours.__dict__["__init__"])
