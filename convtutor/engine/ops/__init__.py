"""The table of operators: one file each, one line each."""

from convtutor.engine.operator import AnyOperator
from convtutor.engine.ops.adaptive_avg_pool2d import ADAPTIVE_AVG_POOL2D
from convtutor.engine.ops.adaptive_max_pool2d import ADAPTIVE_MAX_POOL2D
from convtutor.engine.ops.add import ADD
from convtutor.engine.ops.avg_pool1d import AVG_POOL1D
from convtutor.engine.ops.avg_pool2d import AVG_POOL2D
from convtutor.engine.ops.batch_norm import BATCH_NORM
from convtutor.engine.ops.cat import CAT
from convtutor.engine.ops.conv1d import CONV1D
from convtutor.engine.ops.conv2d import CONV2D
from convtutor.engine.ops.conv_transpose1d import CONV_TRANSPOSE1D
from convtutor.engine.ops.conv_transpose2d import CONV_TRANSPOSE2D
from convtutor.engine.ops.cross_entropy import CROSS_ENTROPY
from convtutor.engine.ops.detach import DETACH
from convtutor.engine.ops.dropout import DROPOUT
from convtutor.engine.ops.flatten import FLATTEN
from convtutor.engine.ops.flip import FLIP
from convtutor.engine.ops.leaky_relu import LEAKY_RELU
from convtutor.engine.ops.linear import LINEAR
from convtutor.engine.ops.log_softmax import LOG_SOFTMAX
from convtutor.engine.ops.matmul import MATMUL
from convtutor.engine.ops.max_pool1d import MAX_POOL1D
from convtutor.engine.ops.max_pool2d import MAX_POOL2D
from convtutor.engine.ops.mse_loss import MSE_LOSS
from convtutor.engine.ops.mul import MUL
from convtutor.engine.ops.nll_loss import NLL_LOSS
from convtutor.engine.ops.relu import RELU
from convtutor.engine.ops.reshape import RESHAPE
from convtutor.engine.ops.sgd import SGD
from convtutor.engine.ops.sigmoid import SIGMOID
from convtutor.engine.ops.slice import SLICE
from convtutor.engine.ops.softmax import SOFTMAX
from convtutor.engine.ops.sub import SUB
from convtutor.engine.ops.sum import SUM
from convtutor.engine.ops.tanh import TANH

OPERATORS: dict[str, AnyOperator] = {
    "conv1d": CONV1D,
    "conv2d": CONV2D,
    "conv_transpose1d": CONV_TRANSPOSE1D,
    "conv_transpose2d": CONV_TRANSPOSE2D,
    "linear": LINEAR,
    "relu": RELU,
    "leaky_relu": LEAKY_RELU,
    "sigmoid": SIGMOID,
    "tanh": TANH,
    "dropout": DROPOUT,
    "max_pool1d": MAX_POOL1D,
    "max_pool2d": MAX_POOL2D,
    "avg_pool1d": AVG_POOL1D,
    "avg_pool2d": AVG_POOL2D,
    "adaptive_avg_pool2d": ADAPTIVE_AVG_POOL2D,
    "adaptive_max_pool2d": ADAPTIVE_MAX_POOL2D,
    "batch_norm": BATCH_NORM,
    "softmax": SOFTMAX,
    "log_softmax": LOG_SOFTMAX,
    "flatten": FLATTEN,
    "slice": SLICE,
    "flip": FLIP,
    "reshape": RESHAPE,
    "detach": DETACH,
    "add": ADD,
    "sub": SUB,
    "mul": MUL,
    "sum": SUM,
    "matmul": MATMUL,
    "cat": CAT,
    "sgd": SGD,
    "mse_loss": MSE_LOSS,
    "nll_loss": NLL_LOSS,
    "cross_entropy": CROSS_ENTROPY,
}
