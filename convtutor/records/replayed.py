"""A trace that was written down, as a lesson one can step through again.

Replay         a trace read back: its lesson, and a run an example made of the file's own numbers
RecordedTrace  a pass whose taps are those of the file
RecordedWords  what the file says at every step

The file's tables go through the checks of lesson files; its arrays must have the shapes that its
layers make. Steps that the file does not have are made by the reading rule from its arrays.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from convtutor.data import dataclass
from convtutor.engine.arrays import Array, Index
from convtutor.engine.geometry import Where
from convtutor.engine.listing import Fate
from convtutor.engine.ops import OPERATORS
from convtutor.errors import ConvtutorError, FileContentError
from convtutor.lesson.caps import Budget
from convtutor.lesson.examples import read_example
from convtutor.lesson.fields import Table
from convtutor.lesson.problems import Problems
from convtutor.lesson.run import Run, run_example
from convtutor.lesson.schema import Example, Lesson, Note
from convtutor.lesson.text import Text
from convtutor.misconceptions import MISCONCEPTIONS
from convtutor.records.document import LEFT_OUT, given_arrays
from convtutor.records.encode import from_json_number
from convtutor.records.lines import Layout, Lines, open_layout
from convtutor.records.selection import Recorded, Selection, level_named
from convtutor.steps import Level, Read, Tap, Timeline, Trace
from convtutor.words import LANGUAGES

MOST_TEXT = 200


@dataclass(frozen=True, slots=True, eq=False)
class Replay:
    """A trace read back; `selection` holds the lesson of its examples with their runs."""

    layout: Layout
    lines: Lines
    selection: Selection

    @property
    def lesson(self) -> Lesson:
        """Give the lesson whose examples are those of the file."""
        return self.selection.lesson

    @property
    def runs(self) -> dict[Example, Run]:
        """Give the runs of its examples."""
        return {part.example: part.run for part in self.selection.recorded}


def read_trace(path: Path) -> Replay:
    """Read a trace back. Raises AccessError, or FileContentError with what is wrong with it."""
    layout = open_layout(path)
    lines = Lines(layout)
    head, shown = layout.head, layout.shown
    language = head.get("language")
    if language not in LANGUAGES:
        raise FileContentError(f"{shown}: language: expected one of {', '.join(LANGUAGES)}")
    try:
        level = level_named(str(head.get("level")))
    except ConvtutorError as error:
        raise FileContentError(f"{shown}: {error}") from None
    first, last = _range(head, shown)
    written = _tables(head, shown)
    examples = _examples(written, shown)
    mistakes = [_mistakes(table, shown) for table in written]
    bare = [_run(example, keys, shown) for example, keys in zip(examples, mistakes, strict=True)]
    values = layout.foot.get("values")
    lesson = _lesson(head, examples, path, shown)
    recorded = tuple(map(Recorded, examples, bare, mistakes))
    selection = Selection(lesson, language, recorded, level, first, last, head.get("seed"))
    parts, before = [], 0
    for part, table in zip(recorded, written, strict=True):
        arrays = _arrays(part, values, table["number"], shown)
        steps = selection.steps(part)
        replaced = _replaced(part.run, arrays)
        made = replaced if level is not Level.TAP else _recorded(replaced, lines, before, steps)
        held = tuple(selection.numbers(part)) if level is Level.CHANNEL else steps
        made = replace(made, notes=RecordedWords(lines, before, held))
        before += len(held)
        parts.append(replace(part, run=made))
    return Replay(layout, lines, replace(selection, recorded=tuple(parts)))


def _range(head: Mapping[str, Any], shown: str) -> tuple[str | None, str | None]:
    ends = head.get("range")
    if isinstance(ends, list) and len(ends) == 2 and all(
        end is None or (isinstance(end, str) and len(end) <= MOST_TEXT) for end in ends
    ):
        return ends[0], ends[1]
    raise FileContentError(f"{shown}: range: expected two places, or null for the ends")


def _tables(head: Mapping[str, Any], shown: str) -> list[Mapping[str, Any]]:
    """Give the tables of the examples, each with its number."""
    tables = head.get("examples")
    right = isinstance(tables, list) and tables and all(
        isinstance(table, dict) and isinstance(table.get("written"), dict)
        and type(table.get("number")) is int for table in tables
    )
    if not right or not isinstance(tables, list):
        wanted = "expected a list of tables, each as a lesson has"
        raise FileContentError(f"{shown}: examples: {wanted}")
    return tables


def _examples(tables: list[Mapping[str, Any]], shown: str) -> list[Example]:
    """Read the examples with the checks of lesson files; raises LessonError with every problem."""
    problems = Problems(shown)
    budget = Budget(problems)
    found = []
    for number, table in enumerate(tables, start=1):
        written = _unwritten(table["written"])
        without = {key: part for key, part in written.items() if key not in LEFT_OUT}
        found.append(read_example(
            Table(without, ("examples", number - 1), problems), table["number"], budget
        ))
    problems.raise_if_any()
    right = [example for example in found if example is not None]
    if len(right) < len(found):
        raise FileContentError(f"{shown}: examples: one of them is not complete")
    return right


def _unwritten(value: Any) -> Any:
    """Give the values of a table as a lesson file has them: "nan" and "inf" in lists as numbers."""
    if isinstance(value, dict):
        return {key: _unwritten(part) for key, part in value.items()}
    if isinstance(value, list):
        return [
            float(part) if part in ("nan", "inf", "-inf") else _unwritten(part) for part in value
        ]
    return value


def _mistakes(table: Mapping[str, Any], shown: str) -> tuple[str, ...]:
    keys = table.get("mistakes", [])
    if not isinstance(keys, list) or not all(key in MISCONCEPTIONS for key in keys):
        raise FileContentError(f"{shown}: mistakes: expected keys of misconceptions")
    return tuple(keys)


def _run(example: Example, mistakes: tuple[str, ...], shown: str) -> Run:
    found = {MISCONCEPTIONS[key].of: MISCONCEPTIONS[key].operator for key in mistakes}
    try:
        return run_example(example, OPERATORS.with_values(found))
    except ConvtutorError as error:
        raise FileContentError(f"{shown}: examples: {error}") from None


def _lesson(
    head: Mapping[str, Any], examples: list[Example], path: Path, shown: str
) -> Lesson:
    lesson = head.get("lesson")
    texts = lesson if isinstance(lesson, dict) else {}
    found = [texts.get(key) for key in ("id", "title", "digest")]
    if not all(isinstance(text, str) and len(text) <= MOST_TEXT for text in found):
        raise FileContentError(f"{shown}: lesson: expected the texts id, title and digest")
    name, title, digest = map(str, found)
    said = Text({"en": title})
    return Lesson(
        name, said, said, 1, (), None, None, None, tuple(examples), path, digest, kept=False
    )


def _arrays(part: Recorded, values: Any, number: int, shown: str) -> dict[str, Array]:
    """Read every array that the example made; each must have the shape that its layers make."""
    given = values.get(str(number)) if isinstance(values, dict) else None
    if not isinstance(given, dict):
        raise FileContentError(f"{shown}: values: there are none of example {number}")
    arrays, known = {}, given_arrays(part.run)
    for name, expected in part.run.arrays.items():
        where = f"{shown}: values: {name}"
        if name in known:
            arrays[name] = expected
        elif name in given:
            arrays[name] = _array(given[name], expected, where)
        else:
            raise FileContentError(f"{where}: is missing")
    return arrays


def _array(written: Any, expected: Array, where: str) -> Array:
    elements = written.get("data") if isinstance(written, dict) else None
    if not isinstance(elements, list) or written.get("shape") != list(expected.shape):
        wanted = f"expected the shape {list(expected.shape)} and its numbers"
        raise FileContentError(f"{where}: {wanted}")
    if len(elements) != expected.size:
        raise FileContentError(f"{where}: expected {expected.size} numbers, got {len(elements)}")
    try:
        read = np.array([from_json_number(value) for value in elements], dtype=float)
        found = read.reshape(expected.shape).astype(expected.dtype)
    except (ValueError, OverflowError):
        raise FileContentError(f"{where}: expected numbers, or nan and inf as texts") from None
    found.setflags(write=False)
    return found


def _replaced(run: Run, arrays: Mapping[str, Array]) -> Run:
    """Give the run with other arrays under the same names."""
    standing = {id(array): arrays[name] for name, array in run.arrays.items()}
    traces = tuple(
        replace(trace, arrays={
            local: standing.get(id(array), array) for local, array in trace.arrays.items()
        })
        for trace in run.timeline.traces
    )
    return replace(run, arrays=arrays, timeline=Timeline(traces))


def _recorded(run: Run, lines: Lines, before: int, steps: range) -> Run:
    """Give the run whose taps are those of the file; its first step stands behind `before`."""
    offsets = run.timeline.offsets
    traces = tuple(
        RecordedTrace(
            trace.layer, trace.rule, trace.arrays, lines, before + offset - steps.start,
            range(steps.start - offset, steps.stop - offset),
        )
        for trace, offset in zip(run.timeline.traces, offsets, strict=False)
    )
    return replace(run, timeline=Timeline(traces))


@dataclass(frozen=True, eq=False)
class RecordedTrace(Trace):
    """A pass of a file: its element `number` is line `offset + number`, those in `held` are there.
    """

    lines: Lines
    offset: int
    held: range

    def taps(self, index: Index) -> tuple[Tap, ...]:
        """Read the taps of one element; those of a place around the array, which no file has, are
        the rule's. Raises FileContentError where the file is broken."""
        shape = self.rule.shape
        if not all(0 <= at < extent for at, extent in zip(index, shape, strict=True)):
            return super().taps(index)
        number = self.number_of(index)
        if number not in self.held:
            return super().taps(index)
        line = self.lines.step(self.offset + number)
        where = f"{self.lines.layout.shown}: step {self.offset + number + 1:,}"
        place = f"{self.layer}.{self.rule.target}[{','.join(map(str, index))}]"
        if line.get("place") != place:
            raise FileContentError(f"{where}: expected the place {place}")
        taps = line.get("taps")
        if not isinstance(taps, list):
            raise FileContentError(f"{where}: taps: expected a list")
        return tuple(_tap(at, tap, f"{where}: taps[{at}]") for at, tap in enumerate(taps))


