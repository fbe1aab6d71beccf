"""Panes give way in the order they should, and never cut what must be read."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.style import Style

from convtutor.engine.geometry import Axis
from convtutor.lesson.run import Run
from convtutor.paint.formulas import formula_block, formula_line, side_by_side
from convtutor.paint.listing import listing_rows
from convtutor.paint.panes import (
    arithmetic_rows,
    code_lines,
    head_rows,
    loops_rows,
    side_rows,
    size_rows,
)
from convtutor.paint.row import Row
from convtutor.paint.tap_table import tap_lines
from convtutor.paint.text_panes import footer_rows, words_rows
from convtutor.scene.head import Head
from convtutor.scene.key_hints import KeyHint, last_keys
from convtutor.scene.loops import LoopLine
from convtutor.scene.moment import Moment
from convtutor.scene.scene import SceneBuilder
from convtutor.scene.size import size_formulas
from convtutor.scene.taps import tap_table
from convtutor.scene.text import Line
from convtutor.steps import Cursor, Level
from convtutor.steps.numbers import number
from convtutor.words import LANGUAGES
from convtutor.words.wrapping import cell_width
from tests.engine.cases import floats, integers, with_gaps
from tests.paint.screens import INK, row_text, row_width
from tests.scene.drawn import runs
from tests.scene.runs import RUNS, example, scene_at
from tests.scene.test_size import ADAPTIVE, AXES

PICKS = st.integers(0, 10**6)


def plain(line: Line) -> str:
    return "".join(span.text for span in line)


# ---------------------------------------------------------------- rows


@given(text=st.text("ab填充·e\u0301", max_size=12), x=st.integers(-3, 9))
def test_a_row_is_always_as_wide_as_its_pane(text: str, x: int) -> None:
    row = Row(8, Style())
    row.put(x, text, Style(bold=True))
    assert row_width(row.segments()) == 8


def test_a_wide_character_that_does_not_fit_is_left_out() -> None:
    row = Row(3, Style())
    assert row.put(0, "填充", Style()) == 2
    assert row_text(row.segments()) == "填 "


def test_neighbours_of_one_style_are_one_segment() -> None:
    plain_style, bold = Style(), Style(bold=True)
    row = Row(6, plain_style)
    row.put(2, "ab", bold)
    assert [segment.text for segment in row.segments()] == ["  ", "ab", "  "]


# ---------------------------------------------------------------- words


@pytest.mark.parametrize("width", [56, 76, 116])
def test_words_break_at_80_columns_and_end_in_an_ellipsis_where_lines_are_missing(
    width: int,
) -> None:
    text = "The kernel is 5 tall and 3 wide, so it needs 2 rows and 1 column of padding. " * 3
    one, two = (words_rows(text, width, height, INK) for height in (1, 2))
    assert len(one) == 1
    assert row_text(one[0]).rstrip().endswith(" …")
    assert len(two) == 2
    cut = row_text(one[0]).rstrip().removesuffix(" …")
    assert text.startswith(cut)
    assert text[len(cut)] == " ", "a word is cut"


def test_chinese_words_keep_their_ellipsis_too() -> None:
    rows = words_rows("窗口伸出了左边缘。" * 12, 56, 1, INK)
    assert row_text(rows[0]).rstrip().endswith("…")
    assert row_width(rows[0]) == 56


def test_words_that_fit_are_whole() -> None:
    rows = [row_text(row).rstrip() for row in words_rows("only 3 and 6 will count", 76, 2, INK)]
    assert rows == ["only 3 and 6 will count", ""]


# ---------------------------------------------------------------- head and footer

HEAD = Head(("padding", "2 one ring", "conv1", "forward", "output[2,0]", "tap 2 of 4"),
            "window 9 of 16", 15, 0.5, 1 / 64)


@pytest.mark.parametrize("width", range(60, 130, 7))
def test_the_last_crumb_is_never_cut_and_the_first_ones_give_way(width: int) -> None:
    for state in ("", "playing, 480 a second"):
        top, bottom = (row_text(row) for row in head_rows(HEAD, state, 2, width, INK))
        assert "tap 2 of 4" in top
        assert top.rstrip().endswith(state or "tap 2 of 4")
        assert "padding ›" in top or top.lstrip().startswith("… ›")
        assert bottom.rstrip().endswith("─   window 9 of 16".replace("   ", "    "))


def test_the_scrub_bar_is_as_long_as_the_pass_has_come() -> None:
    for share in (0.0, 0.25, 0.5, 1.0):
        head = Head(HEAD.crumbs, HEAD.count, HEAD.widest, share * (1 - 1 / 64), 1 / 64)
        bar = row_text(head_rows(head, "", 2, 100, INK)[1])
        length = bar.count("━") + bar.count("─")
        assert length == 100 - 4 - 15 - 3
        assert bar.count("━") == pytest.approx(share * length, abs=2)


def test_before_the_start_the_bar_has_no_knob() -> None:
    head = Head(HEAD.crumbs, HEAD.count, HEAD.widest, 0.0, 0.0)
    assert "━" not in row_text(head_rows(head, "", 2, 100, INK)[1])


HINTS = tuple(
    KeyHint(key, label) for key, label in (
        ("→", "next tap"), ("←", "back"), ("f", "finish window"), ("space", "play"),
        ("l", "loops"), ("t", "torch"), ("g", "go to"), ("[ ]", "example"), ("T", "colours"),
    )
)


@pytest.mark.parametrize("width", range(60, 200, 5))
def test_the_footer_drops_from_the_end_and_keeps_the_first_key_and_help(width: int) -> None:
    text = row_text(footer_rows(HINTS, last_keys("en"), 2, width, INK)[0])
    shown = [f"{hint.key} {hint.label}" in text for hint in HINTS]
    assert shown[0]
    assert shown == sorted(shown, reverse=True)
    assert "? keys" in text
    assert text.rstrip().endswith(("q quit", "? keys"))
    if width >= 120:
        assert all(shown[:7])


# ---------------------------------------------------------------- arithmetic


@settings(max_examples=40)
@given(
    run=st.one_of(runs("conv2d", floats), runs("conv2d", integers), runs("max_pool2d", with_gaps)),
    pick=PICKS, tap=PICKS, width=st.integers(24, 120), right=st.booleans(),
)
def test_the_running_value_stands_whole_in_any_width(
    run: Run, pick: int, tap: int, width: int, right: bool
) -> None:
    at = pick % len(run.timeline)
    taps = len(run.timeline[at].taps)
    chosen = tap % (taps + 1) - 1
    cursor = Cursor(run.timeline, Level.ELEMENT, at)
    if chosen >= 0:
        cursor = Cursor(run.timeline, Level.TAP, at, chosen)
    scene = SceneBuilder(run, "test", "en").scene(cursor)
    (row,) = arithmetic_rows(scene, width, width * 2 // 3 if right else None, INK)
    assert row_width(row) == width
    running = scene.moment.running
    assert running is not None
    assert row_text(row).rstrip().endswith(number(running)) or f" {number(running)} from" in (
        row_text(row)
    )


def test_terms_are_unfolded_folded_and_shortened_as_the_room_shrinks() -> None:
    scene = scene_at(example(2), "output[2,0].tap[1]")
    shown = [row_text(arithmetic_rows(scene, width, 58, INK)[0]).strip() for width in (76, 60, 40)]
    assert shown[0].startswith("output[2,0] = ·0×0 +  3×1  + ·0×2 + 6×3")
    assert shown[0].endswith("sum  0 + 3 = 3")
    assert shown[1].startswith("output[2,0] = ·0×0")
    assert shown[2] == "output[2,0] = 0 +  3×1  = 3"
    long = scene_at(example(3), "output[1,7].tap[7]")
    text = row_text(arithmetic_rows(long, 76, 62, INK)[0])
    assert "10 from 7 taps +  8×1  + 7 taps to come" in text


# ---------------------------------------------------------------- the size formula


@given(
    axes=st.one_of(st.tuples(AXES, AXES), st.tuples(ADAPTIVE, ADAPTIVE)),
    width=st.integers(44, 120), language=st.sampled_from(LANGUAGES),
)
def test_no_formula_is_cut(axes: tuple[Axis, Axis], width: int, language: str) -> None:
    sizes = size_formulas(axes, language)
    for size in sizes:
        row = formula_line(size, width)
        if cell_width(plain(row)) > width:
            assert cell_width(plain(size.forms()[-1])) > width  # no shorter form is left
    for row in formula_block(sizes, width):
        assert cell_width(plain(row)) <= width
    text = "".join(plain(row) for row in formula_block(sizes, width))
    for size in sizes:
        assert text.count(f"= {size.result}") >= 1
        assert size.lost in text


def test_formulas_stand_side_by_side_where_both_fit() -> None:
    scene = scene_at(example(3), "output[0,0]")
    assert side_by_side(scene.sizes, 37, 37)
    assert not side_by_side(scene.sizes, 20, 50)
    (row,) = size_rows(scene, 76, 1, 38, INK)
    assert row_text(row).rstrip() == (
        "H_out = floor((8+2*2-5)/1)+1 = 8      W_out = floor((8+2*1-3)/1)+1 = 8"
    )
    two = [row_text(row).rstrip() for row in size_rows(scene, 76, 2, 0, INK)]
    assert two == [
        "H_out = floor((8 + 2*2 - 5) / 1) + 1 = 8", "W_out = floor((8 + 2*1 - 3) / 1) + 1 = 8"
    ]


def test_a_long_formula_breaks_before_its_quotient_in_a_column() -> None:
    scene = scene_at(RUNS["lost"](), "output[0,0]")
    lines = [plain(row) for row in formula_block(scene.sizes, 42)]
    assert lines == [
        "H_out = floor((8+2*0-3)/3)+1",
        "      = floor(1.667) + 1 = 2",
        "        last 2 rows not read",
        "W_out = floor((9+2*0-3)/4)+1",
        "      = floor(1.5) + 1 = 2",
        "        last 2 columns not read",
    ]


def test_relu_says_that_the_size_stays() -> None:
    scene = scene_at(RUNS["relu"](), "output[0,0]")
    (row,) = size_rows(scene, 76, 1, 0, INK)
    assert row_text(row).rstrip() == "no window slides: the size stays 4x4"


# ---------------------------------------------------------------- the listing

LONG = (
    LoopLine("for j in range(2):", 0, "j = 1", "j = 1"),
    LoopLine("total += input[n, c, row, col] * weight[o, c, i, j]", 3,
             "123456 + -98765*4321 = -426640109", "-426640109", True),
)


@pytest.mark.parametrize("width", range(30, 130, 5))
def test_a_value_beside_the_listing_is_never_cut(width: int) -> None:
    first, second = (
        row_text(row) for row in listing_rows(LONG, width, 4, 58, INK)
    )
    assert first.rstrip().endswith("j = 1")
    assert second.rstrip().endswith("-426640109")
    assert ("-98765*4321 = -426640109" in second) == (" …" not in second and width >= 100)
    assert row_width(listing_rows(LONG, width, 4, 58, INK)[1]) == width


def test_values_stand_in_one_column_where_lines_leave_room() -> None:
    scene = scene_at(example(3), "output[1,7].tap[7]")
    rows = [row_text(row) for row in loops_rows(scene, 72, 12, "full", INK)]
    starts = {row.index(value) for row in rows for value in ("y = 1 ", "i = 2 ", "inside ")
              if value in row}
    assert starts == {53}


def test_few_rows_show_the_lines_up_to_the_marked_one() -> None:
    scene = scene_at(example(2), "output[2,0].tap[1]")
    rows = [row_text(row).rstrip() for row in loops_rows(scene, 76, 5, "compact", INK)]
    assert rows[0] == (
        "  # nn.Conv2d(1, 1, kernel_size=2, padding=1, bias=False), as loops"
    )
    assert rows[-1].startswith("▸         total += input[row, col] * weight[i, j]")
    assert rows[-1].endswith("0 + 3*1 = 3")


# ---------------------------------------------------------------- the side column


def test_the_side_column_holds_size_pytorch_and_check() -> None:
    scene = scene_at(example(2), "output[2,0].tap[1]")
    rows = [row_text(row).rstrip() for row in side_rows(scene, None, [()], 42, 12, INK)]
    assert rows == [
        "size", "H_out = floor((3 + 2*1 - 2) / 1) + 1 = 4",
        "W_out = floor((3 + 2*1 - 2) / 1) + 1 = 4", "", "in PyTorch",
        "nn.Conv2d(1, 1, kernel_size=2, padding=1,", "          bias=False)", "", "torch check",
        "", "", "",
    ]


def test_a_line_of_pytorch_breaks_between_arguments_alone() -> None:
    code = "nn.Conv2d(1, 1, kernel_size=(5, 3), stride=(2, 1), padding=(2, 1), bias=False)"
    for width in range(30, 90):
        lines = [plain(row) for row in code_lines(code, width)]
        assert " ".join(text.strip() for text in lines) == code
        assert all(len(text) <= width for text in lines)


@settings(max_examples=40)
@given(
    run=st.one_of(runs("conv2d", floats), runs("max_pool2d", with_gaps)), pick=PICKS, tap=PICKS,
    language=st.sampled_from(LANGUAGES),
)
def test_the_table_of_taps_fits_its_column_and_its_columns_line_up(
    run: Run, pick: int, tap: int, language: str
) -> None:
    at = pick % len(run.timeline)
    taps = len(run.timeline[at].taps)
    cursor = Cursor(run.timeline, Level.ELEMENT, at)
    if taps:
        cursor = Cursor(run.timeline, Level.TAP, at, tap % taps)
    table = tap_table(Moment(cursor, None, run.arrays), language, 10)
    lines = [plain(row) for row in tap_lines(table, 49, 11)]
    assert len(lines) == 11
    assert {cell_width(text) for text in lines if text} <= {49}
    assert sum(text.startswith("▸ ") for text in lines) == min(taps, 1)
    assert not any("#" in text for text in lines)


def test_the_table_reads_as_on_paper() -> None:
    table = tap_table(scene_at(example(2), "output[2,0].tap[1]").moment, "en", 10)
    assert [plain(row) for row in tap_lines(table, 49, 5)] == [
        "       input    kernel               product  sum",
        "   ·0  padding  [0,0]    0                 0    0",
        "▸   3  [1,0]    [0,1]    1                 3    3",
        "   ·0  padding  [1,0]    2                 ·    ·",
        "    6  [2,0]    [1,1]    3                 ·    ·",
    ]
