"""Three stages by hand: a mean, what is left when it is taken away, and shares of a total.

    mean[()]     = (1 + 2 + 6) / 3 = 3
    centered[i]  = input[i] - mean
    share[i]     = 0.5 * input[i] * centered[i] / total / 4, with total = 2
"""

import numpy as np

from convtutor.engine.arrays import Array, Index
from convtutor.engine.finish import Finish, divided_by
from convtutor.engine.listing import LineKind, Listing, ListingWriter, Locator, fate_lines
from convtutor.engine.operator import Factor, Pass, Term, element
from convtutor.steps import Timeline, Trace

ROOT = Finish("1 / sqrt({} + 1)", lambda t: 1 / np.sqrt(t + 1),
              lambda t: -0.5 * (t + 1) ** -1.5, 4)
ARRAYS: dict[str, Array] = {
    "input": np.array([1.0, 2.0, 6.0]),
    "mean": np.array(3.0),
    "centered": np.array([-2.0, -1.0, 3.0]),
    "total": np.array(2.0),
    "share": np.array([-0.125, -0.125, 1.125]),
    "root": 1 / np.sqrt(np.array([2.0, 3.0, 7.0])),
}


def listing(target: str, body: str) -> Listing:
    """Write a loop with one tap a line, for what the screen shows of it."""
    writer = ListingWriter()
    writer.add("total = 0", LineKind.START)
    depth = writer.depth
    writer.loop("k", 3)
    tap = writer.add(body, LineKind.TAP)
    writer.depth = depth
    store = writer.add(f"{target} = total", LineKind.STORE)
    locate = Locator((), frozenset(), fate_lines(tap), store, lambda index, number: {"k": number})
    return Listing(tuple(writer.lines), {}, lambda index, tap, fate: locate((), tap, fate))


def mean_terms(index: Index) -> tuple[Term, ...]:
    return tuple(Term((element("input", k),)) for k in range(3))


def centered_terms(index: Index) -> tuple[Term, ...]:
    return Term((element("input", *index),)), Term((element("mean"),), coefficient=-1.0)


def share_terms(index: Index) -> tuple[Term, ...]:
    factors = element("input", *index), element("centered", *index)
    below = Factor("total", (), (), divides=True)
    return (Term((*factors, below), coefficient=0.5, divisor=4.0),)


def root_terms(index: Index) -> tuple[Term, ...]:
    return (Term((element("input", *index),)),)


def timeline() -> Timeline:
    """Give the stages as the passes of one layer."""
    passes = (
        Pass("forward", "mean", (), mean_terms, listing("mean", "total += input[k]"),
             finish=lambda index: divided_by(3)),
        Pass("forward", "centered", (3,), centered_terms, listing("centered", "total -= mean")),
        Pass("forward", "share", (3,), share_terms, listing("share", "total += 1")),
        Pass("forward", "root", (3,), root_terms, listing("root", "total += input[k]"),
             finish=lambda index: ROOT),
    )
    return Timeline(tuple(Trace("norm1", rule, ARRAYS) for rule in passes))
