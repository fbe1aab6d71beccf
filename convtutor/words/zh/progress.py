"""Chinese sentences about the record of what a learner did; keys begin with "progress."."""

SENTENCES: dict[str, str] = {}
