"""The curves of a training run as data: where the points lie, and which of them are reached.

CurveView  one curve at a moment
Curves     makes them for one run; keeps the points, which a step does not change
"""

from __future__ import annotations

from dataclasses import field

from convtutor.data import dataclass
from convtutor.lesson.curves import Points, points_of
from convtutor.lesson.repeats import repeat_of
from convtutor.lesson.run import Run
from convtutor.steps import Cursor
from convtutor.steps.numbers import number
from convtutor.words import say


@dataclass(frozen=True, slots=True)
class CurveView:
    """One curve at a moment.

    `heading` names it, `said` tells what is drawn over what, `now` the values at the present
    repeat, empty before the first. The first `lit` of the points are reached; those of a path are
    numbered, as their places do not tell their order.
    """

    heading: str
    said: str
    now: str
    points: tuple[tuple[float, float], ...]
    lit: int
    is_path: bool


@dataclass(slots=True)
class Curves:
    """Makes the views of the curves of one run in a language."""

    run: Run
    language: str
    known: dict[int, Points] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.run.example.curves)

    def view(self, at: int, cursor: Cursor) -> CurveView:
        """Give the curve of a number, counted from 0, as it is at a cursor.

        Raises UsageError where it names what the run does not have.
        """
        curve = self.run.example.curves[at]
        if at not in self.known:
            self.known[at] = points_of(self.run, curve)
        points, lit = self.known[at].points, reached(cursor)
        title = curve.title.said(self.language)
        heading = title if len(self) == 1 else f"{title} {at + 1}/{len(self)}"
        names = {"y": curve.y.text, "x": "" if curve.x is None else curve.x.text}
        key = "screen.curve_of_steps" if curve.x is None else "screen.curve_of_two"
        return CurveView(
            heading, say(key, self.language, **names), self._now(points, lit, curve.x is None),
            points, lit, curve.x is not None,
        )

    def _now(self, points: tuple[tuple[float, float], ...], lit: int, is_over: bool) -> str:
        if not lit:
            return ""
        x, y = points[lit - 1]
        value = number(y) if is_over else f"({number(x)}, {number(y)})"
        return say("screen.curve_now", self.language, number=lit, value=value)


def reached(cursor: Cursor) -> int:
    """Count the repeats that a cursor has reached, the present one among them."""
    current = cursor.current
    return 0 if current is None else repeat_of(current.trace.layer) or 1
