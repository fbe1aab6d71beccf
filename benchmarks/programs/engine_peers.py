"""How others compute a convolution in Python: what the engine must not be slower than.

peers  the whole layer by others' means; of those that are not installed none is called
loop   the seconds of a layer, one window after another, reckoned from some of its windows
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.util import find_spec
from time import thread_time
from typing import Any

import numpy as np

from benchmarks.engine_cases import Layer
from convtutor.engine.arrays import Array

WINDOWS = 200  # timed for the loop
SCIPY_LARGEST = 2_000  # planes times kernels: each is a call of its own


def peers(layer: Layer, x: Array, w: Array, b: Array) -> Mapping[str, Callable[[], Any]]:
    """Give the calls by name."""
    calls: dict[str, Callable[[], Any]] = {}
    if layer.groups == 1:
        calls["indices"] = lambda: by_indices(layer, x, w, b)
    if find_spec("onnx") is not None:
        calls["onnx"] = by_onnx(layer, x, w, b)
    planes = len(x) * layer.filters * w.shape[1]
    slides = layer.stride == layer.dilation == 1
    if slides and planes <= SCIPY_LARGEST and find_spec("scipy") is not None:
        calls["scipy"] = lambda: by_scipy(layer, x, w, b)
    return calls


def by_indices(layer: Layer, x: Array, w: Array, b: Array) -> Array:
    """Gather all columns of the batch by index arrays, then one product."""
    p, k = layer.padding, layer.kernel
    padded = np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)))
    reach = layer.dilation * (k - 1)
    rows, columns = (
        np.arange(0, length - reach, layer.stride) for length in padded.shape[2:]
    )
    taps = np.arange(k) * layer.dilation
    i = taps[:, None, None, None] + rows[:, None]
    j = taps[:, None, None] + columns
    made = padded[:, :, i, j]  # (N, C, k, k, H_out, W_out)
    flat = made.transpose(1, 2, 3, 0, 4, 5).reshape(w[0].size, -1)
    product: Array = w.reshape(len(w), -1) @ flat + b[:, None]
    return product.reshape(len(w), len(x), len(rows), len(columns)).transpose(1, 0, 2, 3)


def by_onnx(layer: Layer, x: Array, w: Array, b: Array) -> Callable[[], Any]:
    """Give a call of the reference evaluator of ONNX."""
    from onnx import TensorProto, helper
    from onnx.reference import ReferenceEvaluator

    node = helper.make_node(
        "Conv", ["x", "w", "b"], ["y"], strides=[layer.stride] * 2, pads=[layer.padding] * 4,
        dilations=[layer.dilation] * 2, group=layer.groups,
    )
    kind = TensorProto.FLOAT if x.dtype == np.float32 else TensorProto.DOUBLE
    inputs = [helper.make_tensor_value_info(name, kind, None) for name in ("x", "w", "b")]
    output = helper.make_tensor_value_info("y", kind, None)
    model = helper.make_model(helper.make_graph([node], "layer", inputs, [output]))
    run = ReferenceEvaluator(model)
    return lambda: run.run(None, {"x": x, "w": w, "b": b})


def by_scipy(layer: Layer, x: Array, w: Array, b: Array) -> Array:
    """Correlate every plane with every kernel by scipy.signal."""
    from scipy.signal import correlate2d

    p = layer.padding
    padded = np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)))
    group_in, group_out = w.shape[1], len(w) // layer.groups
    made = [
        [
            sum(
                correlate2d(image[o // group_out * group_in + c], w[o, c], "valid")
                for c in range(group_in)
            ) + b[o]
            for o in range(len(w))
        ]
        for image in padded
    ]
    return np.array(made)


def loop(layer: Layer) -> float:
    """Give the seconds of a forward pass, one window and one filter at a time."""
    channels, k = layer.image[1] // layer.groups, layer.kernel
    plane = np.ones((channels, *(n + 2 * layer.padding for n in layer.image[2:])), np.float32)
    kernel = np.ones((channels, k, k), np.float32)
    reach = layer.dilation * (k - 1)
    rows, columns = (range(0, n - reach, layer.stride) for n in plane.shape[1:])
    taken, start = 0, thread_time()
    for row in rows:
        for column in columns:
            window = plane[
                :, row : row + reach + 1 : layer.dilation,
                column : column + reach + 1 : layer.dilation,
            ]
            (window * kernel).sum()
            taken += 1
            if taken == WINDOWS:
                break
        if taken == WINDOWS:
            break
    each = (thread_time() - start) / taken
    return each * layer.image[0] * layer.filters * len(rows) * len(columns)
