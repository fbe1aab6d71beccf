"""Pictures as numbers, through Pillow, which is imported here alone and only when one is read."""

from __future__ import annotations

import io
import sys
import warnings
from math import prod
from typing import TYPE_CHECKING, Any

import numpy as np

from convtutor.engine.arrays import Array
from convtutor.errors import AbsentError, FileContentError, UsageError
from convtutor.lesson.caps import MOST_ELEMENTS
from convtutor.words import say
from convtutor.words.visible import visible

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

FORMATS = ("PNG", "JPEG", "GIF", "BMP", "PPM", "WEBP", "TIFF")  # none of them runs a program
MOST_PIXELS = 25_000_000
DEEP = ("I", "I;16", "I;16B", "I;16L")  # 16 bits a pixel
LONGEST_REASON = 200


def decode(
    content: bytes, name: str, lengths: tuple[int, ...] | None, planes: int, language: str
) -> Array:
    """Give a picture's first frame (planes, rows, columns), from 0 to 255, upright; brightness for
    1 plane, red, green and blue for 3. It is resized where `lengths` is given.

    Raises AbsentError where Pillow is not installed, FileContentError for what is no picture, is
    broken, or is too large.
    """
    library = _library(language)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of metadata; the size is judged below
            picture = library.open(io.BytesIO(content), formats=FORMATS)
            _check_size(picture, name, lengths, language)
            return _numbers(picture, lengths, planes)
    except (FileContentError, UsageError):
        raise
    except Exception as error:  # a broken file makes Pillow raise almost anything
        if isinstance(error, library.DecompressionBombError):
            sentence = say("explore.bomb", language, file=name, most=MOST_PIXELS)
            raise FileContentError(sentence) from None
        reason = _reason(error)
        if isinstance(error, library.UnidentifiedImageError):
            reason = say("explore.no_format", language, formats=", ".join(FORMATS))
        raise FileContentError(
            say("explore.broken_picture", language, file=name, reason=reason)
        ) from error


def _reason(error: Exception) -> str:
    first = str(error).partition("\n")[0][:LONGEST_REASON].rstrip(".")
    return visible(first or type(error).__name__)


def _library(language: str) -> Any:
    try:
        from PIL import Image
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] != "PIL":
            raise
        install = f'{visible(sys.executable)} -m pip install "convtutor[images]"'
        raise AbsentError(say("explore.needs_pillow", language, install=install)) from None
    return Image


def _check_size(
    picture: Picture, name: str, lengths: tuple[int, ...] | None, language: str
) -> None:
    """Accept a picture of few enough pixels, now and resized, before any of them is decoded."""
    if lengths is not None and prod(lengths) > MOST_ELEMENTS:
        rows, columns = lengths
        raise UsageError(
            say("explore.large_size", language, size=f"{rows}x{columns}", most=MOST_ELEMENTS)
        )
    width, height = picture.size
    most = MOST_ELEMENTS if lengths is None else MOST_PIXELS
    if width * height > most:
        key = "explore.many_pixels" if lengths is None else "explore.too_many_pixels"
        raise FileContentError(
            say(key, language, file=name, width=width, height=height, most=most)
        )


def _numbers(picture: Picture, lengths: tuple[int, ...] | None, planes: int) -> Array:
    from PIL import Image, ImageOps

    upright = ImageOps.exif_transpose(picture)
    if upright.mode in DEEP:
        eight_bits = np.asarray(upright, dtype=np.float64) / 257
        upright = Image.fromarray(eight_bits.round().clip(0, 255).astype(np.uint8))
    plain = upright.convert("L" if planes == 1 else "RGB")
    if lengths is not None:
        rows, columns = lengths
        plain = plain.resize((columns, rows), Image.Resampling.BILINEAR)
    values = np.asarray(plain, dtype=np.float64)
    return values[np.newaxis] if planes == 1 else values.transpose(2, 0, 1)
