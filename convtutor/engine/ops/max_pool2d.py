"""max_pool2d: the largest element of every window, each plane by itself.

Source: torch.nn.MaxPool2d. Shapes: input (N, C, H, W), output (N, C, H_out, W_out). `indices` holds
row * W + col of each winner; -1 for a window without any element.
"""

from convtutor.engine.max_pool import max_pool

MAX_POOL2D = max_pool("max_pool2d", 2)
