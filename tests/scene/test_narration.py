"""What the screen says of a step holds: every claim is worked out again from the arrays."""

import re
from itertools import product
from math import isnan, prod
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convtutor.lesson.run import Run
from convtutor.scene.moment import Moment
from convtutor.scene.narration import narration_of
from convtutor.steps import Cursor, Level, Step, cursor_at_start
from convtutor.steps.numbers import number
from convtutor.words import CATALOGUES
from tests.engine.cases import floats, integers, with_gaps
from tests.lesson.training import SHARED, WEIGHT, run_of
from tests.scene.drawn import count_readers, plane_reads, runs, window_of
from tests.scene.runs import RUNS, example, one_layer, scene_at

SENTENCES = {
    key.removeprefix("screen."): sentence
    for key, sentence in CATALOGUES["en"].items() if key.startswith("screen.tell_")
}
PICKS = st.integers(0, 10**6)


def told(run: Run, step: Step) -> tuple[str, dict[str, str]]:
    """Give the key of the sentence about a step and the values in it."""
    moment = Moment(Cursor(run.timeline, Level.ELEMENT, at(run, step)), None, run.arrays)
    text = narration_of(moment, run.layers[0].operator.name, "en")
    found = []
    for key, sentence in SENTENCES.items():
        pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+)", re.escape(sentence))
        match = re.fullmatch(pattern, text)
        if match:
            found.append((len(sentence), key, match.groupdict()))
    assert found, text
    _, key, values = max(found, key=lambda entry: entry[0])
    return key, values


def at(run: Run, step: Step) -> int:
    """Give a step's number on the timeline."""
    return run.timeline.step_at(step.place())


def step_of(run: Run, array: str, pick: int) -> Step:
    """Give one step of the pass that makes an array."""
    trace = next(trace for trace in run.timeline.traces if trace.rule.target == array)
    return trace[pick % len(trace)]


def out_of(step: Step) -> tuple[int, int]:
    """Give row and column of a step's element."""
    return step.index[-2], step.index[-1]


@given(run=runs("conv2d", integers), pick=PICKS)
def test_a_convolution_counts_its_products_and_the_reads_in_the_padding(
    run: Run, pick: int
) -> None:
    step = step_of(run, "output", pick)
    key, said = told(run, step)
    channels = run.layers[0].shapes["weight"][1]
    window = window_of(run)
    outside = channels * sum(not window.holds(place) for place in window.at(out_of(step)))
    products = channels * prod(window.kernel)
    bias = "_bias" if "bias" in run.layers[0].shapes else ""
    if outside == 0:
        assert key.removesuffix(".one") == f"tell_inside{bias}"
        assert said.get("count", "1") == str(products)
        return
    copies = run.layers[0].params.padding_mode != "zeros"
    assert key.removesuffix(".one") == ("tell_copied" if copies else "tell_outside")
    assert (said.get("outside", "1"), said["count"]) == (str(outside), str(products))


@given(run=runs("max_pool2d", with_gaps), pick=PICKS)
def test_a_pool_counts_ties_and_places_outside(run: Run, pick: int) -> None:
    step = step_of(run, "output", pick)
    key, said = told(run, step)
    plane = run.arrays["layer1.input"][step.index[:-2]]
    seen = plane_reads(run, plane, out_of(step))
    values = [cell.value for cell in seen if cell.inside]
    ties = sum(value == step.value for value in values)
    if any(isnan(value) for value in values):
        assert key == "tell_nan"
    elif ties > 1:
        assert (key, said) == ("tell_tie", {"ties": str(ties), "value": number(max(values))})
    elif len(values) < len(seen):
        assert key.removesuffix(".one") == "tell_max_outside"
        assert said.get("outside", "1") == str(len(seen) - len(values))
        assert said["count"] == str(len(seen))
    else:
        assert key.removesuffix(".one") == "tell_max"
        assert said.get("count", "1") == str(len(seen))
        assert step.value == max(values)


