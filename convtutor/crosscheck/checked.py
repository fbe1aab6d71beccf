"""What came out of checking examples, as data: one by one, and counted lane by lane.

Checked   one example of a lesson with its report
LaneTally how the arrays of one lane came out, over all examples
"""

from collections.abc import Iterable, Sequence
from typing import Any

from convtutor.crosscheck.lanes import LANES
from convtutor.crosscheck.match import Verdict
from convtutor.crosscheck.report import Report
from convtutor.data import dataclass
from convtutor.lesson.schema import Example, Lesson
from convtutor.lesson.text import Text

KINDS = {
    Verdict.EXACT: "exact",
    Verdict.TYPICAL: "within_bound",
    Verdict.WITHIN_BOUND: "within_bound",
    Verdict.WINOGRAD: "measured",
    Verdict.TF32: "measured",
    Verdict.MISMATCH: "differ",
    Verdict.NOT_CHECKED: "not_checked",
}
COUNTED = tuple(dict.fromkeys(KINDS.values()))


@dataclass(frozen=True, slots=True)
class Checked:
    """One example, by the id and the digest of its lesson and its number, with its report."""

    lesson: str
    digest: str
    number: int
    title: Text
    report: Report

    @property
    def exit_code(self) -> int:
        """Give the exit code of one example: to check is what was asked for, so nothing is 4."""
        return self.report.exit_code or (0 if self.report.checked else 4)

    def as_json(self) -> dict[str, Any]:
        """Give the document of this example."""
        return {
            "lesson": self.lesson,
            "digest": self.digest,
            "example": self.number,
            "title": self.title.said("en"),
            "report": self.report.as_json(),
        }


def checked_example(lesson: Lesson, example: Example, report: Report) -> Checked:
    """Give an example of a lesson with its report."""
    return Checked(lesson.id, lesson.digest, example.number, example.title, report)


def exit_code(done: Iterable[Checked]) -> int:
    """Give 1 where an example differs, else 4 where one could not be checked, else 0."""
    codes = {checked.exit_code for checked in done}
    return next((code for code in (1, 4) if code in codes), 0)


@dataclass(frozen=True, slots=True)
class LaneTally:
    """How many arrays of a lane came out in each way, by the names of COUNTED.

    An array that is compared alone and end to end counts twice.
    """

    lane: str
    device: str
    counts: dict[str, int]

    def as_json(self) -> dict[str, Any]:
        """Give the document of this count."""
        return {"lane": self.lane, "device": self.device, "arrays": dict(self.counts)}


def tally(done: Sequence[Checked]) -> tuple[LaneTally, ...]:
    """Count the arrays of every lane in which something was compared, in the lanes' order."""
    found = []
    for lane in LANES:
        ran = [part for checked in done for part in checked.report.lanes
               if part.lane == lane.name and part.checked]
        counts = dict.fromkeys(COUNTED, 0)
        for part in ran:
            for match in part.matches:
                counts[KINDS[match.verdict]] += 1
        if ran:
            found.append(LaneTally(lane.name, lane.device, counts))
    return tuple(found)
