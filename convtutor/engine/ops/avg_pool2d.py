"""avg_pool2d: the mean of every window, each plane by itself.

Source: torch.nn.AvgPool2d. Shapes: input (N, C, H, W), output (N, C, H_out, W_out).
"""

from convtutor.engine.avg_pool import KEYWORDS, avg_pool, params_maker

AVG_POOL2D = avg_pool("avg_pool2d", 2, params_maker("avg_pool2d", 2), KEYWORDS)
