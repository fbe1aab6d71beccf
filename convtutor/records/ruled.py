"""A run whose every number is the reading rule's, one sum in one order, from the first step on.

The vectorised arrays of a run may differ from the rule's in their last bit, and so may what is
made of them. Here each element that is made is what the next pass reads.
"""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from convtutor.data import dataclass
from convtutor.engine.arrays import Array
from convtutor.lesson.run import Run
from convtutor.steps import Step, Timeline


@dataclass(frozen=True, slots=True, eq=False)
class Ruled:
    """A run under the rule; `made` holds the arrays that have a rule, filled by `steps`."""

    run: Run
    made: dict[str, Array]

    def steps(self) -> Iterator[Step]:
        """Make every step in order, and keep its value."""
        with np.errstate(all="ignore"):
            for trace in self.run.timeline.traces:
                target = self.made[f"{trace.layer}.{trace.rule.target}"]
                for step in trace:
                    target[step.index] = step.value
                    yield step

    def finished(self) -> Run:
        """Make every step and give the run."""
        for _ in self.steps():
            pass
        return self.run


def ruled(run: Run) -> Ruled:
    """Give a run whose passes read what the rule makes."""
    made, standing = {}, {}
    for trace in run.timeline.traces:
        name = f"{trace.layer}.{trace.rule.target}"
        vectorised = run.arrays[name]
        made[name] = np.array(vectorised, dtype=float)
        standing[id(vectorised)] = made[name]
    traces = tuple(
        replace(trace, arrays={
            local: standing.get(id(array), array) for local, array in trace.arrays.items()
        })
        for trace in run.timeline.traces
    )
    arrays = {name: standing.get(id(array), array) for name, array in run.arrays.items()}
    return Ruled(replace(run, arrays=arrays, timeline=Timeline(traces)), made)
