"""The size formula computes what it says, says what is lost, and keeps its result at any width."""

import re
from math import ceil, floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convtutor.engine.adaptive_axis import AdaptiveAxis, adaptive_axis
from convtutor.engine.geometry import Axis
from convtutor.engine.ops import OPERATORS
from convtutor.scene.size import SizeFormula, size_formulas
from convtutor.scene.text import Line
from convtutor.words.wrapping import cell_width

BODY = re.compile(
    r"(floor|ceil)\(\((\d+) \+ (?:2\*(\d+)|(\d+) \+ (\d+)) - "
    r"(?:(\d+)|(\d+)\*\((\d+) - 1\) - 1)\) / (\d+)\) \+ 1( - 1)?"
)
QUOTIENT = re.compile(r"(floor|ceil)\((-?[\d.]+)(?:/(\d+))?\) \+ 1( - 1)?")
ROUND = {"floor": floor, "ceil": ceil}


def plain(line: Line) -> str:
    return "".join(span.text for span in line)


def value_of(body: str) -> int:
    """Compute a formula from its text."""
    match = BODY.fullmatch(body)
    assert match, body
    rounding, i, both, before, after, kernel, d, k, s, less = match.groups()
    padding = 2 * int(both) if both else int(before) + int(after)
    reach = int(kernel) if kernel else int(d) * (int(k) - 1) + 1
    return ROUND[rounding]((int(i) + padding - reach) / int(s)) + 1 - (less is not None)


def value_of_quotient(text: str) -> int:
    """Compute what stands behind the quotient's equals sign."""
    match = QUOTIENT.fullmatch(text)
    assert match, text
    rounding, number, divisor, less = match.groups()
    return ROUND[rounding](float(number) / float(divisor or 1)) + 1 - (less is not None)


AXES = st.builds(
    Axis, st.integers(1, 300), st.integers(1, 7), st.integers(1, 9), st.integers(1, 4),
    st.integers(0, 3), st.integers(0, 3), st.just("zeros"), st.booleans(),
).filter(lambda axis: axis.o >= 1)


@given(axis=AXES)
def test_every_form_of_the_formula_computes_the_size(axis: Axis) -> None:
    (made,) = size_formulas((axis,), "en")
    assert value_of(made.body) == made.result == axis.o
    assert bool(made.quotient) == ((axis.padded - axis.k_eff) % axis.s != 0)
    if made.quotient:
        assert value_of_quotient(made.quotient) == axis.o
    for form in made.forms():
        assert f"= {axis.o}" in plain(form)
        assert made.tight in plain(form).replace(" ", "")
    assert "".join(map(plain, made.broken())).endswith(f"= {axis.o}")


@given(axis=AXES)
def test_each_form_is_no_wider_than_the_one_before(axis: Axis) -> None:
    for language in ("en", "zh"):
        widths = [cell_width(plain(form)) for form in size_formulas((axis,), language)[0].forms()]
        assert widths == sorted(widths, reverse=True)


@given(axis=AXES)
def test_what_is_lost_is_counted_on_the_tensor_else_on_its_padding(axis: Axis) -> None:
    (made,) = size_formulas((axis,), "en")
    reached = {out * axis.s - axis.before + tap * axis.d
               for out in range(axis.o) for tap in range(axis.k)}
    end = max(reached) + 1
    behind = axis.i - max(end, 0)
    if behind > 0:
        assert made.lost == (
            "last element not read" if behind == 1 else f"last {behind} elements not read"
        )
        assert made.lost_count == behind
    elif end < axis.i + axis.after:
        assert made.lost == f"{axis.i + axis.after - end} of the padding elements not read"
    else:
        assert (made.lost, made.lost_count) == ("", 0)


@pytest.mark.parametrize(
    ("axis", "text"),
    [
        (Axis(3, 2, before=1, after=1), "L_out = floor((3 + 2*1 - 2) / 1) + 1 = 4"),
        (Axis(7, 3, s=2), "L_out = floor((7 + 2*0 - 3) / 2) + 1 = 3"),
        (Axis(8, 3, s=2),
         "L_out = floor((8 + 2*0 - 3) / 2) + 1 = floor(2.5) + 1 = 3, last element not read"),
        (Axis(4, 4, before=1, after=2), "L_out = floor((4 + 1 + 2 - 4) / 1) + 1 = 4"),
        (Axis(9, 3, d=2), "L_out = floor((9 + 2*0 - 2*(3 - 1) - 1) / 1) + 1 = 5"),
        (Axis(5, 2, s=2, ceil_mode=True),
         "L_out = ceil((5 + 2*0 - 2) / 2) + 1 = ceil(1.5) + 1 = 3"),
        (Axis(3001, 2, s=3000),
         "L_out = floor((3001 + 2*0 - 2) / 3000) + 1 = floor(2999/3000) + 1 = 1, "
         "last 2999 elements not read"),
    ],
)
def test_the_formula_reads_as_on_paper(axis: Axis, text: str) -> None:
    assert plain(size_formulas((axis,), "en")[0].forms()[0]) == text


def test_axes_that_agree_share_a_line() -> None:
    axis = Axis(3, 2, before=1, after=1)
    (made,) = size_formulas((axis, axis), "en")
    assert (made.name, made.result) == ("H_out = W_out", 4)


def test_axes_that_differ_have_a_line_each() -> None:
    made = size_formulas((Axis(3, 2), Axis(4, 2)), "en")
    assert [size.name for size in made] == ["H_out", "W_out"]


