"""What a lesson leaves out that it may leave out: information for its author, and no fault.

Gaps  the passes that no note speaks of, and the parts that no example has
"""

from collections.abc import Iterator, Mapping

from convtutor.data import dataclass
from convtutor.errors import UsageError
from convtutor.lesson.notes import NoteIndex, Reach
from convtutor.lesson.run import notes_of, run_example
from convtutor.lesson.schema import PARTS, Lesson


@dataclass(frozen=True, slots=True)
class Gaps:
    """`unspoken` holds, by the number of the example, the arrays whose passes have no words of the
    lesson's own (conv1.grad_bias); `parts` the parts that are missing, in their order."""

    unspoken: Mapping[int, tuple[str, ...]]
    parts: tuple[str, ...]


def gaps_of(lesson: Lesson) -> Gaps:
    """Give what a lesson leaves out; every example is computed once."""
    unspoken = {
        example.number: unspoken_passes(notes_of(run_example(example)))
        for example in lesson.examples
    }
    present = {example.part for example in lesson.examples}
    return Gaps(
        {number: passes for number, passes in unspoken.items() if passes},
        tuple(part for part in PARTS if part not in present),
    )


def unspoken_passes(index: NoteIndex) -> tuple[str, ...]:
    """Give the arrays that no note speaks of; of a layer that is repeated, in no repeat."""
    timeline, reaches = index.timeline, list(_reaches(index))
    spoken: dict[str, bool] = {}
    for number, trace in enumerate(timeline.traces):
        steps = range(timeline.offset(number), timeline.offset(number) + len(trace))
        name = f"{trace.layer.partition('@')[0]}.{trace.rule.target}"
        said = any(overlaps(steps, reach.steps) for reach in reaches)
        spoken[name] = spoken.get(name, False) or said
    return tuple(name for name, said in spoken.items() if not said)


def overlaps(one: range, other: range) -> bool:
    """Say whether two ranges of steps have a step in common."""
    return max(one.start, other.start) < min(one.stop, other.stop)


def _reaches(index: NoteIndex) -> Iterator[Reach]:
    """Give what the notes speak of; a note that has no place is a fault, and told elsewhere."""
    for number in range(len(index.notes)):
        try:
            reach = index.reach(number)
        except UsageError:
            continue
        if reach is not None:
            yield reach
