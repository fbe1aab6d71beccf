"""avg_pool1d: the mean of every window, each line by itself.

Source: torch.nn.AvgPool1d, which takes no divisor_override. Shapes: input (N, C, L), output
(N, C, L_out).
"""

from convtutor.engine.avg_pool import KEYWORDS, AvgPoolParams, avg_pool, params_maker
from convtutor.engine.convolution import IntOrInts

_make = params_maker("avg_pool1d", 1)


def avg_pool1d_params(
    kernel_size: IntOrInts,
    stride: IntOrInts | None = None,
    padding: IntOrInts = 0,
    ceil_mode: bool = False,
    count_include_pad: bool = True,
) -> AvgPoolParams:
    """Make the parameters; raises ArgumentError for what torch rejects."""
    return _make(kernel_size, stride, padding, ceil_mode, count_include_pad)


AVG_POOL1D = avg_pool("avg_pool1d", 1, avg_pool1d_params, KEYWORDS[:-1])
