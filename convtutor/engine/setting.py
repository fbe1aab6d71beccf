"""The settings of one layer that slides, with its output-length formula forward and backward.

Kind     how a layer reckons its sizes: a convolution, a max pool, an average pool, a transposed one
Setting  a layer's kernel, stride, padding and dilation on every axis, and the sizes it leads from

Forward, a window that slides has o = floor((i + 2p - k_eff) / s) + 1 with k_eff = d(k - 1) + 1, and
a transposed convolution o = (i - 1)s - 2p + k_eff + output_padding. Backward, o leaves i and p an
interval of s cells, or a single value. Source: Dumoulin & Visin (2016), relationships 14 and 15.
"""

from enum import Enum
from typing import TypeAlias

from convtutor.data import dataclass
from convtutor.engine.geometry import Axis, TransposedAxis
from convtutor.engine.transposed import output_length

Numbers: TypeAlias = tuple[int, ...]
SETTINGS = ("kernel_size", "stride", "padding", "output_padding", "dilation")


class Kind(Enum):
    """How a layer reckons its sizes."""

    CONVOLUTION = "convolution"
    MAX_POOL = "max_pool"
    AVG_POOL = "avg_pool"
    TRANSPOSED = "transposed"

    @property
    def is_pool(self) -> bool:
        """Say whether torch refuses padding over half the kernel."""
        return self in (Kind.MAX_POOL, Kind.AVG_POOL)


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting whole, one number an axis; `inputs` are the lengths of the input."""

    kind: Kind
    kernel_size: Numbers
    stride: Numbers
    padding: Numbers
    output_padding: Numbers
    dilation: Numbers
    ceil_mode: bool
    inputs: Numbers = ()

    @property
    def axes(self) -> tuple[Axis, ...]:
        """Give the axes, of a transposed convolution those of the convolution that leads back."""
        return tuple(self.axis(at, length) for at, length in enumerate(self.inputs))

    @property
    def outputs(self) -> Numbers:
        """Give the output's length on every axis; 0 or less where there is no output."""
        return tuple(self.length_out(at, length) for at, length in enumerate(self.inputs))

    @property
    def unread(self) -> Numbers:
        """Count the cells at the end of every axis that no window reads: of the input, of a
        transposed convolution those of the output that no window writes."""
        return tuple(min(axis.i, max(0, axis.left_over - axis.after)) for axis in self.axes)

    @property
    def unread_padding(self) -> Numbers:
        """Count the cells of the padding behind every axis that no window reads."""
        return tuple(min(axis.left_over, max(0, axis.after)) for axis in self.axes)

    def k_eff(self, at: int) -> int:
        """Count the cells from the first tap to the last: d(k - 1) + 1."""
        return self.dilation[at] * (self.kernel_size[at] - 1) + 1

    def axis(self, at: int, length: int) -> Axis:
        """Give the axis of a number, for an input of a length."""
        k, s, d = self.kernel_size[at], self.stride[at], self.dilation[at]
        p, more = self.padding[at], self.output_padding[at]
        if self.kind is Kind.TRANSPOSED:
            return TransposedAxis(output_length(length, k, s, p, more, d), k, s, d, p, p - more)
        return Axis(length, k, s, d, p, p, ceil_mode=self.ceil_mode)

    def length_out(self, at: int, length: int) -> int:
        """Give the output's length on an axis, for an input of a length."""
        axis = self.axis(at, length)
        return axis.i if self.kind is Kind.TRANSPOSED else axis.o

    def lengths_in(self, at: int, out: int) -> range:
        """Give every input length of 1 or more that may lead to an output length; with ceil_mode
        some of them may not."""
        s, k_eff, border = self.stride[at], self.k_eff(at), 2 * self.padding[at]
        if self.kind is Kind.TRANSPOSED:
            steps, rest = divmod(out + border - k_eff - self.output_padding[at], s)
            return range(steps + 1, steps + 2) if rest == 0 and steps >= 0 else range(0)
        least, most = room_for(out, s, self.ceil_mode)
        return range(max(1, least + k_eff - border), max(1, most + k_eff - border + 1))

    def paddings(self, at: int, length: int, out: int) -> range:
        """Give every padding of 0 or more that may lead from an input length to an output length;
        with ceil_mode some of them may not."""
        s, k_eff = self.stride[at], self.k_eff(at)
        if self.kind is Kind.TRANSPOSED:
            cut = (length - 1) * s + k_eff + self.output_padding[at] - out
            return range(cut // 2, cut // 2 + 1) if cut % 2 == 0 and cut >= 0 else range(0)
        least, most = room_for(out, s, self.ceil_mode)
        before = k_eff - length
        return range(max(0, -(-(least + before) // 2)), max(0, (most + before) // 2 + 1))


def room_for(out: int, stride: int, ceil_mode: bool) -> tuple[int, int]:
    """Give the least and the most of i + 2p - k_eff that leaves room for `out` windows; with
    ceil_mode bounds of it, as a last window may be left out."""
    if ceil_mode:
        return (out - 2) * stride + 1, out * stride
    return (out - 1) * stride, out * stride - 1


def is_padding_allowed(answer: Setting) -> bool:
    """Say whether torch takes the padding: of a pool at most half the kernel."""
    pairs = zip(answer.padding, answer.kernel_size, strict=True)
    return not answer.kind.is_pool or all(p <= k // 2 for p, k in pairs)


def usual_padding(answer: Setting) -> range:
    """Give the paddings that make sense on all axes: at least one tap of every window can reach the
    input; of a pool those that torch takes."""
    at = range(len(answer.kernel_size))
    if answer.kind.is_pool:
        return range(min(answer.kernel_size) // 2 + 1)
    return range(min(map(answer.k_eff, at)))


def usual_output_padding(answer: Setting) -> range:
    """Give the output paddings that torch takes, those below the larger of stride and dilation;
    only 0 where the layer has none."""
    if answer.kind is not Kind.TRANSPOSED:
        return range(1)
    return range(min(map(max, answer.stride, answer.dilation)))
