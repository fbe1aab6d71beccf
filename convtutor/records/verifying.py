"""A trace held against a fresh computation: every number of every step, and every array.

Parting   one number that is another one than the reading rule makes
verified  all of them, each as it is found
"""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from convtutor.data import dataclass
from convtutor.engine.ops import OPERATORS
from convtutor.lesson.run import Run, run_example
from convtutor.misconceptions import MISCONCEPTIONS
from convtutor.records.document import spoken_steps
from convtutor.records.encode import json_number, step_document
from convtutor.records.lines import check_whole
from convtutor.records.replayed import Replay
from convtutor.records.ruled import ruled
from convtutor.records.selection import Recorded
from convtutor.steps import Level

MISSING = "nothing"


@dataclass(frozen=True, slots=True)
class Parting:
    """Where a file says something else than the rule: example, place or array, what of it."""

    example: int
    place: str
    what: str
    ours: object
    theirs: object


def verified(replay: Replay, come_to: Callable[[int], None]) -> Iterator[Parting]:
    """Compute everything again and give what differs, in the order of the file; `come_to` is told
    of every step.

    Raises FileContentError for a file whose fingerprint is not that of its bytes.
    """
    check_whole(replay.layout)
    before = 0
    for part in replay.selection.recorded:
        fresh = ruled(fresh_run(part))
        count = 0
        for found in _steps(replay, part, fresh, before):
            count += 1
            come_to(before + count - 1)
            if found is not None:
                yield found
        before += count
        yield from _arrays(part, fresh.run)


def fresh_run(part: Recorded) -> Run:
    """Run an example again, with the mistakes that were made in it."""
    mistakes = {MISCONCEPTIONS[key].of: MISCONCEPTIONS[key].operator for key in part.mistakes}
    return run_example(part.example, OPERATORS.with_values(mistakes))


def _steps(replay: Replay, part: Recorded, fresh: Any, before: int) -> Iterator[Parting | None]:
    """Hold every step that the file has against ours; None for one that agrees."""
    number, taps = part.example.number, replay.selection.level is Level.TAP
    for count, step in enumerate(spoken_steps(replay.selection, part, fresh)):
        theirs = replay.lines.step(before + count)
        ours = step_document(step, number, str(theirs.get("words")), taps)
        yield first_parting(number, str(step.place()), ours, theirs)


def first_parting(example: int, place: str, ours: Any, theirs: Any) -> Parting | None:
    """Find the first difference of two documents."""
    found = differing(ours, theirs)
    return None if found is None else Parting(example, place, *found)


def differing(ours: Any, theirs: Any, path: str = "") -> tuple[str, object, object] | None:
    """Give the path at which two documents part, and what stands there in each."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        for key in sorted(ours.keys() | theirs.keys()):
            inner = f"{path}.{key}" if path else key
            found = differing(ours.get(key, MISSING), theirs.get(key, MISSING), inner)
            if found is not None:
                return found
        return None
    if isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs):
        pairs = enumerate(zip(ours, theirs, strict=True))
        parts = (differing(a, b, f"{path}[{at}]") for at, (a, b) in pairs)
        return next((found for found in parts if found is not None), None)
    same = ours == theirs and isinstance(ours, bool) == isinstance(theirs, bool)
    return None if same else (path, ours, theirs)


def _arrays(part: Recorded, fresh: Run) -> Iterator[Parting]:
    """Hold every array of the file against ours, bit for bit; give the first element of each that
    differs."""
    for name, ours in fresh.arrays.items():
        theirs = part.run.arrays[name]
        differs = ~((ours == theirs) | (np.isnan(ours) & np.isnan(theirs)))
        if differs.any():
            index = tuple(int(axis[0]) for axis in np.nonzero(differs))
            pair = (json_number(float(array[index])) for array in (ours, theirs))
            yield Parting(part.example.number, name, f"[{','.join(map(str, index))}]", *pair)
