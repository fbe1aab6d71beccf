"""The arrays the engine computes on: names, types and the checks every argument passes.

Array   a NumPy array of float32 or float64, laid out as torch does (N, C, H, W)
Index   the place of one element, counted from 0
Arrays  arrays by torch's name: input weight bias output grad_output grad_input ...
Shapes  their shapes by the same names
"""

from collections.abc import Mapping
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from convtutor.errors import DtypeError, ShapeError

Array: TypeAlias = NDArray[Any]
Index: TypeAlias = tuple[int, ...]
Shape: TypeAlias = tuple[int, ...]
Arrays: TypeAlias = Mapping[str, Array]
Shapes: TypeAlias = Mapping[str, Shape]

# Infinities, NaN and overflow are numbers as in torch: a warning would be written over the screen.
without_warnings = np.errstate(over="ignore", invalid="ignore")
FLOATS = (np.dtype(np.float32), np.dtype(np.float64))


def shapes_of(arrays: Arrays) -> dict[str, Shape]:
    """Give the shape of every array, by name."""
    return {name: array.shape for name, array in arrays.items()}


def check_dtypes(where: str, arrays: Mapping[str, Array | None]) -> None:
    """Accept arrays that are all float32 or all float64; None entries are left out.

    Raises DtypeError for any other dtype, for a mixture, and for what is no NumPy array.
    """
    first: tuple[str, np.dtype[Any]] | None = None
    for name, array in arrays.items():
        if array is None:
            continue
        if not isinstance(array, np.ndarray):
            raise DtypeError(
                f"{where}: {name} must be a NumPy array, got {type(array).__name__}; "
                f"wrap it in np.asarray({name}, dtype=np.float32)"
            )
        if array.dtype not in FLOATS:
            raise DtypeError(
                f"{where}: {name} must be float32 or float64, got {array.dtype}; "
                f"convert it with {name}.astype(np.float32)"
            )
        if first is not None and array.dtype != first[1]:
            raise DtypeError(
                f"{where}: {name} is {array.dtype} but {first[0]} is {first[1]}; "
                f"give both the same dtype"
            )
        first = first or (name, array.dtype)


def check_dimensions(where: str, name: str, shape: Shape, allowed: tuple[int, ...]) -> None:
    """Accept a shape with one of the allowed numbers of dimensions.

    Raises ShapeError naming the shape and the numbers allowed.
    """
    if len(shape) not in allowed:
        wanted = " or ".join(f"{number}-D" for number in allowed)
        raise ShapeError(f"{where}: {name} must be {wanted}, got shape {shape}")


def check_no_empty_axis(where: str, name: str, extents: Mapping[str, int]) -> None:
    """Accept extents of 1 or more, by what they count ("rows"); raises ShapeError otherwise."""
    for counted, extent in extents.items():
        if extent < 1:
            raise ShapeError(f"{where}: the {name} has {extent} {counted}; it needs at least 1")
