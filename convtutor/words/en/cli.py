"""English sentences about the command line; keys begin with "cli."."""

SENTENCES: dict[str, str] = {}
