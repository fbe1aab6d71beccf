"""Home as painted: whole at every size, in both languages, in ASCII and without colour."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rich.segment import Segment

from convtutor.lesson.shelf import Shelf
from convtutor.lesson.text import Text
from convtutor.paint.glyphs import ASCII, UNICODE
from convtutor.paint.home import (
    HomeLayout,
    detail_lines,
    detail_rows,
    home_footer_rows,
    home_head_rows,
    home_layout,
)
from convtutor.paint.home_list import list_page, list_rows
from convtutor.paint.palette import DARK, LIGHT, NO_COLOUR, Ink
from convtutor.paint.picture import picture_rows
from convtutor.paint.regions import Region
from convtutor.progress.record import Learned
from convtutor.scene.home import Home, home_of
from convtutor.scene.key_hints import last_keys
from convtutor.scene.road import road_of
from convtutor.scene.scene import SceneBuilder
from convtutor.steps import cursor_at_start, parse_place
from convtutor.words import LANGUAGES
from convtutor.words.wrapping import cell_width
from tests.scene.roads import four, listed, many
from tests.scene.runs import example

SIZES = ((60, 18), (80, 24), (100, 30), (120, 40), (160, 45), (200, 60))
INK = Ink(DARK)


def text_of(row: list[Segment]) -> str:
    return "".join(segment.text for segment in row)


def parts(home: Home, size: tuple[int, int], ink: Ink = INK) -> dict[str, list[str]]:
    """Paint every pane, held to the columns and rows it has."""
    width, height = size
    made = home_layout(*size, home.heading_width)
    page = list_page(home, made)
    painted = {
        "head": (made.head, home_head_rows(home, made.margin, width, ink)),
        "listed": (made.listed, list_rows(home, page, made, ink)),
        "footer": (made.footer, home_footer_rows(
            home, last_keys(home.language), made.margin, width, ink)),
    }
    if made.detail is not None:
        painted["detail"] = made.detail, detail_rows(home, None, made.detail, ink)
    for region, rows in painted.values():
        assert len(rows) == region.height
        assert {cell_width(text_of(row)) for row in rows} == {region.width}
        assert region.x + region.width <= width
        assert region.y + region.height <= height
    return {name: [text_of(row).rstrip() for row in rows] for name, (_, rows) in painted.items()}


def regions_of(made: HomeLayout) -> list[Region]:
    return [region for region in (made.head, made.listed, made.detail, made.footer) if region]


@pytest.mark.parametrize("width", [60, 66, 73, 80, 119, 120, 199, 200, 250])
@pytest.mark.parametrize("height", [18, 24, 39, 40, 60])
def test_panes_never_overlap(width: int, height: int) -> None:
    taken: set[tuple[int, int]] = set()
    for region in regions_of(home_layout(width, height)):
        cells = {
            (x, y) for x in range(region.x, region.x + region.width)
            for y in range(region.y, region.y + region.height)
        }
        assert not taken & cells
        taken |= cells


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
def test_every_pane_is_filled_to_its_edges(size: tuple[int, int], language: str) -> None:
    for at in range(4):
        shown = parts(home_of(four(), language).moved(at), size)
        assert "convtutor" in shown["head"][0]
        assert any("stride" in row for row in shown["listed"])


def test_the_row_of_a_lesson_at_120_columns() -> None:
    rows = parts(home_of(four(), "en"), (120, 40))["listed"]
    assert rows[:4] == [
        "the window    ●  tensors                 ━━      2 of 2       8 min",
        "              ▸  padding                 ━━───   2 of 5      12 min",
        "",
        "channels      ○  stride                  ────                 7 min",
    ]
    assert rows[5] == "other lessons !  wrong                               cannot be read"
    assert rows[6] == "own: cannot be read"


def test_long_headings_move_the_columns_and_stay_whole() -> None:
    for length in (15, 20):
        long = listed("a-name-of-19-columns", examples=9)
        assert long.overview is not None
        header = replace(long.overview.header, section=Text({"en": "h" * length}))
        long = replace(long, overview=replace(long.overview, header=header))
        rows = parts(home_of(road_of(Shelf((long,)), Learned()), "en"), (120, 40))["listed"]
        assert rows[0].split()[:3] == ["h" * length, "▸", "a-name-of-19-columns"]
        assert rows[0].endswith(" 10 min")


def test_the_rows_of_a_small_terminal_stand_under_their_headings() -> None:
    rows = parts(home_of(four(), "zh"), (80, 24))["listed"]
    assert rows[:5] == [
        "窗口",
        "●  tensors                2 / 2     8 分钟",
        "▸  padding                2 / 5    12 分钟",
        "通道",
        "○  stride                           7 分钟",
    ]


def test_a_wide_terminal_shows_titles() -> None:
    rows = parts(home_of(four(), "zh"), (200, 60))["listed"]
    assert "stride" in rows[3]
    assert "步幅" in rows[3]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
def test_minutes_end_in_one_column_in_both_languages(
    size: tuple[int, int], language: str
) -> None:
    rows = parts(home_of(four(), language), size)["listed"]
    unit = {"en": " min", "zh": " 分钟"}[language]
    ends = {cell_width(row) for row in rows if row.endswith(unit)}
    assert len(ends) == 1


def test_the_chosen_lesson_lies_on_the_ground_of_the_window() -> None:
    home, made = home_of(four(), "en"), home_layout(120, 40)
    for palette in (DARK, LIGHT):
        rows = list_rows(home, list_page(home, made), made, Ink(palette))
        grounds = [
            {segment.style.bgcolor.name for segment in row if segment.style and
             segment.style.bgcolor}
            for row in rows
        ]
        assert palette.tint in grounds[1]
        assert all(palette.tint not in ground for at, ground in enumerate(grounds) if at != 1)


def test_ascii_alone_tells_done_chosen_and_not_done_apart() -> None:
    ink = Ink(NO_COLOUR, ASCII)
    shown = parts(home_of(four(), "en"), (120, 40), ink)
    assert all(row.isascii() for rows in shown.values() for row in rows)
    signs = [row[14] for row in shown["listed"] if row[17:].startswith(("t", "p", "s", "w"))]
    assert signs == ["*", ">", "o", "!"]
    assert parts(many(60), (120, 40), ink)["listed"][-1].split()[1] == "v"


def test_the_details_of_the_chosen_lesson() -> None:
    lines = ["".join(span.text for span in made).rstrip() for made in
             detail_lines(home_of(four(), "en"), 44)]
    assert lines == [
        "Padding", "", "What padding is for.", "",
        "done        2 of 5 examples, changed since",
        "stopped at  example 2, output[2,0], tap 2",
        "left        8 minutes",
        "needs       ● tensors",
        "opens       stride",
        "", "  enter   continue",
    ]


def test_pages_say_what_lies_before_and_after_them() -> None:
    home = many(31)
    first = parts(home, (80, 24))["listed"]
    assert [row for row in first if "↓" in row] == ["↓  17 lessons: going back"]
    last = parts(home.moved(30), (80, 24))["listed"]
    assert last[0].startswith("↑  28 lessons: the window, channels, …")
    wide = parts(many(60), (120, 40))["listed"]
    assert wide[-1].split()[:2] == ["more", "↓"]


def test_long_names_and_titles_are_shortened_and_nothing_moves() -> None:
    long = listed("x" * 64, title="T" * 36, chinese="题" * 18)
    home = home_of(road_of(Shelf((long, listed("b"))), Learned()), "zh")
    for size in SIZES:
        rows = parts(home, size)["listed"]
        assert any("xxx..." in row for row in rows)
        ends = {cell_width(row) for row in rows if row.endswith("分钟")}
        assert len(ends) == 1


def test_empty_lists_say_so() -> None:
    empty = home_of(road_of(Shelf(()), Learned()), "en")
    assert "There are no lessons here." in parts(empty, (80, 24))["detail"]
    nothing = home_of(four(), "en").searched("nowhere")
    assert any("No lesson has that" in row for row in parts(nothing, (80, 24))["detail"])


def test_the_picture_stands_below_the_details_where_there_is_room() -> None:
    run = example(2)
    place = parse_place("conv1.output[2,0]", run.timeline)
    cursor = cursor_at_start(run.timeline).goto(place)
    grid = SceneBuilder(run, "padding", "en").scene(cursor).grids[0]
    home, region = home_of(four(), "en"), Region(77, 5, 41, 33)
    rows = detail_rows(home, lambda width, height: picture_rows(grid, width, height, INK),
                       region, INK)
    texts = [text_of(row).rstrip() for row in rows]
    at = texts.index("input  3x3, padding 1")
    assert at > 11
    assert [row.strip() for row in texts[at + 3 : at + 5]] == [
        "[·0   3 ] 4   5  ·0", "[·0   6 ] 7   8  ·0"
    ]
    assert {cell_width(text_of(row)) for row in rows} == {41}
    low = detail_rows(home, lambda width, height: picture_rows(grid, width, height, INK),
                      replace(region, height=14), INK)
    assert not any("input" in text_of(row) for row in low)


@pytest.mark.parametrize("height", [4, 6, 12])
@pytest.mark.parametrize("width", [24, 33, 56])
def test_a_picture_keeps_to_its_room(width: int, height: int) -> None:
    run = example(5)
    grid = SceneBuilder(run, "padding", "en").scene(cursor_at_start(run.timeline)).grids[0]
    rows = picture_rows(grid, width, height, Ink(DARK, UNICODE))
    assert len(rows) <= height
    assert {cell_width(text_of(row)) for row in rows} == {width}
