"""The arrays of a run as they stand at a position: what is made, what is being made.

Seen  an array with the number of its elements that are made, in row-major order
"""

import re
from math import prod

from convtutor.data import dataclass
from convtutor.debugger.session import Session
from convtutor.engine.arrays import Array, Index
from convtutor.errors import UsageError, did_you_mean
from convtutor.lesson.repeats import repeat_of, written_name
from convtutor.lesson.run import BoundLayer, Run, in_place
from convtutor.steps import Cursor, read_index
from convtutor.words import say
from convtutor.words.visible import visible

NAME = re.compile(r"(?P<name>[A-Za-z_][\w.@-]*?)(?:\[(?P<index>[^\]]*)\])?")


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """An array by its full name.

    `made` counts its finished elements; `running` is the value of the element being made (at a
    tap: with that tap added), None where none is. `current` numbers the element the cursor is at.
    """

    name: str
    array: Array
    made: int
    running: float | None = None
    current: int | None = None

    def number_of(self, index: Index) -> int:
        """Give the number of an element in row-major order."""
        number = 0
        for extent, at in zip(self.array.shape, index, strict=True):
            number = number * extent + at
        return number

    def value(self, number: int) -> float | None:
        """Give the number-th element as it stands, None while it is not made."""
        if number == self.current and self.running is not None:
            return self.running
        return float(self.array.reshape(-1)[number]) if number < self.made else None


def look_up(session: Session, text: str) -> tuple[Seen, Index | None]:
    """Find the array that a text names, as it stands, and the index behind the name.

    A local name (output) means the current layer's array, else the only layer's that has it.
    Raises UsageError with the nearest name or the range of the index.
    """
    match = NAME.fullmatch(text.strip())
    if match is None:
        raise UsageError(say("plain.no_name", session.language, text=visible(text[:40])))
    full = _full_name(session, match["name"])
    seen = seen_at(session.run, session.cursor, full)
    if match["index"] is None:
        return seen, None
    return seen, read_index(visible(text), match["index"], seen.array.shape)


def _full_name(session: Session, name: str) -> str:
    arrays = session.run.arrays
    layer = session.cursor.timeline[max(session.cursor.step, 0)].trace.layer
    if name in arrays:
        return name
    here = in_place(name, repeat_of(layer))  # conv1.output means that of the present repeat
    if "." in name and here in arrays:
        return here
    if f"{layer}.{name}" in arrays:
        return f"{layer}.{name}"
    found = [full for full in arrays if full.split(".")[-1] == name]
    if len(found) == 1:
        return found[0]
    language = session.language
    if found:
        raise UsageError(say("plain.several_arrays", language, name=name, names=", ".join(found)))
    local = dict.fromkeys(full.split(".")[-1] for full in arrays)
    hint = did_you_mean(name, arrays if "." in name else local)
    raise UsageError(
        say("plain.no_array", language, name=visible(name[:40]), hint=hint, names=", ".join(local))
    )


def seen_at(run: Run, cursor: Cursor, name: str) -> Seen:
    """Give an array of a run, by full name, as it stands at a cursor."""
    layer, _, local = name.rpartition(".")
    array = run.arrays[name]
    timeline = cursor.timeline
    trace = timeline.trace_named(layer, local)
    if trace is None:
        return Seen(name, array, _made_elsewhere(run, cursor, layer, local, array))
    at = cursor.step - timeline.offset(trace)
    size = len(timeline.traces[trace])
    if not 0 <= at < size:
        return Seen(name, array, size if at >= size else 0)
    if cursor.tap is None:
        return Seen(name, array, at + 1, current=at)
    running = timeline[cursor.step].partials[cursor.tap + 1]
    return Seen(name, array, at, running, at)


def _made_elsewhere(run: Run, cursor: Cursor, layer: str, local: str, array: Array) -> int:
    """Count the known elements of an array that no pass of this layer makes.

    What a layer reads from another is made with that layer's output, what it saves (the winners
    of a pool) with its own; its upstream gradient is known when all who read it have handed back
    theirs; all else is given.
    """
    bound = next(bound for bound in run.layers if bound.name == layer)
    layers = {other.name for other in run.layers}
    source = bound.sources.get(local)
    if source in layers:
        return seen_at(run, cursor, f"{source}.output").made
    if bound.layer.updates is not None and source is not None:
        return seen_at(run, cursor, source).made
    if local == "grad_output":
        return array.size if _handed_back(run, cursor, bound) else 0
    if local in bound.shapes:
        update = _update_behind(run, bound, local)
        return array.size if update is None else seen_at(run, cursor, f"{update}.output").made
    return seen_at(run, cursor, f"{layer}.output").made


def _update_behind(run: Run, bound: BoundLayer, operand: str) -> str | None:
    """Name the layer that made an array of this one in the repeat before, None where none did."""
    number = repeat_of(bound.name)
    if number is None or number < 2:
        return None
    held = in_place(f"{written_name(bound.layer.shares or bound.name)}.{operand}", number - 1)
    updates = run.repeats[number - 2].updates
    return next((update.name for update in updates if update.layer.updates == held), None)


def _handed_back(run: Run, cursor: Cursor, bound: BoundLayer) -> bool:
    """Say whether every layer that reads this one's output has made its gradient."""
    for reader in run.layers:
        for operand, source in reader.sources.items():
            if source == bound.name and operand not in reader.operator.constants:
                gradient = seen_at(run, cursor, f"{reader.name}.grad_{operand}")
                if gradient.made < prod(gradient.array.shape):
                    return False
    return True
