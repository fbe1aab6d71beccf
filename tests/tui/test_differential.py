"""What a person sees after any keys is what a new screen would draw at that moment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

import pytest
from rich.segment import Segment

from convtutor.lesson.catalog import find_lesson
from convtutor.lesson.read import read_lesson
from convtutor.lesson.schema import Lesson
from convtutor.progress.record import Record
from convtutor.scene.grid import Grid, Rect
from convtutor.tui.screens.lesson import LessonScreen
from convtutor.tui.stage import Stage
from convtutor.tui.widgets import pane
from tests.tui.lessons import network, padding, padding_modes, plane
from tests.tui.showing import Showing, in_loop, showing
from tools.screens import Terminal

MOVES = ("right", "right", "left", "s", "S", "f", "F", "home", "end")
OTHERS = ("left_square_bracket", "right_square_bracket", "T", "l", "plus", "n", "N", "z")
true_changes, true_tail = Grid.changes_since, pane.common_tail
KEPT = (
    "previous", "message", "resume", "torch_open", "loops_open", "lane", "speed", "picture",
    "chosen",
)


@dataclass(frozen=True)
class Seen:
    """What a person sees after some keys, and what a new screen must be told to draw the same."""

    keys: str
    cells: list[list[Any]]
    screen: LessonScreen
    session: Any
    kept: dict[str, Any]
    ink: Any

    def again(self) -> LessonScreen:
        """Make a new screen of this moment."""
        made = LessonScreen(self.session, self.screen.memory.record, "auto", offers_resume=False)
        for name, value in self.kept.items():
            setattr(made, name, value)
        made.stage.ink = self.ink
        return made


def seen_by(shown: Showing, keys: Sequence[str]) -> Seen:
    """Take down what is on the terminal now."""
    shown.terminal.feed(shown.driver.taken())
    screen = shown.screen
    kept = {name: getattr(screen, name) for name in KEPT}
    return Seen(
        " ".join(keys), shown.terminal.cells(), screen, screen.session, kept, screen.stage.ink
    )


async def whole(shown: Showing, seen: Seen) -> list[list[Any]]:
    """Draw a moment by a new screen, on an empty terminal."""
    shown.driver.taken()
    await shown.app.push_screen(seen.again())
    await shown.settle()
    terminal = Terminal(*shown.app.size)
    terminal.feed(shown.driver.taken())
    await shown.app.pop_screen()
    return terminal.cells()


def visible_part(cell: Any) -> Any:
    """Leave out of a cell what cannot be seen: the colour of a blank."""
    if cell.data != " " or cell.reverse or cell.underscore or cell.strikethrough:
        return cell
    return cell._replace(fg="default", bold=False, italics=False)


def differing(seen: list[list[Any]], wanted: list[list[Any]]) -> list[str]:
    """List the cells that differ: row, column, what is seen and what should be."""
    return [
        f"({y},{x}) {a.data!r} for {b.data!r}" + ("" if a.data != b.data else f" {a} for {b}")
        for y, (row, wanted_row) in enumerate(zip(seen, wanted, strict=True))
        for x, (a, b) in enumerate(zip(row, wanted_row, strict=True))
        if visible_part(a) != visible_part(b)
    ]


async def wrong_after(
    bursts: Sequence[Sequence[str]], record: Record, size: tuple[int, int], lesson: Lesson,
    example: int = 1,
) -> list[str]:
    """Press bursts of keys; list where what is seen after one is not what a new screen draws."""
    moments: list[Seen] = []
    pressed: list[str] = []
    async with showing(record, size, lesson, example) as shown:
        for burst in bursts:
            pressed += burst
            await shown.press(*burst)
            moments.append(seen_by(shown, pressed))
    wrong = []
    async with showing(record, size, lesson, example) as other:
        for seen in moments:
            if found := differing(seen.cells, await whole(other, seen)):
                wrong.append(f"after {seen.keys}: {found[:8]}")
    return wrong


def bursts_of(seed: int, count: int = 9) -> list[list[str]]:
    """Draw bursts of keys."""
    random = Random(seed)
    bursts = []
    for _ in range(count):
        keys = random.choices(MOVES, k=random.randint(1, 5))
        bursts.append([*keys, random.choice(OTHERS)] if random.random() < 0.4 else keys)
    return bursts


LESSONS: dict[str, Callable[[], Lesson]] = {
    "padding": padding, "modes": padding_modes, "network": network, "28x28": lambda: plane(28),
}


@pytest.mark.parametrize(
    ("lesson", "size", "seed", "example"),
    [
        ("padding", (80, 24), 1, 1), ("modes", (120, 40), 2, 1), ("padding", (60, 18), 3, 3),
        ("padding", (200, 60), 4, 8), ("padding", (119, 39), 9, 4), ("network", (120, 40), 5, 1),
        ("network", (80, 24), 6, 1), ("28x28", (80, 24), 7, 1), ("28x28", (120, 40), 8, 1),
        ("28x28", (200, 60), 10, 1), ("28x28", (131, 43), 11, 1),
    ],
)
@in_loop
async def test_any_keys_leave_what_a_new_screen_draws(
    record: Record, lesson: str, size: tuple[int, int], seed: int, example: int
) -> None:
    assert not await wrong_after(bursts_of(seed), record, size, LESSONS[lesson](), example)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@in_loop
async def test_the_next_example_leaves_nothing_of_the_one_before(
    record: Record, size: tuple[int, int]
) -> None:
    walk = [["right"], ["right_square_bracket"]] * 8 + [["right"], ["left_square_bracket"]]
    assert not await wrong_after(walk, record, size, padding())


@in_loop
async def test_cells_that_are_never_read_are_marked_from_the_first_step_on(
    record: Record
) -> None:
    walk = [["right"], ["left"], ["f"], ["home"], ["right", "s"]]
    pool = read_lesson(find_lesson("max-pool"))
    assert not await wrong_after(walk, record, (80, 24), pool)
    sliced = read_lesson(find_lesson("tensors"))
    assert not await wrong_after(walk, record, (80, 24), sliced)


def forget_the_old_window(grid: Grid, before: Grid) -> tuple[Rect, ...] | None:
    """Name of the changes those alone that lie under the new window."""
    changes = true_changes(grid, before)
    new = [part.rect for part in grid.active]
    return changes and tuple(rect for rect in changes if rect in new)


def a_cell_too_few(old: list[Segment], new: list[Segment]) -> int:
    """Call one cell more unchanged than are."""
    return true_tail(old, new) + 1


MUTANTS = {
    "a grid that forgets its old window": (Grid, "changes_since", forget_the_old_window),
    "a line that ends too soon": (pane, "common_tail", a_cell_too_few),
    "a painter kept for another example": (Stage, "forget", lambda stage: None),
}


@pytest.mark.parametrize("name", MUTANTS)
@in_loop
async def test_a_screen_that_repaints_too_little_is_caught(
    record: Record, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(*MUTANTS[name])
    walk = [["right"], ["right"], ["right_square_bracket"]]
    assert await wrong_after(walk, record, (120, 40), padding_modes(), 1)
