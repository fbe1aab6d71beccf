"""The mirror table: the torch.nn layer or function that each operator stands beside, by family.

Runs without NumPy and imports no torch.
"""

from convtutor.crosscheck.torch_layers import (
    activations,
    convolutions,
    learning,
    losses,
    normalization,
    pools,
    reductions,
    structure,
    views,
)
from convtutor.crosscheck.torch_layers.mirror import TorchLayer

TORCH_LAYERS: dict[str, TorchLayer] = {
    **convolutions.ROWS,
    **activations.ROWS,
    **pools.ROWS,
    **normalization.ROWS,
    **losses.ROWS,
    **structure.ROWS,
    **reductions.ROWS,
    **views.ROWS,
    **learning.ROWS,
}
