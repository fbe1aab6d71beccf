"""The PyTorch line says what makes a layer's module, and of a layer used again which one it is."""

from convtutor.scene.pytorch import pytorch_line
from tests.crosscheck.networks import network


def test_a_layer_used_again_is_said_to_be_the_same_module() -> None:
    layers = {bound.name: bound for bound in network("shared").layers}
    assert pytorch_line(layers["conv1"], "en") == (
        "nn.Conv2d(3, 3, kernel_size=(3, 2), padding=(1, 0))"
    )
    assert pytorch_line(layers["again1"], "en") == "the module conv1, used again"
    assert pytorch_line(layers["again1"], "zh") == "再次使用模块 conv1"
    assert pytorch_line(layers["add1"], "en") == "torch.add(input, other)"
