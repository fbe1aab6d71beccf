"""What a step costs, counted: bytes, lines painted, layouts; and what is loaded at the first frame.

A step is the one people take most: a 3x3 window goes one cell to the right. Its cost follows from
the window and from the lines that change, never from the size of the tensor.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from convtutor.paint.grid import GridPainter
from convtutor.progress.record import Record
from convtutor.scene.grid import Cell, Rect
from convtutor.tui.screens.lesson import LessonScreen
from convtutor.tui.stage import Stage
from convtutor.tui.widgets.grid_pane import GridPane
from tests.tui.lessons import network, plane
from tests.tui.showing import Showing, in_loop, showing

MOST_BYTES = 4000
MOST_PART = 0.08
MOST_GROWTH = 1.02
SIDES = (8, 28, 64, 224)
FULL_SCREENS = ((120, 40), (160, 48))


async def at_rest(shown: Showing) -> None:
    """Wait until the start has been drawn to its end, as the row of grids, and forget what was
    sent."""
    shown.screen.picture = "row"
    await shown.pilot.pause()
    await shown.press("right")
    await shown.pilot.pause()
    shown.driver.taken()


async def sent_by(shown: Showing, *keys: str) -> int:
    """Count the bytes that some keys make the app send."""
    await shown.press(*keys)
    return len(shown.driver.taken().encode())


async def steps_and_whole(
    record: Record, side: int, size: tuple[int, int]
) -> tuple[list[int], int]:
    """Count the bytes of two steps with the window at the left, and of the whole screen."""
    async with showing(record, size, plane(side), place="output[3,0]") as shown:
        await at_rest(shown)
        steps = [await sent_by(shown, "right"), await sent_by(shown, "right")]
        shown.app.screen.refresh()
        return steps, await sent_by(shown)


@pytest.mark.parametrize("size", FULL_SCREENS)
@in_loop
async def test_a_step_sends_as_much_at_28x28_as_at_224x224_and_little(
    record: Record, size: tuple[int, int]
) -> None:
    small, whole = await steps_and_whole(record, 28, size)
    large, _ = await steps_and_whole(record, 224, size)
    # The scrub bar moves at one of several steps: the other one of two is compared.
    assert max(min(small), min(large)) <= MOST_GROWTH * min(*small, *large)
    assert max(min(small), min(large)) <= MOST_PART * whole
    assert max(*small, *large) <= MOST_BYTES


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("side", [8, 64])
@in_loop
async def test_a_step_sends_little_at_any_size_of_the_tensor(
    record: Record, side: int, size: tuple[int, int]
) -> None:
    steps, _ = await steps_and_whole(record, side, size)
    assert max(steps) <= MOST_BYTES


@contextmanager
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter[str]]:
    """Count the lines that grids paint, by grid, and the layouts of the screen."""
    counts: Counter[str] = Counter()
    render_line, refresh_layout = GridPane.render_line, LessonScreen._refresh_layout

    def count_line(self: GridPane, y: int) -> object:
        counts[str(self.id)] += 1
        return render_line(self, y)

    def count_layout(self: LessonScreen, *arguments: object, **options: object) -> None:
        counts["layouts"] += 1
        refresh_layout(self, *arguments, **options)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(GridPane, "render_line", count_line)
        patch.setattr(LessonScreen, "_refresh_layout", count_layout)
        yield counts


@contextmanager
def counted_cells(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter[str]]:
    """Count the cells that are asked for and the numbers that are written for them, by plane."""
    counts: Counter[str] = Counter()
    take, write = GridPainter._take, GridPainter._text

    def count_taken(self: GridPainter, rect: Rect) -> list[Rect]:
        counts[f"{self.grid.heading} asked"] += rect.rows * rect.cols
        return take(self, rect)

    def count_written(self: GridPainter, cell: Cell) -> str:
        counts[f"{self.grid.heading} written"] += 1
        return write(self, cell)

    with monkeypatch.context() as patch:
        patch.setattr(GridPainter, "_take", count_taken)
        patch.setattr(GridPainter, "_text", count_written)
        yield counts


async def counts_of(
    record: Record, side: int, monkeypatch: pytest.MonkeyPatch, *keys: str
) -> list[Counter[str]]:
    """Count what each of some keys makes the app do, pressed one after the other at output[3,2]."""
    taken = []
    async with showing(record, (120, 40), plane(side), place="output[3,1]") as shown:
        await at_rest(shown)
        for key in keys:
            with counted(monkeypatch) as lines, counted_cells(monkeypatch) as cells:
                await shown.press(key)
            taken.append(lines + cells)
    return taken


@in_loop
async def test_a_step_makes_the_rows_of_no_pane_that_stays(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    true_rows = Stage._rows

    def count_rows(self: Stage, name: str, *rest: Any) -> Any:
        made.append(name)
        return true_rows(self, name, *rest)

    async with showing(record, (120, 40), plane(28), place="output[3,1]") as shown:
        await at_rest(shown)
        with monkeypatch.context() as patch:
            patch.setattr(Stage, "_rows", count_rows)
            await shown.press("right")
            assert sorted(made) == ["arithmetic", "loops", "words"]
            made.clear()
            await shown.press("T")
    assert {"footer", "side", "words"} <= set(made)


@pytest.mark.parametrize("side", SIDES)
@in_loop
async def test_a_step_costs_the_same_lines_and_cells_at_every_size(
    record: Record, side: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    (step,) = await counts_of(record, side, monkeypatch, "right")
    # Asked for: the window where it was and where it is, and the two elements of the output.
    # Written: the four products whose weight is not 0 and the element that is made; the numbers
    # of the input stay.
    assert step == {
        "grid0": 3, "grid2": 3, "grid3": 2, "input asked": 3 * 4, "output asked": 2,
        "products asked": 9, "products written": 4, "output written": 1,
    }


@pytest.mark.parametrize("side", SIDES)
@in_loop
async def test_a_step_back_costs_the_lines_cells_and_layouts_of_a_step_forward(
    record: Record, side: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    forward, back = await counts_of(record, side, monkeypatch, "right", "left")
    assert forward == back
    assert forward["grid0"] == 3
    assert forward["layouts"] == 0


@pytest.mark.parametrize("side", [28, 224])
@in_loop
async def test_a_step_back_sends_about_as_much_as_a_step_forward(
    record: Record, side: int
) -> None:
    async with showing(record, (120, 40), plane(side), place="output[3,1]") as shown:
        await at_rest(shown)
        forward, back = await sent_by(shown, "right"), await sent_by(shown, "left")
    # The same columns are sent; where the window stands further left, its colours end sooner.
    assert abs(back - forward) <= 0.1 * forward


@pytest.mark.parametrize("side", [28, 224])
@in_loop
async def test_a_step_paints_the_rows_of_the_window_and_the_ruler_that_moves(
    record: Record, side: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with showing(record, (120, 40), plane(side), place="output[3,0]") as shown:
        await at_rest(shown)
        with counted(monkeypatch) as counts:
            await shown.press("right")
    # Input: the three rows of the window; its ruler lights up at a tap only. Kernel: nothing.
    # Products: all three rows are new. Output: the row being made, and the ruler, whose lit
    # column is the element's.
    assert counts == {"grid0": 3, "grid2": 3, "grid3": 2}


@in_loop
async def test_a_tap_paints_the_two_rows_it_moves_between_and_the_rulers(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with showing(record, (120, 40), plane(28), place="output[3,3].tap[1]") as shown:
        await at_rest(shown)
        with counted(monkeypatch) as counts:
            await shown.press("right")
    # From the last product of the first row to the first of the second: two rows and the ruler of
    # input and kernel, two rows of products (which have no ruler), one row of the output.
    assert counts == {"grid0": 3, "grid1": 3, "grid2": 2, "grid3": 1}


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
@in_loop
async def test_no_step_lays_anything_out(
    record: Record, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with showing(record, size, network(), place="conv1.output[0,0,0]") as shown:
        await at_rest(shown)
        with counted(monkeypatch) as counts:
            for keys in (["right"] * 12, ["left"] * 3, ["s", *["right"] * 12], ["f", "T"]):
                await shown.press(*keys)
        assert counts["layouts"] == 0
        assert counts["grid0"] > 0


@in_loop
async def test_the_count_of_layouts_counts(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with showing(record) as shown:
        await at_rest(shown)
        with counted(monkeypatch) as counts:
            await shown.press("right_square_bracket")
        assert counts["layouts"] > 0


@in_loop
async def test_a_word_that_stays_is_not_painted_again(record: Record) -> None:
    async with showing(record, (120, 40), plane(28), place="output[3,0]") as shown:
        await at_rest(shown)
        await shown.press("right")
        sent = shown.driver.taken()
        for stays in ("torch check", "next window", "H_out", "range(", "kernel", "input  "):
            assert stays not in sent


FIRST_FRAME = """
import sys
from textual.drivers.linux_driver import LinuxDriver
seen, write = [], LinuxDriver.write
def note(self, text):
    if not seen and "padding" in text:
        seen.append(text)
        with open({path!r}, "w", encoding="utf-8") as file:
            file.write("\\n".join(sorted(sys.modules)))
            file.write("\\n\\n" + text)
    write(self, text)
