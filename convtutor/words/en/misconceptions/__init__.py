"""English sentences about mistakes, and when they show; keys begin with "misconceptions."."""

from convtutor.words.en.misconceptions import (
    activations,
    gradients,
    kernels,
    learning,
    losses,
    normalization,
    paddings,
    pools,
    reductions,
    strides,
    structure,
    sums,
    views,
)

SENTENCES: dict[str, str] = {
    **kernels.SENTENCES,
    **paddings.SENTENCES,
    **strides.SENTENCES,
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
