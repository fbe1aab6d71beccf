"""The rules of a mean over every window, of whatever axes: what is read, added up and divided.

Source: torch.nn.AvgPool2d. Shapes: input (N, C, ...), output (N, C, ...).
"""

from collections.abc import Callable
from itertools import product
from math import prod

from convtutor.engine.arrays import Index, Shape
from convtutor.engine.finish import divided_by
from convtutor.engine.geometry import Axis
from convtutor.engine.operator import Pass, Term, element, padded_read
from convtutor.engine.pool_listings import avg_backward_listing, avg_forward_listing
from convtutor.engine.pool_loops import PoolLoops
from convtutor.engine.pool_shares import Share


def mean_passes(
    image: Shape,
    axes: tuple[Axis, ...],
    loops: PoolLoops,
    share: Share,
    divisors: Callable[[Index], tuple[int, ...]],
) -> tuple[Pass, ...]:
    """Give the passes of output and grad_input.

    `divisors` gives, for a window's place along the axes, the numbers whose product its sum is
    divided by: several where torch divides by one after the other.
    """
    output = (*image[:2], *(axis.o for axis in axes))

    def read_output(index: Index) -> tuple[Term, ...]:
        """Read the window; what lies outside the input is 0."""
        along = (axis.reads(out) for axis, out in zip(axes, index[2:], strict=True))
        return tuple(
            Term((padded_read("input", index[:2], spots),)) for spots in product(*along)
        )

    def read_grad_input(index: Index) -> tuple[Term, ...]:
        """Read the upstream gradient of every window that saw this element, and its share of it."""
        along = (axis.readers(at) for axis, at in zip(axes, index[2:], strict=True))
        seen = (tuple(out for out, _ in pairs) for pairs in product(*along))
        return tuple(
            Term(
                (element("grad_output", *index[:2], *window),),
                divisor=float(prod(divisors(window))),
            )
            for window in seen
        )

    return (
        Pass("forward", "output", output, read_output, avg_forward_listing(image, loops, share),
             borders={"input": axes}, finish=lambda index: divided_by(*divisors(index[2:]))),
        Pass("backward", "grad_input", image, read_grad_input,
             avg_backward_listing(image, loops, share)),
    )