@given(run=runs("max_pool2d", with_gaps), pick=PICKS)
def test_a_pool_counts_the_windows_that_read_a_cell_and_that_chose_it(
    run: Run, pick: int
) -> None:
    step = step_of(run, "grad_input", pick)
    key, said = told(run, step)
    output = run.arrays["layer1.output"]
    readers = count_readers(run, out_of(step), output.shape[-2:])
    plane = run.arrays["layer1.indices"][step.index[:-2]]
    cols = run.layers[0].shapes["input"][-1]
    chose = int((plane == step.index[-2] * cols + step.index[-1]).sum())
    expected = {
        (0, 0): ("tell_unread", {}),
        (1, 0): ("tell_loser", {"place": said.get("place", "")}),
        (1, 1): ("tell_winner", {}),
    }.get((readers, chose))
    value = run.arrays["layer1.input"][step.index]
    window = window_of(run)
    as_large = any(
        output[(*step.index[:-2], *out)] == value
        for out in np.ndindex(*output.shape[-2:]) if out_of(step) in window.at((out[0], out[1]))
    )
    if chose == 0 and as_large:
        expected = "tell_tied", {"value": number(value), "place": said["place"]}
    elif expected is None and chose == 0:
        expected = "tell_losers", {"count": str(readers), "place": said["place"]}
    elif expected is None and chose == 1:
        expected = "tell_winners.one", {"count": str(readers)}
    elif expected is None:
        expected = "tell_winners", {"count": str(readers), "open": str(chose)}
    assert (key, said) == expected


@given(run=runs("relu", with_gaps), pick=PICKS)
def test_a_relu_says_what_passes(run: Run, pick: int) -> None:
    step = step_of(run, "output", pick)
    key, said = told(run, step)
    value = float(run.arrays["layer1.input"][step.index])
    if isnan(value):
        assert key == "tell_nan"
    else:
        assert key == ("tell_cut" if value < 0 else "tell_kept")
        assert said["first"] == number(value)


@given(run=runs("relu", with_gaps), pick=PICKS)
def test_a_relu_says_which_gradients_pass(run: Run, pick: int) -> None:
    step = step_of(run, "grad_input", pick)
    key, _ = told(run, step)
    value = float(run.arrays["layer1.input"][step.index])
    wanted = "nan" if isnan(value) else "open" if value > 0 else "closed"
    assert key == f"tell_gate_{wanted}"


@given(run=runs("conv2d", floats), pick=PICKS)
def test_a_cell_counts_how_often_it_was_read(run: Run, pick: int) -> None:
    step = step_of(run, "grad_input", pick)
    key, said = told(run, step)
    layer = run.layers[0]
    if layer.params.padding_mode != "zeros":
        assert key.removesuffix(".one") in ("tell_readers", "tell_unread")
        return
    filters = layer.shapes["weight"][0] // layer.params.groups
    outputs = run.arrays["layer1.output"].shape[-2:]
    readers = filters * count_readers(run, out_of(step), (outputs[0], outputs[1]))
    assert key == {0: "tell_unread", 1: "tell_readers.one"}.get(readers, "tell_readers")
    assert said.get("count", str(readers)) == str(readers)


@given(run=runs("conv2d", integers), pick=PICKS)
def test_a_weight_and_a_bias_count_their_uses(run: Run, pick: int) -> None:
    output = run.arrays["layer1.output"]
    uses = output.size // output.shape[1]
    for array, name in (("grad_weight", "weight"), ("grad_bias", "bias")):
        if name not in run.layers[0].shapes:
            continue
        key, said = told(run, step_of(run, array, pick))
        apart = max(run.layers[0].params.stride) > 1
        several = {"weight": "tell_weight_apart" if apart else "tell_weight_slid"}
        assert key == (f"tell_{name}.one" if uses == 1 else several.get(name, f"tell_{name}"))
        assert said.get("count", "1") == str(uses)


@settings(max_examples=30)
@given(run=runs("conv2d", floats), pick=PICKS)
def test_each_use_of_a_weight_gives_the_cell_it_met_times_the_gradient(
    run: Run, pick: int
) -> None:
    step = step_of(run, "grad_weight", pick)
    for tap in step.taps:
        met, gradient = tap.reads
        assert (met.array, gradient.array) == ("input", "grad_output")
        assert tap.product == met.value * gradient.value
    np.testing.assert_allclose(
        sum(tap.product for tap in step.taps), run.arrays["layer1.grad_weight"][step.index],
        rtol=1e-9, atol=1e-9,
    )


def test_at_the_start_the_first_element_is_named() -> None:
    run = RUNS["channels"]()
    moment = Moment(cursor_at_start(run.timeline), None, run.arrays)
    assert narration_of(moment, "conv2d", "en") == (
        "Nothing is made yet. The first element to be made is output[0,0,0,0]."
    )


