"""Who wrote a number: contributions add up to it in the rule's order, back to what is given."""

from __future__ import annotations

from collections.abc import Iterator
from math import isnan
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from convtutor.debugger.origin import Kind, Origin, origin_of
from convtutor.debugger.origin_text import origin_lines
from convtutor.engine.ops import OPERATORS
from convtutor.errors import UsageError
from convtutor.lesson.catalog import find_lesson, lesson_names
from convtutor.lesson.read import read_lesson
from convtutor.lesson.run import Run, run_example
from convtutor.lesson.schema import Example, Layer, own_operands
from convtutor.steps import Place
from convtutor.words.wrapping import cell_width
from tests.conftest import examples
from tests.debugger.networks import SAID, net
from tests.engine.cases import Case, infinite, moderate
from tests.engine.families import CASES
from tests.lesson.training import SHARED
from tests.lesson.training import run_of as trained


def run_of(case: Case) -> Run:
    """Run a drawn layer as an example whose tensors stream in."""
    own = set(own_operands(case.operator))
    streamed = {name: array for name, array in case.arrays.items() if name not in own}
    held = {name: array for name, array in case.arrays.items() if name in own}
    layer = Layer("layer1", case.name, tuple(streamed), held, case.keywords, case.params)
    return run_example(
        Example(1, SAID, SAID, None, streamed, (layer,), case.grad_output, ())
    )


def places(run: Run, most: int = 3) -> Iterator[Place]:
    """Give some elements of every array of a run."""
    for name, array in run.arrays.items():
        layer, _, local = name.rpartition(".")
        for number in np.linspace(0, array.size - 1, min(most, array.size), dtype=int):
            yield Place(layer, local, tuple(map(int, np.unravel_index(number, array.shape))))


def at(run: Run, layer: str, array: str, *index: int) -> Origin:
    return origin_of(run, Place(layer, array, index))


def assert_adds_up(origin: Origin) -> None:
    if origin.step is None:
        return
    total = 0.0
    for number, made in enumerate(origin.in_order):
        assert made.number == number
        total += made.amount
    if origin.is_largest and not any(made.share for made in origin.in_order):
        assert origin.total == -np.inf  # a window without any element
    else:
        assert total == origin.total or isnan(total) and isnan(origin.total)
    finished = origin.total if origin.finish is None else origin.finish.applied(origin.total)
    np.testing.assert_allclose(origin.value, finished, 1e-9, 1e-9)


@pytest.mark.parametrize("name", OPERATORS)
@examples(15)
@given(data=st.data())
def test_contributions_add_up_to_the_value_in_both_directions(
    name: str, data: st.DataObject
) -> None:
    run = run_of(data.draw(CASES[name](moderate)))
    for place in places(run):
        assert_adds_up(origin_of(run, place))


@examples(30)
@given(data=st.data())
def test_contributions_stand_by_size_with_nan_and_the_infinite_first(data: st.DataObject) -> None:
    run = run_of(data.draw(CASES["conv2d"](infinite)))
    for place in places(run):
        amounts = [made.amount for made in origin_of(run, place).contributions]
        ranks = [np.inf if isnan(amount) else abs(amount) for amount in amounts]
        assert ranks == sorted(ranks, reverse=True)


def test_of_a_maximum_the_winner_alone_contributes() -> None:
    run = net("max pool", 3)
    winner, *others = at(run, "pool1", "output", 0, 1, 2, 1).contributions
    assert winner.amount == run.arrays["pool1.output"][0, 1, 2, 1]
    assert winner.share == 1
    assert {(made.amount, made.share) for made in others} == {(0.0, 0.0)}


def test_shares_are_parts_of_the_sum() -> None:
    made = at(net("chain", 0), "conv3", "output", 0, 0, 1, 1).contributions
    assert sum(entry.share or 0 for entry in made) == pytest.approx(1)


def test_a_forward_number_is_followed_to_the_input() -> None:
    origin: Origin | None = at(net("chain", 0), "conv3", "output", 0, 0, 1, 1)
    met = []
    while origin is not None:
        met.append(f"{origin.place.layer}.{origin.place.array}")
        origin = origin.followed
    assert met == [f"{layer}.output" for layer in
                   ("conv3", "tanh1", "conv2", "pool1", "relu1", "conv1")]


def test_a_gradient_is_followed_to_where_the_way_back_begins() -> None:
    origin: Origin | None = at(net("chain", 0), "conv1", "grad_weight", 0, 0, 1, 1)
    met = []
    while origin is not None:
        met.append(f"{origin.place.layer}.{origin.place.array}")
        last, origin = origin, origin.followed
    assert met == ["conv1.grad_weight", *(
        f"{layer}.grad_input" for layer in ("relu1", "pool1", "conv2", "tanh1", "conv3")
    )]
    reads = [source for made in last.contributions for source in made.sources if source]
    assert {read.kind for read in reads} == {Kind.UPSTREAM, Kind.GIVEN}


def test_where_several_readers_add_up_the_sum_is_a_step_of_its_own() -> None:
    run = net("branches", 0)
    origin = at(run, "relu1", "grad_output", 0, 0, 1, 1)
    assert origin.kind is Kind.MADE
    sources = [made.sources[0] for made in origin.in_order]
    assert [str(source and source.place) for source in sources] == [
        "cat1.grad_tensors0[0,0,1,1]", "conv2.grad_input[0,0,1,1]",
    ]


def test_another_name_of_an_element_is_the_place_where_it_is_made() -> None:
    origin = at(net("chain", 0), "relu1", "input", 0, 1, 2, 3)
    assert origin.place == Place("conv1", "output", (0, 1, 2, 3))


def test_a_learned_weight_comes_from_the_update_of_the_repeat_before(tmp_path: Path) -> None:
    run = trained(tmp_path, SHARED)
    for user in ("linear1@3", "again1@3"):
        assert at(run, user, "weight", 1, 2).place == Place("sgd1@2", "output", (1, 2))
    step = at(run, "sgd1@2", "output", 1, 2)
    sources = [made.sources[0] for made in step.in_order]
    assert [str(source and source.place) for source in sources] == [
        "sgd1@1.output[1,2]", "linear1@2.total_grad_weight[1,2]", "sgd1@1.output[1,2]",
    ]


def test_a_learned_weight_is_given_in_the_first_repeat(tmp_path: Path) -> None:
    origin = at(trained(tmp_path, SHARED), "again1@1", "weight", 0, 1)
    assert origin.place == Place("linear1@1", "weight", (0, 1))
    assert (origin.kind, origin.contributions) == (Kind.GIVEN, ())


@pytest.mark.parametrize("place", [
    Place("conv1", "output", (0, 0, 99, 0)), Place("conv1", "output", (0,)),
    Place("conv9", "output", (0, 0, 0, 0)), Place("conv1", "output", (0, 0, -1, 0)),
])
def test_an_element_that_is_not_there_is_refused(place: Place) -> None:
    with pytest.raises(UsageError, match="no such element"):
        origin_of(net("chain", 0), place)


@pytest.mark.parametrize("name", lesson_names())
def test_every_number_of_a_shipped_lessons_first_example_has_an_origin(name: str) -> None:
    run = run_example(read_lesson(find_lesson(name)).examples[0])
    for place in places(run):
        origin = origin_of(run, place)
        assert_adds_up(origin)
        for language in ("en", "zh"):
            lines = origin_lines(origin, language, 60, 9)
            assert 1 <= len(lines) <= 9
            assert max(map(cell_width, lines)) <= 60
            assert str(origin.place).partition("[")[0] in lines[0]
