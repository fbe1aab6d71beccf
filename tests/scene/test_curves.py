"""The curves of a training run as data: which points are reached, and how they are drawn."""

from __future__ import annotations

from pathlib import Path

import pytest

from convtutor.scene.curves import Curves, CurveView
from convtutor.scene.plot import curve_lines
from convtutor.scene.plot_signs import IN_ASCII
from convtutor.scene.text import Line, Tone
from convtutor.steps import Cursor, cursor_at_start, parse_place
from convtutor.words import LANGUAGES
from convtutor.words.wrapping import cell_width
from tests.lesson.training import WEIGHT, run_of

CURVES = """\
[[examples.curves]]
title = { en = "loss", zh = "损失" }
y = "loss1.output"
[[examples.curves]]
title = "weight and loss"
x = "linear1.weight"
y = "loss1.output"
"""
NAN, INF = float("nan"), float("inf")


def view(folder: Path, at: int, place: str | None, language: str = "en") -> CurveView:
    run = run_of(folder, WEIGHT + CURVES)
    cursor: Cursor = cursor_at_start(run.timeline)
    if place is not None:
        cursor = cursor.goto(parse_place(place, run.timeline))
    return Curves(run, language).view(at, cursor)


def of_points(*points: tuple[float, float], lit: int = 0, is_path: bool = False) -> CurveView:
    return CurveView("loss", "y over the steps", "", points, lit, is_path)


def texts(lines: list[Line]) -> list[str]:
    return ["".join(span.text for span in spans) for spans in lines]


def tones(lines: list[Line], sign: str) -> list[Tone]:
    return [span.tone for spans in lines for span in spans for found in span.text if found == sign]


@pytest.mark.parametrize(
    ("place", "lit", "now"),
    [
        (None, 0, ""), ("linear1@1.output[0,0]", 1, "step 1: 4"),
        ("sgd1@2.output[0,0]", 2, "step 2: 1"), ("loss1@3.output", 3, "step 3: 0.25"),
    ],
)
def test_the_repeats_up_to_the_present_one_are_reached(
    tmp_path: Path, place: str | None, lit: int, now: str
) -> None:
    seen = view(tmp_path, 0, place)
    assert (seen.lit, seen.now) == (lit, now)
    assert seen.points == ((1, 4), (2, 1), (3, 0.25))
    assert not seen.is_path


def test_a_path_says_both_of_its_numbers(tmp_path: Path) -> None:
    seen = view(tmp_path, 1, "sgd1@2.output[0,0]", "zh")
    assert seen.now == "第 2 步：(1, 1)"
    assert seen.said == "横轴 linear1.weight，纵轴 loss1.output"
    assert seen.heading == "weight and loss 2/2"
    assert seen.points == ((0, 4), (1, 1), (1.5, 0.25))
    assert seen.is_path


def test_reached_points_are_full_the_present_one_lit_and_those_to_come_empty() -> None:
    lines = curve_lines(of_points((1, 4), (2, 1), (3, 0), (4, 2), lit=2), 40, 10, "en")
    assert tones(lines, "●") == [Tone.TEXT, Tone.ACCENT]
    assert tones(lines, "○") == [Tone.FAINT, Tone.FAINT]


def test_the_axes_end_at_the_least_and_the_greatest_numbers() -> None:
    drawn = texts(curve_lines(of_points((1, 4), (2, 1), (3, -0.5), lit=3), 40, 8, "en"))
    assert drawn[1].startswith("   4 │●")
    assert drawn[5].startswith("-0.5 │")
    assert drawn[5].endswith("●")
    assert drawn[6] == "     └" + "─" * 34
    assert drawn[7].split() == ["1", "3"]


def test_a_point_stands_where_its_numbers_say() -> None:
    rows = texts(curve_lines(of_points((0, 0), (1, 1), (2, 4), lit=0), 27, 12, "en"))[1:10]
    plot = [row.partition("│")[2] for row in rows]
    found = sorted((at, row.index("○")) for at, row in enumerate(plot) if "○" in row)
    assert found == [(0, 23), (6, 12), (8, 0)]


def test_a_path_is_numbered_as_far_as_there_is_room() -> None:
    path = of_points((0, 0), (4, 1), (2, 3), lit=2, is_path=True)
    lines = curve_lines(path, 40, 12, "en")
    drawn = "\n".join(texts(lines[1:-1]))
    assert all(number in drawn for number in ("●1", "2●", "○3"))
    crowded = of_points(*((0.0, 0.0) for _ in range(9)), (1, 1), lit=9, is_path=True)
    numbers = {sign for row in texts(curve_lines(crowded, 20, 6, "en")[1:-2]) for sign in row}
    assert "9" in numbers


@pytest.mark.parametrize("width", [30, 60, 100])
@pytest.mark.parametrize("height", [3, 5, 8, 20])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_drawing_keeps_to_its_room(
    tmp_path: Path, width: int, height: int, language: str
) -> None:
    for at in (0, 1):
        seen = view(tmp_path, at, "sgd1@2.output[0,0]", language)
        drawn = texts(curve_lines(seen, width, height, language))
        assert len(drawn) <= height
        assert max(map(cell_width, drawn)) <= width


@pytest.mark.parametrize(
    "points",
    [
        ((1, 2.0),), ((1, 3.0), (2, 3.0)), ((1, 0.0), (2, 0.0)), ((1, NAN), (2, 1), (3, INF)),
        ((1, 1e308), (2, -1e308)), ((1, 5e-324), (2, 0)), ((1, -INF), (2, NAN)),
    ],
)
def test_any_numbers_can_be_drawn(points: tuple[tuple[float, float], ...]) -> None:
    lines = curve_lines(of_points(*points, lit=1), 50, 9, "en")
    shown = sum(len(tones(lines, sign)) for sign in "●○")
    finite = sum(abs(y) < INF for _, y in points)
    assert shown == finite
    if not finite:
        assert "no point of this curve is a finite number" in texts(lines)[1]


def test_every_sign_has_one_of_ascii() -> None:
    lines = curve_lines(of_points((1, 4), (2, 1), (3, 0.25), lit=2), 40, 10, "en")
    known = {**IN_ASCII, "●": "*", "○": "o", "─": "-"}
    assert all(sign.isascii() or sign in known for row in texts(lines) for sign in row)
    assert all(sign.isascii() for sign in known.values())
