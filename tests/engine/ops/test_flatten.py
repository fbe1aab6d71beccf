"""flatten keeps the order of the elements, and its gradient goes back to where each came from."""

import numpy as np
import pytest

from convtutor.engine import functional
from convtutor.engine.ops import OPERATORS
from tests.conftest import require
from tests.engine.cases import Case, integers, made
from tests.engine.witnesses import traces

IMAGE = np.arange(24.0).reshape(2, 3, 4)


@pytest.mark.parametrize(
    ("start", "end", "shape"),
    [(0, -1, (24,)), (1, -1, (2, 12)), (0, 1, (6, 4)), (-2, 2, (2, 12)), (1, 1, (2, 3, 4))],
)
def test_axes_become_one_and_elements_keep_their_order(
    start: int, end: int, shape: tuple[int, ...]
) -> None:
    made_flat = functional.flatten(IMAGE, start, end)
    assert made_flat.shape == shape
    assert made_flat.ravel().tolist() == list(range(24))
    back = functional.flatten_backward(made_flat, IMAGE, start, end)
    np.testing.assert_array_equal(back, IMAGE)


def test_a_layer_keeps_its_first_axis_and_the_function_none_as_in_torch() -> None:
    require("torch")
    import torch

    layer = OPERATORS["flatten"]
    assert layer.output_shape({"input": (2, 3, 4)}, layer.params()) == (2, 12)
    assert tuple(torch.nn.Flatten()(torch.ones(2, 3, 4)).shape) == (2, 12)
    assert functional.flatten(IMAGE).shape == tuple(torch.flatten(torch.ones(2, 3, 4)).shape)


def test_rows_of_any_strides_are_read_in_row_major_order() -> None:
    turned = IMAGE.transpose(2, 0, 1)
    np.testing.assert_array_equal(functional.flatten(turned, 1), turned.reshape(4, 6))


def test_a_number_becomes_an_array_of_one() -> None:
    assert functional.flatten(np.array(7.0)).tolist() == [7]
    back = functional.flatten_backward(np.array([3.0]), np.array(7.0))
    assert (back.shape, back.item()) == ((), 3)


def test_the_result_is_a_copy_even_where_nothing_changes() -> None:
    same = functional.flatten(IMAGE, 1, 1)
    same[...] = 0
    assert IMAGE.any()


def case(shape: tuple[int, ...], **keywords: int) -> Case:
    return made("flatten", keywords, {"input": shape}, integers, 1)


def test_a_step_reads_the_element_whose_place_it_names() -> None:
    forward, backward = traces(case((2, 3, 4, 5)))
    step = forward[forward.number_of((1, 2 * 20 + 3 * 5 + 4))]
    assert step.taps[0].reads[0].index == (1, 2, 3, 4)
    step = backward[backward.number_of((1, 2, 3, 4))]
    assert step.taps[0].reads[0].index == (1, 59)


@pytest.mark.parametrize(
    ("shape", "keywords", "line"),
    [
        ((2, 3, 4, 5), {}, "output[n, c*20 + y*5 + x] = total"),
        ((1, 3, 4, 5), {}, "output[c*20 + y*5 + x] = total"),
        ((2, 1, 4, 5), {}, "output[n, y*5 + x] = total"),
        ((2, 3, 4, 5), {"start_dim": 0, "end_dim": 1}, "output[n*3 + c, y, x] = total"),
        ((3,), {"start_dim": 0}, "output[x] = total"),
        ((), {"start_dim": 0}, "output[0] = total"),
    ],
)
def test_the_loops_write_the_place_out(
    shape: tuple[int, ...], keywords: dict[str, int], line: str
) -> None:
    loops = traces(case(shape, **keywords))[0].rule.listing.lines
    assert loops[-1].text == line