def _tap(number: int, written: Any, where: str) -> Tap:
    try:
        return Tap(
            number,
            tuple(_read(read) for read in written["reads"]),
            from_json_number(written.get("coefficient", 1)),
            from_json_number(written["product"]),
            Fate(written.get("fate", Fate.TAKEN.value)),
            from_json_number(written.get("divisor", 1)),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        wanted = "expected product, reads and what belongs to them"
        raise FileContentError(f"{where}: {wanted}") from None


def _read(written: Any) -> Read:
    index = _index(written["at"])
    source = written.get("source", index)
    divides = written.get("divides", False)
    if not isinstance(written["array"], str) or not isinstance(divides, bool):
        raise ValueError(written)
    return Read(
        written["array"],
        index,
        None if source is None else _index(source),
        Where(written.get("where", Where.INSIDE.value)),
        from_json_number(written["value"]),
        divides,
    )


def _index(written: Any) -> Index:
    if not all(type(at) is int for at in written):
        raise ValueError(written)
    return tuple(written)


@dataclass(frozen=True, slots=True)
class RecordedWords:
    """What a file says at the steps that it holds, ascending; that of the first of them stands in
    the line `before`."""

    lines: Lines
    before: int
    held: Sequence[int]

    def note_at(self, step: int, tap: int | None) -> Note | None:
        """Give what is said at a step, None at a tap and where the file says nothing."""
        at = bisect_left(self.held, step)
        if tap is not None or at == len(self.held) or self.held[at] != step:
            return None
        words = self.lines.step(self.before + at).get("words")
        return Note(Text({"en": words}), None, None) if isinstance(words, str) else None
