import numpy as np
import pytest

from convtutor.console.sentences import sentence_of
from convtutor.debugger.session import start_session
from convtutor.steps.numbers import number
from convtutor.words import LANGUAGES
from tests.tui.lessons import made, network, padding

POOL = """\
[[examples]]
title = "a pool"
intro = "Watch."
[examples.tensors]
input = [[3, 1, 2], [3, -5, 7], [4, 4, 4]]
[[examples.layers]]
name = "pool1"
op = "max_pool2d"
kernel_size = 2
padding = 1
ceil_mode = true
"""
NAN = """\
[[examples]]
title = "not a number"
intro = "Watch."
grad_output = [[2, 3]]
[examples.tensors]
input = [[-1, 2.5]]
[[examples.layers]]
name = "relu1"
op = "relu"
"""


def padding_at(place: str, number: int = 2) -> str:
    return sentence_of(start_session(padding(), "en", number, place))


def test_a_tap_says_its_product_and_the_sum() -> None:
    assert padding_at("output[2,0].tap[1]") == "output[2,0] tap 2 of 4: 3×1 = 3, sum 0 + 3 = 3"


def test_a_tap_in_the_padding_says_so() -> None:
    assert padding_at("output[2,0].tap[0]") == (
        "output[2,0] tap 1 of 4 (padding): 0×0 = 0, sum 0 + 0 = 0"
    )


def test_an_element_says_its_terms_and_how_many_reads_are_padding() -> None:
    assert padding_at("output[2,0]") == (
        "output[2,0] = 0×0 + 3×1 + 0×2 + 6×3 = 21 (2 of 4 reads are padding)"
    )


def test_an_element_inside_says_nothing_of_padding() -> None:
    assert padding_at("output[1,1]") == "output[1,1] = 0×0 + 1×1 + 3×2 + 4×3 = 19"


def test_many_terms_are_counted() -> None:
    assert padding_at("grad_weight[0,0]") == (
        "grad_weight[0,0] = 36, the sum of 16 terms (7 of 16 reads are padding)"
    )


def test_the_last_element_of_a_pass_says_that_it_is_finished() -> None:
    assert padding_at("grad_input[2,2]").endswith("= 6; that finishes grad_input")


def test_the_start_names_what_comes_first() -> None:
    session = start_session(padding(), "en", 2)
    assert sentence_of(session) == (
        "Start of example 2: nothing is made yet, output[0,0] comes first."
    )


def test_several_layers_are_told_apart_and_a_bias_is_a_tap() -> None:
    session = start_session(network(), place="conv1.output[1,2,4].tap[8]")
    assert sentence_of(session) == (
        "conv1.output[1,2,4] tap 9 of 9: bias -2, sum -6.75 + -2 = -8.75"
    )


def test_a_unit_says_what_is_finished() -> None:
    session = start_session(network(), place="conv1.output[1,0,3]").finish()
    assert sentence_of(session) == "conv1.output channel 1 is finished, 15 elements"
    session = session.finish()
    assert sentence_of(session) == "conv1.output is finished, 30 elements"
    session = session.finish()
    assert sentence_of(session) == "everything is finished, forward and backward, 202 elements"


def test_a_maximum_names_what_lies_outside_and_what_it_keeps() -> None:
    session = start_session(made(POOL), place="output[0,0].tap[0]")
    assert sentence_of(session) == "output[0,0] tap 1 of 4 (padding): -inf, largest stays -inf"
    session = session.goto("output[1,1].tap[0]")
    assert sentence_of(session) == "output[1,1] tap 1 of 4: -5, largest so far -5"
    session = session.goto("output[1,1].tap[3]")
    assert sentence_of(session) == "output[1,1] tap 4 of 4: 4, largest stays 7"
    assert sentence_of(session.goto("output[0,0]")) == (
        "output[0,0] = max(-inf, -inf, -inf, 3) = 3 (3 of 4 reads are padding)"
    )


def test_a_blocked_gradient_is_said_to_be_blocked() -> None:
    session = start_session(made(POOL), place="grad_input[1,1]")
    assert sentence_of(session) == "grad_input[1,1] = 1 blocked = 0"
    assert sentence_of(session.goto("grad_input[1,1].tap[0]")) == (
        "grad_input[1,1] tap 1 of 1: grad_output 1 is blocked, sum 0 + 0 = 0"
    )


def test_a_plain_read_is_not_written_twice() -> None:
    session = start_session(made(NAN), place="grad_input[0,1]")
    assert sentence_of(session) == "grad_input[0,1] = 3; that finishes grad_input"
    assert sentence_of(session.goto("output[0,1]")) == (
        "output[0,1] = max(2.5, 0) = 2.5; that finishes output"
    )


def test_an_element_that_no_window_reads_says_so() -> None:
    text = POOL.replace("ceil_mode = true", "stride = 3").replace("padding = 1\n", "")
    session = start_session(made(text), place="grad_input[2,2]")
    assert sentence_of(session) == (
        "grad_input[2,2] = 0, nothing reads it; that finishes grad_input"
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("lesson", [padding, network, lambda: made(POOL), lambda: made(NAN)])
def test_every_position_has_a_sentence_with_the_numbers_of_the_run(
    language: str, lesson: object
) -> None:
    session = start_session(lesson(), language)  # type: ignore[operator]
    while (after := session.next()) is not session:
        session = after
        step = session.cursor.current
        assert step is not None
        value = session.run.arrays[f"{step.trace.layer}.{step.target}"][step.index]
        assert np.isclose(step.value, value)
        assert f" {number(step.value)}" in sentence_of(session)
    taps = start_session(lesson(), language).step()  # type: ignore[operator]
    while (after := taps.step()) is not taps:
        taps = after
        step, tap = taps.cursor.current, taps.cursor.tap
        assert step is not None
        assert tap is not None
        assert sentence_of(taps).endswith(number(step.partials[tap + 1]))
