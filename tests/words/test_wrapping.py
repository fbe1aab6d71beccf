"""Lines break where a reader of either language expects it, by cells and not by characters."""

from hypothesis import given
from hypothesis import strategies as st

from convtutor.words.wrapping import cell_width, wrap


def test_chinese_counts_two_cells_and_a_combining_mark_none() -> None:
    assert cell_width("a填e\u0301") == 4


def test_words_of_letters_stay_whole() -> None:
    assert wrap("only 3 and 6 will count", 10) == ["only 3 and", "6 will", "count"]


def test_chinese_breaks_between_any_two_characters() -> None:
    assert wrap("窗口伸出左边缘", 8) == ["窗口伸出", "左边缘"]


def test_a_line_never_begins_with_a_closing_sign() -> None:
    assert wrap("窗口伸出，左边", 8) == ["窗口伸", "出，左边"]


def test_a_line_never_ends_with_an_opening_sign() -> None:
    assert wrap("窗口边（左）", 8) == ["窗口边", "（左）"]


def test_letters_among_chinese_stay_whole() -> None:
    assert wrap("输出output尺寸", 8) == ["输出", "output尺", "寸"]


def test_a_word_longer_than_a_line_is_cut() -> None:
    assert wrap("ab abcdefgh x", 4) == ["ab", "abcd", "efgh", "x"]


def test_white_space_is_one_blank() -> None:
    assert wrap("  a\n\n  b  ", 80) == ["a b"]
    assert wrap(" \n ", 80) == []


@given(st.text("ab 填充，（）", max_size=40), st.integers(4, 12))
def test_every_line_fits_and_nothing_is_lost(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(0 < cell_width(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
