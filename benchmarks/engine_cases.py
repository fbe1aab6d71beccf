"""The layers that the engine is measured with, and how near to torch and to a bare product each is.

Layer     a layer with its settings and its limits: ours / torch's time, ours / np.matmul's time of
          the same multiplications, None where there is no limit
LAYERS    convolutions: LeNet's, VGG's, AlexNet's and what strides, dilation and groups make of them
POOLS     pools of the same networks
CHANNELED batch norms
FLAT      linear layers

Shapes: image (N, C, H, W). The limits are for float32 on one core; those of float64 stand apart.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Layer:
    """A convolution of square kernels, or a pool where it has no filters."""

    name: str
    image: tuple[int, ...]
    filters: int
    kernel: int
    stride: int = 1
    padding: int = 0
    dilation: int = 1
    groups: int = 1
    forward: float | None = None
    backward: float | None = None
    floor: float | None = None


VGG, DEEP = (8, 64, 56, 56), (8, 256, 14, 14)
LAYERS = (
    Layer("lesson", (1, 1, 6, 8), 1, 3, forward=2.5, backward=4.0),
    Layer("LeNet 1, batch 1", (1, 1, 28, 28), 6, 5, padding=2, forward=0.5, backward=0.8),
    Layer("LeNet 2, batch 1", (1, 6, 14, 14), 16, 5, forward=0.6, backward=1.0),
    Layer("LeNet 1, batch 256", (256, 1, 28, 28), 6, 5, padding=2,
          forward=1.1, backward=0.5, floor=3.2),
    Layer("LeNet 2, batch 256", (256, 6, 14, 14), 16, 5, forward=2.3, backward=1.4, floor=2.3),
    Layer("VGG", VGG, 64, 3, padding=1, forward=1.3, backward=1.5, floor=1.15),
    Layer("AlexNet 1", (8, 3, 224, 224), 64, 11, 4, 2, forward=1.9, backward=0.85, floor=1.7),
    Layer("AlexNet 2", (8, 64, 27, 27), 192, 5, padding=2,
          forward=1.3, backward=1.5, floor=1.15),
    Layer("deep", DEEP, 256, 3, padding=1, forward=1.3, backward=1.5, floor=1.25),
    Layer("1x1", DEEP, 64, 1, forward=0.65, backward=0.8, floor=1.2),
    Layer("stride 2", VGG, 128, 3, 2, 1, forward=1.25, backward=1.4, floor=1.45),
    Layer("dilation 2", VGG, 64, 3, padding=2, dilation=2,
          forward=1.3, backward=1.5, floor=1.15),
    Layer("groups 4", VGG, 64, 3, padding=1, groups=4, forward=1.35, backward=2.3, floor=1.35),
    Layer("depthwise", VGG, 64, 3, padding=1, groups=64, forward=2.2, backward=1.6, floor=3.5),
)
WIDE = ("VGG", "AlexNet 1", "AlexNet 2", "deep", "stride 2", "dilation 2", "groups 4")
WIDE_FORWARD, WIDE_BACKWARD, WIDE_FLOOR = 0.7, 0.85, 1.25  # of float64, for those
POOLS = (
    Layer("VGG", VGG, 0, 2, 2, forward=1.4, backward=2.2),
    Layer("ResNet", (8, 64, 112, 112), 0, 3, 2, 1, forward=2.2, backward=2.2),
)
AVG_FORWARD, AVG_BACKWARD = 0.8, 2.5
TRANSPOSED = (
    Layer("VGG back", VGG, 64, 3, padding=1),
    Layer("stride 2 back", (8, 128, 28, 28), 64, 4, 2, 1),
)
CHANNELED = {"VGG": VGG, "LeNet": (256, 6, 28, 28), "flat": (256, 512)}
FLAT = {"LeNet": (256, 400, 120), "VGG": (64, 4096, 1000)}  # samples, features in, features out
MOST_MEMORY = 8.0  # MB beyond what a call gives
