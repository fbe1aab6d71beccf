"""The table of operators: one file each, one line each."""

from convtutor.engine.operator import AnyOperator
from convtutor.engine.ops.add import ADD
from convtutor.engine.ops.cat import CAT
from convtutor.engine.ops.conv1d import CONV1D
from convtutor.engine.ops.conv2d import CONV2D
from convtutor.engine.ops.conv_transpose1d import CONV_TRANSPOSE1D
from convtutor.engine.ops.conv_transpose2d import CONV_TRANSPOSE2D
from convtutor.engine.ops.flatten import FLATTEN
from convtutor.engine.ops.linear import LINEAR
from convtutor.engine.ops.max_pool2d import MAX_POOL2D
from convtutor.engine.ops.relu import RELU

OPERATORS: dict[str, AnyOperator] = {
    "conv1d": CONV1D,
    "conv2d": CONV2D,
    "conv_transpose1d": CONV_TRANSPOSE1D,
    "conv_transpose2d": CONV_TRANSPOSE2D,
    "relu": RELU,
    "max_pool2d": MAX_POOL2D,
    "linear": LINEAR,
    "flatten": FLATTEN,
    "add": ADD,
    "cat": CAT,
}
