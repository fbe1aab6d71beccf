"""English sentences about who wrote a number and what a cell reaches; keys begin with "origin."."""

SENTENCES: dict[str, str] = {
    "origin.not_forward": "{place}: what a cell reaches, and what it depends on, is told of "
    "operands and outputs of the way forward; for another number ask who wrote it",
}
