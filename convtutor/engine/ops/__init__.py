"""The table of operators: one file each, one line each."""

from convtutor.engine.operator import AnyOperator
from convtutor.engine.ops.adaptive_avg_pool2d import ADAPTIVE_AVG_POOL2D
from convtutor.engine.ops.adaptive_max_pool2d import ADAPTIVE_MAX_POOL2D
from convtutor.engine.ops.avg_pool1d import AVG_POOL1D
from convtutor.engine.ops.avg_pool2d import AVG_POOL2D
from convtutor.engine.ops.conv1d import CONV1D
from convtutor.engine.ops.conv2d import CONV2D
from convtutor.engine.ops.conv_transpose1d import CONV_TRANSPOSE1D
from convtutor.engine.ops.conv_transpose2d import CONV_TRANSPOSE2D
from convtutor.engine.ops.max_pool1d import MAX_POOL1D
from convtutor.engine.ops.max_pool2d import MAX_POOL2D
from convtutor.engine.ops.relu import RELU

OPERATORS: dict[str, AnyOperator] = {
    "conv1d": CONV1D,
    "conv2d": CONV2D,
    "conv_transpose1d": CONV_TRANSPOSE1D,
    "conv_transpose2d": CONV_TRANSPOSE2D,
    "relu": RELU,
    "max_pool1d": MAX_POOL1D,
    "max_pool2d": MAX_POOL2D,
    "avg_pool1d": AVG_POOL1D,
    "avg_pool2d": AVG_POOL2D,
    "adaptive_avg_pool2d": ADAPTIVE_AVG_POOL2D,
    "adaptive_max_pool2d": ADAPTIVE_MAX_POOL2D,
}
