"""English sentences about the line mode; keys begin with "plain."."""

SENTENCES: dict[str, str] = {}
