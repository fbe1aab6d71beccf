"""The table of operators: one file each, one line each."""

from convtutor.engine.operator import AnyOperator
from convtutor.engine.ops.conv2d import CONV2D
from convtutor.engine.ops.max_pool2d import MAX_POOL2D
from convtutor.engine.ops.relu import RELU

OPERATORS: dict[str, AnyOperator] = {
    "conv2d": CONV2D,
    "relu": RELU,
    "max_pool2d": MAX_POOL2D,
}
