"""Where a window lies along one axis: the arithmetic of size, padding, stride and dilation.

Axis            one axis of a sliding window, in Dumoulin & Visin's letters
TransposedAxis  the axis of the convolution that leads from a transposed one's output back
Spot            one read along one axis: its place, the element it comes from, and where it lies
Where           INSIDE the input, in its PADDING, or BEYOND both (ceil_mode hangs over)

Places are counted in cells of the input: 0 is its first element, negative ones lie in the padding
before it, and those from i on in the padding after it.
"""

from enum import Enum
from functools import cached_property, lru_cache

from convtutor.data import dataclass
from convtutor.errors import ArgumentError, ShapeError

PADDING_MODES = ("zeros", "reflect", "replicate", "circular")


class Where(Enum):
    """Where a read lies."""

    INSIDE = "inside"
    PADDING = "padding"
    BEYOND = "beyond"


@dataclass(frozen=True, slots=True)
class Spot:
    """One read along one axis; `source` is None where a constant stands instead of an element."""

    at: int
    source: int | None
    where: Where


@dataclass(frozen=True)
class Axis:
    """One axis of a sliding window: input length i, kernel k, stride s, dilation d, padding.

    `before` and `after` count padded cells at the two ends, filled according to `mode`. With
    `ceil_mode` a last window may hang over the end, if it starts inside the input or the padding
    before it.

    Raises ArgumentError when a setting is impossible by itself, ShapeError when they do not fit
    together. Source: torch.nn.Conv2d and torch.nn.MaxPool2d, "Shape"; Dumoulin & Visin (2016).
    """

    i: int
    k: int
    s: int = 1
    d: int = 1
    before: int = 0
    after: int = 0
    mode: str = "zeros"
    ceil_mode: bool = False

    @property
    def k_eff(self) -> int:
        """Count the cells from the first tap to the last: d(k - 1) + 1."""
        return self.d * (self.k - 1) + 1

    @property
    def padded(self) -> int:
        """Count the cells of the padded input: i + before + after."""
        return self.i + self.before + self.after

    @cached_property
    def o(self) -> int:
        """Count the places where the window fits: floor((i + before + after - k_eff) / s) + 1.

        0 or less when the dilated kernel is longer than the padded input; the operators refuse
        that. Source: Dumoulin & Visin (2016), relationship 15; torch's pooling_shape for
        ceil_mode, whose last window must not start in the padding after the input.
        """
        room = self.padded - self.k_eff
        if not self.ceil_mode:
            return room // self.s + 1
        fits = -(-room // self.s) + 1
        return fits - 1 if (fits - 1) * self.s >= self.i + self.before else fits

    @property
    def overhang(self) -> int:
        """Count the cells that the last window reads beyond the padded input (ceil_mode)."""
        return max(0, (self.o - 1) * self.s + self.k_eff - self.padded)

    @property
    def left_over(self) -> int:
        """Count the cells at the end of the padded input that no window reaches."""
        return max(0, self.padded - ((self.o - 1) * self.s + self.k_eff))

    @property
    def lost(self) -> tuple[int, ...]:
        """Give the elements of the input itself that no window reaches because the stride skips
        the end, ascending. (Cells skipped between windows or between taps are not counted, nor
        elements that a window reaches as a copy in the padding.)"""
        unreached = self.i + self.after - self.left_over  # the first place behind every window
        ends = range(max(0, unreached), self.i)
        return tuple(at for at in ends if self.places_of(at)[0] >= unreached)

    def reads(self, out: int) -> tuple[Spot, ...]:
        """Give the k reads of window `out`, in the order of the taps."""
        start = out * self.s - self.before
        return tuple(self.spot(start + tap * self.d) for tap in range(self.k))

    def spot(self, at: int) -> Spot:
        """Say where the place `at` lies and which element is read there."""
        if 0 <= at < self.i:
            return Spot(at, at, Where.INSIDE)
        if not -self.before <= at < self.i + self.after:
            return Spot(at, None, Where.BEYOND)
        return Spot(at, source_of(at, self.i, self.mode), Where.PADDING)

    def readers(self, at: int) -> tuple[tuple[int, int], ...]:
        """Give every (window, tap) that reads element `at`, ordered by window, then tap.

        With a padding mode that copies elements, a window may read the same element by several
        taps: each of them is listed.
        """
        return _readers(self, at)

    def places_of(self, at: int) -> tuple[int, ...]:
        """Give every place of the padded input where element `at` is read, ascending."""
        if self.mode == "zeros":
            return (at,)
        return tuple(
            place
            for place in range(-self.before, self.i + self.after)
            if (at == place if 0 <= place < self.i else source_of(place, self.i, self.mode) == at)
        )


@dataclass(frozen=True)
class TransposedAxis(Axis):
    """One axis of a transposed convolution: the axis of the convolution that leads back, from the
    layer's output (i) to its input (o). `after` is `before` less the output_padding, whose cells
    no window reads.
    """


@lru_cache(maxsize=4096)
def _readers(axis: Axis, at: int) -> tuple[tuple[int, int], ...]:
    found = []
    for place in axis.places_of(at):
        for tap in range(axis.k):
            out, rest = divmod(place + axis.before - tap * axis.d, axis.s)
            if rest == 0 and 0 <= out < axis.o:
                found.append((out, tap))
    return tuple(sorted(found))


def source_of(at: int, length: int, mode: str) -> int | None:
    """Give the element that a padding place `at` copies; None for a constant (mode "zeros").

    Source: torch.nn.functional.pad, modes reflect, replicate and circular.
    """
    if mode == "zeros":
        return None
    if mode == "replicate":
        return min(max(at, 0), length - 1)
    if mode == "circular":
        return at % length
    last = length - 1
    return last - abs(last - abs(at))


def check_axis(where: str, name: str, axis: Axis) -> None:
    """Accept an axis on which at least one window fits.

    `name` is what the axis counts ("rows", "columns"). Raises ArgumentError or ShapeError with
    the numbers put in.
    """
    for label, value in (("kernel_size", axis.k), ("stride", axis.s), ("dilation", axis.d)):
        if value < 1:
            raise ArgumentError(f"{where}: {label} must be at least 1, got {value}")
    for value in (axis.before, axis.after):
        if value < 0:
            raise ArgumentError(f"{where}: padding must be 0 or more, got {value}")
    if axis.mode not in PADDING_MODES:
        raise ArgumentError(
            f"{where}: padding_mode must be one of {', '.join(PADDING_MODES)}, got {axis.mode!r}"
        )
    check_padding_reach(where, name, axis)
    if axis.o < 1:
        raise ShapeError(
            f"{where}: the effective kernel is {axis.k_eff} {name} (kernel {axis.k}, dilation "
            f"{axis.d}), the padded input has {axis.padded}; add padding or reduce the "
            f"{'dilation' if axis.d > 1 else 'kernel'}"
        )


def check_padding_reach(where: str, name: str, axis: Axis) -> None:
    """Accept padding that its mode can fill from the input.

    Raises ShapeError: reflect needs padding below the length, circular at most the length, and
    replicate one element. Source: torch.nn.functional.pad.
    """
    most = max(axis.before, axis.after)
    limit = {"reflect": axis.i - 1, "circular": axis.i}.get(axis.mode)
    if limit is not None and most > limit:
        raise ShapeError(
            f"{where}: {axis.mode} padding of {most} needs at least "
            f"{most + (axis.mode == 'reflect')} {name} of input, got {axis.i}; use less padding "
            f"or another padding_mode"
        )
    if axis.mode == "replicate" and most > 0 and axis.i < 1:
        raise ShapeError(f"{where}: replicate padding needs at least 1 of input {name}, got 0")
