"""What is got wrong about functions of one element."""

from convtutor.engine.ops.relu import RELU
from convtutor.misconceptions import (
    gradients,
    relus,
)
from convtutor.misconceptions.misconception import Misconception

ROWS: dict[str, Misconception] = {
    "relu.negatives-kept": relus.negatives_kept(RELU),
    "relu.absolute-value": relus.absolute_value(RELU),
    "relu.gradient-through-negatives": relus.gradient_through_negatives(RELU),
    "relu.open-at-zero": relus.open_at_zero(RELU),
    "relu.half-at-zero": relus.half_at_zero(RELU),
    "relu.upstream-ignored": gradients.upstream_ignored(RELU),
}