LinuxDriver.write = note
"""
HEAVY = ("torch", "pygments.lexers", "typer", "click", "pandas", "matplotlib", "PIL")
MOST_MODULES = 265  # of ours; 258 are loaded for the first frame of a convolution
NOT_YET = (  # what nobody has asked for at the first frame, nor anything in it
    "convtutor.words.zh", "convtutor.console.doings.", "convtutor.tui.tracings",
    "convtutor.debugger.origin", "convtutor.debugger.influence", "convtutor.debugger.stages",
    "convtutor.crosscheck.match", "convtutor.crosscheck.report", "convtutor.crosscheck.sentences",
    "convtutor.crosscheck.torch_run", "convtutor.scene.torch_panel", "convtutor.tui.screens.keys",
    "convtutor.engine.ops.linear", "convtutor.engine.normalization", "convtutor.misconceptions",
    "convtutor.quiz", "convtutor.records", "convtutor.plain", "convtutor.paint.pictures.matrix",
)


@pytest.mark.skipif(os.name != "posix", reason="needs pseudo-terminals")
def test_the_first_frame_is_true_and_nothing_heavy_is_loaded_for_it() -> None:
    from tests.tui.children import Child, scripted
    from tools.screens import Terminal

    with TemporaryDirectory() as folder:
        path = Path(folder) / "first"
        with Child(*scripted(FIRST_FRAME.format(path=str(path))), size=(120, 40)) as child:
            child.wait_for("q quit")
            child.press(b"q")
            assert child.end() == 0
        modules, _, frame = path.read_text(encoding="utf-8").partition("\n\n")
    loaded = modules.split("\n")
    assert "textual.app" in loaded
    assert not {name for name in loaded if name in HEAVY or name.startswith("torch.")}
    ours = [name for name in loaded if name.startswith("convtutor")]
    assert "convtutor.engine.ops.conv2d" in ours
    assert not [name for name in ours if name.startswith(NOT_YET)]
    assert len(ours) <= MOST_MODULES
    terminal = Terminal(120, 40)
    terminal.feed(frame)
    shown = " ".join(" ".join(terminal.lines).split())
    for true in (
        "padding › 1 no padding › conv1 › forward › start", "A 2x2 window fits into a 3x3 input",
        "│ 0 1 2 │", "│ 6 7 8 │", "│ 2 3 │", "output[0,0] = 0×0 + 1×1 + 3×2 + 4×3",
        "H_out = floor((3 + 2*0 - 2) / 1) + 1 = 2", "for y in range(2):",
        "nn.Conv2d(1, 1, kernel_size=2,", "bias=False)", "→ next window", "q quit",
    ):
        assert true in shown, true
