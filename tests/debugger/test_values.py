from pathlib import Path

import numpy as np
import pytest

from convtutor.debugger.session import Session, start_session
from convtutor.debugger.values import look_up, seen_at
from convtutor.errors import UsageError
from tests.lesson.test_accumulation import TWICE
from tests.lesson.written import lesson
from tests.tui.lessons import network, padding


def session_at(place: str | None, number: int = 2) -> Session:
    return start_session(padding(), "en", number, place)


def made(session: Session, name: str) -> int:
    return seen_at(session.run, session.cursor, name).made


def test_an_array_is_made_element_by_element() -> None:
    assert made(session_at(None), "conv1.output") == 0
    assert made(session_at("output[1,0]"), "conv1.output") == 5
    assert made(session_at("grad_input[0,0]"), "conv1.output") == 16


def test_at_a_tap_the_element_has_its_running_value_and_is_not_made() -> None:
    session = session_at("output[2,0].tap[1]")
    seen, index = look_up(session, "output[2,0]")
    assert index == (0, 0, 2, 0)
    assert (seen.made, seen.current, seen.running) == (8, 8, 3.0)
    assert [seen.value(number) for number in (7, 8, 9)] == [10.0, 3.0, None]


def test_what_is_given_is_known_from_the_start() -> None:
    session = session_at(None)
    for name in ("conv1.input", "conv1.weight", "conv1.grad_output"):
        assert made(session, name) == session.run.arrays[name].size


def test_what_a_layer_reads_from_another_is_made_with_it() -> None:
    session = start_session(network(), place="conv1.output[1,0,3]")
    assert made(session, "relu1.input") == made(session, "conv1.output") == 19
    assert made(session, "relu1.gate") == 0
    later = session.goto("relu1.output[0,0,2]")
    assert made(later, "relu1.input") == 30
    assert made(later, "relu1.gate") == 3


def test_an_upstream_gradient_is_known_when_it_was_handed_back() -> None:
    session = start_session(network(), place="pool1.grad_input[1,2,3]")
    assert made(session, "relu1.grad_output") == 0
    assert made(session, "pool1.grad_output") == 4
    assert made(session.goto("pool1.grad_input[1,2,4]"), "relu1.grad_output") == 30


def test_where_gradients_meet_their_sum_is_made_element_by_element(tmp_path: Path) -> None:
    session = start_session(lesson(tmp_path, TWICE), "en", 1, "add1.grad_other[0,0,0]")
    for name in ("conv1.grad_output", "conv1.total_grad_weight"):
        assert made(session, name) == 0
    session = session.goto("conv1.grad_output[0,0,1]")
    assert made(session, "conv1.grad_output") == 2
    assert made(session, "again1.grad_weight") == 12
    assert made(session, "again1.weight") == 12
    later = session.goto("conv1.total_grad_weight[0,0,0,1].tap[0]")
    assert made(later, "conv1.total_grad_weight") == 1
    assert look_up(later, "conv1.total_grad_weight")[0].running == (
        later.run.arrays["again1.grad_weight"][0, 0, 0, 1]
    )


def test_what_is_set_one_behind_the_other_is_known_where_it_comes_from(tmp_path: Path) -> None:
    text = TWICE.replace('op = "add"\ninputs = ["again1", "conv1"]',
                         'op = "cat"\ninputs = ["again1", "input", "conv1"]')
    session = start_session(lesson(tmp_path, text), "en", 1, "again1.output[0,0,1]")
    assert [made(session, f"add1.tensors{number}") for number in range(3)] == [2, 12, 12]
    assert made(session, "conv1.grad_output") == 0


def test_a_local_name_means_the_current_layer() -> None:
    session = start_session(network(), place="relu1.output[0,0,0]")
    assert look_up(session, "output")[0].name == "relu1.output"
    assert look_up(session, "weight")[0].name == "conv1.weight"
    assert look_up(session, "pool1.output")[0].name == "pool1.output"


def test_a_name_that_several_other_layers_have_must_be_told_apart() -> None:
    session = start_session(network(), place="relu1.output[0,0,0]")
    with pytest.raises(UsageError, match="no array here is named 'indice'; did you mean 'indices'"):
        look_up(session, "indice")
    with pytest.raises(UsageError, match=r"conv1\.ouput'; did you mean 'conv1\.output'"):
        look_up(session, "conv1.ouput")


@pytest.mark.parametrize("text", ["", "[0,0]", "output[", "output]0[", "a b", "\x1b[2J", "9"])
def test_what_is_no_name_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(UsageError) as refusal:
        look_up(session_at(None), text)
    assert "output[0,1]" in str(refusal.value)
    assert "\x1b" not in str(refusal.value)


def test_a_wrong_index_is_refused_with_the_range() -> None:
    with pytest.raises(UsageError, match="the last one is 3"):
        look_up(session_at(None), "output[0,4]")


def test_the_value_of_an_element_is_the_one_of_the_run() -> None:
    session = session_at("grad_weight[1,1]")
    seen, index = look_up(session, "output[3, 1]")
    assert index is not None
    value = seen.value(seen.number_of(index))
    assert value == session.run.arrays["conv1.output"][index]
    assert np.ravel_multi_index(index, seen.array.shape) == seen.number_of(index)
