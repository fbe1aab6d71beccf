"""English sentences about lessons, their parts and their examples; keys begin with "lesson."."""

SENTENCES: dict[str, str] = {}
