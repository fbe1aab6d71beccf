"""The layers in the child: real torch.nn modules, forward and backward, raw arrays back.

A layer is described by a mapping: name, op, keywords, shapes, inputs (each operand it reads and
where from: a tensor of the example or an earlier layer) and own (the operands it holds itself).
Runs without NumPy, in the child.
"""

import ctypes
from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from convtutor.crosscheck.protocol import Blob
from convtutor.crosscheck.torch_layers import TORCH_LAYERS

Tensors = dict[str, Any]


def to_tensor(torch: Any, blob: Blob, device: str) -> Any:
    """Give a tensor on a device with the array of a blob."""
    dtype = getattr(torch, blob.dtype)
    if not blob.data:
        return torch.empty(blob.shape, dtype=dtype, device=device)
    return torch.frombuffer(bytearray(blob.data), dtype=dtype).reshape(blob.shape).to(device)


def to_blob(tensor: Any) -> Blob:
    """Give the array of a tensor as bytes."""
    here = tensor.detach().to("cpu").contiguous()
    count = here.numel() * here.element_size()
    data = ctypes.string_at(here.data_ptr(), count) if count else b""
    return Blob(str(here.dtype).removeprefix("torch."), tuple(here.shape), data)


def params_of(layer: Mapping[str, Any]) -> SimpleNamespace:
    """Give the layer's parameters as an object with torch's keywords as attributes."""
    values = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in layer["keywords"].items()
    }
    return SimpleNamespace(**values)


def build(torch: Any, layer: Mapping[str, Any], own: Tensors) -> Any:
    """Build a layer's module and load the operands it holds itself."""
    shapes = {name: tuple(shape) for name, shape in layer["shapes"].items()}
    entry = TORCH_LAYERS[layer["op"]]
    module, state = entry.module(torch, shapes, params_of(layer), own), entry.state(own)
    if state:
        some = next(iter(state.values()))
        module = module.to(device=some.device, dtype=some.dtype)
        loaded = module.load_state_dict(state, strict=False)  # it may also count its batches
        if loaded.unexpected_keys:
            raise ValueError(f"{layer['op']} has no {', '.join(loaded.unexpected_keys)} to load")
    return module


def gradients(inputs: Tensors, parameters: Tensors, own: Sequence[str]) -> Tensors:
    """Give the gradient of every operand, by "grad_" and its name; zeros where torch left none.

    `inputs` are the tensors the layer read, `parameters` those of its module.
    """
    held = {name: parameters[name] for name in own if name in parameters}
    return {f"grad_{name}": gradient_of(tensor) for name, tensor in {**inputs, **held}.items()}


def kept(module: Any, layer: Mapping[str, Any]) -> Tensors:
    """Give what the module keeps of the forward pass, by our names for it."""
    names = TORCH_LAYERS[layer["op"]].kept
    return {ours: getattr(module, theirs).clone() for ours, theirs in names.items()
            if getattr(module, theirs) is not None}


def gradient_of(tensor: Any) -> Any:
    """Give a tensor's gradient, zeros where nothing of it reached the end of the graph."""
    return tensor.new_zeros(tensor.shape) if tensor.grad is None else tensor.grad


def hand_back(output: Any, gradient: Any) -> None:
    """Send a gradient back through torch's graph; where no way leads back, torch refuses to."""
    if output.requires_grad:
        output.backward(gradient)


def run_alone(torch: Any, layer: Mapping[str, Any], tensors: Tensors) -> Tensors:
    """Run one layer on its own input, forward and backward; give every array it makes.

    `tensors` holds its operands and grad_output by their local names.
    """
    own = {name: tensors[name] for name in layer["own"]}
    module = build(torch, layer, own)
    inputs = {name: tensors[name].requires_grad_(True) for name in layer["inputs"]}
    entry = TORCH_LAYERS[layer["op"]]
    output = entry.call(module, inputs.values(), own)
    if not layer["updates"]:
        hand_back(output, tensors["grad_output"])
    decided = entry.decisions(torch, next(iter(inputs.values())).detach(), params_of(layer))
    made = gradients(inputs, entry.parameters(module), layer["own"])
    return {"output": output, **kept(module, layer), **decided, **made}
