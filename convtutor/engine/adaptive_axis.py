"""Where the windows of an adaptive pool lie along one axis.

AdaptiveAxis  i elements shared out among o windows of nearly the same length

Source: torch.nn.AdaptiveAvgPool2d; start_index and end_index of torch's AdaptivePooling.h.
"""

from functools import cached_property
from math import gcd

from convtutor.data import dataclass
from convtutor.engine.geometry import Axis, Spot


@dataclass(frozen=True)
class AdaptiveAxis(Axis):
    """One axis of an adaptive pool: window y starts at floor(y i / o) and ends before
    ceil((y + 1) i / o), so that windows may share an element.

    `size` is the number of windows asked for, None for as many as there are elements. `k` is the
    length of the longest window. Make it with `adaptive_axis`.
    """

    size: int | None = None

    @cached_property
    def o(self) -> int:
        """Count the windows: as many as are asked for, 0 among them."""
        return self.i if self.size is None else self.size

    @property
    def shortest(self) -> int:
        """Count the elements of the shortest window, 0 where there is no window."""
        return -(-self.i // self.o) if self.o else 0

    @property
    def overhang(self) -> int:
        """Give 0: every window ends with the last element or before it."""
        return 0

    @property
    def left_over(self) -> int:
        """Count the elements that no window reaches: none, or all where there is no window."""
        return 0 if self.o else self.i

    @property
    def lost(self) -> tuple[int, ...]:
        """Give the elements that no window reads: none, or all where there is no window."""
        return tuple(range(self.left_over))

    def start(self, out: int) -> int:
        """Give the first element of window `out`: floor(out i / o)."""
        return out * self.i // self.o

    def end(self, out: int) -> int:
        """Give the place behind the last element of window `out`: ceil((out + 1) i / o)."""
        return -(-(out + 1) * self.i // self.o)

    def reads(self, out: int) -> tuple[Spot, ...]:
        """Give the reads of window `out`, every one of them inside."""
        return tuple(self.spot(at) for at in range(self.start(out), self.end(out)))

    def readers(self, at: int) -> tuple[tuple[int, int], ...]:
        """Give every (window, tap) that reads element `at`, ordered by window.

        They are the windows from floor(at o / i) up to, but without, ceil((at + 1) o / i).
        """
        windows = range(at * self.o // self.i, -(-(at + 1) * self.o // self.i))
        return tuple((out, at - self.start(out)) for out in windows)


def adaptive_axis(length: int, size: int | None) -> AdaptiveAxis:
    """Give the axis that shares `length` elements out among `size` windows.

    With i = q o + r, window y has q + ceil(((y r mod o) + r) / o) elements. Where r > 0 the
    remainders y r mod o are the multiples of g = gcd(i, o) below o: the longest window has q + 2
    elements where r > g, else q + 1.
    """
    windows = length if size is None else size
    if not windows:
        return AdaptiveAxis(length, 0, size=size)
    whole, rest = divmod(length, windows)
    longest = whole + (rest > 0) + (rest > gcd(length, windows))
    return AdaptiveAxis(length, longest, size=size)
