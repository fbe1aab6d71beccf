"""The screen of large planes drawn as colours, put together from its panes without a terminal.

    heat_screen(scene, 80, 24)   every pane of a moment at its place, None where it has no room
    image(28)                    a stroke on a dark ground, of both signs where `signed`
    RUNS                         layers whose planes are large, of every kind
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np

from convtutor.engine.arrays import Array
from convtutor.lesson.run import Run
from convtutor.paint.palette import DARK, Ink
from convtutor.paint.pictures import PLACERS
from convtutor.paint.regions import Layout
from convtutor.scene.scene import Scene
from tests.paint.screens import Screen, drawn_in
from tests.scene.runs import chain, floats, one_layer, with_words

INK = Ink(DARK)


def heat_layout(scene: Scene, width: int, height: int, panel: int = 0) -> Layout | None:
    """Place a scene's large planes."""
    picture = scene.picture("heat")
    return PLACERS["heat"](picture, scene.sizes, width, height, scene.language, panel)


def heat_screen(
    scene: Scene, width: int, height: int, ink: Ink = INK, panel: int = 0
) -> Screen | None:
    """Paint every pane of a scene whose large planes are colours."""
    return drawn_in(scene, "heat", width, height, ink, panel)


def image(rows: int, cols: int | None = None, signed: bool = False) -> Array:
    """Give a slanted stroke from 0 to 255; with a mirrored one below 0 where it is signed."""
    y, x = np.mgrid[0:rows, 0 : cols or rows] / rows
    stroke = np.rint(255 * np.clip(1 - 8 * np.abs(x - 0.8 + 0.6 * y), 0, 1))
    return stroke - stroke[:, ::-1] if signed else stroke


SOBEL = [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]


def network() -> Run:
    """Run a layer with a stride, padding and two channels, a gate and a pool over 30x26."""
    return chain(image(30, 26, signed=True), (
        ("conv1", "conv2d", {"weight": np.array([[SOBEL], [np.ones((3, 3))]])},
         {"padding": (1, 2)}),
        ("relu1", "relu", {}, {}),
        ("pool1", "max_pool2d", {}, {"kernel_size": 3, "stride": 2, "ceil_mode": True}),
    ))


RUNS: dict[str, Callable[[], Run]] = {
    "28x28": cache(lambda: one_layer("conv2d", image(28), SOBEL)),
    "224x224": cache(lambda: one_layer("conv2d", image(224), SOBEL, stride=2)),
    "network": cache(network),
    "large kernel": cache(lambda: one_layer("conv2d", image(40, 31), np.ones((11, 7)))),
    "dilated": cache(lambda: one_layer(
        "conv2d", image(20, 31), SOBEL, dilation=2, padding=2, padding_mode="reflect"
    )),
    "floats": cache(lambda: one_layer("conv2d", floats(26, 28), floats(3, 2) / 3)),
    "tiny": cache(lambda: one_layer("conv2d", floats(16, 11, scale=1e-7), [[1.0, -1.0]])),
    "huge": cache(lambda: one_layer("conv2d", floats(16, 11, scale=1e9), [[1.0, -1.0]])),
    "words": cache(lambda: one_layer("conv2d", with_words(13, 17), [[1.0, -1.0]], padding=1)),
    "zeros": cache(lambda: one_layer("conv2d", np.zeros((14, 11)), [[0.0]])),
    "averages": cache(lambda: one_layer("avg_pool2d", image(23, 30), kernel_size=4, padding=2)),
    "adaptive": cache(lambda: one_layer(
        "adaptive_avg_pool2d", image(23, 30), output_size=(4, 7)
    )),
    "transposed": cache(lambda: one_layer(
        "conv_transpose2d", image(7, 6), [[1.0, 2.0], [3.0, -4.0]], stride=3
    )),
    "sigmoid": cache(lambda: one_layer("sigmoid", floats(14, 29))),
    "flipped": cache(lambda: one_layer("flip", image(12, 14), dims=(2, 3))),
}
