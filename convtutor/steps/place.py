"""The stable address of a step, as text: conv1.output[0,0,1,2].tap[4].

Place  layer, array, index and tap; without an index it is the whole pass
"""

from convtutor.data import dataclass
from convtutor.engine.arrays import Index


@dataclass(frozen=True, slots=True)
class Place:
    """A layer's array, one of its elements, one of that element's taps (all counted from 0)."""

    layer: str
    array: str
    index: Index | None = None
    tap: int | None = None

    def __str__(self) -> str:
        index = "" if self.index is None else f"[{','.join(map(str, self.index))}]"
        tap = "" if self.tap is None else f".tap[{self.tap}]"
        return f"{self.layer}.{self.array}{index}{tap}"
