"""When a question comes back, and how hard the next one is; pure functions of the answers.

Due  a question that is to be answered again, and why

A miss comes back after 1 day. Answered rightly when it is due, a question comes back after 3, 7
and 16 days, and is then done; a new miss begins again. Rightly before it is due changes nothing.

A day before the one of the last answer means that a clock was set: how much time has passed is not
known, and the question counts as due.
"""

from collections.abc import Iterable, Mapping, Sequence

from convtutor.data import dataclass
from convtutor.progress.answers import Answered, Confidence, Outcome

INTERVALS = (1, 3, 7, 16)  # days until it comes back, by stage
LEVELS = 3
RIGHT_IN_A_ROW = 2

Asked = tuple[str, str]  # lesson, question


@dataclass(frozen=True, slots=True)
class Due:
    """A question that came back, or will.

    day         the day from which it is due
    stage       how often it was answered rightly when it was due since the last miss, from 0
    since       the day of the answer that set `day`
    outcome, mistake, confidence  those of the last answer; one that was skipped is none
    """

    lesson: str
    question: str
    day: int
    stage: int
    since: int
    outcome: Outcome
    mistake: str | None
    confidence: Confidence | None

    @property
    def sure_and_missed(self) -> bool:
        """Say whether the learner was sure of the last answer, and wrong."""
        return self.outcome.is_miss and self.confidence is Confidence.SURE

    def is_due(self, day: int) -> bool:
        """Say whether it is to be answered on a day."""
        return day >= self.day or day < self.since


def due(answers: Iterable[Answered], day: int) -> tuple[Due, ...]:
    """Give what is to be answered on a day: what one was sure of and missed first, then what is
    due longest."""
    found = [item for item in scheduled(answers).values() if item.is_due(day)]
    return tuple(sorted(found, key=lambda item: (not item.sure_and_missed, item.day)))


def due_count(answers: Iterable[Answered], day: int) -> int:
    """Count what is to be answered on a day."""
    return sum(item.is_due(day) for item in scheduled(answers).values())


def scheduled(answers: Iterable[Answered]) -> Mapping[Asked, Due]:
    """Give every question that comes back some day; those that are done are not among them."""
    items: dict[Asked, Due] = {}
    for answer in answers:
        asked = (answer.lesson, answer.question)
        if answer.outcome is Outcome.SKIPPED:
            continue
        item = _after(answer, items.get(asked))
        if item is None:
            items.pop(asked, None)
        else:
            items[asked] = item
    return items


def _after(answer: Answered, item: Due | None) -> Due | None:
    """Give what becomes of a question by an answer: None where it does not come back."""
    if answer.outcome.is_miss:
        return _item(answer, 0, answer.day)
    if item is None:
        return None
    if not item.is_due(answer.day):
        return _item(answer, item.stage, item.since)
    stage = item.stage + 1
    return _item(answer, stage, answer.day) if stage < len(INTERVALS) else None


def _item(answer: Answered, stage: int, since: int) -> Due:
    return Due(
        answer.lesson, answer.question, since + INTERVALS[stage], stage, since, answer.outcome,
        answer.mistake, answer.confidence,
    )


def level_of(
    answers: Sequence[Answered], lesson: str, question: str | None = None, most: int = LEVELS
) -> int:
    """Give how hard the next question should be, from 1 to `most`.

    Two right answers in a row make it harder by one, a miss easier by one. It is that of a
    question, without one that of the whole lesson.
    Source: Levitt (1971), "Transformed up-down methods in psychoacoustics": two up, one down.
    """
    level, in_a_row = 1, 0
    for answer in answers:
        if answer.lesson != lesson or question not in (None, answer.question):
            continue
        if answer.outcome.is_miss:
            level, in_a_row = max(level - 1, 1), 0
        elif answer.outcome is Outcome.RIGHT:
            in_a_row += 1
            if in_a_row == RIGHT_IN_A_ROW:
                level, in_a_row = min(level + 1, most), 0
    return level
