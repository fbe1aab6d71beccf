"""nn.Dropout runs as it is but for its draw, and a draw that is not ours is no result."""

from typing import Any

import pytest

from convtutor.crosscheck.torch_layers.given_mask import answering, masked, run_with_mask
from tests.conftest import require

IMAGE = [[1.0, -2, 3], [4, 5, -6]]
MASK = [[1.0, 0, 1], [0, 1, 1]]


@pytest.fixture(scope="module")
def torch() -> Any:
    require("torch")
    import torch

    return torch


@pytest.fixture
def leaf(torch: Any) -> Any:
    return torch.tensor(IMAGE, requires_grad=True)


def test_the_layer_drops_what_the_mask_says_both_ways(torch: Any, leaf: Any) -> None:
    output = run_with_mask(torch.nn.Dropout(0.75), leaf, torch.tensor(MASK))
    output.backward(torch.full((2, 3), 2.0))
    assert output.tolist() == [[4, 0, 12], [0, 20, -24]]
    assert leaf.grad.tolist() == [[8, 0, 8], [0, 8, 8]]


def test_the_rest_is_torchs_own(torch: Any) -> None:
    """What torch makes of a mask that it drew is what it makes of the same mask given."""
    for p in (0.1, 0.3, 0.7):
        image = torch.randn(40, 50)
        layer = torch.nn.Dropout(p)
        drawn = layer(image)
        given = run_with_mask(layer, image, (drawn != 0).float())
        assert torch.equal(given, drawn)


def test_torchs_generator_is_not_drawn_from(torch: Any, leaf: Any) -> None:
    before = torch.get_rng_state()
    run_with_mask(torch.nn.Dropout(), leaf, torch.tensor(MASK))
    assert torch.equal(torch.get_rng_state(), before)


@pytest.mark.parametrize(("p", "training"), [(0.3, False), (0.0, True)])
def test_where_the_layer_draws_nothing_it_runs_as_it_is(
    torch: Any, leaf: Any, p: float, training: bool
) -> None:
    layer = torch.nn.Dropout(p).train(training)
    assert run_with_mask(layer, leaf, torch.zeros(2, 3)).tolist() == IMAGE
    assert run_with_mask(layer, leaf).tolist() == IMAGE


def test_a_share_of_1_drops_everything_whatever_the_mask(torch: Any, leaf: Any) -> None:
    assert not run_with_mask(torch.nn.Dropout(1.0), leaf, torch.ones(2, 3)).any()


def test_an_empty_input_draws_nothing(torch: Any) -> None:
    nothing = torch.zeros(0, 3)
    assert run_with_mask(torch.nn.Dropout(), nothing, nothing).shape == (0, 3)


def test_a_mask_drawn_in_another_way_is_told_and_not_used(torch: Any, leaf: Any) -> None:
    class Rand(torch.nn.Dropout):
        """Draws by another function than the one that is answered."""

        def forward(self, input: Any) -> Any:
            return input * (torch.rand_like(input) > self.p) / (1 - self.p)

    class Twice(torch.nn.Dropout):
        """Draws two masks, of which one may not be the other."""

        def forward(self, input: Any) -> Any:
            return super().forward(super().forward(input))

    for layer, count in ((Rand(), 0), (Twice(), 2)):
        with pytest.raises(RuntimeError, match=f"should draw 1 masks and drew {count}"):
            run_with_mask(layer, leaf, torch.tensor(MASK))


def test_the_draw_of_a_fused_kernel_is_answered_too(torch: Any, leaf: Any) -> None:
    """CUDA draws and multiplies in one kernel, which a CPU has as well when it is asked by name."""
    from torch.utils._python_dispatch import TorchDispatchMode

    mask, draws = torch.tensor(MASK), []
    members = {"__torch_dispatch__": answering(mask, draws)}
    with type("GivenMask", (TorchDispatchMode,), members)():
        output, kept = torch.native_dropout(leaf, 0.75, True)
    output.backward(torch.full((2, 3), 2.0))
    assert draws == ["aten::native_dropout"]
    assert output.tolist() == [[4, 0, 12], [0, 20, -24]]
    assert torch.equal(kept, mask.bool())
    assert leaf.grad.tolist() == [[8, 0, 8], [0, 8, 8]]


def test_what_stands_for_the_fused_kernel_gives_what_it_gives(torch: Any) -> None:
    for p in (0.1, 0.3, 0.7):
        image = torch.randn(40, 50)
        output, kept = torch.native_dropout(image, p, True)
        assert torch.equal(masked(image, p, kept)[0], output)
