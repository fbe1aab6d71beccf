"""The step of an optimiser: torch.optim.SGD itself, its way back from torch's autograd.

An optimiser changes a parameter in place and hands no gradient back. What comes back is that of
the formula of its documentation, which autograd differentiates.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any

from convtutor.crosscheck.torch_layers.mirror import (
    Arguments,
    Shapes,
    TorchFunction,
    as_python,
    without_defaults,
)
from convtutor.data import dataclass


def sgd_arguments(shapes: Shapes, params: Any) -> Arguments:
    """Give what torch.optim.SGD takes besides its parameters."""
    keywords = {"lr": params.lr, "weight_decay": params.weight_decay}
    return (), without_defaults(keywords, {"weight_decay": 0.0})


@dataclass(frozen=True, slots=True)
class TorchOptimiser(TorchFunction):
    """One step of an optimiser of torch.optim."""

    def line(self, shapes: Shapes, params: Any) -> str:
        """Write the PyTorch line: torch.optim.SGD([input], lr=0.03).step()."""
        first, *_ = shapes
        _, keywords = self.arguments(shapes, params)
        written = [f"[{first}]", *(f"{name}={as_python(v)}" for name, v in keywords.items())]
        return f"torch.optim.{self.named(shapes)}({', '.join(written)}).step()"

    def module(
        self, torch: Any, shapes: Shapes, params: Any, own: Mapping[str, Any] | None = None
    ) -> Any:
        """Give the function that makes the step."""
        _, keywords = self.arguments(shapes, params)
        return partial(stepped, torch, getattr(torch.optim, self.named(shapes)), keywords)


def stepped(torch: Any, optimiser: Any, keywords: Mapping[str, Any], input: Any, grad: Any) -> Any:
    """Give the input after a step of the optimiser, as a node of torch's graph."""
    lr, decay = keywords["lr"], keywords.get("weight_decay", 0.0)

    class Step(torch.autograd.Function):  # type: ignore[misc]
        """The optimiser's own number forward, autograd's of the formula backward."""

        @staticmethod
        def forward(context: Any, start: Any, slope: Any) -> Any:
            context.save_for_backward(start, slope)
            parameter = torch.nn.Parameter(start.detach().clone())
            parameter.grad = slope.detach().clone()
            optimiser([parameter], **keywords).step()
            return parameter.detach()

        @staticmethod
        def backward(context: Any, upstream: Any) -> Any:
            leaves = [saved.detach().requires_grad_() for saved in context.saved_tensors]
            with torch.enable_grad():
                start, slope = leaves
                formula = start - lr * (slope + decay * start if decay else slope)
            return torch.autograd.grad(formula, leaves, upstream)

    return Step.apply(input, grad)


ROWS = {"sgd": TorchOptimiser("SGD", sgd_arguments)}
