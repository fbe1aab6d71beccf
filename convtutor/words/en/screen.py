"""English sentences about the lesson screen; keys begin with "screen."."""

SENTENCES: dict[str, str] = {}
