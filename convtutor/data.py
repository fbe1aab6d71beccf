"""`dataclass` as the standard library has it, without the wait for its methods.

The standard decorator compiles up to seven methods for every class it makes. For some hundred small
classes that takes longer than all the rest of their modules, at every start of the program. Here
`__init__` is compiled when it is first looked up, and the other methods are closures over the names
of the fields. Whoever uses such a class, dataclasses.replace and the type checker included, sees no
difference.

Compiled  an `__init__` that is not compiled yet
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import MISSING, Field, FrozenInstanceError, fields
from dataclasses import dataclass as standard
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass

Values = Callable[[object], tuple[object, ...]]
NEW = object()  # stands for a value that is made anew for every object


def swift(
    *, frozen: bool = False, slots: bool = False, eq: bool = True
) -> Callable[[type], type]:
    """Give what makes a class of fields; what its body defines itself is kept."""
    def make(cls: type) -> type:
        own = frozenset(cls.__dict__)
        cls = standard(init=False, repr=False, eq=False, slots=slots)(cls)
        for name, method in methods_of(cls, frozen, slots, eq).items():
            if name not in own:
                setattr(cls, name, method)
        return cls

    return make


if not TYPE_CHECKING:
    dataclass = swift


def methods_of(cls: type, frozen: bool, slots: bool, eq: bool) -> dict[str, Any]:
    """Give the methods for a class whose fields are known."""
    methods = {
        "__init__": Compiled(cls, frozen),
        "__repr__": representation([field.name for field in fields(cls) if field.repr]),
    }
    if frozen:
        methods |= {"__setattr__": refuse_to_set, "__delattr__": refuse_to_delete}
    if frozen and slots:
        methods |= {"__getstate__": state_of, "__setstate__": take_state}
    if eq:
        values = values_of([field.name for field in fields(cls) if field.compare])
        methods |= {"__eq__": equality(values), "__hash__": hashing(values) if frozen else None}
    return methods


# ---------------------------------------------------------------- __init__


class Compiled:
    """An `__init__` that compiles itself when it is first looked up, and leaves its place to what
    came of it."""

    def __init__(self, owner: type, frozen: bool) -> None:
        self.owner, self.frozen = owner, frozen

    def __get__(self, instance: object, _: type | None = None) -> Any:
        method = compiled_init(self.owner, self.frozen)
        self.owner.__init__ = method  # type: ignore[misc]
        return method if instance is None else method.__get__(instance)


def compiled_init(cls: type, frozen: bool) -> Any:
    """Compile the `__init__` of a class from its fields."""
    known: dict[str, Any] = {"_put": object.__setattr__, "_NEW": NEW}
    taken, lines = ["self"], []
    for field in fields(cls):
        known |= {f"_make_{field.name}": field.default_factory, f"_{field.name}": default(field)}
        if field.init:
            taken.append(field.name if default(field) is MISSING else f"{field.name}=_{field.name}")
        if field.init or field.default_factory is not MISSING:
            lines.append(assignment(field, frozen))
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    source = f"def __init__({', '.join(taken)}):\n  " + "\n  ".join(lines or ["pass"])
    exec(source, known)  # noqa: S102 - names of fields alone, as in the standard library
    method = known["__init__"]
    method.__qualname__, method.__module__ = f"{cls.__qualname__}.__init__", cls.__module__
    method.__annotations__ = {f.name: f.type for f in fields(cls) if f.init} | {"return": None}
    return method


def default(field: Field[Any]) -> object:
    """Give what an argument is where none is given; MISSING where one must be."""
    return field.default if field.default_factory is MISSING else NEW


def assignment(field: Field[Any], frozen: bool) -> str:
    """Write the line that sets a field."""
    name = value = field.name
    if field.default_factory is not MISSING:
        value = f"_make_{name}() if {name} is _NEW else {name}" if field.init else f"_make_{name}()"
    return f"_put(self, {name!r}, {value})" if frozen else f"self.{name} = {value}"


# ---------------------------------------------------------------- the other methods


def values_of(names: Sequence[str]) -> Values:
    """Give what reads attributes of an object as a tuple."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda subject: tuple(getattr(subject, name) for name in names)


def equality(values: Values) -> Callable[[object, object], bool]:
    """Compare objects of the same class by values."""
    def __eq__(self: object, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return values(self) == values(other)

    return __eq__


def hashing(values: Values) -> Callable[[object], int]:
    """Hash an object by values."""
    return lambda self: hash(values(self))


def representation(names: Sequence[str]) -> Callable[[object], str]:
    """Write an object as the call that makes it."""
    def __repr__(self: object) -> str:
        values = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{self.__class__.__qualname__}({values})"

    return __repr__


def refuse_to_set(self: object, name: str, value: object) -> None:
    """Set nothing: the object is frozen."""
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def refuse_to_delete(self: object, name: str) -> None:
    """Delete nothing: the object is frozen."""
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def state_of(self: Any) -> list[object]:
    """Give the values of an object without a dictionary, to copy it by."""
    return [getattr(self, field.name) for field in fields(self)]


def take_state(self: Any, state: Sequence[object]) -> None:
    """Take the values of the object that is copied."""
    for field, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)
