"""One core's time and memory for the engine's layers, each next to torch and to bare products.

Usage: python -m benchmarks.programs.engine; prints one JSON object a line: what was measured, and
the least seconds a call took by who made it (ours, torch, matmul, loop, ..), or the memory.

Torch is imported here alone, with one thread: its threads and those of NumPy's BLAS would fight.
"""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Callable, Iterator, Mapping
from time import thread_time
from typing import Any

import numpy as np
import torch

from benchmarks.engine_cases import CHANNELED, FLAT, LAYERS, POOLS, TRANSPOSED, WIDE, Layer
from benchmarks.programs.engine_peers import loop, peers
from convtutor.engine import functional
from convtutor.engine.arrays import Array
from convtutor.engine.maxima import hand_back

Calls = Mapping[str, Callable[[], Any]]
BLOCK_S, ROUNDS, PEER_ROUNDS = 0.004, 9, 3
aten = torch.ops.aten


def least(calls: Calls, rounds: int = ROUNDS) -> dict[str, float]:
    """Give the least seconds of CPU time a call takes, in blocks that take turns."""
    times = {}
    for name, call in calls.items():
        call()
        start = thread_time()
        call()
        times[name] = max(1, int(BLOCK_S / max(thread_time() - start, 1e-7)))
    best = dict.fromkeys(calls, float("inf"))
    for _ in range(rounds):
        for name, call in calls.items():
            start = thread_time()
            for _ in range(times[name]):
                call()
            best[name] = min(best[name], (thread_time() - start) / times[name])
    return best


def memory(call: Callable[[], Any]) -> float:
    """Give the megabytes that a call takes at its most, beyond what it gives."""
    call()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    given = call()
    most = tracemalloc.get_traced_memory()[1] - before
    tracemalloc.stop()
    arrays = given if isinstance(given, tuple) else (given,)
    return float(most - sum(array.nbytes for array in arrays if array is not None)) / 1e6


def numbers(dtype: str, *shape: int) -> Array:
    """Give normal numbers."""
    return np.random.default_rng(len(shape)).standard_normal(shape).astype(dtype)


