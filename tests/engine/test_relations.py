"""The fifteen relationships of output sizes hold for every axis and every layer that slides.

Source: V. Dumoulin and F. Visin, "A guide to convolution arithmetic for deep learning" (2016),
relationships 1 to 15. They are put here in words of our own. `length` is the input's, `border` the
padding at each end, `spread` the dilation; of a transposed convolution, `length` is that of its own
input and `given` that of the output it leads back to.

Fit       one setting of one axis
Relation  one relationship: when it speaks, and the length it promises
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
import pytest

from convtutor.engine import functional
from convtutor.engine.geometry import Axis
from convtutor.engine.ops import OPERATORS

LENGTHS, KERNELS, STRIDES, BORDERS = range(1, 14), range(1, 8), (1, 2, 3, 5), range(7)
SPREADS = (1, 2, 3)


@dataclass(frozen=True)
class Fit:
    """One setting of one axis."""

    length: int
    kernel: int
    stride: int = 1
    border: int = 0
    spread: int = 1

    @property
    def reach(self) -> int:
        """Count the cells from the first tap to the last."""
        return self.kernel + (self.kernel - 1) * (self.spread - 1)

    @property
    def room(self) -> int:
        """Count the cells by which the padded input is longer than the window."""
        return self.length + 2 * self.border - self.reach

    @property
    def rest(self) -> int:
        """Count the cells at the end that no window reaches."""
        return self.room % self.stride


@dataclass(frozen=True)
class Relation:
    """One relationship: it speaks of the fits for which `about` holds, and promises `length`."""

    number: int
    about: Callable[[Fit], bool]
    length: Callable[[Fit], int]


def is_plain(fit: Fit) -> bool:
    return fit.stride == 1 and fit.border == 0


def is_half(fit: Fit) -> bool:
    """An odd kernel with half of it, rounded down, as a border."""
    return fit.stride == 1 and fit.kernel % 2 == 1 and fit.border == fit.kernel // 2


def is_full(fit: Fit) -> bool:
    """A border that lets the window touch the input with one cell alone."""
    return fit.stride == 1 and fit.border == fit.kernel - 1


CONVOLUTION = (
    Relation(1, is_plain, lambda f: f.length - f.kernel + 1),
    Relation(2, lambda f: f.stride == 1, lambda f: f.length + 2 * f.border - f.kernel + 1),
    Relation(3, is_half, lambda f: f.length),
    Relation(4, is_full, lambda f: f.length + f.kernel - 1),
    Relation(5, lambda f: f.border == 0, lambda f: (f.length - f.kernel) // f.stride + 1),
    Relation(
        6, lambda f: True, lambda f: (f.length + 2 * f.border - f.kernel) // f.stride + 1
    ),
)
POOLING = Relation(7, lambda f: f.border == 0, lambda f: (f.length - f.kernel) // f.stride + 1)
# Of the convolution that is transposed: what its output, handed back, becomes as long as.
TRANSPOSED = (
    Relation(8, is_plain, lambda f: out(f) + f.kernel - 1),
    Relation(9, lambda f: f.stride == 1, lambda f: out(f) + f.kernel - 1 - 2 * f.border),
    Relation(10, is_half, lambda f: out(f)),
    Relation(11, is_full, lambda f: out(f) - (f.kernel - 1)),
    Relation(
        12, lambda f: f.border == 0 and f.rest == 0,
        lambda f: f.stride * (out(f) - 1) + f.kernel,
    ),
    Relation(
        13, lambda f: f.rest == 0,
        lambda f: f.stride * (out(f) - 1) + f.kernel - 2 * f.border,
    ),
    Relation(
        14, lambda f: True,
        lambda f: f.stride * (out(f) - 1) + f.rest + f.kernel - 2 * f.border,
    ),
)
DILATED = Relation(
    15, lambda f: True,
    lambda f: (
        f.length + 2 * f.border - f.kernel - (f.kernel - 1) * (f.spread - 1)
    ) // f.stride + 1,
)


def out(fit: Fit) -> int:
    """Slide the window until it leaves the padded input, and count."""
    count = 0
    while count * fit.stride + fit.reach <= fit.length + 2 * fit.border:
        count += 1
    return count


def fits(spreads: tuple[int, ...] = (1,)) -> Iterator[Fit]:
    """Give every setting in which a window fits."""
    for chosen in product(LENGTHS, KERNELS, STRIDES, BORDERS, spreads):
        if Fit(*chosen).room >= 0:
            yield Fit(*chosen)


def spoken_of(relation: Relation, *spreads: int) -> list[Fit]:
    found = [fit for fit in fits(spreads or (1,)) if relation.about(fit)]
    assert len(found) > 50, f"relationship {relation.number} is tried too seldom"
    return found


def axis_of(fit: Fit) -> Axis:
    return Axis(fit.length, fit.kernel, fit.stride, fit.spread, fit.border, fit.border)


def beside(found: list[Fit]) -> Iterator[tuple[Fit, Fit]]:
    """Pair every setting with another of the list, so that rows and columns differ."""
    return zip(found, found[len(found) // 3 :] + found[: len(found) // 3], strict=True)


def convolved(name: str, *axes: Fit) -> tuple[int, ...]:
    """Give the lengths that a convolution's own output shape says."""
    operator = OPERATORS[name]
    params = operator.params(
        stride=[f.stride for f in axes], padding=[f.border for f in axes],
        dilation=[f.spread for f in axes],
    )
    shapes = {
        "input": (1, 1, *(f.length for f in axes)), "weight": (1, 1, *(f.kernel for f in axes))
    }
    return operator.output_shape(shapes, params)[2:]


