"""The kernel turned: by 180 degrees, upside down, left to right, or with rows for columns."""

from convtutor.engine.operator import AnyOperator
from convtutor.misconceptions.misconception import Misconception
from convtutor.misconceptions.turning import Turn, turned


def kernel_flipped(right: AnyOperator) -> Misconception:
    """Turn the kernel by 180 degrees, as the convolution of mathematics does."""
    axes = tuple(range(2, right.ranks["weight"]))
    return Misconception("kernel-flipped", right.name, turned(right, Turn(flipped=axes)))


def kernel_upside_down(right: AnyOperator) -> Misconception:
    """Flip the kernel's rows alone."""
    return Misconception("kernel-upside-down", right.name, turned(right, Turn(flipped=(2,))))


def kernel_mirrored(right: AnyOperator) -> Misconception:
    """Flip the kernel's columns alone."""
    return Misconception("kernel-mirrored", right.name, turned(right, Turn(flipped=(3,))))


def kernel_transposed(right: AnyOperator) -> Misconception:
    """Read the kernel column by column."""
    return Misconception("kernel-transposed", right.name, turned(right, Turn(swapped=(2, 3))))


def channels_transposed(right: AnyOperator) -> Misconception:
    """Read the weight with the channels of input and output in each other's place."""
    return Misconception("channels-transposed", right.name, turned(right, Turn(swapped=(0, 1))))
