"""slice takes a half-open part, and its gradient goes back to that part alone."""

import numpy as np
import pytest

from convtutor.engine import functional
from convtutor.errors import ArgumentError
from tests.engine.cases import Case, integers, made
from tests.engine.witnesses import traces

IMAGE = np.arange(20.0).reshape(4, 5)


def test_the_end_of_a_span_is_left_out() -> None:
    assert functional.slice(IMAGE, "0:2, 1:3").tolist() == [[1, 2], [6, 7]]


def test_a_number_takes_its_axis_away() -> None:
    assert functional.slice(IMAGE, "-1").tolist() == [15, 16, 17, 18, 19]
    assert functional.slice(IMAGE, "1, 3").shape == ()
    assert functional.slice(IMAGE, "1:2, 3").tolist() == [8]


def test_what_is_left_out_gets_no_gradient() -> None:
    back = functional.slice_backward(np.array([[7.0, 8]]), IMAGE, "-1:, ::3")
    assert back.nonzero()[0].tolist() == [3, 3]
    assert back.nonzero()[1].tolist() == [0, 3]
    assert back[3].tolist() == [7, 0, 0, 8, 0]


def test_the_result_is_a_copy_even_of_the_whole() -> None:
    whole = functional.slice(IMAGE, ":")
    whole[...] = 0
    assert IMAGE.any()


@pytest.mark.parametrize("index", ["4", "0, -6", "0, 0, 0"])
def test_a_place_that_is_not_there_is_refused_as_in_torch(index: str) -> None:
    with pytest.raises(ArgumentError, match="^slice: "):
        functional.slice(IMAGE, index)


def test_an_index_is_a_text() -> None:
    with pytest.raises(ArgumentError, match='a text such as "0:2, 1:3", got 1'):
        functional.slice(IMAGE, 1)  # type: ignore[arg-type]


def case(shape: tuple[int, ...], index: str) -> Case:
    return made("slice", {"index": index}, {"input": shape}, integers, 1)


@pytest.mark.parametrize(
    ("shape", "index", "forward", "test", "backward"),
    [
        ((4, 5), "0:2, 1:3", "input[y, x + 1]", "if 0 <= y < 2 and 1 <= x < 3:",
         "grad_output[y, x - 1]"),
        ((4, 5), "-1", "input[3, x]", "if y == 3:", "grad_output[x]"),
        ((4, 5), ":, 1::2", "input[y, x*2 + 1]", "if 1 <= x < 4 and (x - 1) % 2 == 0:",
         "grad_output[y, (x - 1) // 2]"),
        ((1, 3, 4, 5), "..., 1:2, :2", "input[c, y + 1, x]", "if 1 <= y < 2 and 0 <= x < 2:",
         "grad_output[c, y - 1, x]"),
    ],
)
def test_the_loops_say_where_the_window_lies(
    shape: tuple[int, ...], index: str, forward: str, test: str, backward: str
) -> None:
    ahead, back = (trace.rule.listing.source() for trace in traces(case(shape, index)))
    assert f"total += {forward}\n" in ahead
    assert f"{test}\n" in back
    assert f"total += {backward}\n" in back


def test_the_rule_of_the_output_says_which_part_of_the_input_it_reads() -> None:
    ahead, back = (trace.rule for trace in traces(case((4, 5), "-2, 1::2")))
    assert ahead.reach == {"input": (range(2, 3), range(1, 5, 2))}
    assert back.reach == {}
