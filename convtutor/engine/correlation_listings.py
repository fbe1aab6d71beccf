"""The loops of a cross-correlation, forward and backward, as the learner reads them.

Letters as in sliding_listing, with o output channel and c input channel (of the group). Axes of
length 1 among n, o, c are left out of the loops and of the subscripts.
"""

from collections.abc import Mapping, Sequence

from convtutor.engine.arrays import Index, Shape, Shapes
from convtutor.engine.geometry import Axis
from convtutor.engine.listing import (
    LineKind,
    Listing,
    ListingWriter,
    Locator,
    fate_lines,
    left_out_axes,
    single,
    subscript,
)
from convtutor.engine.sliding_listing import (
    count_readers,
    letters,
    place_variables,
    reader_variables,
    unravel,
    write_cells,
    write_places,
    write_readers,
    write_taps,
    write_windows,
)

Axes = Sequence[Axis]


class CorrelationListings:
    """Writes the listings of one layer from its shapes, axes and groups."""

    def __init__(self, shapes: Shapes, axes: Axes, groups: int) -> None:
        self.axes = axes
        self.batch, self.channels = shapes["input"][:2]
        self.out_channels, self.group_in = shapes["weight"][:2]
        self.group_out = self.out_channels // groups
        self.groups = groups
        self.has_bias = "bias" in shapes
        self.names = letters(len(axes))
        self.squeezed = {
            name: left_out_axes(shape, len(axes))
            for name, shape in shapes.items()
            if name != "bias"
        }
        self.left_out = single(
            {"n": self.batch, "o": self.out_channels, "c": self.group_in}
        )

    def output(self) -> Listing:
        """Every window: its channels and taps, then the bias."""
        writer = ListingWriter()
        writer.loops({"n": self.batch, "o": self.out_channels}, self.left_out)
        write_windows(writer, self.axes)
        writer.add("total = 0", LineKind.START)
        inner = writer.depth
        writer.loops({"c": self.group_in}, self.left_out)
        write_taps(writer, self.axes)
        test = write_places(writer, self.axes)
        tap = writer.add(
            f"total += {self._input(self._channel())} * {self._weight('o', 'c')}", LineKind.TAP
        )
        writer.depth = inner
        behind = writer.add(f"total += bias[{self._o}]", LineKind.TAP) if self.has_bias else -1
        store = self._store(writer, "output", "n", "o", *self._outs)
        return self._listing(
            writer,
            Locator(("n", "o", *self._outs), self.left_out, fate_lines(tap, test), store,
                    self._window_tap, behind),
            "input", "weight", "output",
        )

    def grad_input(self, bias: str | None = None) -> Listing:
        """Every cell of the input: the windows that read it, and by which weight.

        With `bias`, an element of it is added behind them (a transposed convolution does).
        """
        left_out = self.left_out - {"c"} | single({"c": self.channels})
        local = single({"o": self.group_out})
        writer = ListingWriter()
        writer.loops({"n": self.batch, "c": self.channels}, left_out)
        write_cells(writer, self.axes)
        writer.add("total = 0", LineKind.START)
        inner = writer.depth
        writer.loops({"o": self.group_out}, local)
        write_readers(writer, self.axes)
        o, c = self._channels_seen_from_input()
        upstream = self._subscripted("grad_output", "n", o, *self._outs, like="output")
        tap = writer.add(f"total += {upstream} * {self._weight(o, c)}", LineKind.TAP)
        writer.depth = inner
        behind = writer.add(f"total += {bias}", LineKind.TAP) if bias else -1
        ats = tuple(at for _, _, at in self.names)
        store = self._store(writer, "grad_input", "n", "c", *ats, like="input")
        return self._listing(
            writer,
            Locator(("n", "c", *ats), left_out | local, fate_lines(tap), store,
                    self._reader_tap, behind),
            "grad_output", "weight", "grad_input",
        )

    def grad_weight(self) -> Listing:
        """Every weight: the cells it met, times the upstream gradient of each window."""
        writer = ListingWriter()
        writer.loops({"o": self.out_channels, "c": self.group_in}, self.left_out)
        write_taps(writer, self.axes)
        writer.add("total = 0", LineKind.START)
        inner = writer.depth
        writer.loops({"n": self.batch}, self.left_out)
        write_windows(writer, self.axes)
        test = write_places(writer, self.axes)
        upstream = self._subscripted("grad_output", "n", "o", *self._outs, like="output")
        tap = writer.add(
            f"total += {self._input(self._channel())} * {upstream}", LineKind.TAP
        )
        writer.depth = inner
        store = self._store(writer, "grad_weight", "o", "c", *self._taps, like="weight")
        return self._listing(
            writer,
            Locator(("o", "c", *self._taps), self.left_out, fate_lines(tap, test), store,
                    self._weight_tap),
            "input", "grad_output", "grad_weight",
        )

    @property
    def _o(self) -> str:
        return "0" if "o" in self.left_out else "o"

    @property
    def _outs(self) -> tuple[str, ...]:
        return tuple(out for out, _, _ in self.names)

    @property
    def _taps(self) -> tuple[str, ...]:
        return tuple(tap for _, tap, _ in self.names)

    def _subscripted(self, array: str, *names: str, like: str) -> str:
        return f"{array}{subscript(names, self.squeezed[like])}"

    def _input(self, channel: str) -> str:
        ats = tuple(at for _, _, at in self.names)
        return self._subscripted("input", "n", channel, *ats, like="input")

    def _weight(self, o: str, c: str) -> str:
        return self._subscripted("weight", o, c, *self._taps, like="weight")

    def _channel(self) -> str:
        """Write the input channel that channel c of output channel o's group is."""
        if self.groups == 1:
            return "c"
        group = "o" if self.group_out == 1 else f"o // {self.group_out}"
        first = group if self.group_in == 1 else f"{group} * {self.group_in}"
        return first if self.group_in == 1 else f"{first} + c"

    def _channels_seen_from_input(self) -> tuple[str, str]:
        """Write the output channel and the weight's channel for input channel c, group member o."""
        if self.groups == 1:
            return "o", "c"
        group = "c" if self.group_in == 1 else f"c // {self.group_in}"
        first = group if self.group_out == 1 else f"{group} * {self.group_out}"
        return (first if self.group_out == 1 else f"{first} + o"), f"c % {self.group_in}"

    def _store(self, writer: ListingWriter, target: str, *names: str, like: str = "output") -> int:
        return writer.add(f"{self._subscripted(target, *names, like=like)} = total", LineKind.STORE)

    def _listing(self, writer: ListingWriter, locate: Locator, *arrays: str) -> Listing:
        shapes_like = {"grad_output": "output", "grad_input": "input", "grad_weight": "weight"}
        squeezed = {name: self.squeezed[shapes_like.get(name, name)] for name in arrays}
        return Listing(tuple(writer.lines), squeezed, locate)

    def _window_tap(self, index: Index, number: int) -> Mapping[str, int] | None:
        taps = [axis.k for axis in self.axes]
        c, *tap = unravel(number, (self.group_in, *taps))
        if c >= self.group_in:
            return None
        return {
            "c": c,
            **dict(zip(self._taps, tap, strict=True)),
            **place_variables(self.axes, index[2:], tuple(tap)),
        }

    def _reader_tap(self, index: Index, number: int) -> Mapping[str, int] | None:
        readers = count_readers(self.axes, index[2:])
        if number >= readers * self.group_out:
            return None
        o, number = divmod(number, readers)
        return {"o": o, **reader_variables(self.axes, index[2:], number)}

    def _weight_tap(self, index: Index, number: int) -> Mapping[str, int]:
        n, *out = unravel(number, (self.batch, *(axis.o for axis in self.axes)))
        return {
            "n": n,
            **dict(zip(self._outs, out, strict=True)),
            **place_variables(self.axes, tuple(out), index[2:]),
        }


def bias_listing(output: Shape) -> Listing:
    """Write the loops of grad_bias, from the shape of the output that the bias was added to."""
    outs = tuple(out for out, _, _ in letters(len(output) - 2))
    extents = dict(zip(("n", "o", *outs), output, strict=True))
    left_out = single({"n": output[0], "o": output[1]})
    squeezed = left_out_axes(output, len(outs))
    writer = ListingWriter()
    writer.loops({"o": output[1]}, left_out)
    writer.add("total = 0", LineKind.START)
    inner = writer.depth
    writer.loops({name: at for name, at in extents.items() if name != "o"}, left_out)
    upstream = f"grad_output{subscript(tuple(extents), squeezed)}"
    tap = writer.add(f"total += {upstream}", LineKind.TAP)
    writer.depth = inner
    o = "0" if "o" in left_out else "o"
    store = writer.add(f"grad_bias[{o}] = total", LineKind.STORE)

    def place(index: Index, number: int) -> Mapping[str, int]:
        return dict(zip(("n", *outs), unravel(number, (output[0], *output[2:])), strict=True))

    locate = Locator(("o",), left_out, fate_lines(tap), store, place)
    return Listing(tuple(writer.lines), {"grad_output": squeezed}, locate)
