"""The whole graph in the child: real torch.nn modules one behind the other, and torch's autograd.

A module that several layers share is built once and run for each of them. What every use hands back
is told apart by the tensors it reads: each is a node of its own in torch's graph. A graph that is
repeated is trained: one set of modules, moved by torch's own optimizer.

Use      one layer run: its module, what it read, what came out
Held     the module of a layer with its parameters
Network  the modules and optimizers of a graph, repeat after repeat

Runs without NumPy.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence, Set
from itertools import groupby
from typing import Any

from convtutor.crosscheck.torch_layers import TORCH_LAYERS
from convtutor.crosscheck.worker_layers import (
    Tensors,
    build,
    gradient_of,
    gradients,
    kept,
    params_of,
)
from convtutor.data import dataclass


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


@dataclass(frozen=True, slots=True)
class Held:
    """The module of a layer, the operands that it was built from, and its parameters."""

    name: str
    module: Any
    own: Tensors
    parameters: Tensors


class Network:
    """The modules of a graph, built when first run, and the optimizers that move their parameters:
    both stay from one repeat to the next, as in a training loop.

    `tensors` holds the example's tensors as "tensor/<name>", the layers' own operands as
    "own/<layer>.<operand>" and the last layer's "grad_output".
    """

    def __init__(self, torch: Any, tensors: Tensors) -> None:
        self._torch, self._tensors = torch, tensors
        self._held: dict[str, Held] = {}
        self._optimizers: dict[str, Any] = {}

    def run(self, layers: Sequence[Mapping[str, Any]]) -> Tensors:
        """Run one repeat, forward, backward and its updates; give copies of all that it makes."""
        graph = [layer for layer in layers if not layer["updates"]]
        updates = [layer for layer in layers if layer["updates"]]
        staying = [layer["updates"] for layer in updates if not layer["zero_grad"]]
        self._zero_grad([(written(name), name.rpartition(".")[2]) for name in staying])
        made = self._run_graph(graph, {written(name) for name in staying})
        made |= {f"{layer['name']}.output": self._step(layer) for layer in updates}
        return {name: tensor.detach().clone() for name, tensor in made.items()}

    def _zero_grad(self, staying: Sequence[tuple[str, str]]) -> None:
        """Set to zero the gradients that earlier repeats left, but for those that are to stay."""
        for holder, held in self._held.items():
            for name, parameter in held.parameters.items():
                if (holder, name) not in staying:
                    parameter.grad = None

    def _run_graph(self, layers: Sequence[Mapping[str, Any]], staying: Set[str]) -> Tensors:
        """Run the layers end to end; give every output and gradient by full name."""
        given = {
            name.removeprefix("tensor/"): leaf(tensor)
            for name, tensor in self._tensors.items() if name.startswith("tensor/")
        }
        outputs, uses = dict(given), []
        split = {written(layer["shares"]) for layer in layers if layer["shares"]} | staying
        for layer in layers:
            holder = self._holder(layer)
            use = _run(self._torch, layer, holder, outputs, holder.name in split)
            outputs[use.name] = use.output
            uses.append(use)
        outputs[uses[-1].name].backward(self._tensors["grad_output"])
        readers = Counter(source for layer in layers for source in layer["inputs"].values())
        made: Tensors = {}
        for use in uses:
            is_split = written(use.name) in split and not use.layer["shares"]
            arrays = _arrays_of(use, readers[use.name] > 1, is_split)
            made |= {f"{use.name}.{name}": tensor for name, tensor in arrays.items()}
        number = layers[0]["repeat"]
        return made | {
            f"{name if number is None else f'{name}@{number}'}.grad": gradient_of(tensor)
            for name, tensor in given.items() if readers[name] > 1
        }

    def _holder(self, layer: Mapping[str, Any]) -> Held:
        """Give the module of a layer, or of the one that it shares; built when first asked for."""
        first = layer["shares"] or layer["name"]
        name = written(first)
        if name not in self._held:
            own = {key: self._tensors[f"own/{first}.{key}"] for key in layer["own"]}
            module = build(self._torch, layer, own)
            parameters = TORCH_LAYERS[layer["op"]].parameters(module)
            self._held[name] = Held(name, module, own, parameters)
        return self._held[name]

    def _step(self, layer: Mapping[str, Any]) -> Any:
        """Let the optimizer move the parameter that a layer updates; give where it is then."""
        holder, operand = written(layer["updates"]), layer["updates"].rpartition(".")[2]
        parameter = self._held[holder].parameters[operand]
        name = written(layer["name"])
        if name not in self._optimizers:
            self._optimizers[name] = optimizer(self._torch, layer, parameter)
        self._optimizers[name].step()
        return parameter


def run_network(torch: Any, layers: Sequence[Mapping[str, Any]], tensors: Tensors) -> Tensors:
    """Run the whole graph end to end, repeat by repeat; give all that is made, by full name."""
    network = Network(torch, tensors)
    made: Tensors = {}
    for _, repeat in groupby(layers, key=lambda layer: layer["repeat"]):
        made |= network.run(list(repeat))
    return made


def optimizer(torch: Any, layer: Mapping[str, Any], parameter: Any) -> Any:
    """Build the torch.optim optimizer of a layer that updates, on the parameter that it moves."""
    entry = TORCH_LAYERS[layer["op"]]
    shapes = {name: tuple(shape) for name, shape in layer["shapes"].items()}
    _, keywords = entry.arguments(shapes, params_of(layer))
    return getattr(torch.optim, entry.named(shapes))([parameter], **keywords)


def written(name: str) -> str:
    """Give the name of a layer without that of its repeat: conv1 for conv1@7 and conv1@7.weight."""
    return name.partition(".")[0].partition("@")[0]


def leaf(tensor: Any) -> Any:
    """Give a tensor that begins a graph, and is asked for its gradient where it can have one."""
    return tensor.detach().clone().requires_grad_(tensor.is_floating_point())


def _run(
    torch: Any, layer: Mapping[str, Any], held: Held, outputs: Tensors, is_split: bool
) -> Use:
    """Run one layer on the outputs so far; where `is_split`, its parameters are read as nodes of
    their own, so that what each use hands back can be told from their sum."""
    entry = TORCH_LAYERS[layer["op"]]
    inputs = {name: edge(outputs[source]) for name, source in layer["inputs"].items()}
    parameters, called = held.parameters, held.module
    if is_split and parameters:
        parameters = {name: edge(tensor) for name, tensor in held.parameters.items()}
        called = with_parameters(torch, held.module, parameters)
    output = asked_for(entry.call(called, inputs.values(), held.own))
    output.retain_grad()
    return Use(layer, inputs, parameters, held.parameters, kept(held.module, layer), output)


def _arrays_of(use: Use, is_read_again: bool, is_split: bool) -> Tensors:
    """Give what a use made: its output, its gradients, and where gradients meet their sum."""
    own = use.layer["own"]
    made = {"output": use.output, **use.kept, **gradients(use.inputs, use.parameters, own)}
    if is_read_again:
        made["grad_output"] = gradient_of(use.output)
    if is_split:
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
