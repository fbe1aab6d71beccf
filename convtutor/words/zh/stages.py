"""What the stages of an operator are, in Chinese; see words/en/stages.py for keys and fields."""

SENTENCES: dict[str, str] = {}
