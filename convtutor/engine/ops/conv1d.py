"""conv1d: cross-correlation of lines, with padding in four modes, stride, dilation and groups.

Source: torch.nn.Conv1d. Shapes: input (N, C_in, L), weight (C_out, C_in / groups, k), bias
(C_out,), output (N, C_out, L_out).
"""

from convtutor.engine.convolution import convolution

CONV1D = convolution("conv1d", 1)
