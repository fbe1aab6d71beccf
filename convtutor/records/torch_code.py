"""A layer of torch as the text of a function: built, loaded, run forward, and back.

LayerCode  the body of the function, the names of what it gives, and texts that it needs
IMPORTS    what the code of a recipe begins with: its names, and the arrays `a` that it makes
HELPERS    what the calls and the functions call: plane and tensor; load, back, gradient
"""

import inspect
import sys
from collections.abc import Iterator, Mapping

from convtutor.crosscheck.plan import LayerPlan
from convtutor.crosscheck.torch_layers import TORCH_LAYERS
from convtutor.crosscheck.torch_layers.learning import TorchOptimiser
from convtutor.crosscheck.torch_layers.mirror import TorchFunction, TorchLayer, plain_run
from convtutor.data import dataclass

IMPORTS = '''\
from math import inf, isnan, nan

import numpy as np
from numpy import exp, log, sqrt, tanh

try:
    import torch
    from torch import nn
except ImportError:
    torch = None

np.seterr(all="ignore")
a, shown, allowed, undefined = {}, {}, {}, {}
'''
HELPERS = '''
def plane(name, *axes):
    """Give an array without axes of length 1."""
    return a[name].squeeze(axes)


def tensor(name):
    """Give an array as a tensor that torch hands a gradient back to."""
    return torch.tensor(a[name], requires_grad=a[name].dtype.kind == "f")


def load(layer, **state):
    """Load arrays into a layer, whose own ones were drawn by chance."""
    unknown = layer.load_state_dict(state, strict=False).unexpected_keys
    if unknown:
        raise ValueError(f"no {unknown} to load")


def back(output, grad_output):
    """Send a gradient back; where no way leads back there is none to send."""
    if output.requires_grad:
        output.backward(grad_output)


def gradient(tensor):
    """Give what has come back to a tensor, zeros for nothing."""
    return torch.zeros_like(tensor) if tensor.grad is None else tensor.grad
'''


@dataclass(frozen=True, slots=True)
class LayerCode:
    """The text of a function; it takes the layer's operands and grad_output as tensors."""

    body: str
    makes: tuple[str, ...]
    helpers: Mapping[str, str]


def layer_code(layer: LayerPlan) -> LayerCode:
    """Write a layer that torch may have. The line shown in the lesson is the line that runs."""
    entry = TORCH_LAYERS[layer.operator.name]
    line = entry.line(layer.shapes, layer.params)
    results = dict(_results(layer, entry))
    if isinstance(entry, TorchOptimiser):
        lines, results = _of_optimiser(layer, entry), {**results, "output": "output"}
    elif isinstance(entry, TorchFunction):
        lines = [f"output = {line}"]
    else:
        lines = _of_module(layer, entry, line)
    if layer.updates is None and not isinstance(entry, TorchOptimiser):
        lines.append("back(output, grad_output)")
    given = ", ".join(f'"{name}": {value}' for name, value in results.items())
    body = "".join(f"    {part}\n" for part in (*lines, f"return {{{given}}}"))
    module = sys.modules[entry.run.__module__]
    helpers = {} if entry.run is plain_run else {module.__name__: inspect.getsource(module)}
    return LayerCode(body, tuple(results), helpers)


def _results(layer: LayerPlan, entry: TorchLayer) -> Iterator[tuple[str, str]]:
    """Say where every array that is compared is found once the function has run."""
    targets = [rule.target for rule in layer.compared]
    for target in targets:
        local = target.removeprefix("grad_")
        if target == "output":
            yield target, "output"
        elif target in entry.kept:
            yield target, f"layer.{entry.kept[target]}"
        elif local in layer.sources:
            yield target, f"gradient({local})"
        elif local in layer.own and local in entry.state(dict.fromkeys(layer.own)):
            yield target, f"gradient(layer.{local})"


def _of_module(layer: LayerPlan, entry: TorchLayer, line: str) -> list[str]:
    """Build a module, load its arrays and run it."""
    lines = [f"layer = {line}.double()"]
    state = entry.state(dict.fromkeys(layer.own))
    if state:
        lines.append(f"load(layer, {', '.join(f'{name}={name}' for name in state)})")
    called = [*layer.sources, *(name for name in entry.called_with if name in layer.own)]
    function = "layer(" if entry.run is plain_run else f"{entry.run.__name__}(layer, "
    lines.append(f"output = {function}{', '.join(called)})")
    return lines


def _of_optimiser(layer: LayerPlan, entry: TorchLayer) -> list[str]:
    """Let an optimizer move a parameter; what comes back is that of the formula it documents."""
    line = entry.line({"parameter": layer.shapes["input"]}, layer.params)
    lines = [
        "parameter = nn.Parameter(input.detach().clone())",
        "parameter.grad = grad.detach().clone()",
        line,
        "output = parameter",
    ]
    if layer.updates is None:
        decay = getattr(layer.params, "weight_decay", 0.0)
        slope = f"(grad + {decay!r} * input)" if decay else "grad"
        lines.append(f"back(input - {layer.params.lr!r} * {slope}, grad_output)")
    return lines


def sum_code(gradients: tuple[str, ...]) -> str:
    """Let torch add gradients up in a tensor that several have read."""
    return (
        f"    shared = torch.zeros_like({gradients[0]}, requires_grad=True)\n"
        f"    readers = [shared.view_as(shared) for _ in range({len(gradients)})]\n"
        f"    torch.autograd.backward(readers, [{', '.join(gradients)}])\n"
        '    return {"total": shared.grad}\n'
    )