def handed_back(name: str, *axes: Fit) -> tuple[int, ...]:
    """Give the lengths that a transposed convolution's own output shape says, when it is handed
    what the convolution of these settings makes."""
    operator = OPERATORS[name]
    params = operator.params(
        stride=[f.stride for f in axes], padding=[f.border for f in axes],
        output_padding=[f.rest for f in axes],
    )
    shapes = {"input": (1, 1, *map(out, axes)), "weight": (1, 1, *(f.kernel for f in axes))}
    return operator.output_shape(shapes, params)[2:]


@pytest.mark.parametrize("relation", [*CONVOLUTION, DILATED], ids=lambda r: r.number)
def test_a_convolution_is_as_long_as_the_relationship_says(relation: Relation) -> None:
    found = spoken_of(relation, *(SPREADS if relation is DILATED else ()))
    for fit, other in beside(found):
        promised, of_other = relation.length(fit), relation.length(other)
        assert promised == out(fit) == axis_of(fit).o, fit
        assert convolved("conv1d", fit) == (promised,), fit
        assert convolved("conv2d", fit, other) == (promised, of_other), (fit, other)


SLIDING_POOLS = [
    name for name in OPERATORS if "_pool" in name and not name.startswith("adaptive")
]


@pytest.mark.parametrize("name", SLIDING_POOLS)
def test_a_pool_is_as_long_as_the_relationship_says(name: str) -> None:
    operator = OPERATORS[name]
    count = operator.ranks["input"] - 2
    for pair in beside(spoken_of(POOLING)):
        axes = pair[:count]
        params = operator.params(
            kernel_size=[f.kernel for f in axes], stride=[f.stride for f in axes]
        )
        shape = operator.output_shape({"input": (1, 1, *(f.length for f in axes))}, params)
        assert shape[2:] == tuple(map(POOLING.length, axes)) == tuple(map(out, axes)), axes


@pytest.mark.parametrize("relation", TRANSPOSED, ids=lambda r: r.number)
def test_a_transposed_convolution_leads_back_to_the_length_it_came_from(
    relation: Relation,
) -> None:
    for fit, other in beside(spoken_of(relation)):
        assert relation.length(fit) == fit.length, fit
        assert handed_back("conv_transpose1d", fit) == (fit.length,), fit
        assert handed_back("conv_transpose2d", fit, other) == (fit.length, other.length)


