"""The kinds of questions there are: a file and a line each.

QUESTION_KINDS  the table, by name
"""

from convtutor.quiz.kinds.value import VALUE
from convtutor.quiz.question import Kind

QUESTION_KINDS: dict[str, Kind] = {
    "value": VALUE,
}
