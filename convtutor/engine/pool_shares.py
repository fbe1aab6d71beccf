"""How the listing of an average writes what a window's sum is divided by.

Share           the divisor where it divides the sum, and where it divides an upstream gradient
sliding_share   of sliding windows: the cells counted, or a number given
adaptive_share  of the windows of an adaptive pool: rows times columns
"""

from collections.abc import Callable, Mapping, Sequence

from convtutor.data import dataclass
from convtutor.engine.arrays import Index
from convtutor.engine.geometry import Axis
from convtutor.engine.listing import nothing_more
from convtutor.engine.pool_loops import BOUNDS
from convtutor.engine.sliding_listing import letters

COUNTS = ("rows", "cols")


@dataclass(frozen=True, slots=True)
class Share:
    """What a window's sum is divided by.

    forward   the divisor where the sum is stored, None where the loops count what lies inside
    backward  the divisor of the window y, x
    set_by    what `backward` names, with the formula that sets it
    values    what they are, for a window
    """

    forward: str | None
    backward: str
    set_by: Mapping[str, str]
    values: Callable[[Index], Mapping[str, int]] = nothing_more


def sliding_share(
    axes: Sequence[Axis], count_include_pad: bool, divisor_override: int | None
) -> Share:
    """Write the divisor of sliding windows, as short as the borders allow."""
    if divisor_override is not None:
        return Share(str(divisor_override), str(divisor_override), {})
    if count_include_pad:
        covered = product_of([
            covered_expression(axis, out)
            for axis, (out, _, _) in zip(axes, letters(len(axes)), strict=True)
        ])
        return Share(covered, covered, {})
    return inside_share(axes)


def covered_expression(axis: Axis, out: str) -> str:
    """Write how many cells of the padded input a window covers: `min(3, 7 - y*2)` where one hangs
    over, else the kernel's size."""
    if not axis.overhang:
        return str(axis.k)
    return f"min({axis.k}, {axis.padded} - {window_start(axis, out)})"


def window_start(axis: Axis, out: str) -> str:
    """Write where a window starts in the padded input: `y*2`."""
    return out if axis.s == 1 else f"{out}*{axis.s}"


def inside_share(axes: Sequence[Axis]) -> Share:
    """Write the divisor of windows of which only what lies inside the input counts: forward the
    loops count it, backward it follows from where the window starts and ends."""
    names = COUNTS[-len(axes) :]
    bordered = {
        name: axis
        for name, axis in zip(names, axes, strict=True)
        if axis.before or axis.after or axis.overhang
    }
    factors = [
        name if name in bordered else str(axis.k) for name, axis in zip(names, axes, strict=True)
    ]
    divisor = product_of(factors)
    if not bordered:
        return Share(divisor, divisor, {})
    outs = dict(zip(names, (out for out, _, _ in letters(len(axes))), strict=True))
    set_by = {name: inside_expression(axis, outs[name]) for name, axis in bordered.items()}

    def values(out: Index) -> Mapping[str, int]:
        at = dict(zip(names, out, strict=True))
        return {name: inside_count(axis, at[name]) for name, axis in bordered.items()}

    return Share(None, divisor, set_by, values)


def inside_expression(axis: Axis, out: str) -> str:
    """Write how many elements of the input a window covers: `min(y*2 + 2, 5) - max(y*2 - 1, 0)`."""
    start = window_start(axis, out)
    end = f"min({start} + {axis.k - axis.before}, {axis.i})"
    return f"{end} - max({start} - {axis.before}, 0)" if axis.before else f"{end} - {start}"


def inside_count(axis: Axis, out: int) -> int:
    """Count the elements of the input that a window covers."""
    start = out * axis.s - axis.before
    return min(start + axis.k, axis.i) - max(start, 0)


def adaptive_share(axes: Sequence[Axis]) -> Share:
    """Write rows times columns between the bounds of a window."""
    sides = [f"({end} - {first})" for first, end in BOUNDS[-len(axes) :]]
    return Share(product_of(sides), product_of(sides), {})


def product_of(factors: Sequence[str]) -> str:
    """Write a product to divide by: numbers multiplied out, ones left out, brackets around it."""
    if all(factor.isdecimal() for factor in factors):
        total = 1
        for factor in factors:
            total *= int(factor)
        return str(total)
    kept = [factor for factor in factors if factor != "1"]
    return kept[0] if len(kept) == 1 else f"({' * '.join(kept)})"
