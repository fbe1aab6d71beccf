"""The PyTorch line beside a pass: what makes the module, which one is used again, or what adds up
the gradient of a tensor."""

from convtutor.crosscheck.torch_layers import TORCH_LAYERS
from convtutor.lesson.repeats import written_name
from convtutor.lesson.run import BoundLayer
from convtutor.words import say


def pytorch_line(bound: BoundLayer, language: str) -> str:
    """Write the line of a layer; of a layer used again, which one it is."""
    if bound.layer.shares is not None:
        return say("screen.used_again", language, layer=bound.layer.shares)
    known = TORCH_LAYERS.get(bound.operator.name)
    if bound.layer.updates is not None and known is not None:
        layer, _, array = bound.layer.updates.partition(".")
        shapes = {f"{written_name(layer)}.{array}": bound.shapes["input"]}
        line = known.line(shapes, bound.params)
        return line if bound.layer.zero_grad else say("screen.no_zero_grad", language, line=line)
    return bound.operator.name if known is None else known.line(bound.shapes, bound.params)


def tensor_line(tensor: str, language: str) -> str:
    """Write what PyTorch calls the gradient of a tensor."""
    return say("screen.tensor_grad", language, tensor=tensor)
