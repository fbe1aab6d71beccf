"""max_pool1d: the largest element of every window, each line by itself.

Source: torch.nn.MaxPool1d. Shapes: input (N, C, L), output (N, C, L_out). `indices` holds the
column of each winner; -1 for a window without any element.
"""

from convtutor.engine.max_pool import max_pool

MAX_POOL1D = max_pool("max_pool1d", 1)