def convolution(layer: Layer, dtype: str) -> Iterator[tuple[str, Calls]]:
    """Give the calls of both directions."""
    channels = layer.image[1]
    x = numbers(dtype, *layer.image)
    w = numbers(dtype, layer.filters, channels // layer.groups, layer.kernel, layer.kernel)
    b = numbers(dtype, layer.filters)
    set_by = (layer.stride, layer.padding, layer.dilation, layer.groups)
    upstream = functional.conv2d(x, w, b, *set_by)
    tensors = [torch.from_numpy(array) for array in (upstream, x, w, b)]
    back = [[n, n] for n in set_by[:3]]
    forward: dict[str, Callable[[], Any]] = {
        "ours": lambda: functional.conv2d(x, w, b, *set_by),
        "torch": lambda: torch.nn.functional.conv2d(*tensors[1:], *set_by),
        "matmul": bare_product(layer, upstream, w),
    }
    yield "forward", forward
    if dtype == "float32":
        yield "peers", {"ours": forward["ours"], **peers(layer, x, w, b)}
    yield "backward", {
        "ours": lambda: functional.conv2d_backward(upstream, x, w, b, *set_by),
        "torch": lambda: aten.convolution_backward(
            *tensors[:3], [layer.filters], *back, False, [0, 0], layer.groups, [True] * 3
        ),
    }


def bare_product(layer: Layer, output: Array, w: Array) -> Callable[[], Any]:
    """Give the matrix product of as many multiplications, its numbers lying ready."""
    rows = w.reshape(layer.groups, layer.filters // layer.groups, -1)
    made = output.reshape(len(output), *rows.shape[:2], -1).copy()
    columns = numbers(w.dtype.name, len(output), layer.groups, rows.shape[2], made.shape[3])
    return lambda: np.matmul(rows, columns, out=made)


def transposed(layer: Layer, dtype: str) -> Iterator[tuple[str, Calls]]:
    """Give the calls of a transposed convolution."""
    x = numbers(dtype, *layer.image)
    w = numbers(dtype, layer.image[1], layer.filters, layer.kernel, layer.kernel)
    set_by = (layer.stride, layer.padding)
    upstream = functional.conv_transpose2d(x, w, None, *set_by)
    tensors = [torch.from_numpy(array) for array in (upstream, x, w)]
    back = [[n, n] for n in (*set_by, 1)]
    yield "forward", {
        "ours": lambda: functional.conv_transpose2d(x, w, None, *set_by),
        "torch": lambda: torch.nn.functional.conv_transpose2d(*tensors[1:], None, *set_by),
    }
    yield "backward", {
        "ours": lambda: functional.conv_transpose2d_backward(upstream, x, w, None, *set_by),
        "torch": lambda: aten.convolution_backward(
            *tensors, None, *back, True, [0, 0], 1, [True, True, False]
        ),
    }


def pools(layer: Layer, dtype: str) -> Iterator[tuple[str, Calls]]:
    """Give the calls of a maximum and of a mean; the gradient of a maximum from its indices."""
    x = numbers(dtype, *layer.image)
    set_by = (layer.kernel, layer.stride, layer.padding)
    lists = [[n, n] for n in set_by]
    image = torch.from_numpy(x)
    largest, indices = aten.max_pool2d_with_indices(image, *lists)
    upstream, won = largest.numpy(), indices.numpy()
    yield "max forward", {
        "ours": lambda: functional.max_pool2d(x, *set_by),
        "torch": lambda: torch.nn.functional.max_pool2d(image, *set_by),
    }
    yield "max backward", {
        "ours": lambda: hand_back(upstream, won, x.shape),
        "torch": lambda: aten.max_pool2d_with_indices_backward(
            largest, image, *lists, [1, 1], False, indices
        ),
    }
    yield "avg forward", {
        "ours": lambda: functional.avg_pool2d(x, *set_by),
        "torch": lambda: torch.nn.functional.avg_pool2d(image, *set_by),
    }
    yield "avg backward", {
        "ours": lambda: functional.avg_pool2d_backward(upstream, x, *set_by),
        "torch": lambda: aten.avg_pool2d_backward(largest, image, *lists, False, True, None),
    }


def batch_norms(shape: tuple[int, ...], dtype: str) -> Iterator[tuple[str, Calls]]:
    """Give the calls of a batch norm that learns."""
    x, one = numbers(dtype, *shape), numbers(dtype, shape[1]) ** 2 + 1
    image = torch.from_numpy(x)
    mean, var, weight, bias = (torch.from_numpy(one.copy()) for _ in range(4))
    _, kept, inverse = aten.native_batch_norm(image, weight, bias, mean, var, True, 0.0, 1e-5)
    yield "forward", {
        "ours": lambda: functional.batch_norm(x, one, one, one, one, True),
        "torch": lambda: aten.native_batch_norm(
            image, weight, bias, mean, var, True, 0.0, 1e-5
        ),
    }
    yield "backward", {
        "ours": lambda: functional.batch_norm_backward(x, x, one, one, one, one, True),
        "torch": lambda: aten.native_batch_norm_backward(
            image, image, weight, mean, var, kept, inverse, True, 1e-5, [True] * 3
        ),
    }


def linears(shape: tuple[int, ...], dtype: str) -> Iterator[tuple[str, Calls]]:
    """Give the calls of a linear layer."""
    samples, features, outputs = shape
    x, w, b = numbers(dtype, samples, features), numbers(dtype, outputs, features), None
    upstream = functional.linear(x, w, b)
    image, weight, gradient = (torch.from_numpy(array) for array in (x, w, upstream))
    yield "forward", {
        "ours": lambda: functional.linear(x, w, b),
        "torch": lambda: torch.nn.functional.linear(image, weight),
    }
    yield "backward", {
        "ours": lambda: functional.linear_backward(upstream, x, w, b),
        "torch": lambda: (gradient @ weight, gradient.T @ image),
    }


def everything() -> Iterator[tuple[str, Calls]]:
    """Give the name and the calls of everything that is measured against others."""
    made: list[tuple[str, Iterator[tuple[str, Calls]]]] = []
    for dtype in ("float32", "float64"):
        made += [
            (f"conv2d {layer.name} {dtype}", convolution(layer, dtype)) for layer in LAYERS
            if dtype == "float32" or layer.name in WIDE
        ]
    made += [(f"conv_transpose2d {x.name} float32", transposed(x, "float32")) for x in TRANSPOSED]
    made += [(f"pool {layer.name} float32", pools(layer, "float32")) for layer in POOLS]
    made += [(f"batch_norm {x} float32", batch_norms(s, "float32")) for x, s in CHANNELED.items()]
    made += [(f"linear {x} float32", linears(s, "float32")) for x, s in FLAT.items()]
    for name, directions in made:
        for direction, calls in directions:
            yield f"{name} {direction}", calls


def growth() -> Iterator[tuple[str, Calls]]:
    """Give the calls of VGG's layer with three batches, and with three planes."""
    w, b = numbers("float32", 64, 64, 3, 3), numbers("float32", 64)

    def call(samples: int, side: int) -> Callable[[], Any]:
        x = numbers("float32", samples, 64, side, side)
        return lambda: functional.conv2d(x, w, b, padding=1)

    yield "growth batch", {str(samples): call(samples, 56) for samples in (2, 8, 32)}
    yield "growth plane", {str(side): call(2, side) for side in (56, 112, 224)}


def main() -> None:
    """Measure all of it and print it."""
    torch.set_num_threads(1)
    for name, calls in (*everything(), *growth()):
        rounds = PEER_ROUNDS if name.endswith("peers") else ROUNDS
        print(json.dumps([name, least(calls, rounds)]), flush=True)
        if "ours" in calls and not name.endswith("peers"):
            print(json.dumps([f"{name} memory", {"ours": memory(calls["ours"])}]), flush=True)
    for layer in LAYERS:
        print(json.dumps([f"conv2d {layer.name} loop", {"loop": loop(layer)}]), flush=True)


if __name__ == "__main__":
    main()