def test_equal_axes_that_lose_something_are_told_apart() -> None:
    axis = Axis(8, 3, s=3)
    made = size_formulas((axis, axis), "en")
    assert [size.lost for size in made] == ["last 2 rows not read", "last 2 columns not read"]
    chinese = size_formulas((axis, axis), "zh")
    assert [size.lost for size in chinese] == ["最后 2 行没有读到", "最后 2 列没有读到"]


def test_the_tightest_form_counts_what_is_lost_behind_its_sign() -> None:
    made = size_formulas((Axis(8, 3, s=3),), "en")[0]
    assert plain(made.forms()[-1]) == "L_out = floor((8+2*0-3)/3)+1 = 2, ~2"


def test_nothing_that_slides_has_no_formula() -> None:
    assert size_formulas((), "en") == ()


def test_a_formula_keeps_its_numbers_under_another_name() -> None:
    made = SizeFormula("H_out = W_out", "floor((3 + 2*0 - 2) / 1) + 1", "", 2, "", 0)
    assert plain(made.named("W_out").forms()[0]) == "W_out = floor((3 + 2*0 - 2) / 1) + 1 = 2"


@pytest.mark.parametrize(
    ("length", "weight", "keywords", "text"),
    [
        (3, 2, {"stride": 2}, "L_out = (3 - 1)*2 - 2*0 + 2 - 1 + 1 = 6"),
        (4, 3, {"stride": 3, "padding": 1, "output_padding": 2},
         "L_out = (4 - 1)*3 - 2*1 + 3 - 1 + 2 + 1 = 12"),
        (5, 3, {"dilation": 2}, "L_out = (5 - 1)*1 - 2*0 + 2*(3 - 1) + 1 = 9"),
    ],
)
def test_a_transposed_convolution_has_its_own_formula(
    length: int, weight: int, keywords: dict[str, int], text: str
) -> None:
    operator = OPERATORS["conv_transpose1d"]
    shapes = {"input": (1, 1, length), "weight": (1, 1, weight)}
    axes = operator.axes(shapes, operator.params(**keywords))
    (made,) = size_formulas(axes, "en")
    assert plain(made.forms()[0]) == text
    assert made.result == operator.output_shape(shapes, operator.params(**keywords))[2]


ADAPTIVE = st.builds(adaptive_axis, st.integers(1, 40), st.one_of(st.none(), st.integers(0, 50)))


@pytest.mark.parametrize(
    ("length", "size", "forms"),
    [
        (5, 3, ["L_out = output_size = 3, window x reads floor(x*5/3) to ceil((x + 1)*5/3) - 1",
                "L_out = output_size = 3, windows of 2 or 3 cells",
                "L_out = output_size = 3"]),
        (7, 2, ["L_out = output_size = 2, window x reads floor(x*7/2) to ceil((x + 1)*7/2) - 1",
                "L_out = output_size = 2, windows of 4 cells",
                "L_out = output_size = 2"]),
        (6, 3, ["L_out = output_size = 3, windows of 2 cells", "L_out = output_size = 3"]),
        (4, None, ["L_out = L_in = 4, windows of 1 cell", "L_out = L_in = 4"]),
        (4, 0, ["L_out = output_size = 0"]),
    ],
)
def test_an_adaptive_pool_is_told_by_the_windows_that_its_size_makes(
    length: int, size: int | None, forms: list[str]
) -> None:
    (made,) = size_formulas((adaptive_axis(length, size),), "en")
    shown = [plain(form) for form in made.forms()]
    assert list(dict.fromkeys(shown))[: len(forms)] == forms


@given(axis=ADAPTIVE)
def test_the_windows_told_are_those_that_are_read(axis: AdaptiveAxis) -> None:
    (made,) = size_formulas((axis,), "en")
    assert made.result == axis.o
    assert (made.lost, made.lost_count) == ("", 0)
    windows = [[spot.at for spot in axis.reads(out)] for out in range(axis.o)]
    for note in made.notes:
        if told := re.fullmatch(r"window x reads (floor\(.*\)) to (ceil\(.*\) - 1)", note):
            for x, window in enumerate(windows):
                names = {"x": x, "floor": floor, "ceil": ceil}
                ends = [eval(part, names) for part in told.groups()]  # noqa: S307
                assert ends == [window[0], window[-1]]
        else:
            lengths = {int(number) for number in re.findall(r"\d+", note)}
            assert lengths == {len(window) for window in windows}


@given(axis=ADAPTIVE)
def test_each_form_of_an_adaptive_pool_is_no_wider_than_the_one_before(axis: AdaptiveAxis) -> None:
    for language in ("en", "zh"):
        forms = size_formulas((axis,), language)[0].forms()
        widths = [cell_width(plain(form)) for form in forms]
        assert widths == sorted(widths, reverse=True)
        assert all(plain(form).count(f"= {axis.o}") == 1 for form in forms)


def test_adaptive_axes_share_a_line_where_both_say_the_same() -> None:
    (made,) = size_formulas((adaptive_axis(6, 3), adaptive_axis(6, 3)), "en")
    assert made.name == "H_out = W_out"
    made_apart = size_formulas((adaptive_axis(5, 3), adaptive_axis(5, 3)), "zh")
    assert [size.notes[0] for size in made_apart] == [
        "窗口 y 读取 floor(y*5/3) 到 ceil((y + 1)*5/3) - 1",
        "窗口 x 读取 floor(x*5/3) 到 ceil((x + 1)*5/3) - 1",
    ]
