"""A layer without a file is a lesson: it passes the same checks, is changed, agrees with torch."""

from dataclasses import replace

import numpy as np
import pytest

from convtutor.crosscheck.torch_run import TorchWorker
from convtutor.debugger.session import start_session
from convtutor.debugger.tasks import change, reset
from convtutor.errors import ArgumentError, ShapeError, UsageError
from convtutor.lesson.explore import Layer, explore
from convtutor.lesson.run import run_example
from convtutor.words import LANGUAGES
from tests.conftest import require

CONV = Layer("conv2d", (5, 7), {"stride": (2, 1), "padding": 1}, (3, 2))
LAYERS = {
    "conv2d": CONV,
    "conv1d": Layer("conv1d", (9,), {"groups": 2}, (3,), in_channels=4, out_channels=6),
    "conv_transpose2d": Layer(
        "conv_transpose2d", (3, 4), {"stride": 2, "output_padding": (1, 0), "groups": 2}, (3, 2),
        in_channels=4, out_channels=6, bias=False,
    ),
    "max_pool2d": Layer("max_pool2d", (5, 6), {"kernel_size": (2, 3), "ceil_mode": True}),
    "avg_pool1d": Layer("avg_pool1d", (8,), {"kernel_size": 3, "count_include_pad": False}),
    "adaptive_max_pool2d": Layer("adaptive_max_pool2d", (5, 6), {"output_size": (2, 3)}),
}


def test_every_layer_agrees_with_torch_forward_and_backward() -> None:
    require("torch")
    with TorchWorker("cpu") as worker:
        for layer in LAYERS.values():
            for values in ("ints", "range", "random"):
                (example,) = explore(replace(layer, values=values)).examples
                report = worker.check(run_example(example))
                assert report.failure is None
                assert (report.checked, report.exit_code) == (True, 0)
                assert {name.partition(".")[2] for name in report.arrays()} >= {
                    "output", "grad_input",
                }


def test_shapes_are_those_of_the_torch_module() -> None:
    (example,) = explore(LAYERS["conv_transpose2d"]).examples
    assert example.tensors["input"].shape == (1, 4, 3, 4)
    assert example.layers[0].operands["weight"].shape == (4, 3, 3, 2)
    assert "bias" not in example.layers[0].operands
    (example,) = explore(LAYERS["conv1d"]).examples
    assert {n: a.shape for n, a in example.layers[0].operands.items()} == {
        "weight": (6, 2, 3), "bias": (6,),
    }


def test_a_change_is_made_and_taken_back_as_in_a_lesson() -> None:
    session = start_session(explore(CONV))
    before = session.run.arrays["conv1.output"]
    answer = change(session, "conv1.padding = 0; conv1.weight[0,1] = 5")
    after = answer.session.run.arrays["conv1.output"]
    assert (before.shape, after.shape) == ((1, 1, 3, 8), (1, 1, 2, 6))
    np.testing.assert_array_equal(
        reset(answer.session).run.arrays["conv1.output"], before
    )


def test_an_impossible_change_is_refused_in_the_engines_words() -> None:
    session = start_session(explore(CONV))
    with pytest.raises(UsageError, match=r"conv1\.dilation: conv2d: the effective kernel is 21 "):
        change(session, "conv1.dilation = 10")


def test_impossible_settings_are_the_engines_own_errors() -> None:
    with pytest.raises(ShapeError, match="conv2d: the effective kernel is 9 rows"):
        explore(Layer("conv2d", (5, 7), {}, (9, 2)))
    with pytest.raises(ArgumentError, match="max_pool2d: padding must be at most half"):
        explore(Layer("max_pool2d", (5, 7), {"kernel_size": 2, "padding": 2}))
    with pytest.raises(ShapeError, match="3 input channels do not divide into 2 groups"):
        explore(Layer("conv2d", (5, 7), {"groups": 2}, (1, 1), in_channels=3, out_channels=2))
    with pytest.raises(ShapeError, match="3 output channels do not divide into 2 groups"):
        explore(Layer("conv2d", (5, 7), {"groups": 2}, (1, 1), in_channels=2, out_channels=3))


