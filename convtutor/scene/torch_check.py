"""The check against torch as it stands for one example: not run, running, or done.

TorchState  how far it is
TorchCheck  the state with what came of it
"""

from __future__ import annotations

from enum import Enum

from convtutor.crosscheck.match import Match, Verdict
from convtutor.crosscheck.report import Report
from convtutor.data import dataclass


class TorchState(Enum):
    """How far the check is."""

    NOT_RUN = "not run"
    RUNNING = "running"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class TorchCheck:
    """The check of one example; the report is there once it is done."""

    state: TorchState = TorchState.NOT_RUN
    report: Report | None = None

    @property
    def lanes(self) -> int:
        """Count the lanes in which anything was compared."""
        return 0 if self.report is None else sum(lane.checked for lane in self.report.lanes)

    @property
    def mismatch(self) -> Match | None:
        """Give the first array that mismatches, None where none does."""
        if self.report is None:
            return None
        for lane in self.report.lanes:
            for match in lane.matches:
                if match.verdict is Verdict.MISMATCH:
                    return match
        return None
