"""Two traces held against each other, step by step at the same places.

Setting  something that the two were told differently
Step     a place at which they part, with the step of each; None where one has no such place
Diff     everything in which they differ
"""

from collections.abc import Iterator, Mapping
from typing import Any

from convtutor.data import dataclass
from convtutor.records.encode import step_document
from convtutor.records.replayed import Replay
from convtutor.records.selection import Recorded, Selection
from convtutor.steps import Step, Timeline

MOST_SETTINGS = 20
TOLD_ELSEWHERE = ("title", "intro", "notes", "why", "states", "part", "task")


@dataclass(frozen=True, slots=True)
class Setting:
    """A value of an example's table that differs; None where one of them has no such key."""

    example: int
    path: str
    first: object
    second: object


@dataclass(frozen=True, slots=True)
class Parted:
    """A place at which the two part."""

    example: int
    place: str
    first: Step | None
    second: Step | None


@dataclass(frozen=True, slots=True)
class Diff:
    """What differs: settings, how many steps are equal and how many part, the first one of them."""

    settings: tuple[Setting, ...]
    equal: int
    parted: int
    first: Parted | None

    @property
    def same(self) -> bool:
        """Say whether every step is the same; what was told differently without effect is not."""
        return self.parted == 0


def diff(first: Replay, second: Replay) -> Diff:
    """Compare two traces; examples are paired in their order."""
    pairs = _pairs(first.selection, second.selection)
    settings = tuple(found for one, other in pairs for found in _settings(one, other))
    equal = parted = 0
    found: Parted | None = None
    for one, other in pairs:
        for step in _steps(first.selection, one, second.selection, other):
            if step is None:
                equal += 1
                continue
            parted += 1
            found = found or step
    return Diff(settings[:MOST_SETTINGS], equal, parted, found)


def _pairs(first: Selection, second: Selection) -> list[tuple[Recorded | None, Recorded | None]]:
    """Pair examples in their order; where one trace has more, with none."""
    longer = max(len(first.recorded), len(second.recorded))

    def at(selection: Selection, number: int) -> Recorded | None:
        return selection.recorded[number] if number < len(selection.recorded) else None

    return [(at(first, number), at(second, number)) for number in range(longer)]


def _settings(one: Recorded | None, other: Recorded | None) -> Iterator[Setting]:
    if one is None or other is None:
        return
    number = one.example.number
    if one.mistakes != other.mistakes:
        yield Setting(number, "mistakes", list(one.mistakes), list(other.mistakes))
    tables = [
        {key: part for key, part in recorded.example.written.items() if key not in TOLD_ELSEWHERE}
        for recorded in (one, other)
    ]
    for path, a, b in _differences(tables[0], tables[1], ""):
        yield Setting(number, path, a, b)


def _differences(one: Any, other: Any, path: str) -> Iterator[tuple[str, object, object]]:
    """Walk two tables; a layer goes by its name, a list of numbers is one value."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        for key in dict.fromkeys((*one, *other)):
            yield from _differences(one.get(key), other.get(key), f"{path}.{key}".lstrip("."))
    elif _are_layers(one) and _are_layers(other):
        named = [{layer["name"]: layer for layer in layers} for layers in (one, other)]
        for name in dict.fromkeys((*named[0], *named[1])):
            yield from _differences(named[0].get(name), named[1].get(name), name)
    elif one != other:
        yield path, one, other


def _are_layers(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(
        isinstance(part, Mapping) and "name" in part for part in value
    )


def _steps(
    first: Selection, one: Recorded | None, second: Selection, other: Recorded | None
) -> Iterator[Parted | None]:
    """Compare the steps of a pair in the order of the first, then those that only the second has;
    None for one that is equal."""
    left, right = _places(first, one), _places(second, other)
    example = (one or other).example.number if one or other else 0  # type: ignore[union-attr]
    for place, step in left.items():
        beside = right.get(place)
        if beside is not None and _numbers(step()) == _numbers(beside()):
            yield None
        else:
            yield Parted(example, place, step(), None if beside is None else beside())
    for place, step in right.items():
        if place not in left:
            yield Parted(example, place, None, step())


def _places(selection: Selection, recorded: Recorded | None) -> dict[str, Any]:
    """Give a maker of each step by its place."""
    if recorded is None:
        return {}
    timeline = recorded.run.timeline
    return {_place(timeline, at): _maker(timeline, at) for at in selection.numbers(recorded)}


def _place(timeline: Timeline, at: int) -> str:
    number, within = timeline.locate(at)
    trace = timeline.traces[number]
    return f"{trace.layer}.{trace.rule.target}[{','.join(map(str, trace.index_of(within)))}]"


def _maker(timeline: Timeline, at: int) -> Any:
    return lambda: timeline[at]


def _numbers(step: Step) -> dict[str, Any]:
    """Give all numbers of a step."""
    return step_document(step, 0, "")