def test_the_limits_of_a_lesson_hold_before_anything_is_made() -> None:
    with pytest.raises(UsageError, match="1,000,000,000,000 elements, a lesson file may have"):
        explore(Layer("conv2d", (1_000_000, 1_000_000), {}, (3, 3)))
    with pytest.raises(UsageError, match=r"^explore: up to here .* products"):
        explore(Layer("conv2d", (150, 150), {}, (40, 40)))


def test_a_kernel_as_typed_is_the_weight_and_gives_the_channels() -> None:
    kernel = [[[[1, 0], [0, 2]]], [[[3, 4], [5, 6]]]]
    (example,) = explore(Layer("conv2d", (5, 7), kernel=kernel)).examples
    np.testing.assert_array_equal(example.layers[0].operands["weight"], np.array(kernel))
    assert example.layers[0].operands["bias"].shape == (2,)
    (example,) = explore(Layer("conv2d", (5, 7), kernel=[[1, 0, -1]])).examples
    assert example.layers[0].operands["weight"].shape == (1, 1, 1, 3)


@pytest.mark.parametrize(
    ("kernel", "said"),
    [
        ([[1, 2], [3]], r"^explore: --kernel\[1\]: expected 2 as in the lists before it"),
        ([], "^explore: --kernel: expected at least one number"),
        ([["a"]], r"^explore: --kernel\[0\]\[0\]: expected a number"),
        ([[[[[1]]]]], "^explore: --kernel: lists of at most 4 axes"),
    ],
)
def test_a_kernel_that_is_none_is_refused_with_its_place(kernel: list[object], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        explore(Layer("conv2d", (5, 7), kernel=kernel))


def test_a_kernel_for_other_channels_than_the_input_has_is_refused() -> None:
    with pytest.raises(ShapeError, match="needs 1 input channels, the input has 3"):
        explore(Layer("conv2d", (5, 7), kernel=[[1, 2]], in_channels=3))


def test_the_same_seed_gives_the_same_numbers_and_another_one_others() -> None:
    first, same, other = (
        explore(Layer("conv2d", (5, 7), {}, (3, 3), seed=seed)).examples[0].tensors["input"]
        for seed in (0, 0, 1)
    )
    np.testing.assert_array_equal(first, same)
    assert not np.array_equal(first, other)


def test_the_kernel_of_a_seed_does_not_depend_on_the_input() -> None:
    small, large = (
        explore(Layer("conv2d", lengths, {}, (3, 3))).examples[0].layers[0].operands["weight"]
        for lengths in ((5, 7), (9, 9))
    )
    np.testing.assert_array_equal(small, large)


def test_the_intro_says_where_the_numbers_are_from() -> None:
    def intro(**settings: object) -> str:
        (example,) = explore(Layer("conv2d", (2, 3), {}, (2, 2), **settings)).examples
        return example.intro.said("en")

    image = np.arange(6.0).reshape(1, 2, 3)
    assert intro(seed=4).startswith("All numbers are small whole ones, drawn from seed 4.")
    assert intro(values="range").startswith("All numbers are counted: 0, 1, 2")
    assert intro(kernel=[[1, 2]]).startswith("The numbers of the input are small whole ones")
    from_file = intro(image=image, source="a.npy", values="random")
    assert from_file.startswith("The input is a.npy. The numbers of the kernel have two decimals")
    assert intro(image=image, source="a.npy", kernel=[[1, 2]]).startswith(
        "The input is a.npy. Change anything"
    )


def test_it_speaks_every_language() -> None:
    lesson = explore(CONV)
    texts = (lesson.title, lesson.summary, lesson.examples[0].title, lesson.examples[0].intro)
    assert all(set(text.by_language) == set(LANGUAGES) for text in texts)


def test_an_image_is_the_input_as_it_is() -> None:
    image = np.array([[[1.5, np.nan, 3.0], [4.0, np.inf, 6.0]]])
    layer = Layer("conv2d", (2, 3), {}, (2, 2), image=image, source="a.npy")
    (example,) = explore(layer).examples
    np.testing.assert_array_equal(example.tensors["input"], image[None])


def test_it_is_not_kept() -> None:
    assert not explore(CONV).kept
