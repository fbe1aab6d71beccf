"""The examples of a verification, and their split into parts for several machines.

Item   one example that is to be checked, with what checking it costs
Shard  one part of the whole, the number-th of several

The split depends on the lesson files alone, so that every machine makes the same one.
"""

import re
from collections.abc import Iterator, Sequence

from convtutor.crosscheck.gathered import term_count
from convtutor.data import dataclass
from convtutor.errors import UsageError
from convtutor.lesson.run import Run, run_example
from convtutor.lesson.schema import Example, Lesson
from convtutor.words import say
from convtutor.words.visible import visible

MOST_SHARDS = 10_000
PASS_COST = 500  # what a pass takes besides its terms, in terms; measured
WRITTEN = re.compile(r"([1-9][0-9]{0,5})/([1-9][0-9]{0,5})")


@dataclass(frozen=True, slots=True)
class Shard:
    """One part: its number, counted from 1, and how many parts there are."""

    number: int
    of: int


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """One example of a lesson; its cost counts terms, as a measure of time."""

    lesson: Lesson
    example: Example
    cost: int


def parse_shard(text: str, language: str = "en") -> Shard:
    """Read a shard such as 3/8; raises UsageError for anything else."""
    found = WRITTEN.fullmatch(text)
    if found is None or not int(found[1]) <= int(found[2]) <= MOST_SHARDS:
        raise UsageError(say("verify.bad_shard", language, got=visible(text[:40]),
                             most=MOST_SHARDS))
    return Shard(int(found[1]), int(found[2]))


def items_of(lessons: Sequence[Lesson]) -> Iterator[Item]:
    """Give every example of the lessons, in order."""
    for lesson in lessons:
        for example in lesson.examples:
            yield Item(lesson, example, cost_of(run_example(example)))


def cost_of(run: Run) -> int:
    """Reckon what it costs to check a run: the terms of all its passes, and each pass itself."""
    return sum(term_count(trace.rule) + PASS_COST for trace in run.timeline.traces)


def part_of(items: Sequence[Item], shard: Shard) -> list[Item]:
    """Give the items of a shard, in their order.

    The dearest item goes first, each to the shard with the least to do so far: no shard costs more
    than 4/3 of what the best split could reach. Source: R. L. Graham, Bounds on multiprocessing
    timing anomalies, SIAM J. Appl. Math. 17 (1969).
    """
    loads = [0] * shard.of
    mine: list[int] = []
    for at in sorted(range(len(items)), key=lambda at: (-items[at].cost, at)):
        least = loads.index(min(loads))
        loads[least] += items[at].cost
        if least == shard.number - 1:
            mine.append(at)
    return [items[at] for at in sorted(mine)]
