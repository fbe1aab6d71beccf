"""The lanes: each a device, a dtype and settings of torch, with what it claims.

A lane is run and reported by name, because "float32 on a GPU" alone says little: cuDNN may choose
Winograd or TF32, and then another error is the right one. Runs without NumPy (the child reads it).

Lane   one lane
LANES  all of them, in the order they are run
"""

from typing import TypeAlias

from convtutor.data import dataclass

Settings: TypeAlias = tuple[tuple[str, bool | str], ...]

CPU_FLAGS = ("mkldnn.enabled", "mkldnn.conv.fp32_precision", "mkldnn.matmul.fp32_precision")
CUDA_FLAGS = (
    "cudnn.enabled",
    "cudnn.deterministic",
    "cudnn.benchmark",
    "cudnn.conv.fp32_precision",
    "cuda.matmul.fp32_precision",
)
OVERRIDES = ("TORCH_ALLOW_TF32_CUBLAS_OVERRIDE", "NVIDIA_TF32_OVERRIDE")


@dataclass(frozen=True, slots=True)
class Lane:
    """One way of running the layers.

    name       how it is called everywhere
    device     "cpu" or "cuda"
    dtype      "float32" or "float64"
    settings   flags below torch.backends that are set, read back and restored
    flags      the flags whose values are reported
    bit_exact  sums that rounding cannot touch must agree bit for bit
    empirical  rules that are measured and not proven, allowed in this lane alone
    """

    name: str
    device: str
    dtype: str
    settings: Settings
    flags: tuple[str, ...]
    bit_exact: bool = True
    empirical: tuple[str, ...] = ()


IEEE_ON_CPU: Settings = (
    ("mkldnn.conv.fp32_precision", "ieee"),
    ("mkldnn.matmul.fp32_precision", "ieee"),
)
IEEE_ON_CUDA: Settings = (
    ("cudnn.conv.fp32_precision", "ieee"),
    ("cuda.matmul.fp32_precision", "ieee"),
)

LANES: tuple[Lane, ...] = (
    Lane("cpu-float32", "cpu", "float32", IEEE_ON_CPU, CPU_FLAGS),
    Lane("cpu-float64", "cpu", "float64", (), CPU_FLAGS),
    Lane(
        "cuda-float32", "cuda", "float32", (("cudnn.enabled", False), *IEEE_ON_CUDA), CUDA_FLAGS
    ),
    Lane(
        "cuda-cudnn", "cuda", "float32",
        (
            ("cudnn.enabled", True), ("cudnn.deterministic", True), ("cudnn.benchmark", False),
            *IEEE_ON_CUDA,
        ),
        CUDA_FLAGS, bit_exact=False, empirical=("winograd",),
    ),
    Lane(
        "cuda-default", "cuda", "float32", (), CUDA_FLAGS, bit_exact=False,
        empirical=("tf32", "winograd"),
    ),
    Lane("cuda-float64", "cuda", "float64", (("cudnn.enabled", False),), CUDA_FLAGS),
)


def lanes_for(device: str) -> tuple[Lane, ...]:
    """Give the lanes of a device: those of the CPU, of CUDA, or all for "auto"."""
    return tuple(lane for lane in LANES if device in ("auto", lane.device))
