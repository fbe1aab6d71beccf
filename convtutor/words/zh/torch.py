"""Chinese sentences about the check against torch; keys begin with "torch."."""

SENTENCES: dict[str, str] = {}
