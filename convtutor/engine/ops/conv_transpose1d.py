"""conv_transpose1d: a convolution run backwards, so that lines grow, with output_padding.

Source: torch.nn.ConvTranspose1d. Shapes: input (N, C_in, L), weight
(C_in, C_out / groups, k), bias (C_out,), output (N, C_out, L_out).
"""

from convtutor.engine.transposed import transposed_convolution

CONV_TRANSPOSE1D = transposed_convolution("conv_transpose1d", 1)
