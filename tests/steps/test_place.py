"""A place is written the same way everywhere."""

import pytest

from convtutor.steps import Place


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (Place("conv1", "output"), "conv1.output"),
        (Place("conv1", "output", (0, 0, 1, 2)), "conv1.output[0,0,1,2]"),
        (Place("conv1", "grad_weight", (3, 0, 1, 1), 4), "conv1.grad_weight[3,0,1,1].tap[4]"),
        (Place("conv1", "grad_bias", (7,), 0), "conv1.grad_bias[7].tap[0]"),
        (Place("relu", "output", ()), "relu.output[]"),
    ],
)
def test_a_place_as_text(place: Place, text: str) -> None:
    assert str(place) == text


def test_places_can_be_keys() -> None:
    assert {Place("a", "output", (0,)): 1}[Place("a", "output", (0,))] == 1
    assert Place("a", "output", (0,)) != Place("a", "output", (0,), 0)
