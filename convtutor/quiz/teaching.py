"""What an example is about, as its file shows: which questions fit it without being written."""

from convtutor.lesson.schema import Example

GRADIENT = "grad"


def teaches_gradients(example: Example) -> bool:
    """Say whether an example gives a gradient, or speaks of one in a note or a stated fact."""
    written = example.written
    if "grad_output" in written or example.grad_output is not None:
        return True
    said = [*written.get("states", ())]
    for note in written.get("notes", ()):
        said += [note.get(key, "") for key in ("at", "on", "when")]
    return any(GRADIENT in text for text in said)
