"""English sentences about mistakes, and when they show; keys begin with "misconceptions."."""

from convtutor.words.en.misconceptions import (
    activations,
    gradients,
    learning,
    losses,
    normalization,
    pools,
    reductions,
    structure,
    sums,
    views,
    windows,
)

SENTENCES: dict[str, str] = {
    **windows.SENTENCES,
    **sums.SENTENCES,
    **gradients.SENTENCES,
    **pools.SENTENCES,
    **reductions.SENTENCES,
    **normalization.SENTENCES,
    **activations.SENTENCES,
    **learning.SENTENCES,
    **losses.SENTENCES,
    **structure.SENTENCES,
    **views.SENTENCES,
}
