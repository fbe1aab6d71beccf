"""Lines and layers counted wrongly, or the one beside blamed."""

from convtutor.quiz.answers import Answer, Numbers
from convtutor.quiz.case import Case
from convtutor.quiz.question import Asked
from convtutor.quiz.slips.slip import rows_of


def _line_from_zero(case: Case, asked: Asked) -> Answer | None:
    """Count the lines from 0."""
    return Numbers((float(asked.facts["line"] - 1),))


def _line_below(case: Case, asked: Asked) -> Answer | None:
    """Blame the line below, which uses what the wrong one sets."""
    line = asked.facts["line"] + 1
    return Numbers((float(line),)) if line <= len(asked.lines) else None


def _layer_from_zero(case: Case, asked: Asked) -> Answer | None:
    """Count the layers from 0."""
    number = asked.facts["number"]
    return Numbers((float(number - 1),)) if number > 1 else None


def _layer_behind(case: Case, asked: Asked) -> Answer | None:
    """Blame the layer behind."""
    number = asked.facts["number"]
    return Numbers((float(number + 1),)) if 0 < number < asked.facts["count"] else None


def _nothing_refuses(case: Case, asked: Asked) -> Answer | None:
    """Let everything through."""
    return Numbers((0.0,)) if asked.facts["number"] else None


ROWS = rows_of({
    "line-from-zero": _line_from_zero,
    "line-below": _line_below,
    "layer-from-zero": _layer_from_zero,
    "layer-behind": _layer_behind,
    "nothing-refuses": _nothing_refuses,
})
