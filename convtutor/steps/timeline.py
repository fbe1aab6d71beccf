"""All passes of a run end to end, and the way from a text to a place on them.

Timeline  a sequence of Step over several traces
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import overload

from convtutor.data import dataclass
from convtutor.engine.arrays import Index, Shape
from convtutor.errors import UsageError, did_you_mean, listed
from convtutor.steps.place import Place
from convtutor.steps.step import Step
from convtutor.steps.trace import Trace, shape_text

PLACE = re.compile(
    r"(?:(?P<layer>[A-Za-z_][\w-]*(?:@\d{1,3})?)\.)?(?P<array>(?!tap\b)[A-Za-z_]\w*)"
    r"(?:\[(?P<index>[^\]]*)\])?(?:\.tap\[(?P<tap>[^\]]*)\])?"
)


@dataclass(frozen=True, eq=False)
class Timeline(Sequence[Step]):
    """The traces of a run, one after another; steps are counted from 0 over all of them."""

    traces: tuple[Trace, ...]

    @cached_property
    def offsets(self) -> tuple[int, ...]:
        """Give the step each trace begins with, and the count of all steps last."""
        offsets = [0]
        for trace in self.traces:
            offsets.append(offsets[-1] + len(trace))
        return tuple(offsets)

    def __len__(self) -> int:
        return self.offsets[-1]

    @overload
    def __getitem__(self, number: int) -> Step: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Step]: ...
    def __getitem__(self, number: int | slice) -> Step | Sequence[Step]:
        """Give one step, or the list of a slice of them; raises IndexError past the ends."""
        if isinstance(number, slice):
            return [self[at] for at in range(*number.indices(len(self)))]
        at = number + len(self) if number < 0 else number
        if not 0 <= at < len(self):
            raise IndexError(f"step {number} of a run of {len(self)} steps")
        trace, within = self.locate(at)
        return self.traces[trace][within]

    def offset(self, trace: int) -> int:
        """Give the step that the trace-th trace begins with."""
        return self.offsets[trace]

    def locate(self, step: int) -> tuple[int, int]:
        """Give the number of the trace that holds a step, and the step's number within it."""
        trace = bisect_right(self.offsets, step) - 1
        return trace, step - self.offsets[trace]

    def trace_named(self, layer: str, array: str) -> int | None:
        """Give the number of the trace that makes an array of a layer, None when there is none."""
        for number, trace in enumerate(self.traces):
            if (trace.layer, trace.rule.target) == (layer, array):
                return number
        return None

    def step_at(self, place: Place) -> int:
        """Give the step of a place; of a whole pass, its last one.

        Raises UsageError when the run has no such array or element.
        """
        number = self.trace_named(place.layer, place.array)
        if number is None:
            raise UsageError(f"{place}: this example makes no {place.layer}.{place.array}")
        trace = self.traces[number]
        if place.index is None:
            check_elements(str(place), trace)
            return self.offsets[number + 1] - 1
        try:
            return self.offsets[number] + trace.number_of(place.index)
        except IndexError as error:
            raise UsageError(f"{place}: {error}") from None


def check_elements(where: str, trace: Trace) -> None:
    """Accept a pass that makes at least one element; raises UsageError with its shape."""
    if not len(trace):
        raise UsageError(
            f"{where}: {trace.layer}.{trace.rule.target} has no elements "
            f"(shape {shape_text(trace.rule.shape)})"
        )


def check_taps(where: str, step: Step) -> None:
    """Accept an element with at least one tap; raises UsageError otherwise."""
    if not step.taps:
        raise UsageError(f"{where}: this element has no taps; nothing was read for it")


