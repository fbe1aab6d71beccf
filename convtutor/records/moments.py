"""The moments of a selection in their order, as scenes: before each example, then step by step.

Moments  the scenes of a selection; nothing is drawn here
"""

from collections.abc import Iterator
from dataclasses import replace

from convtutor.data import dataclass
from convtutor.lesson.run import Run
from convtutor.records.ruled import ruled
from convtutor.records.selection import Recorded, Selection
from convtutor.scene.scene import Scene, SceneBuilder
from convtutor.steps import Cursor, Level
from convtutor.steps.timeline import parse_place


@dataclass(frozen=True, slots=True, eq=False)
class Moments:
    """The moments of one recorded example, its numbers those of the rule."""

    selection: Selection
    recorded: Recorded
    run: Run

    def __len__(self) -> int:
        return sum(1 for _ in self.selection.numbers(self.recorded))

    def beginning(self) -> Scene:
        """Give the scene before the first step."""
        return self._builder().scene(Cursor(self.run.timeline, Level.ELEMENT, -1))

    def scenes(self) -> Iterator[Scene]:
        """Give a scene a step; a first place that names a tap is shown at that tap."""
        builder, before = self._builder(), None
        for number in self.selection.numbers(self.recorded):
            cursor = Cursor(self.run.timeline, Level.ELEMENT, number)
            if before is None and self.selection.first is not None:
                tap = parse_place(self.selection.first, self.run.timeline).tap
                cursor = cursor if tap is None else replace(cursor, level=Level.TAP, tap=tap)
            yield builder.scene(cursor, before)
            before = cursor

    def _builder(self) -> SceneBuilder:
        return SceneBuilder(self.run, self.selection.lesson.id, self.selection.language)


def moments_of(selection: Selection, recorded: Recorded) -> Moments:
    """Make an example's numbers and give its moments."""
    return Moments(selection, recorded, ruled(recorded.run).finished())
