"""A row of the mirror table: the torch.nn layer or function that an operator stands beside.

The shown line and the module that runs are made from the same arguments, so the line is what ran.
Runs without NumPy and imports no torch: `module` is handed it by the child process.

Arguments      what a torch.nn class is called with
TorchLayer     one operator's class, its arguments, and what else of it can be compared
TorchFunction  one operator's function, where torch.nn has no class for it
plain_run      how a module is run that takes all it needs
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from functools import partial
from math import isfinite
from typing import Any, TypeAlias

from convtutor.data import dataclass

Shapes: TypeAlias = Mapping[str, tuple[int, ...]]
Arguments: TypeAlias = tuple[tuple[int, ...], dict[str, Any]]


def plain_run(module: Any, *tensors: Any) -> Any:
    """Run a module on what its call takes."""
    return module(*tensors)


@dataclass(frozen=True, slots=True)
class TorchLayer:
    """One operator's torch.nn class.

    `class_name` may depend on the operands' shapes: torch has a class for each number of axes.
    `arguments` gives its positional and keyword arguments, defaults left out, from the shapes of
    the operands and the operator's parameters (any object with torch's keywords as attributes).
    `decisions` gives, from torch, the input and the parameters, the arrays in which torch says
    what it decided, under the names of the operator's saved arrays. `built_with` names operands
    that the class itself takes as keywords, `called_with` those that its call takes after what
    the layer reads; all others of its own are loaded as its state. `kept` maps arrays of ours to
    the module's attribute that holds the same after the forward pass. `run` runs the module on
    the inputs and on those of `called_with`, for a module that cannot be given them. A layer whose
    parameter `training` is False is put into evaluation.
    """

    class_name: str | Callable[[Shapes], str]
    arguments: Callable[[Shapes, Any], Arguments]
    decisions: Callable[[Any, Any, Any], dict[str, Any]] = lambda torch, image, params: {}
    built_with: tuple[str, ...] = ()
    called_with: tuple[str, ...] = ()
    kept: Mapping[str, str] = field(default_factory=dict)
    run: Callable[..., Any] = plain_run

    def named(self, shapes: Shapes) -> str:
        """Name the class in torch.nn."""
        return self.class_name if isinstance(self.class_name, str) else self.class_name(shapes)

    def line(self, shapes: Shapes, params: Any) -> str:
        """Write the PyTorch line: nn.Conv2d(1, 1, kernel_size=2, padding=1, bias=False)."""
        positional, keywords = self.arguments(shapes, params)
        written = [str(value) for value in positional]
        written += [f"{name}={name}" for name in self.built_with if name in shapes]
        written += [f"{name}={as_python(value)}" for name, value in keywords.items()]
        evaluated = ".eval()" if _is_in_evaluation(params) else ""
        return f"nn.{self.named(shapes)}({', '.join(written)}){evaluated}"

    def module(
        self, torch: Any, shapes: Shapes, params: Any, own: Mapping[str, Any] | None = None
    ) -> Any:
        """Build the real torch.nn module; its parameters hold torch's random start values.

        `own` holds the layer's own tensors, of which the class may want some itself.
        """
        positional, keywords = self.arguments(shapes, params)
        given = {name: tensor for name, tensor in (own or {}).items() if name in self.built_with}
        module = getattr(torch.nn, self.named(shapes))(*positional, **{**keywords, **given})
        return module.eval() if _is_in_evaluation(params) else module

    def call(self, module: Any, inputs: Iterable[Any], own: Mapping[str, Any]) -> Any:
        """Run the module on what the layer reads, with what else its call takes."""
        more = [own[name] for name in self.called_with if name in own]
        return self.run(module, *inputs, *more)

    def state(self, own: Mapping[str, Any]) -> dict[str, Any]:
        """Give those of a layer's own tensors that are loaded as the module's state."""
        elsewhere = {*self.built_with, *self.called_with}
        return {name: tensor for name, tensor in own.items() if name not in elsewhere}

    def parameters(self, module: Any) -> dict[str, Any]:
        """Give the module's parameters by name, which are those of our operands."""
        return dict(module.named_parameters())


@dataclass(frozen=True, slots=True)
class TorchFunction(TorchLayer):
    """One operator's function of torch: `class_name` is its name, and it has no parameters.

    `takes_a_list` says whether its tensors stand in a list.
    """

    takes_a_list: bool = False

    def line(self, shapes: Shapes, params: Any) -> str:
        """Write the PyTorch line: torch.cat([tensors0, tensors1], dim=1)."""
        tensors = ", ".join(shapes)
        _, keywords = self.arguments(shapes, params)
        written = [f"[{tensors}]" if self.takes_a_list else tensors]
        written += [f"{name}={as_python(value)}" for name, value in keywords.items()]
        return f"torch.{self.named(shapes)}({', '.join(written)})"

    def module(
        self, torch: Any, shapes: Shapes, params: Any, own: Mapping[str, Any] | None = None
    ) -> Any:
        """Give the function with its keywords, waiting for its tensors."""
        _, keywords = self.arguments(shapes, params)
        return partial(getattr(torch, self.named(shapes)), **keywords)

    def call(self, module: Any, inputs: Iterable[Any], own: Mapping[str, Any]) -> Any:
        """Run the function on what the layer reads."""
        return module(list(inputs)) if self.takes_a_list else module(*inputs)

    def parameters(self, module: Any) -> dict[str, Any]:
        """Give nothing: a function has no parameters."""
        return {}


def _is_in_evaluation(params: Any) -> bool:
    return getattr(params, "training", True) is False


def as_python(value: object) -> str:
    """Write an argument as Python, strings in double quotes."""
    if isinstance(value, float) and not isfinite(value):
        return f'float("{value}")'
    return f'"{value}"' if isinstance(value, str) else repr(value)


def short(value: Any) -> Any:
    """Give one integer for the numbers of all axes where they are equal; a word stays a word."""
    if isinstance(value, str):
        return value
    first, *others = value
    return first if all(other == first for other in others) else tuple(value)


def without_defaults(values: Mapping[str, Any], defaults: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out the arguments that torch would take by itself."""
    return {name: v for name, v in values.items() if name not in defaults or v != defaults[name]}
