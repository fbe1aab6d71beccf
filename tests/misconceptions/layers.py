"""Layers of every operator that is misunderstood: some that show its mistakes, and plain ones.

SHOWING   in which every mistake is seen somewhere
HIDING    in which most are not
"""

from __future__ import annotations

from typing import Any

from convtutor.engine.arrays import Shapes

Setting = tuple[Shapes, dict[str, Any]]

STATISTICS = {"running_mean": (2,), "running_var": (2,)}
# Layers in which no two settings are alike, so that every mistake shows in one of them.
SHOWING: dict[str, tuple[Setting, ...]] = {
    "conv1d": (
        ({"input": (2, 4, 8), "weight": (4, 2, 3), "bias": (4,)},
         {"stride": 2, "padding": 2, "dilation": 2, "groups": 2}),
        ({"input": (1, 2, 6), "weight": (2, 2, 4)}, {"padding": "same"}),
        ({"input": (1, 1, 6), "weight": (1, 1, 3)}, {"padding": 1, "padding_mode": "reflect"}),
        ({"input": (1, 2, 7), "weight": (2, 2, 3)}, {"dilation": 2}),
    ),
    "conv2d": (
        ({"input": (2, 4, 8, 9), "weight": (4, 2, 3, 2), "bias": (4,)},
         {"stride": (2, 3), "padding": (2, 1), "dilation": (2, 3), "groups": 2}),
        ({"input": (1, 2, 5, 6), "weight": (2, 2, 4, 3)}, {"padding": "same"}),
        ({"input": (1, 1, 5, 6), "weight": (1, 1, 3, 2)},
         {"padding": 1, "padding_mode": "circular"}),
        ({"input": (1, 2, 6, 7), "weight": (2, 2, 3, 3)}, {}),
    ),
    "conv_transpose1d": (
        ({"input": (2, 4, 5), "weight": (4, 2, 3), "bias": (4,)},
         {"stride": 3, "padding": 2, "output_padding": 1, "groups": 2, "dilation": 2}),
        ({"input": (1, 2, 5), "weight": (2, 2, 3)}, {"stride": 2}),
    ),
    "conv_transpose2d": (
        ({"input": (2, 4, 4, 5), "weight": (4, 2, 3, 2), "bias": (4,)},
         {"stride": (3, 2), "padding": (2, 1), "output_padding": (1, 0), "groups": 2,
          "dilation": (2, 1)}),
        ({"input": (1, 2, 4, 5), "weight": (2, 2, 3, 3)}, {"stride": (2, 1)}),
    ),
    "max_pool2d": (
        ({"input": (2, 2, 7, 9)},
         {"kernel_size": (3, 2), "stride": (1, 2), "padding": (1, 0), "dilation": (1, 2)}),
        ({"input": (1, 1, 6, 9)}, {"kernel_size": (4, 2), "ceil_mode": True}),
        ({"input": (1, 1, 6, 9)}, {"kernel_size": (4, 2)}),
    ),
    "relu": (({"input": (2, 3)}, {}),),
    "max_pool1d": (
        ({"input": (2, 2, 9)}, {"kernel_size": 3, "stride": 1, "padding": 1, "dilation": 2}),
        ({"input": (1, 1, 9)}, {"kernel_size": 4, "ceil_mode": True}),
        ({"input": (1, 1, 9)}, {"kernel_size": 4}),
    ),
    "avg_pool1d": (
        ({"input": (2, 2, 9)},
         {"kernel_size": 4, "stride": 3, "padding": 1, "ceil_mode": True,
          "count_include_pad": False}),
        ({"input": (1, 1, 9)}, {"kernel_size": 4, "padding": 1, "ceil_mode": True}),
        ({"input": (1, 1, 9)}, {"kernel_size": 4}),
    ),
    "avg_pool2d": (
        ({"input": (2, 2, 7, 9)},
         {"kernel_size": (3, 4), "stride": (1, 3), "padding": (1, 0), "ceil_mode": True,
          "count_include_pad": False}),
        ({"input": (1, 1, 6, 9)}, {"kernel_size": (4, 2), "padding": 1, "ceil_mode": True}),
        ({"input": (1, 1, 6, 9)}, {"kernel_size": (4, 2), "divisor_override": 5}),
    ),
    "adaptive_max_pool2d": (({"input": (1, 2, 5, 4)}, {"output_size": (2, 3)}),),
    "adaptive_avg_pool2d": (({"input": (1, 2, 5, 4)}, {"output_size": (2, 3)}),),
    "batch_norm": (
        ({"input": (2, 2, 3), **STATISTICS, "weight": (2,), "bias": (2,)},
         {"training": True, "momentum": 0.25}),
        ({"input": (2, 2, 3), **STATISTICS}, {"training": False}),
    ),
    "leaky_relu": (({"input": (2, 3)}, {"negative_slope": 0.25}),),
    "sigmoid": (({"input": (2, 3)}, {}),),
    "tanh": (({"input": (2, 3)}, {}),),
    "dropout": (
        ({"input": (3, 4), "mask": (3, 4)}, {"p": 0.25}),
        ({"input": (3, 4), "mask": (3, 4)}, {"p": 0.25, "training": False}),
    ),
    "softmax": (({"input": (2, 3)}, {"dim": 1}),),
    "log_softmax": (({"input": (2, 3)}, {"dim": 1}),),
    "mse_loss": (({"input": (2, 3), "target": (2, 3)}, {}),),
    "nll_loss": (({"input": (4, 3), "target": (4,), "weight": (3,)}, {}),),
    "cross_entropy": (
        ({"input": (4, 3), "target": (4,), "weight": (3,)}, {"label_smoothing": 0.25}),
        ({"input": (4, 3), "target": (4, 3), "weight": (3,)}, {"label_smoothing": 0.25}),
    ),
    "linear": (({"input": (2, 3), "weight": (3, 3), "bias": (3,)}, {}),),
    "flatten": (({"input": (2, 3, 2)}, {}),),
    "slice": (({"input": (4, 5)}, {"index": "0:2, 1:3"}), ({"input": (4, 5)}, {"index": "1, 3"})),
    "flip": (({"input": (2, 3)}, {"dims": [0, 1]}),),
    "reshape": (({"input": (2, 3)}, {"shape": [3, 2]}),),
    "detach": (({"input": (2, 3)}, {}),),
    "cat": (({"tensors0": (2, 3), "tensors1": (2, 3)}, {"dim": 1}),),
    "sgd": (({"input": (2, 3), "grad": (2, 3)}, {"lr": 0.5, "weight_decay": 0.25}),),
    "sum": (({"input": (2, 3, 4)}, {"dim": [1]}),),
    "matmul": (
        ({"input": (2, 3), "other": (3, 4)}, {}), ({"input": (3, 3), "other": (3, 3)}, {}),
    ),
    **dict.fromkeys(("add", "sub", "mul"), (({"input": (2, 3), "other": (3,)}, {}),)),
}
# Layers too plain for most mistakes to be seen in.
HIDING: dict[str, tuple[Setting, ...]] = {
    "conv1d": (
        ({"input": (1, 1, 1), "weight": (1, 1, 1)}, {}),
        ({"input": (1, 1, 1), "weight": (1, 1, 1)}, {"padding": "same"}),
    ),
    "conv2d": (
        ({"input": (1, 1, 1, 1), "weight": (1, 1, 1, 1)}, {}),
        ({"input": (1, 1, 1, 1), "weight": (1, 1, 1, 1)}, {"padding": "same"}),
    ),
    "conv_transpose1d": (({"input": (1, 1, 1), "weight": (1, 1, 1)}, {}),),
    "conv_transpose2d": (({"input": (1, 1, 1, 1), "weight": (1, 1, 1, 1)}, {}),),
    "max_pool2d": (({"input": (1, 1, 1, 1)}, {"kernel_size": 1}),),
    "relu": (({"input": (0, 3)}, {}),),
    "max_pool1d": (({"input": (1, 1, 1)}, {"kernel_size": 1}),),
    "avg_pool1d": (({"input": (1, 1, 1)}, {"kernel_size": 1}),),
    "avg_pool2d": (({"input": (1, 1, 1, 1)}, {"kernel_size": 1}),),
    "adaptive_max_pool2d": (({"input": (1, 1, 1, 1)}, {"output_size": 1}),),
    "adaptive_avg_pool2d": (({"input": (1, 1, 1, 1)}, {"output_size": 1}),),
    "batch_norm": (({"input": (0, 2), **STATISTICS}, {"training": False}),),
    "leaky_relu": (({"input": (0, 3)}, {}),),
    "sigmoid": (({"input": (0, 3)}, {}),),
    "tanh": (({"input": (0, 3)}, {}),),
    "dropout": (({"input": (0, 3), "mask": (0, 3)}, {}),),
    "softmax": (({"input": (0, 3)}, {"dim": 1}),),
    "log_softmax": (({"input": (0, 3)}, {"dim": 1}),),
    "mse_loss": (({"input": (0, 3), "target": (0, 3)}, {"reduction": "none"}),),
    "nll_loss": (({"input": (0, 3), "target": (0,)}, {"reduction": "none"}),),
    "cross_entropy": (({"input": (0, 3), "target": (0,)}, {"reduction": "none"}),),
    "linear": (({"input": (0, 2), "weight": (2, 2)}, {}),),
    "flatten": (({"input": (0, 3)}, {"start_dim": 0}),),
    "slice": (({"input": (0, 3)}, {"index": ":"}), ({"input": (3,)}, {"index": "0:3"})),
    "flip": (({"input": (0, 3)}, {"dims": [1]}),),
    "reshape": (({"input": (0, 3)}, {"shape": [3, 0]}),),
    "detach": (({"input": (0, 3)}, {}),),
    "cat": (({"tensors0": (0, 3), "tensors1": (0, 3)}, {}),),
    "sgd": (({"input": (0, 3), "grad": (0, 3)}, {"lr": 0.5}),),
    "sum": (({"input": (1, 1)}, {"dim": [1]}), ({"input": (2, 3)}, {})),
    "matmul": (({"input": (0,), "other": (0,)}, {}),),
    **dict.fromkeys(("add", "sub", "mul"), (({"input": (0, 3), "other": (3,)}, {}),)),
}
