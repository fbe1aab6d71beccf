"""conv_transpose2d: a convolution run backwards, so that planes grow, with output_padding.

Source: torch.nn.ConvTranspose2d. Shapes: input (N, C_in, H, W), weight
(C_in, C_out / groups, kH, kW), bias (C_out,), output (N, C_out, H_out, W_out).
"""

from convtutor.engine.transposed import transposed_convolution

CONV_TRANSPOSE2D = transposed_convolution("conv_transpose2d", 2)
