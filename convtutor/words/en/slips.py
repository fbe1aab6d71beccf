"""slips"""

SENTENCES: dict[str, str] = {}
