"""A run of one layer held against a torch module that somebody made, in this process."""

from typing import Any

import numpy as np

from convtutor.crosscheck.compare import compare_lane
from convtutor.crosscheck.devices import cpu_name
from convtutor.crosscheck.lanes import LANES, Lane
from convtutor.crosscheck.plan import LayerPlan, plan_of
from convtutor.crosscheck.reference import reference_of
from convtutor.crosscheck.report import LaneReport, Report
from convtutor.engine.arrays import Array, Arrays
from convtutor.errors import AbsentError, UsageError
from convtutor.lesson.run import Run


def check_module(run: Run, module: Any) -> Report:
    """Run a module forward and backward on a run's own input and compare every array.

    The module is taken as it is, its weights too; it works in the dtype of its parameters,
    float64 where it has none. Its gradients are left as they were. Raises UsageError for a run of
    several layers, and for what is no module on the CPU in float32 or float64; AbsentError
    without torch.
    """
    try:
        import torch
    except ImportError as error:
        raise AbsentError(f"compare: torch is not installed ({error})") from None
    if not isinstance(module, torch.nn.Module):
        raise UsageError(f"compare: expected a torch.nn.Module, got {type(module).__name__}")
    plan = plan_of(run)
    if len(plan.layers) != 1:
        count = len(plan.layers)
        raise UsageError(f"compare: a run of one layer is compared, this one has {count}")
    lane = _lane_of(module)
    [layer], reference = plan.layers, reference_of(plan, lane.dtype)
    made = _made_by(torch, module, layer, reference.alone[layer.name], lane.dtype)
    returned = {f"alone/{layer.name}.{name}": values for name, values in made.items()}
    matches = compare_lane(plan, reference, lane, returned)
    wanted = {f"{layer.name}.{name}" for name in made}
    compared = tuple(match for match in matches if match.array in wanted)
    report = LaneReport(lane.name, lane.device, lane.dtype, compared)
    return Report("cpu", (report,), {"cpu": cpu_name()}, {"torch": torch.__version__})


def _lane_of(module: Any) -> Lane:
    """Find the lane of a module's parameters."""
    kinds = {(p.device.type, str(p.dtype).removeprefix("torch.")) for p in module.parameters()}
    kinds = kinds or {("cpu", "float64")}
    lanes = [lane for lane in LANES if kinds == {(lane.device, lane.dtype)}]
    if not lanes or lanes[0].device != "cpu":
        found = ", ".join(f"{device} {dtype}" for device, dtype in sorted(kinds))
        raise UsageError(f"compare: expected a module on the cpu, float32 or float64, got {found}")
    return lanes[0]


def _made_by(
    torch: Any, module: Any, layer: LayerPlan, arrays: Arrays, dtype: str
) -> dict[str, Array]:
    """Give every array that the module makes, by our local names."""

    def tensor(name: str) -> Any:
        return torch.tensor(np.array(arrays[name], dtype=dtype))

    inputs = {name: tensor(name).requires_grad_(True) for name in layer.sources}
    held = {name: p for name, p in module.named_parameters() if name in layer.own}
    output = module(*inputs.values())
    if tuple(output.shape) != arrays["output"].shape:
        ours = "x".join(map(str, arrays["output"].shape))
        theirs = "x".join(map(str, output.shape))
        raise UsageError(f"compare: the module's output is {theirs}, ours {ours}")
    made = {"output": output}
    sought = {**inputs, **held}
    gradients = torch.autograd.grad(
        output, list(sought.values()), tensor("grad_output"), allow_unused=True
    )
    for (name, value), gradient in zip(sought.items(), gradients, strict=True):
        made[f"grad_{name}"] = torch.zeros_like(value) if gradient is None else gradient
    return {name: value.detach().numpy() for name, value in made.items()}
