"""The goals and what was measured of them: one line of the table each.

Goal     what is measured and its limit
Figure   one goal as it was measured; the line of the table
minima   the ratio of the least of one side to the least of the other
medians  the median of the ratios of pairs
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

HEADINGS = ("what", "measured", "limit", "held")


@dataclass(frozen=True, slots=True)
class Goal:
    """What is measured and its limit; `at_least` turns the limit round, `decimals` are shown."""

    what: str
    limit: float
    at_least: bool = False
    decimals: int = 2

    def measured(self, value: float, detail: str = "") -> Figure:
        """Give the figure of a value; `detail` are the two sides in their unit."""
        return Figure(self, value, detail)

    def unmeasured(self, why: str) -> Figure:
        """Give the figure of what cannot be measured here, and why."""
        return Figure(self, None, why)


@dataclass(frozen=True, slots=True)
class Figure:
    """A goal as it was measured; `value` is None where it could not be."""

    goal: Goal
    value: float | None
    detail: str

    @property
    def held(self) -> bool:
        """Say whether the limit is held; what could not be measured breaks nothing."""
        if self.value is None:
            return True
        limit = self.goal.limit
        return self.value >= limit if self.goal.at_least else self.value <= limit

    @property
    def row(self) -> tuple[str, ...]:
        """Give the cells of the table."""
        decimals = self.goal.decimals
        limit = f"{'>=' if self.goal.at_least else '<='} {self.goal.limit:,.{decimals}f}"
        if self.value is None:
            return (self.goal.what, "-", limit, "not measured", self.detail)
        shown = f"{self.value:,.{decimals}f}"
        return (self.goal.what, shown, limit, "yes" if self.held else "BROKEN", self.detail)


def minima(side: Sequence[float], other: Sequence[float]) -> float:
    """Divide the least of one side by the least of the other."""
    return min(side) / min(other)


def medians(side: Sequence[float], other: Sequence[float]) -> float:
    """Give the median of the ratios of pairs that were taken one after the other."""
    return median(a / b for a, b in zip(side, other, strict=True))


def table(figures: Sequence[Figure]) -> str:
    """Write the figures as one table in columns."""
    rows = [(*HEADINGS, "the two sides"), *(figure.row for figure in figures)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]) - 1)]
    return "\n".join(
        "  ".join([
            row[0].ljust(widths[0]), row[1].rjust(widths[1]), row[2].rjust(widths[2]),
            row[3].ljust(widths[3]), row[4],
        ]).rstrip()
        for row in rows
    )
