"""The arguments of the verbs that take one layer: an operator, its sizes and its settings."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from convtutor.cli.arguments import Parser

SLIDING = (
    "conv1d", "conv2d", "conv_transpose1d", "conv_transpose2d", "max_pool1d", "max_pool2d",
    "avg_pool1d", "avg_pool2d",
)
ADAPTIVE = ("adaptive_avg_pool2d", "adaptive_max_pool2d")
SETTINGS = ("kernel-size", "stride", "padding", "output-padding", "dilation")
VALUES = ("ints", "range", "random")


def add_solve(parser: Parser) -> None:
    """Add what `convtutor solve` takes besides a language."""
    _add_operator(parser, SLIDING)
    parser.option("--in", dest="inputs", metavar="SIZE", help_name="size_in")
    parser.option("--out", dest="outputs", metavar="SIZE", help_name="size_out")
    for name in SETTINGS:
        parser.option(f"--{name}", metavar="N|A..B|any", help_name=f"solve_{_words(name)}")
    parser.option("--ceil-mode", action="store_true")
    parser.option("--most", type=int, default=20, metavar="N")


def add_explore(parser: Parser) -> None:
    """Add what `convtutor explore` takes besides a device and a language."""
    _add_operator(parser, (*SLIDING, *ADAPTIVE))
    parser.option("--input", metavar="SIZE")
    parser.option("--image", metavar="FILE")
    for name in SETTINGS:
        parser.option(f"--{name}", metavar="N")
    parser.option("--padding-mode", metavar="MODE")
    parser.option("--groups", type=int, metavar="N")
    parser.option("--in-channels", type=int, metavar="N")
    parser.option("--out-channels", type=int, metavar="N")
    parser.option("--bias", action=argparse.BooleanOptionalAction)
    parser.option("--ceil-mode", action="store_true", default=None)
    parser.option("--count-include-pad", action=argparse.BooleanOptionalAction)
    parser.option("--output-size", metavar="SIZE")
    parser.option("--kernel", metavar="LISTS")
    parser.option("--values", choices=VALUES, default=VALUES[0])
    parser.option("--seed", type=int, default=0, metavar="N")
    parser.option("--at", metavar="PLACE")
    parser.option("--play", action="store_true")
    parser.option("--plain", action="store_true")
    parser.set_defaults(example=None, watch=False)


def _add_operator(parser: Parser, operators: tuple[str, ...]) -> None:
    parser.argument("operator", "operator", choices=operators, metavar="OPERATOR")


def _words(name: str) -> str:
    return name.replace("-", "_")
