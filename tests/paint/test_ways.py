"""Scatter and gather have their places: nothing overlaps, leaves the terminal or is cut."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

import numpy as np
import pytest

from convtutor.lesson.run import Run
from convtutor.paint.palette import NO_COLOUR, Ink
from convtutor.scene.scene import Scene, SceneBuilder
from convtutor.scene.text import Line
from convtutor.steps import Cursor, Level, cursor_at_start, parse_place
from convtutor.words import LANGUAGES
from tests.paint.claims import cell_text, reads_as
from tests.paint.screens import Screen, row_text
from tests.paint.sides import drawn_as
from tests.scene.runs import counting, floats, one_layer
from tests.scene.test_scatter import ringed

SIZES = ((60, 18), (80, 24), (120, 40), (200, 60), (61, 50), (119, 39), (121, 41), (150, 45))
RUNS: dict[str, Callable[[], Run]] = {
    "ringed": cache(ringed),
    "strides": cache(lambda: one_layer(
        "conv2d", counting(4, 6), counting(3, 2) % 5 - 2, stride=(2, 3), padding=(2, 1))),
    "floats": cache(lambda: one_layer(
        "conv2d", floats(4, 5), floats(2, 3), padding=1, dilation=(2, 1))),
    "channels": cache(lambda: one_layer(
        "conv2d", counting(2, 4, 4, 3), counting(4, 2, 2, 2) % 9 - 4, groups=2, padding=(1, 0))),
    "transposed": cache(lambda: one_layer(
        "conv_transpose2d", counting(2, 3), counting(2, 3) % 7, [1.0], stride=(2, 1),
        output_padding=(1, 0))),
    "large": cache(lambda: one_layer("conv2d", counting(28, 28), counting(5, 5), padding=2)),
    "huge": cache(lambda: one_layer(
        "conv2d", floats(3, 3, scale=1e200), floats(2, 2, scale=1e-5))),
    "unread": cache(lambda: one_layer("conv2d", counting(5, 5), counting(2, 2), stride=3)),
}
NARROWER = {"large"}  # finds no room on a screen of 200x60 either


@cache
def builder(name: str, language: str) -> SceneBuilder:
    """Give the builder of a run's scenes."""
    return SceneBuilder(RUNS[name](), "conv-backward-input", language)


def moments(run: Run) -> Iterator[Cursor]:
    """Give moments of the pass of stamps, at taps and between them, its first and last element."""
    target = "output" if "transpose" in run.layers[0].operator.name else "grad_input"
    number = [trace.rule.target for trace in run.timeline.traces].index(target)
    first, count = run.timeline.offset(number), len(run.timeline.traces[number])
    for at in range(0, count, max(1, count // 5)):
        taps = len(run.timeline[first + at].taps)
        yield Cursor(run.timeline, Level.ELEMENT, first + at)
        if taps:
            yield Cursor(run.timeline, Level.TAP, first + at, at % taps)
    yield Cursor(run.timeline, Level.PASS, first + count - 1)


def plain(line: Line) -> str:
    """Give the text of a line."""
    return "".join(span.text for span in line)


def faults(scene: Scene, name: str, screen: Screen) -> list[str]:
    """Name what is wrong with a screen: what overlaps, what is cut, what is not shown."""
    found = screen.problems()
    picture = scene.picture(name)
    for text in picture.labels:
        _, rows = screen.panes.get(text.name, (None, []))
        found += [
            f"{text.name} shows {row_text(row)!r}"
            for line, row in zip(text.lines, rows, strict=False)
            if not row_text(row).startswith(plain(line))
        ]
    for number, (grid, place) in enumerate(zip(picture.grids, screen.layout.grids, strict=True)):
        written = [row_text(row) for row in screen.panes[f"grid{number}"][1]]
        if grid.heading not in written[0]:
            found.append(f"{grid.heading} is not in {written[0]!r}")
        for row in range(place.view.row0, place.view.row1):
            for col in range(place.view.col0, place.view.col1):
                cell, text_ = grid.cell_at(row, col), cell_text(written, place, row, col)
                if not reads_as(text_, cell, place):
                    found.append(f"{grid.heading}[{row},{col}] is {cell}, shown as {text_!r}")
    return found


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", RUNS)
def test_both_sides_are_shown_whole(name: str, size: tuple[int, int]) -> None:
    for at, cursor in enumerate(moments(RUNS[name]())):
        scene = builder(name, LANGUAGES[at % 2]).scene(cursor)
        for picture in ("scatter", "ways"):
            for panel in (0, 8):
                screen = drawn_as(scene, picture, *size, panel=panel)
                if screen is not None:
                    assert faults(scene, picture, screen) == [], (cursor.place, picture, panel)


@pytest.mark.parametrize("name", RUNS)
def test_there_is_room_for_both_sides_from_120x40_on_and_for_one_everywhere(name: str) -> None:
    scene = builder(name, "en").scene(next(moments(RUNS[name]())))
    for size in SIZES:
        assert drawn_as(scene, "scatter", *size) is not None
        both = drawn_as(scene, "ways", *size) is not None
        assert both == (size[0] >= 120 and size[1] >= 40 and name not in NARROWER)


@pytest.mark.parametrize("name", sorted(set(RUNS) - NARROWER))
def test_places_stay_while_the_pass_lasts(name: str) -> None:
    scenes = [builder(name, "en").scene(cursor) for cursor in moments(RUNS[name]())]
    for picture in ("scatter", "ways"):
        by_key = {}
        for scene in scenes:
            screen = drawn_as(scene, picture, 120, 40)
            assert screen is not None
            known = by_key.setdefault(scene.picture(picture).key, screen.layout)
            if picture == "ways":
                assert known == screen.layout


def at(place: str, language: str = "en") -> Scene:
    """Give the scene of a place of the ringed layer."""
    cursor = cursor_at_start(RUNS["ringed"]().timeline)
    timeline = cursor.timeline
    return builder("ringed", language).scene(cursor.goto(parse_place(place, timeline)))


def test_the_screen_reads_as_it_should() -> None:
    screen = drawn_as(at("layer1.grad_input[1,1].tap[1]"), "ways", 120, 40)
    assert screen is not None
    for text in (
        "scatter  loop over the cells of grad_output", "gather  loop over the cells of grad_input",
        "stamp  3 × kernel", "grad_input  so far, ring is cut off", "turned kernel",
        "3 + 3×2 = 9", "2 stamps to come", "2 products to come",
        "left 9 = right 9   the same products in the same order, so the same sum at every step",
    ):
        assert text in screen.text, text
    assert "│" in screen.text


def test_without_colour_the_tap_and_what_changed_have_signs() -> None:
    scene = at("layer1.grad_input[1,1].tap[1]")
    screen = drawn_as(scene, "ways", 120, 40, Ink(NO_COLOUR))
    assert screen is not None
    assert screen.text.count("<3>") == 2  # grad_output at both sides
    assert screen.text.count("<6>") == 2  # in the stamp and among the products
    assert "<9>" in screen.text
    assert "5'" in screen.text
    assert "·3" in screen.text


def test_a_label_stands_at_every_element_of_a_plane_that_the_stride_spreads() -> None:
    run = one_layer("conv2d", np.ones((5, 5)), np.ones((2, 2)), stride=2)
    cursor = next(moments(run))
    scene = SceneBuilder(run, "x", "en").scene(cursor)
    screen = drawn_as(scene, "ways", 120, 40)
    assert screen is not None
    ruler = row_text(screen.panes["grid3"][1][1])
    assert ruler.split() == ["0", "1"]
