"""What every pool with a sliding window shares: kernel, stride, padding, axes and shape.

PoolParams  the keywords that max_pool and avg_pool have in common

Source: torch.nn.MaxPool2d, torch.nn.AvgPool2d. Shapes: input (N, C, ...), output (N, C, ...).
"""

from convtutor.data import dataclass
from convtutor.engine.arguments import several
from convtutor.engine.arrays import Shape, check_dimensions, check_no_empty_axis
from convtutor.engine.convolution import AXIS_NAMES, IntOrInts
from convtutor.engine.geometry import Axis, check_axis
from convtutor.engine.windows import check_frame
from convtutor.errors import ArgumentError

LARGEST = 2**31 - 1  # torch's pools keep their arguments in 32 bits


@dataclass(frozen=True, slots=True)
class PoolParams:
    """Kernel, stride and padding, one number an axis."""

    kernel_size: tuple[int, ...]
    stride: tuple[int, ...]
    padding: tuple[int, ...]


def window_settings(
    name: str,
    dimensions: int,
    kernel_size: IntOrInts,
    stride: IntOrInts | None,
    padding: IntOrInts,
) -> PoolParams:
    """Read a window's keywords; the stride is the kernel's size unless given.

    Raises ArgumentError for what torch rejects, padding over half the kernel among it.
    """
    kernel = several(name, "kernel_size", kernel_size, dimensions, 1, LARGEST)
    unset = stride is None or (isinstance(stride, list | tuple) and not stride)
    padded = several(name, "padding", padding, dimensions, 0, LARGEST)
    for size, border in zip(kernel, padded, strict=True):
        if border > size // 2:
            raise ArgumentError(
                f"{name}: padding must be at most half the kernel, {size // 2} for a kernel "
                f"of {size}, got {border}"
            )
    strides = kernel if unset else several(name, "stride", stride, dimensions, 1, LARGEST)
    return PoolParams(kernel, strides, padded)


def pool_axes(
    name: str, lengths: Shape, params: PoolParams, dilation: tuple[int, ...], ceil_mode: bool
) -> tuple[Axis, ...]:
    """Give one axis a length; raises ShapeError where no window fits."""
    made = []
    for number, counted in enumerate(AXIS_NAMES[len(lengths)]):
        border = params.padding[number]
        axis = Axis(
            lengths[number], params.kernel_size[number], params.stride[number],
            dilation[number], border, border, ceil_mode=ceil_mode,
        )
        check_axis(name, counted, axis)
        made.append(axis)
    return tuple(made)


def check_pooled(name: str, image: Shape, dimensions: int) -> None:
    """Accept an input (N, C, ...) of at least one channel and one element a plane.

    Raises ShapeError.
    """
    check_dimensions(name, "input", image, (dimensions + 2,))
    counted = ("channels", *AXIS_NAMES[dimensions])
    check_no_empty_axis(name, "input", dict(zip(counted, image[1:], strict=True)))


def pooled_shape(name: str, image: Shape, axes: tuple[Axis, ...]) -> Shape:
    """Give (N, C, ...) of the output; raises ShapeError where no memory holds the padded input."""
    check_frame(name, image[:2], axes)
    return *image[:2], *(axis.o for axis in axes)
