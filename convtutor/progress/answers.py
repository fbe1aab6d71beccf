"""What a learner answered, as it is kept: one row an answer, in the order in which they were given.

Outcome     how a question ended
Confidence  how sure the learner said to be
Answered    one answer to one question of a lesson
Kept        an answer with its name: the record it was first kept in, and its number there

The order is that of the numbers, never of a clock: an answer's number is one more than the largest
in its record, also among those brought in from other records.
"""

from collections.abc import Sequence
from dataclasses import astuple
from datetime import date
from enum import Enum

from convtutor.data import dataclass
from convtutor.errors import ConvtutorError
from convtutor.words.visible import visible

LONGEST_GIVEN = 200
LONGEST_NAME = 200
GREATEST = 2**53 - 1  # the largest whole number that every reader of JSON keeps
LAST_DAY = date(9998, 12, 31).toordinal()  # what comes back days later is a date too
WHOLE_LIMITS = {"seed": (0, GREATEST), "level": (1, GREATEST), "day": (1, LAST_DAY)}
TEXT_LIMITS = {
    "lesson": LONGEST_NAME, "question": LONGEST_NAME, "given": LONGEST_GIVEN,
    "mistake": LONGEST_NAME, "digest": LONGEST_NAME,
}


class Outcome(Enum):
    """How a question ended."""

    RIGHT = "right"
    WRONG = "wrong"
    SHOWN = "shown"
    SKIPPED = "skipped"

    @property
    def is_miss(self) -> bool:
        """Say whether the question has to come back."""
        return self in (Outcome.WRONG, Outcome.SHOWN)


class Confidence(Enum):
    """How sure the learner said to be."""

    SURE = "sure"
    UNSURE = "unsure"
    GUESS = "guess"


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer.

    lesson      the lesson's id
    question    what was asked, by a name that stays: "value conv1.output"
    seed        what its numbers were drawn from, 0 to 2**53 - 1
    level       how hard it was, from 1
    given       the answer as typed; at most 200 characters are kept, nothing hidden in them
    mistake     the key of a misconception or a slip: "conv2d.kernel-flipped"
    digest      the fingerprint of the lesson's text at that time
    day         the local day, as `today` counts

    Raises ConvtutorError for a number that cannot be kept.
    """

    lesson: str
    question: str
    seed: int
    level: int
    given: str
    outcome: Outcome
    mistake: str | None
    confidence: Confidence | None
    digest: str
    day: int

    def __post_init__(self) -> None:
        for name, (least, most) in WHOLE_LIMITS.items():
            value = getattr(self, name)
            if not least <= value <= most:
                raise ConvtutorError(
                    f"answered: {name} is {value}, expected {least} to {most}"
                )


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer that was kept; (record, sequence) is its name, the same in every record."""

    record: str
    sequence: int
    answered: Answered


def today() -> int:
    """Give the local day as a number: that of 1 January of the year 1 is 1."""
    return date.today().toordinal()


def row_of(answered: Answered) -> tuple[object, ...]:
    """Give an answer as the columns of the record, its texts cleaned and cut."""
    return tuple(
        cleaned(value, TEXT_LIMITS.get(name, LONGEST_NAME)) if isinstance(value, str)
        else value.value if isinstance(value, Enum) else value
        for name, value in zip(Answered.__slots__, astuple(answered), strict=True)
    )


def cleaned(text: str, longest: int) -> str:
    """Write a text so that it can be kept and shown: nothing hidden in it, and no longer."""
    return visible(text[:longest])[:longest]


def answered_from(row: Sequence[object]) -> Answered | None:
    """Give the answer of a row, None for what is none."""
    lesson, question, seed, level, given, outcome, mistake, confidence, digest, day = row
    if not (isinstance(seed, int) and isinstance(level, int) and isinstance(day, int)):
        return None
    if not (isinstance(mistake, str | None) and isinstance(confidence, str | None)):
        return None
    try:
        return Answered(
            str(lesson), str(question), seed, level, str(given), Outcome(outcome), mistake,
            None if confidence is None else Confidence(confidence), str(digest), day,
        )
    except (ValueError, ConvtutorError):
        return None
