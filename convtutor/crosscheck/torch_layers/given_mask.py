"""torch's dropout layer with the mask given: the layer itself runs, its draw alone is replaced.

nn.Dropout takes no mask; it draws one while it runs. What torch calls below its layers can be
watched, and there the draw is answered with our mask. Everything else is torch's own: how a mask
becomes a scale, the products of both directions, what evaluation does.

    on a CPU   nn.Dropout calls bernoulli_ on an empty tensor, and divides and multiplies by itself
    on CUDA    it calls native_dropout, which draws and multiplies in one kernel; in its place runs
               native_dropout_backward, torch's own kernel for the same product with a known mask

Runs without NumPy, in the child.
"""

from collections.abc import Callable
from typing import Any


def run_with_mask(module: Any, image: Any, mask: Any = None) -> Any:
    """Run an nn.Dropout on an image; what it draws is the mask (ones and zeros, as the image).

    Without a mask it runs as it is. Raises RuntimeError when the module should have drawn a mask
    and did so in a way that is not known here.
    """
    if mask is None:
        return module(image)
    from torch.utils._python_dispatch import TorchDispatchMode

    draws: list[str] = []
    members = {"__torch_dispatch__": answering(mask, draws)}
    with type("GivenMask", (TorchDispatchMode,), members)():
        output = module(image)
    wanted = int(module.training and 0 < module.p < 1 and image.numel() > 0)
    if len(draws) != wanted:
        raise RuntimeError(
            f"nn.Dropout(p={module.p}) should draw {wanted} masks and drew {len(draws)}; the mask "
            f"given cannot take the place of its own"
        )
    return output


def answering(mask: Any, draws: list[str]) -> Callable[..., Any]:
    """Give what torch asks in place of its kernels; it puts the mask for a draw and notes it."""

    def answer(mode: Any, function: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        if function.name() == "aten::bernoulli_.float":
            draws.append(function.name())
            return args[0].copy_(mask)
        if function.name() == "aten::native_dropout":
            draws.append(function.name())
            return masked(args[0], args[1], mask.bool())
        return function(*args, **(kwargs or {}))

    return answer


def masked(image: Any, p: float, kept: Any) -> tuple[Any, Any]:
    """Give what native_dropout gives for a draw: the product, scaled, and the mask."""
    import torch

    return torch.ops.aten.native_dropout_backward(image, kept, 1 / (1 - p)), kept
