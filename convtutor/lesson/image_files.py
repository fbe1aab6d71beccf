"""An input from a file of the learner's own: a picture, or an array that NumPy saved."""

import io
from math import prod
from pathlib import Path

import numpy as np
from numpy.lib import format as npy

from convtutor.engine.arrays import Array, Shape
from convtutor.errors import FileContentError, UsageError
from convtutor.lesson.caps import MOST_ELEMENTS
from convtutor.lesson.pictures import decode
from convtutor.lesson.source import read_regular, shown_path
from convtutor.words import say

MOST_BYTES = 32 * 1024 * 1024
ARRAY_SUFFIX = ".npy"
NUMBERS = "biuf"  # NumPy's kinds: bool, integers, floats
HEADERS = {(1, 0): npy.read_array_header_1_0, (2, 0): npy.read_array_header_2_0}


def read_image(
    path: Path, axes: int, lengths: tuple[int, ...] | None, channels: int | None, language: str
) -> Array:
    """Read the input (C, ...) of a layer that slides along `axes` axes.

    A picture becomes one plane of brightness from 0 to 255, or three with 3 channels, at the size
    `lengths` where that is given. An array stays as it is: (...) or (C, ...).

    Raises AccessError for what is no readable file, FileContentError for what holds no such
    picture or array, UsageError where it does not fit what was asked for, AbsentError where
    Pillow is needed and not there.
    """
    name = shown_path(path)
    content = read_regular(path, MOST_BYTES + 1, "a picture or an array")
    if len(content) > MOST_BYTES:
        raise FileContentError(
            say("explore.large_file", language, file=name, most=MOST_BYTES // 1024**2)
        )
    if path.suffix.lower() == ARRAY_SUFFIX:
        array = _planes(_load(content, name, language), axes, name, language)
        _check_fit(array, lengths, channels, name, language)
        return array
    if axes != 2:
        raise UsageError(say("explore.picture_on_row", language, file=name))
    if channels not in (None, 1, 3):
        raise UsageError(say("explore.picture_channels", language, got=channels))
    return decode(content, name, lengths, channels or 1, language)


def _load(content: bytes, name: str, language: str) -> Array:
    """Load an array of numbers; its header is judged before anything is made of its size."""
    stream = io.BytesIO(content)
    try:
        version = npy.read_magic(stream)
        if version not in HEADERS:
            raise ValueError(version)
        shape, _, dtype = HEADERS[version](stream)
    except Exception:  # a broken head makes NumPy raise almost anything
        raise _broken(name, say("explore.no_header", language), language) from None
    if dtype.hasobject or dtype.kind not in NUMBERS:
        raise FileContentError(
            say("explore.no_numbers", language, file=name, dtype=str(dtype)[:40])
        )
    if not 1 <= prod(shape) <= MOST_ELEMENTS:
        raise FileContentError(say(
            "explore.array_size", language, file=name, shape=_shape_said(shape),
            most=MOST_ELEMENTS,
        ))
    held = len(content) - stream.tell()
    if held < prod(shape) * dtype.itemsize:
        raise _broken(name, say("explore.too_short", language), language)
    loaded: Array = np.load(io.BytesIO(content), allow_pickle=False)
    with np.errstate(over="ignore"):  # a long double beyond float64 is inf
        return loaded.astype(np.float64)


def _planes(array: Array, axes: int, name: str, language: str) -> Array:
    """Give an array (...) or (C, ...) as (C, ...); raises UsageError for another number of axes."""
    if array.ndim == axes:
        return array[np.newaxis]
    if array.ndim != axes + 1:
        key = "explore.array_axes_2" if axes == 2 else "explore.array_axes_1"
        raise UsageError(say(key, language, file=name, shape=_shape_said(array.shape)))
    return array


def _check_fit(
    array: Array, lengths: tuple[int, ...] | None, channels: int | None, name: str, language: str
) -> None:
    """Accept an array of the size and channels that were asked for; raises UsageError."""
    if lengths not in (None, array.shape[1:]):
        raise UsageError(say("explore.array_input", language, file=name,
                             shape=_shape_said(array.shape)))
    if channels not in (None, array.shape[0]):
        raise UsageError(say("explore.array_channels", language, file=name,
                             channels=array.shape[0], got=channels))


def _broken(name: str, reason: str, language: str) -> FileContentError:
    return FileContentError(say("explore.broken_array", language, file=name, reason=reason))


def _shape_said(shape: Shape) -> str:
    return "x".join(map(str, shape))[:40] or "()"