def parse_place(text: str, timeline: Timeline, repeat: str | None = None) -> Place:
    """Read a place such as conv1.output[1,2].tap[0] on a timeline.

    The layer may be left out where one layer alone makes such an array, leading indices where
    their axes have length 1. With `repeat`, conv1 may mean the layer of that repeat, conv1@7.
    Raises UsageError with the nearest name or the range.
    """
    match = PLACE.fullmatch(text.strip())
    if match is None:
        raise UsageError(
            f"{text!r} is no place; write one like conv1.output[0,1] or conv1.output[0,1].tap[2]"
        )
    layer, array = match["layer"], match["array"]
    trace = timeline.traces[_find_trace(text, layer, array, timeline, repeat)]
    if match["index"] is None and match["tap"] is None:
        return Place(trace.layer, trace.rule.target)
    if match["index"] is None and trace.rule.shape:
        raise UsageError(f"{text}: a tap belongs to an element; name it, as in [0,1].tap[0]")
    check_elements(text, trace)
    index = read_index(text, match["index"] or "", trace.rule.shape)
    if match["tap"] is None:
        return Place(trace.layer, trace.rule.target, index)
    step = trace[trace.number_of(index)]
    check_taps(text, step)
    tap = _number(text, "tap", match["tap"], len(step.taps))
    return Place(trace.layer, trace.rule.target, index, tap)


def _find_trace(
    text: str, layer: str | None, array: str, timeline: Timeline, repeat: str | None
) -> int:
    made = [at for at, trace in enumerate(timeline.traces) if trace.rule.target == array]
    found = [at for at in made if layer in (None, timeline.traces[at].layer)]
    if repeat is not None and len(found) != 1:
        here = [at for at in made if timeline.traces[at].repeat == repeat]
        found = [
            at for at in here if layer is None or timeline.traces[at].layer == f"{layer}@{repeat}"
        ] or found
    if len(found) == 1:
        return found[0]
    known = [f"{trace.layer}.{trace.rule.target}" for trace in timeline.traces]
    first = {f"{t.layer}.{t.rule.target}" for t in timeline.traces if t.repeat in (None, "1")}
    if not known:
        raise UsageError(f"{text}: this run makes no arrays")
    if found:
        names = listed(known[number] for number in found)
        raise UsageError(f"{text}: several layers make {array}; say which: {names}")
    wanted = array if layer is None else f"{layer}.{array}"
    candidates = known if layer else [name.split(".")[1] for name in known]
    near = candidates if "@" in wanted else [name for name in known if name in first]
    hint = did_you_mean(wanted, near if layer else candidates)
    raise UsageError(f"{text}: no pass makes {wanted}{hint or '; there are ' + listed(known)}")


def read_index(text: str, written: str, shape: Shape) -> Index:
    """Read "1,2" as the index of an array of this shape, putting in left-out leading zeros.

    Raises UsageError when the count or a number does not fit.
    """
    parts = written.split(",") if shape or written.strip() else []
    missing = len(shape) - len(parts)
    if missing < 0 or any(extent != 1 for extent in shape[:missing]):
        least = len(shape) - next(
            (axis for axis, extent in enumerate(shape) if extent != 1), max(len(shape) - 1, 0)
        )
        wanted = f"{least}" if least == len(shape) else f"{least} to {len(shape)}"
        noun = "index" if wanted == "1" else "indices"
        raise UsageError(
            f"{text}: shape {shape_text(shape)} takes {wanted} {noun}, got {len(parts)}"
        )
    names = [f"index {number + 1}" for number in range(len(parts))]
    rest = shape[missing:]
    numbers = (_number(text, n, part, ext) for n, part, ext in zip(names, parts, rest, strict=True))
    return (*(0,) * missing, *numbers)


def _number(text: str, name: str, written: str, count: int) -> int:
    digits = written.strip()
    if not digits.isdecimal() or not digits.isascii() or len(digits) > 18:
        raise UsageError(f"{text}: {name} must be a number from 0 to {count - 1}, got {written!r}")
    if int(digits) >= count:
        raise UsageError(f"{text}: {name} is {int(digits)}, the last one is {count - 1}")
    return int(digits)


def short_index(index: Index, shape: Shape) -> Index:
    """Drop the leading indices of axes of length 1, but never the last two of a plane."""
    keep = min(2, len(shape))
    first = 0
    while first < len(shape) - keep and shape[first] == 1:
        first += 1
    return index[first:]


def short_place(place: Place, timeline: Timeline) -> str:
    """Write a place as people read it: output[1,2], without layer and axes of length 1.

    An array without axes is its one element, and so its name is enough.
    """
    if not place.index:
        return place.array
    number = timeline.trace_named(place.layer, place.array)
    shape = () if number is None else timeline.traces[number].rule.shape
    index = short_index(place.index, shape) if shape else place.index
    return f"{place.array}[{','.join(map(str, index))}]"
