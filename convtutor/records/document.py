"""The head and the foot of a trace, which lie around its steps, and the steps with their words.

A trace is a JSON object with a step a line between them: the head says what was run, the foot
gives every array that was made, once, and where the steps begin (in bytes from the beginning of
the file, every STRIDE-th of them).
"""

from collections.abc import Iterator
from dataclasses import field
from typing import Any

import convtutor
from convtutor.data import dataclass
from convtutor.lesson.run import Run
from convtutor.records.encode import json_array, step_text
from convtutor.records.form import Progress
from convtutor.records.ruled import Ruled, ruled
from convtutor.records.selection import Recorded, Selection
from convtutor.scene.moment import Moment
from convtutor.scene.scene import SceneBuilder
from convtutor.steps import Cursor, Level, Step

SCHEMA, VERSION = "convtutor-trace", 1
STRIDE = 64
LEFT_OUT = ("notes", "questions", "task")  # what is said stands with the steps


def head_of(selection: Selection) -> dict[str, Any]:
    """Give what stands before the steps: which lesson, which examples, how they were cut."""
    lesson = selection.lesson
    return {
        "convtutor": convtutor.__version__,
        "examples": [_example(recorded) for recorded in selection.recorded],
        "language": selection.language,
        "lesson": {
            "digest": lesson.digest, "id": lesson.id, "title": lesson.title.said("en"),
        },
        "level": selection.level.value,
        "range": [selection.first, selection.last],
        "schema": SCHEMA,
        "seed": selection.seed,
    }


def _example(recorded: Recorded) -> dict[str, Any]:
    example = recorded.example
    return {
        "mistakes": list(recorded.mistakes),
        "number": example.number,
        "written": plain({
            key: part for key, part in example.written.items() if key not in LEFT_OUT
        }),
    }


def plain(value: Any) -> Any:
    """Give a value of a lesson file as JSON holds it; NaN and infinities become text."""
    if isinstance(value, dict):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
        return "nan" if value != value else ("inf" if value > 0 else "-inf")
    return value


@dataclass(slots=True)
class Writer:
    """Gives the lines of the steps, and keeps what the foot needs."""

    selection: Selection
    progress: Progress
    values: dict[str, Any] = field(default_factory=dict)

    def lines(self) -> Iterator[str]:
        """Give a line a step, example by example."""
        count = sum(len(recorded.run.timeline) for recorded in self.selection.recorded)
        done = 0
        for recorded in self.selection.recorded:
            run, given = ruled(recorded.run), given_arrays(recorded.run)
            for line in self._of_example(recorded, run):
                yield line
                done += 1
                self.progress(done, count)
            self.values[str(recorded.example.number)] = {
                name: json_array(array) for name, array in sorted(run.run.arrays.items())
                if name not in given
            }

    def _of_example(self, recorded: Recorded, run: Ruled) -> Iterator[str]:
        """Give the lines of an example's steps; those that are not taken are made all the same,
        since others read them."""
        selection, timeline = self.selection, run.run.timeline
        builder = SceneBuilder(run.run, selection.lesson.id, selection.language)
        number, taps = recorded.example.number, selection.level is Level.TAP
        for step in spoken_steps(selection, recorded, run):
            at = timeline.step_at(step.place())
            cursor = Cursor(timeline, Level.ELEMENT, at)
            words = builder.words(Moment(cursor, None, run.run.arrays))
            yield step_text(step, number, words, taps)


def spoken_steps(selection: Selection, recorded: Recorded, run: Ruled) -> Iterator[Step]:
    """Give the steps of an example that are written; the others are made all the same."""
    taken = iter(selection.numbers(recorded))
    wanted = next(taken, None)
    for at, step in enumerate(run.steps()):
        if at == wanted:
            yield step
            wanted = next(taken, None)


def given_arrays(run: Run) -> frozenset[str]:
    """Name the arrays of a run that stand in the example's own table."""
    return frozenset(
        f"{layer.name}.{name}" for layer in run.layers
        for name, array in layer.layer.operands.items()
        if run.arrays[f"{layer.name}.{name}"] is array
    )