def test_a_note_of_the_lesson_goes_before_the_computed_sentence() -> None:
    run = example(2)
    assert scene_at(run, "conv1.output[2,0]").words.startswith("The window hangs over")
    moment = scene_at(run, "conv1.output[2,0]").moment
    assert narration_of(moment, "conv2d", "en") == (
        "2 of the 4 reads for output[2,0] lie in the padding and count as 0."
    )


def test_the_start_shows_the_intro() -> None:
    assert scene_at(example(2), None).words.startswith("The same input and kernel")
    assert scene_at(example(2), None, "zh").words.startswith("输入和核不变")


@pytest.mark.parametrize("language", CATALOGUES)
def test_a_single_window_of_a_pool_is_not_told_as_a_gate(language: str) -> None:
    run = one_layer("max_pool2d", [[3.0, -4.0], [-5.0, -6.0]], kernel_size=2)
    chosen = scene_at(run, "grad_input[0,0]", language).words
    other = scene_at(run, "grad_input[0,1]", language).words
    assert (chosen, other) == tuple(
        CATALOGUES[language][f"screen.tell_{key}"].format(place="grad_input[0,1]")
        for key in ("winner", "loser")
    )


def laid_over(run: Run, image: tuple[int, int]) -> list[tuple[int, int]]:
    """Give every cell, also of those cut off, that an element of the input lays its kernel over:
    where torch's documentation puts it."""
    params, kernel = run.layers[0].params, run.layers[0].shapes["weight"][-2:]
    starts = [image[a] * params.stride[a] - params.padding[a] for a in range(2)]
    return [
        (starts[0] + i * params.dilation[0], starts[1] + j * params.dilation[1])
        for i in range(kernel[0]) for j in range(kernel[1])
    ]


@given(run=runs("conv_transpose2d", integers), pick=PICKS)
def test_a_transposed_convolution_counts_what_is_laid_over_an_element(run: Run, pick: int) -> None:
    step = step_of(run, "output", pick)
    key, said = told(run, step)
    channels = run.layers[0].shapes["input"][1] // run.layers[0].params.groups
    elements = product(*map(range, run.layers[0].shapes["input"][-2:]))
    count = channels * sum(laid_over(run, at).count(out_of(step)) for at in elements)
    bias = "_bias" if "bias" in run.layers[0].shapes else ""
    assert key.removesuffix(".one") == ("tell_laid" if count else "tell_bare") + bias
    if count:
        assert said.get("count", "1") == str(count)


@given(run=runs("conv_transpose2d", integers), pick=PICKS)
def test_its_gradient_counts_the_cells_an_element_was_laid_over(run: Run, pick: int) -> None:
    step = step_of(run, "grad_input", pick)
    key, said = told(run, step)
    height, width = run.arrays["layer1.output"].shape[-2:]
    filters = run.layers[0].shapes["weight"][1]
    cells = laid_over(run, out_of(step))
    cut = filters * sum(not (0 <= y < height and 0 <= x < width) for y, x in cells)
    count = filters * len(cells) - cut
    assert key.removesuffix(".one") == ("tell_spread_cut" if cut else "tell_spread")
    assert said.get("count", "1") == str(count)
    assert said.get("cut", "0") == str(cut)


@pytest.mark.parametrize(("language", "words"), [
    ("en", "was not set to zero: it stays"), ("zh", "没有清零"),
])
def test_a_gradient_that_stays_is_told_from_one_of_several_uses(
    tmp_path: Path, language: str, words: str
) -> None:
    run = run_of(tmp_path, WEIGHT + "zero_grad = false\n")
    scene = scene_at(run, "linear1@2.total_grad_weight[0,0]", language)
    assert words in scene.words
    shared = scene_at(run_of(tmp_path, SHARED), "linear1@2.total_grad_weight[0,0]", language)
    assert words not in shared.words


@pytest.mark.parametrize(
    ("stride", "said"),
    [(1, "grad_output lies on input like a kernel, and each"),
     (2, "grad_output lies on input like a kernel whose cells are 2 apart."),
     ((1, 3), "grad_output lies on input like a kernel whose cells are 1x3 apart.")],
)
def test_the_gradient_of_a_weight_is_what_was_made_lying_on_what_was_read(
    stride: int | tuple[int, int], said: str
) -> None:
    run = one_layer("conv2d", floats_of(5, 6), floats_of(2, 2), stride=stride)
    assert said in scene_at(run, "layer1.grad_weight[1,0]").words


def floats_of(*shape: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """Give an array of different numbers."""
    return np.arange(float(prod(shape))).reshape(shape)
