"""The PyTorch line says what makes a layer's module, of a layer used again which one it is, and
what a tensor's gradient is called."""

from pathlib import Path

import pytest

from convtutor.scene.pytorch import pytorch_line
from convtutor.scene.scene import SceneBuilder
from convtutor.steps import cursor_at_start, parse_place
from tests.crosscheck.networks import network
from tests.lesson.training import WEIGHT, run_of


def test_a_layer_used_again_is_said_to_be_the_same_module() -> None:
    layers = {bound.name: bound for bound in network("shared").layers}
    assert pytorch_line(layers["conv1"], "en") == (
        "nn.Conv2d(3, 3, kernel_size=(3, 2), padding=(1, 0))"
    )
    assert pytorch_line(layers["again1"], "en") == "the module conv1, used again"
    assert pytorch_line(layers["again1"], "zh") == "再次使用模块 conv1"
    assert pytorch_line(layers["add1"], "en") == "torch.add(input, other)"


@pytest.mark.parametrize(("language", "words", "line"), [
    ("en", "read 2 times", "input.grad, once backward() has run"),
    ("zh", "被读了 2 次", "input.grad，运行 backward() 之后"),
])
def test_the_gradient_of_a_tensor_is_told_and_drawn_though_it_is_no_layers(
    language: str, words: str, line: str
) -> None:
    run = network("residual")
    place = parse_place("input.grad[1,2,5,4]", run.timeline)
    cursor = cursor_at_start(run.timeline).goto(place)
    scene = SceneBuilder(run, "residual", language).scene(cursor)
    assert words in scene.words
    assert scene.pytorch == line
    assert scene.sizes == ()
    assert "6x5" in scene.same_size
    assert [grid.heading for grid in scene.grids] == ["skip1.grad_input", "grad"]
    assert "input" in scene.head.crumbs
    assert "grad[n, c, y, x] = total" in [written.text for written in scene.loops.lines]


@pytest.mark.parametrize(("language", "kept"), [
    ("en", ", without zero_grad()"), ("zh", "，不调用 zero_grad()"),
])
def test_an_update_names_the_parameter_that_it_moves(
    tmp_path: Path, language: str, kept: str
) -> None:
    line = "torch.optim.SGD([linear1.weight], lr=0.25).step()"
    run = run_of(tmp_path, WEIGHT)
    assert pytorch_line(run.repeats[1].updates[0], language) == line
    staying = run_of(tmp_path, WEIGHT + "zero_grad = false\n")
    assert pytorch_line(staying.repeats[1].updates[0], language) == line + kept
