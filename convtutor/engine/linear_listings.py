"""The loops of a linear layer, forward and backward, as the learner reads them.

Letters: n sample (a1, a2, ... further axes before the features), o output feature, i input
feature. Axes of length 1 before the features are left out of the loops and of the subscripts.
"""

from collections.abc import Mapping

from convtutor.engine.arrays import Index, Shape
from convtutor.engine.axis_loops import place
from convtutor.engine.listing import (
    LineKind,
    Listing,
    ListingWriter,
    Locator,
    fate_lines,
    single,
)
from convtutor.engine.sliding_listing import unravel


class LinearListings:
    """Writes the listings of one layer from its leading axes and its features."""

    def __init__(self, leading: Shape, out_features: int, in_features: int) -> None:
        self.leading, self.o, self.i = leading, out_features, in_features
        self.names = ("n", *(f"a{axis}" for axis in range(1, len(leading))))[: len(leading)]
        self.extents = dict(zip(self.names, leading, strict=True))
        self.unlooped = single(self.extents)
        self.left_out = tuple(axis for axis, extent in enumerate(leading) if extent == 1)

    def output(self, biased: bool) -> Listing:
        """Every output feature of every place: the products of the features, then the bias."""
        writer = ListingWriter()
        writer.loops({**self.extents, "o": self.o}, self.unlooped)
        writer.add("total = 0", LineKind.START)
        inner = writer.depth
        writer.loop("i", self.i)
        tap = writer.add(f"total += {self._at('input', 'i')} * weight[o, i]", LineKind.TAP)
        writer.depth = inner
        behind = writer.add("total += bias[o]", LineKind.TAP) if biased else -1
        store = writer.add(f"{self._at('output', 'o')} = total", LineKind.STORE)

        def feature(index: Index, tap: int) -> Mapping[str, int] | None:
            return {"i": tap} if tap < self.i else None

        locate = Locator(
            (*self.names, "o"), self.unlooped, fate_lines(tap), store, feature, behind
        )
        return self._listing(writer, locate, "input", "output")

    def grad_input(self) -> Listing:
        """Every feature of every place: what each output feature hands back."""
        writer = ListingWriter()
        writer.loops({**self.extents, "i": self.i}, self.unlooped)
        writer.add("total = 0", LineKind.START)
        inner = writer.depth
        writer.loop("o", self.o)
        tap = writer.add(f"total += {self._at('grad_output', 'o')} * weight[o, i]", LineKind.TAP)
        writer.depth = inner
        store = writer.add(f"{self._at('grad_input', 'i')} = total", LineKind.STORE)
        locate = Locator(
            (*self.names, "i"), self.unlooped, fate_lines(tap), store,
            lambda index, tap: {"o": tap},
        )
        return self._listing(writer, locate, "grad_output", "grad_input")

    def grad_weight(self) -> Listing:
        """Every weight: the feature it met at each place, times the upstream gradient there."""
        product = f"{self._at('input', 'i')} * {self._at('grad_output', 'o')}"
        return self._over_places(("o", "i"), product, "grad_weight", "input", "grad_output")

    def grad_bias(self) -> Listing:
        """Every bias: the upstream gradients of each place."""
        return self._over_places(
            ("o",), self._at("grad_output", "o"), "grad_bias", "grad_output"
        )

    def _over_places(
        self, names: tuple[str, ...], term: str, target: str, *arrays: str
    ) -> Listing:
        writer = ListingWriter()
        writer.loops({name: {"o": self.o, "i": self.i}[name] for name in names}, frozenset())
        writer.add("total = 0", LineKind.START)
        inner = writer.depth
        writer.loops(self.extents, self.unlooped)
        tap = writer.add(f"total += {term}", LineKind.TAP)
        writer.depth = inner
        store = writer.add(f"{target}[{', '.join(names)}] = total", LineKind.STORE)

        def at(index: Index, tap: int) -> Mapping[str, int]:
            return dict(zip(self.names, unravel(tap, (1, *self.leading))[1:], strict=True))

        locate = Locator(names, self.unlooped, fate_lines(tap), store, at)
        return self._listing(writer, locate, *arrays)

    def _at(self, array: str, feature: str) -> str:
        return place(array, (*self.names, feature), self.left_out)

    def _listing(self, writer: ListingWriter, locate: Locator, *arrays: str) -> Listing:
        return Listing(tuple(writer.lines), dict.fromkeys(arrays, self.left_out), locate)
