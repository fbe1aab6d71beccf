"""The whole graph in the child: real torch.nn modules one behind the other, and torch's autograd.

A module that several layers share is built once and run for each of them. What every use hands back
is told apart by the tensors it reads: each is a node of its own in torch's graph.

Use  one layer run: its module, what it read, what came out

Runs without NumPy.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from convtutor.crosscheck.torch_layers import TORCH_LAYERS
from convtutor.crosscheck.worker_layers import Tensors, build, gradient_of, gradients, kept


@dataclass(frozen=True, slots=True)
class Use:
    """One layer run. `parameters` are those it read, `held` those its module holds."""

    layer: Mapping[str, Any]
    inputs: Tensors
    parameters: Tensors
    held: Tensors
    kept: Tensors
    output: Any

    @property
    def name(self) -> str:
        """Name the layer."""
        return str(self.layer["name"])


def run_network(torch: Any, layers: Sequence[Mapping[str, Any]], tensors: Tensors) -> Tensors:
    """Run the whole graph end to end; give every layer's output and gradients, by full name.

    `tensors` holds the example's tensors as "tensor/<name>", the layers' own operands as
    "own/<layer>.<operand>" and the last layer's "grad_output".
    """
    outputs = {
        name.removeprefix("tensor/"): tensor.requires_grad_(tensor.is_floating_point())
        for name, tensor in tensors.items()
        if name.startswith("tensor/")
    }
    given = tuple(outputs)
    shared = {layer["shares"] for layer in layers}
    modules: dict[str, Any] = {}
    uses = []
    for layer in layers:
        holder = layer["shares"] or layer["name"]
        own = {name: tensors[f"own/{holder}.{name}"] for name in layer["own"]}
        if holder not in modules:
            modules[holder] = build(torch, layer, own)
        use = _run(torch, layer, modules[holder], own, outputs, holder in shared)
        outputs[use.name] = use.output
        uses.append(use)
    outputs[uses[-1].name].backward(tensors["grad_output"])
    readers = Counter(source for layer in layers for source in layer["inputs"].values())
    made: Tensors = {}
    for use in uses:
        arrays = _arrays_of(use, readers[use.name] > 1, use.name in shared)
        made |= {f"{use.name}.{name}": tensor for name, tensor in arrays.items()}
    made |= {f"{name}.grad": gradient_of(outputs[name]) for name in given if readers[name] > 1}
    return made


def _run(
    torch: Any, layer: Mapping[str, Any], module: Any, own: Tensors, outputs: Tensors,
    is_shared: bool,
) -> Use:
    """Run one layer on the outputs so far."""
    entry = TORCH_LAYERS[layer["op"]]
    inputs = {name: edge(outputs[source]) for name, source in layer["inputs"].items()}
    held = entry.parameters(module)
    parameters = {name: edge(tensor) for name, tensor in held.items()} if is_shared else held
    called = with_parameters(torch, module, parameters) if is_shared and held else module
    output = asked_for(entry.call(called, inputs.values(), own))
    output.retain_grad()
    return Use(layer, inputs, parameters, held, kept(module, layer), output)


def _arrays_of(use: Use, is_read_again: bool, is_shared: bool) -> Tensors:
    """Give what a use made: its output, its gradients, and where gradients meet their sum."""
    own = use.layer["own"]
    made = {"output": use.output, **use.kept, **gradients(use.inputs, use.parameters, own)}
    if is_read_again:
        made["grad_output"] = gradient_of(use.output)
    if is_shared:
        totals = {name: tensor for name, tensor in use.held.items() if name in own}
        made |= {f"total_grad_{name}": gradient_of(tensor) for name, tensor in totals.items()}
    return made


def with_parameters(torch: Any, module: Any, parameters: Tensors) -> Callable[..., Any]:
    """Give the module's call with other tensors in place of its parameters."""

    def call(*inputs: Any) -> Any:
        return torch.func.functional_call(module, parameters, inputs)

    return call


def asked_for(output: Any) -> Any:
    """Give an output whose gradient torch will keep.

    One that is cut off from what it was made of (detach) starts a graph of its own: what its
    readers hand back to it can be asked for, and goes no further.
    """
    return output if output.requires_grad else output.requires_grad_(True)


def edge(tensor: Any) -> Any:
    """Give the same tensor as a node of its own, so that each reader's gradient can be told."""
    view = tensor.view_as(tensor)
    if view.requires_grad:
        view.retain_grad()
    return view
