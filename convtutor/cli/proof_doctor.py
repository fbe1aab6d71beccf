"""What of `convtutor verify --board` has been run on this machine, as `doctor` tells it.

Told  the sentence, whether something differs, and whether it is worth running again
"""

from collections.abc import Iterator, Sequence

from convtutor.crosscheck.board.kept import BOARD_LANES, NUMPY, Kept, kept_here
from convtutor.crosscheck.lanes import LANES
from convtutor.crosscheck.match import Verdict
from convtutor.data import dataclass
from convtutor.words import say
from convtutor.words.visible import visible


@dataclass(frozen=True, slots=True)
class Told:
    """What was found out: `differs` says that numbers differ, `again` that a new run is due."""

    value: str
    differs: bool = False
    again: bool = False


def proof_told(operators: Sequence[str], language: str) -> Told:
    """Say how many of the operators agree here, in which lanes, when and with what they were run.

    What was run with other versions, or before the code changed, is named and not counted.
    """
    kept = [found for found in kept_here() if found.operator in operators]
    if not kept:
        return Told(say("board.doctor.nothing", language), again=True)
    current = [found for found in kept if found.is_current]
    differing = [found for found in current if found.verdict == Verdict.MISMATCH.value]
    complete = {found.operator for found in current if found.lane == NUMPY}
    stale = len(current) < len(kept) or complete != set(operators)
    parts = _parts(kept, current, differing, len(operators), language)
    return Told(say("board.doctor.then", language).join(parts), bool(differing), stale)


def _parts(
    kept: Sequence[Kept], current: Sequence[Kept], differing: Sequence[Kept], total: int,
    language: str,
) -> Iterator[str]:
    counts = {
        lane: sum(found.lane == lane for found in current if found not in differing)
        for lane in BOARD_LANES
    }
    agree = [
        say("board.doctor.lane", language, lane=lane_word(lane, language), count=count, total=total)
        for lane, count in counts.items() if count
    ]
    comma = say("board.doctor.and", language)
    if agree:
        yield say("board.doctor.agree", language, lanes=comma.join(agree))
    if differing:
        names = (f"{found.operator} ({lane_word(found.lane, language)})" for found in differing)
        yield say("board.doctor.differ", language, operators=comma.join(names))
    if stale := dict.fromkeys(found.operator for found in kept if found not in current):
        yield say("board.doctor.stale", language, operators=comma.join(stale))
    run = {found.lane for found in kept}
    if unrun := [lane_word(lane, language) for lane in BOARD_LANES if lane not in run]:
        yield say("board.doctor.unrun", language, lanes=comma.join(unrun))
    last = max(kept, key=lambda found: (found.when, len(found.versions)))
    versions = ", ".join(f"{name} {version}" for name, version in last.versions.items())
    yield say("board.doctor.last", language, when=visible(last.when), versions=visible(versions))


def lane_word(name: str, language: str) -> str:
    """Name a lane for people: NumPy, CPU float32, GPU float32 without cuDNN."""
    if name == NUMPY:
        return "NumPy"
    device = next(lane.device for lane in LANES if lane.name == name)
    word = say(f"torch.device.{device}", language)
    return say("torch.lane_on", language, device=word, lane=say(f"board.lane.{name}", language))
