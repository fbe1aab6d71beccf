"""Any sequence of commands leaves what a fresh start at the same place would show."""

from __future__ import annotations

import io
from typing import ClassVar

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from convtutor.console.console import Console
from convtutor.console.doings import DOINGS
from convtutor.console.output import Output
from convtutor.debugger.commands import BY_NAME, Order, parse_order
from convtutor.debugger.desk import MOVES, Desk
from convtutor.debugger.session import start_session
from convtutor.debugger.values import seen_at
from convtutor.errors import ConvtutorError
from convtutor.lesson.change import changed
from convtutor.lesson.run import run_example
from convtutor.lesson.schema import Example, Lesson
from convtutor.scene.scene import SceneBuilder
from convtutor.steps import Cursor, cursor_at_start
from tests.tui.lessons import network, padding

LESSONS = (network, padding)
CHANGES = (
    "conv1.padding = 2", "conv1.stride = 2", "conv1.weight[0,0] = -3", "input[0,1] = 2.5",
    "conv1.padding = -1", "relu1.output[0,0] = 1", "conv1.dilation = 9",
)
STOPS = (
    "output[0,1]", "grad_weight", "if value > 9", "if outside > 0", "if partial > 3",
    "conv1.grad_input if col == 1", "relu1.output[1,0,0]", "if nonsense",
)


class Commands(RuleBasedStateMachine):
    """A learner who types anything."""

    made: ClassVar[dict[tuple[str, int], Example]] = {}

    @initialize(lesson=st.sampled_from(LESSONS))
    def begin(self, lesson: object) -> None:
        """Open a lesson."""
        self.lesson: Lesson = lesson()  # type: ignore[operator]
        self.console = Console(Desk(start_session(self.lesson)), Output(io.StringIO()), DOINGS)
        self.values: list[dict[str, str]] = [{}]  # the changes in force, one entry a desk behind
        self.redone: list[dict[str, str]] = []

    def do(self, line: str) -> bool:
        """Type a line; tell whether it was obeyed."""
        try:
            for _ in self.console.obey(parse_order(line)):
                pass
        except ConvtutorError:
            return False
        return True

    @rule(name=st.sampled_from(sorted(MOVES)), count=st.integers(1, 7))
    def move(self, name: str, count: int) -> None:
        """Make moves."""
        for _ in self.console.obey(Order(BY_NAME[name], count)):
            pass

    @rule(level=st.sampled_from(["tap", "element", "channel", "pass", "layer", "network"]))
    def take_level(self, level: str) -> None:
        """Take steps of another size."""
        self.do(f"level {level}")

    @rule(stop=st.sampled_from(STOPS), command=st.sampled_from(["break", "tbreak"]))
    def stop(self, stop: str, command: str) -> None:
        """Set a breakpoint."""
        self.do(f"{command} {stop}")

    @rule(line=st.sampled_from([
        "watch", "watch output[0,0]", "watch conv1.grad_output[0,0]", "display weight", "delete 1",
        "disable", "enable", "ignore 1 2", "info", "where", "list", "print output", "copy",
    ]))
    def look(self, line: str) -> None:
        """Watch, list, print."""
        self.do(line)

    @rule(part=st.floats(0, 1), command=st.sampled_from(["goto", "until"]))
    def go(self, part: float, command: str) -> None:
        """Go to a place."""
        timeline = self.console.session.cursor.timeline
        step = timeline[min(int(part * len(timeline)), len(timeline) - 1)]
        self.do(f"{command} {step.place()}")

    @rule(change=st.sampled_from(CHANGES))
    def change(self, change: str) -> None:
        """Change a value."""
        if self.do(f"set {change}"):
            name, _, value = change.partition(" = ")
            self.values.append({**self.values[-1], name: value})
            self.redone = []

    @rule(back=st.booleans())
    def undo_or_redo(self, back: bool) -> None:
        """Take a change back, or make it again."""
        assert self.do("undo" if back else "redo") == bool(
            len(self.values) > 1 if back else self.redone
        )
        if back and len(self.values) > 1:
            self.redone.append(self.values.pop())
        elif not back and self.redone:
            self.values.append(self.redone.pop())

    @invariant()
    def all_is_as_fresh(self) -> None:
        """Hold arrays, values and drawings against those of a fresh run at the same place."""
        session = self.console.session
        fresh = run_example(self.example())
        assert set(fresh.arrays) == set(session.run.arrays)
        for name, array in fresh.arrays.items():
            assert np.array_equal(array, session.run.arrays[name], equal_nan=True)
        cursor = fresh_at(session.cursor, cursor_at_start(fresh.timeline))
        assert cursor.place == session.cursor.place
        for name in fresh.arrays:
            one, other = (seen_at(run, at, name) for run, at in (
                (fresh, cursor), (session.run, session.cursor)))
            assert (one.made, one.running, one.current) == (
                other.made, other.running, other.current)
        drawn, again = (
            SceneBuilder(run, "x", "en").scene(at).grids for run, at in (
                (fresh, cursor), (session.run, session.cursor))
        )
        for grid, twin in zip(drawn, again, strict=True):
            for row in range(grid.frame.row0, grid.frame.row1):
                for col in range(grid.frame.col0, grid.frame.col1):
                    assert grid.cell_at(row, col) == twin.cell_at(row, col)

    def example(self) -> Example:
        """Give the first example with the changes in force, read anew."""
        example = self.lesson.examples[0]
        for name, value in self.values[-1].items():
            number = float(value) if "." in value else int(value)
            example = changed(example, {name: number})
        return example


def fresh_at(cursor: Cursor, start: Cursor) -> Cursor:
    """Give a cursor of a fresh run at the place of another."""
    return start if cursor.place is None else start.goto(cursor.place)


TestCommands = Commands.TestCase
TestCommands.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
