"""Arrays are checked with sentences that name them."""

import numpy as np
import pytest

from convtutor.engine.arrays import (
    check_dimensions,
    check_dtypes,
    check_no_empty_axis,
    shapes_of,
)
from convtutor.errors import DtypeError, ShapeError

SINGLE, DOUBLE = np.zeros((1, 2), np.float32), np.zeros(3)


def test_arrays_of_one_float_dtype_are_taken_and_none_is_left_out() -> None:
    check_dtypes("op", {"input": SINGLE, "weight": SINGLE, "bias": None})
    check_dtypes("op", {"input": DOUBLE, "bias": DOUBLE})
    check_dtypes("op", {"input": None})


def test_a_mixture_names_both_arrays() -> None:
    with pytest.raises(DtypeError) as refusal:
        check_dtypes("op", {"input": None, "weight": SINGLE, "bias": DOUBLE})
    assert str(refusal.value).startswith("op: bias is float64 but weight is float32")


def test_dimensions_name_what_is_allowed() -> None:
    check_dimensions("op", "input", (1, 2, 3), (3, 4))
    with pytest.raises(ShapeError, match=r"^op: input must be 3-D or 4-D, got shape \(2, 3\)$"):
        check_dimensions("op", "input", (2, 3), (3, 4))


def test_an_empty_axis_is_named_by_what_it_counts() -> None:
    check_no_empty_axis("op", "input", {"rows": 1, "columns": 7})
    with pytest.raises(ShapeError, match="^op: the input has 0 columns; it needs at least 1$"):
        check_no_empty_axis("op", "input", {"rows": 1, "columns": 0})


def test_shapes_go_by_the_names_of_the_arrays() -> None:
    assert shapes_of({"input": SINGLE, "bias": DOUBLE}) == {"input": (1, 2), "bias": (3,)}
