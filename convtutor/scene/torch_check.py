"""The check against torch as it stands for one example: not run, running, or done.

TorchState  how far it is
TorchCheck  the state with what came of it

What speaks of a report is loaded once there is one.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from convtutor.data import dataclass
from convtutor.scene.text import Line, Tone, line
from convtutor.words import say

if TYPE_CHECKING:
    from convtutor.crosscheck.match import Match
    from convtutor.crosscheck.report import Report


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
        from convtutor.crosscheck.match import Verdict

        for lane in self.report.lanes:
            for match in lane.matches:
                if match.verdict is Verdict.MISMATCH:
                    return match
        return None


def short_lines(check: TorchCheck, language: str, width: int) -> list[Line]:
    """Give the few lines that stand beside the lesson."""
    if check.state is TorchState.NOT_RUN:
        return [line((say("screen.torch_not_run", language), Tone.DIM), ("t", Tone.STRONG))]
    if check.state is TorchState.RUNNING or check.report is None:
        return [line((say("screen.torch_running", language), Tone.DIM))]
    from convtutor.scene.torch_panel import verdict_lines

    return verdict_lines(check.report, language, width)
