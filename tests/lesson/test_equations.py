"""Equations in texts are computed again; prose, places and sizes are never taken for one."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from convtutor.lesson.equations import equations_in, false_equations
from convtutor.lesson.sums import value_of

LESSONS = sorted((Path(__file__).parents[2] / "lessons").glob("*.toml"))

TRUE = [
    "The first window: 0×0 + 1×1 + 3×2 + 4×3 = 19. No other reads the corner at [0,0].",
    "The output is 8+8-5+1 = 12 tall and 8+4-3+1 = 10 wide; (2,1) keeps 8x8.",
    "floor((8 + 2*1 - 3) / 2) + 1 = 4",
    "9×4 = 36 products.",
    "The four products are 0, and the bias is added last: 0 - 10 = -10.",
    "1/3 ≈ 0.333, and 2/3 ≈ 0.67.",
    "20/9 = 2.2222..., which no float holds.",
    "0.1 + 0.2 = 0.3, exactly.",
    "x = 9×2/4 = 4.5, in all nine cells.",
    "P = K-1 = 2: K-1 keeps the size. With K = 3: 3-1 = 2.",
    "max(0, 3, -1) = 3 and min(2, 5) = 2.",
    "2×(3 + 4) = 14 = 7 + 7",
    "1,024 × 2 = 2,048",
    "−3 + 5 = 2",
    "第一个窗口：0×0 + 1×1 + 3×2 + 4×3 = 19。左上角",
    "输出高 8+8-5+1 = 12，宽 8+4-3+1 = 10；保持 8x8",
    "只有下面一行起作用：0×2 + 1×3 = 3。",
]
FALSE = {
    "The first window: 0×0 + 1×1 + 3×2 + 4×3 = 20.": "0×0 + 1×1 + 3×2 + 4×3 is 19",
    "It is 8+8-5+1 = 13 tall.": "8+8-5+1 is 12",
    "floor((8 + 2*1 - 3) / 2) + 1 = 5": "floor((8 + 2*1 - 3) / 2) + 1 is 4",
    "9×4 = 35.": "9×4 is 36",
    "1/3 ≈ 0.34": "1/3 is 0.333333",
    "1/3 = 0.333": "1/3 is 0.333333",
    "20/9 = 2.2223...": "20/9 is 2.22222",
    "2 + 2 = 4 = 5 - 2": "5 - 2 is 3",
    "weight: x = 2×3 = 7": "2×3 is 6",
    "0 - 10 = 10": "0 - 10 is -10",
    "左上角：4×3 = 11。": "4×3 is 12",
    "最后加上偏置：0 - 10 = 10。": "0 - 10 is -10",
    "max(0, 3) = 0": "max(0, 3) is 3",
}
NOT_JUDGED = [
    "A 3x3 kernel on 8x8 makes 6x6.",
    "output[0,1] = 19 and weight[1,1] × 1 = 3 is left.",
    "padding=(2,1) is 2 rows above and below, stride=2, groups = 4.",
    "Half of 8 = 4, and the sum of 3 and 4 = 7.",
    "5 = 2 rows + 3 columns, 6 = 2 × rows.",
    "K-1 = 2, n×2 = 8, 2(K-1) = 9, f(2) + 1 = 7.",
    "3² = 9, 2 + 3² = 11, 10^2 = 100, √9 = 3, 50% = 0.5.",
    "1 + 2 + ... + 9 = 45",
    "W2(W1x) = (W2W1)x",
    "exp(0) = 1, log(1) = 0, sqrt(9) + 1 = 4.",
    "dim == 1 and stride >= 2, or 3 != 4.",
    "4 plus 2 × 3 = 10, 10 = 2 × 3 plus 4.",
    "row 2 = 3",
    "1/0 = 4",
    "2 加 3×4 = 14",
    "= 3",
    "2 + = 3",
    "(1 + 2 = 3",
    "",
]


@pytest.mark.parametrize("text", TRUE)
def test_what_is_true_is_found_and_left_alone(text: str) -> None:
    judged = [equation for equation in equations_in(text)
              if equation.left.value is not None and equation.right.value is not None]
    assert judged
    assert false_equations(text) == []


@pytest.mark.parametrize("text", FALSE)
def test_what_is_false_is_told_with_its_value(text: str) -> None:
    (said,) = false_equations(text)
    assert said.endswith(f"does not hold: {FALSE[text]}")


@pytest.mark.parametrize("text", NOT_JUDGED)
def test_what_is_no_equation_is_not_judged(text: str) -> None:
    assert false_equations(text) == []


def test_the_sentence_quotes_the_equation() -> None:
    assert false_equations("Now 2×3 = 7, and 20/9 = 2.3....") == [
        "'2×3 = 7' does not hold: 2×3 is 6", "'20/9 = 2.3...' does not hold: 20/9 is 2.22222",
    ]


@pytest.mark.parametrize("text", ["1" * 40, "+".join("1" * 400), "2 3", "()", "1//2", "floor(1,2)"])
def test_what_is_no_sum_has_no_value(text: str) -> None:
    assert value_of(text) is None


def test_brackets_and_signs_bind_as_in_mathematics() -> None:
    assert value_of("2 + 3×4 - 8/2/2") == 12
    assert value_of("-(2 - 5)×-2") == -6


def strings(value: object) -> Iterator[str]:
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    if isinstance(value, str):
        yield value
    for part in parts:
        yield from strings(part)


@pytest.mark.parametrize("path", LESSONS, ids=[path.stem for path in LESSONS])
def test_no_shipped_lesson_states_a_false_equation(path: Path) -> None:
    texts = list(strings(tomllib.loads(path.read_text(encoding="utf-8"))))
    assert texts
    assert [said for text in texts for said in false_equations(text)] == []