@pytest.mark.parametrize("relation", TRANSPOSED, ids=lambda r: r.number)
def test_a_transposed_convolution_is_a_plain_one_on_a_stretched_input(relation: Relation) -> None:
    """The relationships say which: as many zeros between neighbours as the stride skips, a border
    of kernel - 1 - border, `rest` more zeros at the end, and the kernel turned round."""
    generator = np.random.default_rng(relation.number)
    for fit in (fit for fit in spoken_of(relation) if fit.border < fit.kernel):
        image = generator.integers(-4, 5, (1, 1, out(fit))).astype(float)
        weight = generator.integers(-4, 5, (1, 1, fit.kernel)).astype(float)
        edge = fit.kernel - 1 - fit.border
        stretched = np.zeros((1, 1, edge + fit.stride * (out(fit) - 1) + 1 + edge + fit.rest))
        stretched[..., edge : stretched.shape[-1] - edge - fit.rest : fit.stride] = image
        made = functional.conv_transpose1d(
            image, weight, stride=fit.stride, padding=fit.border, output_padding=fit.rest
        )
        plain = functional.conv1d(stretched, weight[..., ::-1])
        np.testing.assert_array_equal(made, plain, str(fit), strict=True)


@pytest.mark.parametrize(
    ("relation", "fit", "length"),
    [
        (CONVOLUTION[0], Fit(4, 3), 2),
        (CONVOLUTION[0], Fit(8, 5), 4),
        (CONVOLUTION[0], Fit(5, 5), 1),
        (CONVOLUTION[1], Fit(5, 4, border=2), 6),
        (CONVOLUTION[1], Fit(7, 2, border=3), 12),
        (CONVOLUTION[2], Fit(5, 3, border=1), 5),
        (CONVOLUTION[2], Fit(8, 7, border=3), 8),
        (CONVOLUTION[3], Fit(5, 3, border=2), 7),
        (CONVOLUTION[3], Fit(3, 5, border=4), 7),
        (CONVOLUTION[4], Fit(5, 3, 2), 2),
        (CONVOLUTION[4], Fit(6, 3, 2), 2),
        (CONVOLUTION[4], Fit(9, 2, 3), 3),
        (CONVOLUTION[5], Fit(5, 3, 2, 1), 3),
        (CONVOLUTION[5], Fit(6, 3, 2, 1), 3),
        (CONVOLUTION[5], Fit(7, 4, 3, 2), 3),
        (POOLING, Fit(5, 3), 3),
        (POOLING, Fit(8, 3, 2), 3),
        (TRANSPOSED[0], Fit(4, 3), 4),  # handed 2
        (TRANSPOSED[1], Fit(5, 4, border=2), 5),  # handed 6
        (TRANSPOSED[2], Fit(5, 3, border=1), 5),  # handed 5
        (TRANSPOSED[3], Fit(5, 3, border=2), 5),  # handed 7
        (TRANSPOSED[4], Fit(5, 3, 2), 5),  # handed 2
        (TRANSPOSED[5], Fit(5, 3, 2, 1), 5),  # handed 3
        (TRANSPOSED[6], Fit(6, 3, 2, 1), 6),  # handed 3, as is an input of 5
        (TRANSPOSED[6], Fit(9, 2, 4), 9),  # handed 2, with 3 cells at the end unread
        (DILATED, Fit(7, 3, spread=2), 3),
        (DILATED, Fit(9, 4, 2, 1, 3), 1),
    ],
)
def test_a_relationship_on_paper(relation: Relation, fit: Fit, length: int) -> None:
    assert relation.about(fit)
    assert relation.length(fit) == length


def test_all_fifteen_are_here() -> None:
    every = [*CONVOLUTION, POOLING, *TRANSPOSED, DILATED]
    assert [relation.number for relation in every] == list(range(1, 16))
