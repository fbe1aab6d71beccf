"""How the answers of a lesson come out, and those of a class by question.

Tally     the answers of one lesson: how many, how many right, which mistakes
Learner   everything that one learner answered, from one file or several
Asked     one question of a class: who met it, who made which mistake, and where to see it
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field

from convtutor.data import dataclass
from convtutor.progress.answers import Answered, Kept, Outcome


@dataclass(frozen=True, slots=True)
class Tally:
    """The answers of a lesson, those skipped left out.

    mistakes  how often each came up, the most frequent first
    digests   the fingerprints of the lesson's text when it was answered rightly
    """

    answered: int = 0
    right: int = 0
    mistakes: Mapping[str, int] = field(default_factory=dict)
    digests: frozenset[str] = frozenset()


def tally(answers: Iterable[Answered]) -> Mapping[str, Tally]:
    """Count the answers by lesson."""
    by_lesson: dict[str, list[Answered]] = {}
    for answer in answers:
        if answer.outcome is not Outcome.SKIPPED:
            by_lesson.setdefault(answer.lesson, []).append(answer)
    return {lesson: _tally(given) for lesson, given in by_lesson.items()}


def _tally(given: Sequence[Answered]) -> Tally:
    right = [answer for answer in given if answer.outcome is Outcome.RIGHT]
    mistakes = Counter(answer.mistake for answer in given if answer.mistake is not None)
    return Tally(
        len(given), len(right), dict(_most_frequent(mistakes)),
        frozenset(answer.digest for answer in right),
    )


def _most_frequent(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


@dataclass(frozen=True, slots=True)
class Learner:
    """One learner's answers, each once, in order."""

    kept: tuple[Kept, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a class.

    learners  how many met it, and did not skip it
    mistakes  how many learners made each mistake, the most frequent first
    shown_by  of each mistake the last answer that made it: its numbers show it
    """

    lesson: str
    question: str
    learners: int
    mistakes: Mapping[str, int]
    shown_by: Mapping[str, Answered]


@dataclass(frozen=True, slots=True)
class Commonest:
    """The mistake that most learners of a class made, and how many of those who met its question.
    """

    asked: Asked
    mistake: str

    @property
    def learners(self) -> int:
        """Count who made it."""
        return self.asked.mistakes[self.mistake]


def learners_of(files: Iterable[Sequence[Kept]]) -> tuple[Learner, ...]:
    """Tell the learners apart: files that share an answer are of one learner."""
    found: list[dict[tuple[int, str], Kept]] = []
    for kept in files:
        mine = {(one.sequence, one.record): one for one in kept}
        others = []
        for theirs in found:
            if mine.keys() & theirs.keys():
                mine = theirs | mine
            else:
                others.append(theirs)
        found = [*others, mine]
    return tuple(Learner(tuple(mine[name] for name in sorted(mine))) for mine in found)


def tally_class(learners: Iterable[Learner]) -> tuple[Asked, ...]:
    """Count by question who made which mistake: where most were mistaken first."""
    met: dict[tuple[str, str], list[list[Answered]]] = {}
    for learner in learners:
        mine: dict[tuple[str, str], list[Answered]] = {}
        for one in learner.kept:
            answer = one.answered
            if answer.outcome is not Outcome.SKIPPED:
                mine.setdefault((answer.lesson, answer.question), []).append(answer)
        for asked, answers in mine.items():
            met.setdefault(asked, []).append(answers)
    found = [_asked(lesson, question, each) for (lesson, question), each in met.items()]
    return tuple(sorted(found, key=_rank))


def _asked(lesson: str, question: str, each: Sequence[Sequence[Answered]]) -> Asked:
    mistakes: Counter[str] = Counter()
    shown_by: dict[str, Answered] = {}
    for answers in each:
        made = {answer.mistake: answer for answer in answers if answer.mistake is not None}
        mistakes.update(made.keys())
        shown_by |= made
    return Asked(lesson, question, len(each), dict(_most_frequent(mistakes)), shown_by)


def _rank(asked: Asked) -> tuple[int, str, str]:
    return -max(asked.mistakes.values(), default=0), asked.lesson, asked.question


def commonest(questions: Sequence[Asked]) -> Commonest | None:
    """Give the mistake that most learners made, None where nobody made one."""
    first = next((asked for asked in questions if asked.mistakes), None)
    return None if first is None else Commonest(first, next(iter(first.mistakes)))
