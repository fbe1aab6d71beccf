"""conv2d: cross-correlation of planes, with padding in four modes, stride, dilation and groups.

Source: torch.nn.Conv2d. Shapes: input (N, C_in, H, W), weight (C_out, C_in / groups, kH, kW),
bias (C_out,), output (N, C_out, H_out, W_out).
"""

from convtutor.engine.convolution import convolution

CONV2D = convolution("conv2d", 2)
