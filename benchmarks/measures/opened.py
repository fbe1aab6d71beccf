"""Programs that stand open side by side, so that blocks of one take turns with those of others.

opened   open several and wait until each has painted its first frame
rounds   take a block of each in turn, several times
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TypeVar

from benchmarks.child import Child

BLOCKS = 7
UNCAPPED = {"TEXTUAL_FPS": "100000"}  # CPU time is measured, so that waiting for a frame is idle
PLACE = "output[3,1]"
Block = TypeVar("Block")


@contextmanager
def opened(children: Mapping[str, Callable[[], Child]]) -> Iterator[dict[str, Child]]:
    """Open programs by name, close them at the end."""
    with ExitStack() as stack:
        running = {name: stack.enter_context(make()) for name, make in children.items()}
        for child in running.values():
            child.answer()
        yield running


def rounds(
    blocks: Mapping[str, Callable[[], Block]], count: int = BLOCKS
) -> dict[str, list[Block]]:
    """Take a block of each in turn, `count` times after one that warms up."""
    taken: defaultdict[str, list[Block]] = defaultdict(list)
    for number in range(count + 1):
        for name, block in blocks.items():
            made = block()
            if number:
                taken[name].append(made)
    return taken


def lesson(folder: Path, path: Path, place: str, *more: str) -> Child:
    """Open the whole lesson screen, its frames not capped."""
    module = "benchmarks.programs.lesson"
    return Child(folder, module, str(path), place, *more, more=UNCAPPED)


def milliseconds(*seconds: float) -> str:
    """Write the two sides of a ratio."""
    return " / ".join(f"{1000 * value:.2f}" for value in seconds) + " ms"
