"""English sentences about slips, one module a topic."""

from convtutor.words.en.slips import counts, gradients, lines, places, shapes, sizes, sums

SENTENCES: dict[str, str] = {
    **counts.SENTENCES,
    **gradients.SENTENCES,
    **lines.SENTENCES,
    **places.SENTENCES,
    **shapes.SENTENCES,
    **sizes.SENTENCES,
    **sums.SENTENCES,
}
