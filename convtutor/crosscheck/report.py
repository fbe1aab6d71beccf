"""What came out of a check, as data: every array of every lane with its verdict.

LaneReport  one lane: its matches, or why it was not run
Refusal     a layer that was not handed to torch
Report      one example in all lanes
"""

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from convtutor.crosscheck.failures import ABSENT_TORCH, UNASKED, Failure
from convtutor.crosscheck.match import Match, Verdict, worst
from convtutor.data import dataclass


@dataclass(frozen=True, slots=True)
class LaneReport:
    """One lane: its matches with the flags as they read back, or the failure that kept it."""

    lane: str
    device: str
    dtype: str
    matches: tuple[Match, ...] = ()
    flags: Mapping[str, Any] = field(default_factory=dict)
    failure: Failure | None = None
    seconds: float = 0.0

    @property
    def checked(self) -> bool:
        """Say whether anything was compared."""
        return any(match.verdict is not Verdict.NOT_CHECKED for match in self.matches)

    @property
    def verdict(self) -> Verdict:
        """Give the worst verdict of what was compared."""
        return worst(match.verdict for match in self.matches)

    @property
    def elements(self) -> int:
        """Count the numbers of all arrays, each once."""
        return sum({match.array: match.elements for match in self.matches}.values())

    @property
    def agreed(self) -> int:
        """Count the numbers that were compared and agree, alone and end to end."""
        disagreeing: dict[str, int] = {}
        left_out: dict[str, int] = {}
        for match in self.matches:
            most = max(disagreeing.get(match.array, 0), match.disagreeing)
            disagreeing[match.array] = most
            left_out.setdefault(match.array, match.left_out)
        return self.elements - sum(disagreeing.values()) - sum(left_out.values())

    def as_json(self) -> dict[str, Any]:
        """Give the document of this lane."""
        return {
            "lane": self.lane,
            "device": self.device,
            "dtype": self.dtype,
            "verdict": self.verdict.value,
            "agreed": self.agreed if self.checked else 0,
            "elements": self.elements,
            "flags": dict(self.flags),
            "failure": None if self.failure is None else self.failure.as_json(),
            "seconds": round(self.seconds, 3),
            "arrays": [match.as_json() for match in self.matches],
        }


@dataclass(frozen=True, slots=True)
class Refusal:
    """A layer that was not handed to torch: its name and the kind of reason ("torch.refusal.*")."""

    layer: str
    kind: str


@dataclass(frozen=True, slots=True)
class Report:
    """One example in all lanes.

    `asked` is the device asked for: auto, cpu or cuda. `versions` holds those of torch, python and,
    where there is a GPU, cuda and cudnn; `devices` the names of the devices by kind; `overrides`
    the variables of the environment that overrule torch's flags. `failure` says why torch could
    not be asked at all.
    """

    asked: str
    lanes: tuple[LaneReport, ...]
    devices: Mapping[str, str] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)
    overrides: Mapping[str, str] = field(default_factory=dict)
    refusals: tuple[Refusal, ...] = ()
    failure: Failure | None = None
    seconds: float = 0.0

    @property
    def checked(self) -> bool:
        """Say whether anything was compared."""
        return any(lane.checked for lane in self.lanes)

    @property
    def verdict(self) -> Verdict:
        """Give the worst verdict of what was compared."""
        return worst(lane.verdict for lane in self.lanes)

    @property
    def exit_code(self) -> int:
        """Give 1 where results differ, 4 where what was asked for is not there, else 0.

        Asked for "auto" the CPU is enough, and an absent torch is no fault; a CPU lane that broke
        down is one.
        """
        if self.verdict is Verdict.MISMATCH:
            return 1
        lanes = self.lanes if self.asked != "auto" else self.lanes_on("cpu")
        kinds = {lane.failure.kind for lane in lanes if lane.failure is not None}
        excused = UNASKED if self.asked != "auto" else ABSENT_TORCH
        return 4 if kinds - set(excused) else 0

    def lanes_on(self, device: str) -> tuple[LaneReport, ...]:
        """Give the lanes of one device, "cpu" or "cuda"."""
        return tuple(lane for lane in self.lanes if lane.device == device)

    def arrays(self) -> tuple[str, ...]:
        """Give the full names of all arrays compared, in their order."""
        matches = (match for lane in self.lanes for match in lane.matches)
        return tuple(dict.fromkeys(match.array for match in matches))

    def match(self, device: str, array: str) -> Match | None:
        """Give the worst match of an array on a device, None where it was not compared."""
        found = [m for lane in self.lanes_on(device) for m in lane.matches if m.array == array]
        compared = [match for match in found if match.verdict is not Verdict.NOT_CHECKED]
        return max(compared, key=lambda match: match.verdict.rank, default=None)

    def as_json(self) -> dict[str, Any]:
        """Give the document of this report."""
        return {
            "asked": self.asked,
            "checked": self.checked,
            "verdict": self.verdict.value,
            "exit_code": self.exit_code,
            "devices": dict(self.devices),
            "versions": dict(self.versions),
            "overrides": dict(self.overrides),
            "refusals": [{"layer": r.layer, "kind": r.kind} for r in self.refusals],
            "failure": None if self.failure is None else self.failure.as_json(),
            "seconds": round(self.seconds, 3),
            "lanes": [lane.as_json() for lane in self.lanes],
        }
