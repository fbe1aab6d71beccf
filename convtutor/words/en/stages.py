"""What the stages of an operator are, as the screen tells of one element of them.

A key is stages.<operator>_<array made>; `.blocked` stands for an element none of whose terms
counts. Fields: place, count (terms), open (those that count), value, total (before the last step).
"""

SENTENCES: dict[str, str] = {}
