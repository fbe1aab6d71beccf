"""The loops shown to the learner: executable Python, with the place of every step in it.

LineKind  what a line does, and so what is shown beside it
Line      one line of the listing
Fate      what became of one tap: skipped, looked at but kept out, or taken
Mark      where one step stands: the marked line and the loop variables alive there
Listing   the lines, the axes they leave out, and the way from a step to its mark

The listing runs as it stands, with the arrays squeezed on the axes it leaves out (those of
length 1); the tests run it and hold every mark against a line tracer. `inf` and `isnan` are the
only names it needs besides the arrays.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import field
from enum import Enum

from convtutor.data import dataclass
from convtutor.engine.arrays import Index, Shape


class LineKind(Enum):
    """What a line does. A TEST may skip a tap; a BRANCH chooses which of several lines is one."""

    LOOP = "loop"
    START = "start"
    ASSIGN = "assign"
    TEST = "test"
    BRANCH = "branch"
    GATE = "gate"
    COMPARE = "compare"
    TAP = "tap"
    COUNT = "count"
    STORE = "store"


class Fate(Enum):
    """What became of a tap: the last line that runs for it depends on this."""

    SKIPPED = "skipped"
    BLOCKED = "blocked"
    KEPT_OUT = "kept out"
    TAKEN = "taken"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its text without indentation, its depth, and the variables it sets."""

    text: str
    depth: int
    kind: LineKind
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """The marked line, counted from 0, and the loop variables alive there."""

    line: int
    variables: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Listing:
    """The loops of one pass.

    `squeezed` names, for each array, the axes left out; `locate` takes the index of the element,
    the number of the tap (None: the element is finished) and the tap's fate. `accumulator` is the
    variable that holds the running value.
    """

    lines: tuple[Line, ...]
    squeezed: Mapping[str, tuple[int, ...]]
    locate: Callable[[Index, int | None, Fate], Mark]
    accumulator: str = "total"

    def source(self, indent: int = 4) -> str:
        """Give the listing as Python text."""
        return "".join(f"{' ' * (indent * line.depth)}{line.text}\n" for line in self.lines)


@dataclass(slots=True)
class ListingWriter:
    """Collects lines and keeps the depth; `loop` and `test` open a level."""

    lines: list[Line] = field(default_factory=list)
    depth: int = 0

    def add(self, text: str, kind: LineKind, *names: str) -> int:
        """Add a line at the present depth and return its number."""
        self.lines.append(Line(text, self.depth, kind, names))
        return len(self.lines) - 1

    def loop(self, name: str, extent: int | str) -> int:
        """Add `for name in range(extent):` and go one level in; `extent` may be "first, end"."""
        number = self.add(f"for {name} in range({extent}):", LineKind.LOOP, name)
        self.depth += 1
        return number

    def loops(self, extents: Mapping[str, int], left_out: set[str] | frozenset[str]) -> None:
        """Add one loop per name, leaving out those named."""
        for name, extent in extents.items():
            if name not in left_out:
                self.loop(name, extent)

    def test(self, text: str, kind: LineKind = LineKind.TEST) -> int:
        """Add `if text:` and go one level in."""
        number = self.add(f"if {text}:", kind)
        self.depth += 1
        return number


def nothing_more(index: Index) -> Mapping[str, int]:
    """Give nothing: the loops set no other variables."""
    return {}


@dataclass(frozen=True, slots=True)
class Locator:
    """Finds the mark of a step: the `locate` of a listing.

    `names` are those of the target's axes, `left_out` the ones without a loop. `lines` holds the
    last line that runs for a tap of each fate, `store` the line that writes the element. `inner`
    gives the variables of the tap loops, None for a tap behind them, whose line is `behind`;
    `outer` those set beside the loops over the target's axes.
    """

    names: tuple[str, ...]
    left_out: frozenset[str]
    lines: Mapping[Fate, int]
    store: int
    inner: Callable[[Index, int], Mapping[str, int] | None]
    behind: int = -1
    outer: Callable[[Index], Mapping[str, int]] = nothing_more

    def __call__(self, index: Index, tap: int | None, fate: Fate) -> Mark:
        """Give the mark of one tap, or of the finished element when tap is None."""
        variables = {**dict(zip(self.names, index, strict=True)), **self.outer(index)}
        line = self.store
        if tap is not None:
            inner = self.inner(index, tap)
            line = self.behind if inner is None else self.lines[fate]
            variables |= inner or {}
        return Mark(
            line, {name: v for name, v in variables.items() if name not in self.left_out}
        )


def renamed(listing: Listing, names: Mapping[str, str]) -> Listing:
    """Give a listing with other names for its arrays and loop variables."""
    pattern = re.compile(rf"\b(?:{'|'.join(names)})\b")

    def rename(text: str) -> str:
        return pattern.sub(lambda found: names[found[0]], text)

    def locate(index: Index, tap: int | None, fate: Fate) -> Mark:
        mark = listing.locate(index, tap, fate)
        return Mark(mark.line, {rename(name): value for name, value in mark.variables.items()})

    lines = tuple(
        Line(rename(line.text), line.depth, line.kind, tuple(map(rename, line.names)))
        for line in listing.lines
    )
    squeezed = {rename(name): axes for name, axes in listing.squeezed.items()}
    return Listing(lines, squeezed, locate, listing.accumulator)


def fate_lines(
    tap: int, test: int | None = None, gate: int | None = None, compare: int | None = None
) -> dict[Fate, int]:
    """Say which line is the last to run for a tap of each fate."""
    return {
        Fate.TAKEN: tap,
        Fate.SKIPPED: tap if test is None else test,
        Fate.BLOCKED: tap if gate is None else gate,
        Fate.KEPT_OUT: tap if compare is None else compare,
    }


def single(extents: Mapping[str, int]) -> frozenset[str]:
    """Name the axes of length 1, which listings leave out."""
    return frozenset(name for name, extent in extents.items() if extent == 1)


def left_out_axes(shape: Shape, keep_last: int) -> tuple[int, ...]:
    """Give the leading axes of length 1 that a listing leaves out; the last ones always stay."""
    return tuple(axis for axis in range(len(shape) - keep_last) if shape[axis] == 1)


def subscript(names: tuple[str, ...], left_out: tuple[int, ...]) -> str:
    """Write `[n, row, col]` without the axes left out, `[()]` where there is no axis at all."""
    kept = [name for axis, name in enumerate(names) if axis not in left_out]
    return f"[{', '.join(kept) or '()'}]"


def place_expression(out: str, tap: str, stride: int, before: int, dilation: int) -> str:
    """Write the place a tap reads, `y*2 - 1 + i*3`, without factors of 1 and terms of 0."""
    window = out if stride == 1 else f"{out}*{stride}"
    shift = f" - {before}" if before else ""
    step = tap if dilation == 1 else f"{tap}*{dilation}"
    return f"{window}{shift} + {step}"


def source_expression(place: str, length: int, before: int, after: int, mode: str) -> str:
    """Write the element that a place copies in a padding mode; the place itself for zeros.

    Source: torch.nn.functional.pad, with the reflections written as absolute values.
    """
    if mode == "zeros" or before == after == 0:
        return place
    if mode == "circular":
        return f"({place}) % {length}"
    last = length - 1
    if mode == "replicate":
        return f"min(max({place}, 0), {last})"
    return f"{last} - abs({last} - abs({place}))"
