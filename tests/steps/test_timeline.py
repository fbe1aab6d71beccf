"""The passes of a run end to end, and the way from a text to a place on them."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from convtutor.errors import UsageError
from convtutor.steps import (
    Place,
    Timeline,
    parse_place,
    read_index,
    short_index,
    short_place,
)
from tests.steps.runs import network, one_layer

RUN = network()
NAMES = [
    "conv1.output", "relu1.output", "pool1.output", "pool1.grad_input", "relu1.grad_input",
    "conv1.grad_input", "conv1.grad_weight", "conv1.grad_bias",
]
COUNTS = [30, 30, 8, 30, 30, 20, 12, 2]


def refused(text: str, timeline: Timeline = RUN) -> str:
    with pytest.raises(UsageError) as refusal:
        parse_place(text, timeline)
    assert text.strip() in str(refusal.value) or repr(text) in str(refusal.value)
    return str(refusal.value)


def test_passes_lie_end_to_end() -> None:
    assert [f"{trace.layer}.{trace.rule.target}" for trace in RUN.traces] == NAMES
    assert [len(trace) for trace in RUN.traces] == COUNTS
    assert list(RUN.offsets) == [sum(COUNTS[:number]) for number in range(9)]
    assert [RUN.offset(number) for number in range(8)] == list(RUN.offsets[:-1])
    assert len(RUN) == sum(COUNTS) == 162


def test_locate_is_the_inverse_of_offset_and_number() -> None:
    located = [RUN.locate(step) for step in range(len(RUN))]
    assert located == [(t, n) for t, count in enumerate(COUNTS) for n in range(count)]
    for step, (trace, number) in enumerate(located):
        assert RUN[step] == RUN.traces[trace][number]
        assert RUN.offset(trace) + number == step


def test_a_timeline_is_a_sequence() -> None:
    assert RUN[-1] == RUN[161] == RUN.traces[-1][-1]
    assert [step.target for step in RUN[29:31]] == ["output", "output"]
    assert RUN[29:31][1] == RUN.traces[1][0]
    for number in (162, -163):
        with pytest.raises(IndexError, match=f"step {number} of a run of 162 steps"):
            RUN[number]
    assert sum(1 for _ in RUN) == 162


def test_empty_passes_take_no_steps() -> None:
    empty = network(batch=0)
    assert [len(trace) for trace in empty.traces] == [0, 0, 0, 0, 0, 0, 12, 2]
    assert [empty.locate(step)[0] for step in range(14)] == [6] * 12 + [7] * 2
    assert empty[0] == empty.traces[6][0]
    assert [step.value for step in empty] == [0.0] * 14


def test_trace_named_finds_a_pass_by_layer_and_array() -> None:
    assert [RUN.trace_named(*name.split(".")) for name in NAMES] == list(range(8))
    assert RUN.trace_named("relu1", "grad_weight") is None


def test_step_at_is_the_step_of_the_place() -> None:
    for number in range(len(RUN)):
        assert RUN.step_at(RUN[number].place()) == number
    layers_and_arrays = [name.split(".") for name in NAMES]
    whole = [RUN.step_at(Place(layer, array)) for layer, array in layers_and_arrays]
    assert whole == [end - 1 for end in RUN.offsets[1:]]


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        (Place("conv2", "output"), "makes no conv2.output"),
        (Place("relu1", "grad_weight", (0,)), "makes no relu1.grad_weight"),
        (Place("conv1", "output", (0, 0, 5, 0)), "shape 1x2x5x3"),
        (Place("conv1", "output", (0, 0, -1, 0)), "shape 1x2x5x3"),
        (Place("conv1", "output", (0, 0)), "shape 1x2x5x3"),
    ],
)
def test_a_place_the_run_does_not_hold_is_refused(place: Place, sentence: str) -> None:
    with pytest.raises(UsageError) as refusal:
        RUN.step_at(place)
    assert str(refusal.value).startswith(f"{place}: ")
    assert sentence in str(refusal.value)


def test_a_whole_pass_without_elements_is_refused() -> None:
    with pytest.raises(UsageError, match=r"^conv1.output: .*no elements.*0x2x5x3"):
        network(batch=0).step_at(Place("conv1", "output"))


@given(step=st.integers(0, 161), data=st.data())
def test_a_place_and_its_text_are_one(step: int, data: st.DataObject) -> None:
    here = RUN[step]
    taps = [None, *range(len(here.taps))]
    place = here.place(data.draw(st.sampled_from(taps)))
    assert parse_place(str(place), RUN) == place


def test_a_number_without_axes_has_a_place_too() -> None:
    run = one_layer("r", "relu", {"input": np.array(-3.0)})
    assert str(run[0].place()) == "r.output[]"
    assert parse_place("r.output[]", run) == run[0].place()
    assert parse_place("r.output[].tap[1]", run) == run[0].place(1)
    assert short_place(run[0].place(), run) == "output"
    assert parse_place("output.tap[1]", run) == run[0].place(1)
    assert "shape () takes 0 indices, got 1" in refused("r.output[0]", run)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("conv1.output", Place("conv1", "output")),
        ("grad_bias", Place("conv1", "grad_bias")),
        ("grad_bias[1]", Place("conv1", "grad_bias", (1,))),
        ("conv1.output[1,4,2]", Place("conv1", "output", (0, 1, 4, 2))),
        ("conv1.output[0,1,4,2]", Place("conv1", "output", (0, 1, 4, 2))),
        (" conv1.output[ 1, 4 ,2 ].tap[ 6 ] ", Place("conv1", "output", (0, 1, 4, 2), 6)),
        ("conv1.output[1,04,2]", Place("conv1", "output", (0, 1, 4, 2))),
        ("conv1.grad_input[3,4]", Place("conv1", "grad_input", (0, 0, 3, 4))),
        ("conv1.grad_input[0,3,4]", Place("conv1", "grad_input", (0, 0, 3, 4))),
        ("grad_weight[1,0,1,2].tap[14]", Place("conv1", "grad_weight", (1, 0, 1, 2), 14)),
    ],
)
def test_places_are_read_as_people_write_them(text: str, place: Place) -> None:
    assert parse_place(text, RUN) == place


@pytest.mark.parametrize(
    "text",
    ["", " ", "conv1.", ".output", "conv1.output[", "conv1.output]0[", "conv1.output[0,0",
     "conv1.output[0,0,0].tap", "conv1.output[0,0,0].tip[1]", "conv1.output.tap[1",
     "a.b.c", "output[0,0,0] x", "3.output", "conv1 output", "output[0]][0]"],
)
def test_what_is_no_place_is_refused_with_an_example(text: str) -> None:
    assert "is no place; write one like conv1.output[0,1]" in refused(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("conv1.outptu[0,0,0]", "did you mean 'conv1.output'?"),
        ("conv.output[0,0,0]", "did you mean 'conv1.output'?"),
        ("grad_wieght[0]", "did you mean 'grad_weight'?"),
        ("relu1.grad_inptu", "did you mean 'relu1.grad_input'?"),
        ("zzz", "there are " + ", ".join(NAMES)),
        ("zzz.qqq[1]", "there are " + ", ".join(NAMES)),
        ("output[0,0,0]", "say which: conv1.output, relu1.output, pool1.output"),
        ("grad_input", "say which: pool1.grad_input, relu1.grad_input, conv1.grad_input"),
        ("conv1.output[1,5,0]", "index 2 is 5, the last one is 4"),
        ("conv1.output[0,2,0,0]", "index 2 is 2, the last one is 1"),
        ("conv1.output[1,0,x]", "index 3 must be a number from 0 to 2, got 'x'"),
        ("conv1.output[1,0,-1]", "index 3 must be a number from 0 to 2, got '-1'"),
        ("conv1.output[1,,1]", "index 2 must be a number from 0 to 4, got ''"),
        ("conv1.output[1,0,²]", "index 3 must be a number from 0 to 2, got '²'"),
        ("conv1.output[1,0,٢]", "index 3 must be a number from 0 to 2, got '٢'"),
        ("conv1.output[1,0,1.0]", "index 3 must be a number from 0 to 2, got '1.0'"),
        ("conv1.output[1,0," + "9" * 30 + "]", "index 3 must be a number from 0 to 2"),
        ("conv1.output[]", "shape 1x2x5x3 takes 3 to 4 indices, got 1"),
        ("conv1.output[1,0]", "shape 1x2x5x3 takes 3 to 4 indices, got 2"),
        ("conv1.output[0,0,1,0,0]", "shape 1x2x5x3 takes 3 to 4 indices, got 5"),
        ("conv1.grad_input[0]", "shape 1x1x4x5 takes 2 to 4 indices, got 1"),
        ("grad_weight[0,0,0]", "shape 2x1x2x3 takes 4 indices, got 3"),
        ("grad_bias[0,0]", "shape 2 takes 1 index, got 2"),
        ("conv1.output[1,0,0].tap[7]", "tap is 7, the last one is 6"),
        ("conv1.output[1,0,0].tap[-1]", "tap must be a number from 0 to 6, got '-1'"),
        ("conv1.output.tap[1]", "a tap belongs to an element"),
        ("pool1.grad_input[1,4,0].tap[0]", "no taps"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_what_can(text: str, wanted: str) -> None:
    assert wanted in refused(text)


@pytest.mark.parametrize("text", ["conv1.output[0,0,0,0]", "conv1.output[0,0,0,0].tap[0]"])
def test_an_element_of_an_empty_array_is_refused_with_its_shape(text: str) -> None:
    assert "no elements (shape 0x2x5x3)" in refused(text, network(batch=0))


def test_an_array_of_one_element_takes_any_count_of_zeros() -> None:
    run = one_layer("r", "relu", {"input": np.ones((1, 1, 1, 1))})
    for written in ("0", "0,0", "0,0,0", "0,0,0,0"):
        assert parse_place(f"output[{written}]", run) == run[0].place()
    assert "shape 1x1x1x1 takes 1 to 4 indices, got 5" in refused("output[0,0,0,0,0]", run)
    line = one_layer("r", "relu", {"input": np.ones(1)})
    assert "shape 1 takes 1 index, got 2" in refused("output[0,0]", line)


def test_a_run_that_makes_nothing_says_so() -> None:
    assert refused("output", Timeline(())).endswith("this run makes no arrays")


@given(shape=st.lists(st.integers(1, 3), min_size=1, max_size=5), data=st.data())
def test_left_out_leading_indices_are_zeros_of_axes_of_length_1(
    shape: list[int], data: st.DataObject
) -> None:
    index = tuple(data.draw(st.integers(0, extent - 1)) for extent in shape)
    leading = next((axis for axis, extent in enumerate(shape) if extent > 1), len(shape) - 1)
    for left_out in range(len(shape)):
        written = ",".join(map(str, index[left_out:]))
        if left_out <= leading:
            assert read_index("place", written, tuple(shape)) == index
        else:
            with pytest.raises(UsageError, match="takes"):
                read_index("place", written, tuple(shape))


@pytest.mark.parametrize(
    ("index", "shape", "short"),
    [
        ((0, 0, 1, 2), (1, 1, 4, 5), (1, 2)),
        ((0, 1, 1, 2), (1, 2, 4, 5), (1, 1, 2)),
        ((0, 0, 0, 2), (1, 1, 1, 5), (0, 2)),
        ((0, 0, 0, 0), (1, 1, 1, 1), (0, 0)),
        ((1, 0, 0, 0), (2, 1, 1, 1), (1, 0, 0, 0)),
        ((1,), (2,), (1,)),
        ((0,), (1,), (0,)),
        ((), (), ()),
    ],
)
def test_short_indices_leave_out_what_says_nothing(
    index: Sequence[int], shape: Sequence[int], short: Sequence[int]
) -> None:
    assert short_index(tuple(index), tuple(shape)) == short


def test_short_places_read_back_where_one_layer_makes_the_array() -> None:
    arrays = {"input": np.ones((1, 1, 3, 4)), "weight": np.ones((1, 1, 2, 2))}
    run = one_layer("c", "conv2d", arrays)
    for step in run:
        assert parse_place(short_place(step.place(), run), run) == step.place()
    assert short_place(run[4].place(), run) == "output[1,1]"
    assert short_place(Place("c", "output"), run) == "output"
