"""The board fits the terminal, says what each sign claims, and claims nothing that did not run."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from convtutor.crosscheck.board.drawing import Cell
from convtutor.crosscheck.board.kept import NUMPY
from convtutor.crosscheck.board.rows import BOARD
from convtutor.crosscheck.board.run import Board, Square
from convtutor.crosscheck.match import Verdict
from convtutor.scene.board import SIGNS, heads, layout, opening, rows
from convtutor.scene.board_report import closing
from convtutor.scene.text import Line, Tone
from convtutor.words import LANGUAGES
from convtutor.words.wrapping import cell_width
from tests.crosscheck.board.boards import CPU, EVERYWHERE, HERE, WRONG, board, square

CONV, RELU = Cell("conv2d", "reflect", grouped=True), Cell("relu")
MISMATCH = Verdict.MISMATCH


def texts(lines: Iterable[Line]) -> list[str]:
    return ["".join(span.text for span in line) for line in lines]


def paragraphs(board: Board, language: str = "en") -> str:
    """Give all that is said below the board on one line."""
    return " ".join(texts(closing(board, language, 80)))


def tones(lines: Iterable[Line], tone: Tone) -> list[str]:
    return [span.text for line in lines for span in line if span.tone is tone]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("with_gpu", [False, True])
def test_the_whole_board_fits_80_columns(with_gpu: bool, language: str) -> None:
    found = layout(with_gpu, language, 80)
    verdicts = EVERYWHERE if with_gpu else HERE
    lines = [*opening(language, 80), *heads(found, language, 80)]
    made = []
    for name, row in BOARD.items():
        for mode in row.modes:
            squares = [square(c, verdicts) for c in row.cells(name) if c.mode == mode]
            lines += rows(squares, found, first=mode == row.modes[0])
            made += squares
    lines += closing(board(*made), language, 80)
    assert max(map(cell_width, texts(lines))) <= 80
    assert all(text == text.rstrip() for text in texts(lines))


def test_without_a_gpu_one_block_stands_for_its_lanes_and_with_one_each_has_its_own() -> None:
    assert [c.device for c in layout(False, "en", 80).columns] == [NUMPY, "cpu", "cpu", "cuda"]
    assert [len(c.lanes) for c in layout(True, "en", 80).columns] == [1] * 7


def test_blocks_are_split_where_there_is_room() -> None:
    assert layout(False, "en", 80).split
    assert not layout(True, "en", 80).split
    assert layout(True, "en", 100).split


def test_the_eight_places_are_headed_by_stride_dilation_and_groups() -> None:
    *_, stride, dilation, groups, empty = texts(heads(layout(True, "en", 80), "en", 80))
    assert stride[:26] == "          stride 1+1+1+1+ "
    assert dilation[:26] == "        dilation 11++11++ "
    assert groups[:26] == "          groups 1111++++ "
    assert empty == ""


def test_each_sign_stands_under_its_place() -> None:
    found = layout(True, "en", 80)
    squares = [square(cell, EVERYWHERE) for cell in BOARD["conv2d"].cells("conv2d")
               if cell.mode == "same"]
    assert [s.cell.place for s in squares if s.settings] == [0, 2, 4, 6]
    (line,) = texts(rows(squares, found, first=False))
    assert line == "  same           = = = =  " + " ".join(["~ ~ ~ ~ "] * 6).rstrip()


def test_an_operator_without_modes_has_its_signs_on_its_own_line() -> None:
    (line,) = texts(rows([square(RELU, HERE)], layout(False, "en", 80), first=True))
    assert line.split() == ["relu", "=", "~", "~", "-"]


def test_a_name_too_long_for_its_column_has_a_line_of_its_own() -> None:
    cell = Cell("adaptive_avg_pool2d")
    made = Square(cell, square(RELU, HERE).settings, square(RELU, HERE).each)
    name, signs = texts(rows([made], layout(False, "en", 80), first=True))
    assert (name, signs.split()) == ("adaptive_avg_pool2d", ["=", "~", "~", "-"])


@pytest.mark.parametrize(
    ("verdict", "sign", "tone"),
    [(Verdict.EXACT, "=", Tone.AGREE), (Verdict.TYPICAL, "~", Tone.AGREE),
     (Verdict.WITHIN_BOUND, "~", Tone.AGREE), (Verdict.TF32, "t", Tone.ACCENT),
     (Verdict.WINOGRAD, "w", Tone.ACCENT), (MISMATCH, "!", Tone.MISMATCH),
     (Verdict.NOT_CHECKED, "-", Tone.DIM)],
)
def test_a_verdict_has_a_sign_of_its_own_kind(verdict: Verdict, sign: str, tone: Tone) -> None:
    assert SIGNS[verdict] == (sign, tone)
    lines = list(rows([square(RELU, {NUMPY: verdict})], layout(False, "en", 80), first=True))
    assert sign in "".join(tones(lines, tone))


@pytest.mark.parametrize("with_gpu", [False, True])
def test_every_sign_that_may_stand_there_is_explained_and_no_other(with_gpu: bool) -> None:
    found = layout(with_gpu, "en", 80)
    lines = texts([*opening("en", 80), *heads(found, "en", 80)])
    explained = {line.split()[0] for line in lines if line[:2] == "  " and line[2:3].strip()
                 and line[3:5] == "  "}
    measured = {"t", "w"} if with_gpu else set()
    assert explained == {"=", "~", "!", "-", "+"} | measured


def test_agreement_is_counted_device_by_device() -> None:
    said = paragraphs(board(square(CONV, EVERYWHERE, EVERYWHERE), square(RELU, EVERYWHERE)))
    assert "NumPy: the rules, the whole-array passes and the loops agree in 3 of 3" in said
    assert "CPU: torch agrees in 3 of 3 settings, every array of each." in said
    assert "GPU: torch agrees in 3 of 3 settings" in said
    assert "not checked" not in said
    assert "torch 2.13.0" in said
    assert "AMD EPYC, NVIDIA H100" in said


def test_a_gpu_that_is_not_there_is_said_so_and_counted_nowhere() -> None:
    said = paragraphs(board(square(RELU, HERE, HERE)))
    assert "GPU not checked: this torch is built without CUDA; nothing is claimed about it" in said
    assert "GPU: torch agrees" not in said


def test_a_missing_torch_is_said_with_its_remedy_for_both_devices() -> None:
    absent = square(RELU, {NUMPY: Verdict.EXACT}, reason="torch-missing")
    said = paragraphs(board(absent))
    assert "NumPy: the rules, the whole-array passes and the loops agree in 1 of 1" in said
    assert "CPU not checked: torch is not installed here; add it with:" in said
    assert "torch agrees" not in said


def test_what_broke_down_on_the_way_is_counted_and_gives_its_reason() -> None:
    broken = {NUMPY: Verdict.EXACT, CPU[0]: Verdict.TYPICAL}
    said = paragraphs(board(square(RELU, HERE, broken, reason="worker-time")))
    assert "CPU: torch agrees in 1 of 2 settings" in said
    assert "CPU: not checked in 1 of 2 settings." in said
    assert "CPU not checked: no answer within" in said


def test_a_difference_is_shown_with_its_setting_its_lane_and_its_arithmetic() -> None:
    wrong = board(square(CONV, {**HERE, "cpu-float64": MISMATCH}))
    lines = list(closing(wrong, "en", 80))
    said = " ".join(" ".join(texts(lines)).split())
    assert tones(lines, Tone.MISMATCH)[0] == "conv2d, reflect, groups > 1: CPU float64"
    assert "padding_mode='reflect'" in said
    assert "output[0,0,1,2]: ours 3, torch 4. That is no rounding error." in said
    assert "output[0,0,1,2] = 1×3 = 3" in said
    assert "CPU: numbers differ in 1 of 1 settings." in said
    assert "CPU: torch agrees" not in said


def test_witnesses_of_numpy_that_differ_are_named_and_torch_is_not_blamed() -> None:
    said = paragraphs(board(square(CONV, {**HERE, NUMPY: MISMATCH})))
    assert "conv2d, reflect, groups > 1: NumPy" in said
    assert "conv2d.output[0,0,1,2]: the rule gives 3, the whole-array pass 4." in said
    assert "NumPy: numbers differ in 1 of 1 settings." in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_many_differences_are_told_by_their_number(language: str) -> None:
    wrong = {**HERE, **dict.fromkeys(CPU, MISMATCH)}
    many = board(*[square(CONV, wrong, wrong)] * 4)
    assert len(many.faults) == 16
    said = paragraphs(many, language)
    assert said.count(WRONG.arithmetic) == 10
    assert " 6" in said or "6 个" in said
