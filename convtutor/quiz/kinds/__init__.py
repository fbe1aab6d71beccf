"""The kinds of questions there are: a file and a line each.

QUESTION_KINDS  the table, by name
"""

from convtutor.quiz.kinds.breaks import BREAKS
from convtutor.quiz.kinds.choice import CHOICE
from convtutor.quiz.kinds.gradient import GRADIENT
from convtutor.quiz.kinds.hole import HOLE
from convtutor.quiz.kinds.line import LINE
from convtutor.quiz.kinds.params import PARAMS
from convtutor.quiz.kinds.reads import READS
from convtutor.quiz.kinds.shape import SHAPE
from convtutor.quiz.kinds.size import SIZE
from convtutor.quiz.kinds.value import VALUE
from convtutor.quiz.kinds.winner import WINNER
from convtutor.quiz.question import Kind

QUESTION_KINDS: dict[str, Kind] = {
    "value": VALUE,
    "gradient": GRADIENT,
    "size": SIZE,
    "shape": SHAPE,
    "reads": READS,
    "winner": WINNER,
    "params": PARAMS,
    "hole": HOLE,
    "line": LINE,
    "breaks": BREAKS,
    "choice": CHOICE,
}
