"""From lessons' names and the learner's record to a round.

open_round   from named lessons, else from those that were begun, else from the first ones
open_again   the round of a seed
open_review  what is due today
open_single  one question by its name
"""

from collections.abc import Iterable, Sequence
from random import Random, SystemRandom

from convtutor.errors import UsageError
from convtutor.lesson.catalog import find_lesson
from convtutor.lesson.read import read_lesson
from convtutor.lesson.schema import Lesson
from convtutor.lesson.shelf import Listed, read_shelf
from convtutor.progress.answers import Answered
from convtutor.progress.record import Record
from convtutor.progress.review import due
from convtutor.quiz.plan import COUNT, MOST_DUE, OLDER, again, plan, review, single
from convtutor.quiz.round import Round
from convtutor.words import say

FIRST_LESSONS = 3
SEEDS = 10_000  # one of so many is drawn: short enough to be typed again


def fresh_seed() -> int:
    """Draw the seed of a round."""
    return SystemRandom().randrange(SEEDS)


def open_round(
    names: Sequence[str], record: Record, day: int, count: int = COUNT, level: int | None = None,
    language: str = "en",
) -> Round:
    """Give a round that follows the record, drawn from a fresh seed.

    Raises UsageError where the lessons have nothing to ask, and what finding and reading them
    raises.
    """
    seed, answers = fresh_seed(), record.answers()
    lessons = named_lessons(names) or _read(_some(_begun(record, answers), seed, count))
    return _with_questions(plan(lessons, answers, seed, day, count, level), lessons, language)


def open_again(
    names: Sequence[str], seed: int, count: int = COUNT, level: int = 1, language: str = "en"
) -> Round:
    """Give the round of a seed, the same one whatever the record says; without names from all
    lessons. Raises as `open_round`."""
    lessons = named_lessons(names) or _read(_some(_listed(), seed, count))
    return _with_questions(again(lessons, seed, count, level), lessons, language)


def open_review(
    names: Sequence[str], record: Record, seed: int, day: int, count: int | None = None,
    level: int | None = None,
) -> Round:
    """Give a round of what is due, of the named lessons only where some are named, mixed with
    questions from older lessons; it has no questions where nothing is due.

    Raises what finding and reading lessons raises.
    """
    answers = record.answers()
    most = MOST_DUE if count is None else count
    items = due(answers, day)
    if names:
        returning = named_lessons(names)
    else:
        ids = list(dict.fromkeys(item.lesson for item in items))[:most]
        returning = _read(listed for listed in _listed() if listed.id in ids)
    here = {lesson.id for lesson in returning}
    older = [listed for listed in _oldest_first(record, answers) if listed.id not in here]
    return review(returning, _read(older[:OLDER]), answers, seed, day, most, level)


def lost_lessons(record: Record, day: int) -> list[str]:
    """Name the lessons of which something is due and that are not there, or cannot be read."""
    here = {listed.id for listed in _listed()}
    items = due(record.answers(), day)
    return list(dict.fromkeys(item.lesson for item in items if item.lesson not in here))


def open_single(
    name: str, question: str, seed: int, level: int = 1, language: str = "en"
) -> Round:
    """Give one question alone. Raises UsageError where the lesson has none of the name."""
    return single(read_lesson(find_lesson(name)), question, seed, level, language)


def named_lessons(names: Iterable[str]) -> list[Lesson]:
    """Read lessons by their names or paths, each once."""
    paths = dict.fromkeys(find_lesson(name) for name in names)
    return [read_lesson(path) for path in paths]


def _listed() -> list[Listed]:
    """Give the lessons that can be read and that their id means, in their order."""
    return [
        listed for listed in read_shelf().lessons
        if listed.overview is not None and listed.winner is None
    ]


def _begun(record: Record, answers: Sequence[Answered]) -> list[Listed]:
    """Give the lessons that were begun, else the first ones."""
    learned, listed = record.learned(), _listed()
    ids = {*learned.places, *learned.done, *(answer.lesson for answer in answers)}
    return [one for one in listed if one.id in ids] or listed[:FIRST_LESSONS]


def _oldest_first(record: Record, answers: Sequence[Answered]) -> list[Listed]:
    """Give the lessons that were begun, that which was asked about last behind the others."""
    last = {answer.lesson: at for at, answer in enumerate(answers)}
    learned = record.learned()
    ids = {*learned.done, *last}
    begun = [listed for listed in _listed() if listed.id in ids]
    return sorted(begun, key=lambda listed: last.get(listed.id, -1))


def _some(listed: Sequence[Listed], seed: int, count: int) -> list[Listed]:
    """Choose no more lessons than there are questions, in their order."""
    if len(listed) <= count:
        return list(listed)
    chosen = Random(f"lessons {seed}").sample(range(len(listed)), count)  # noqa: S311
    return [listed[at] for at in sorted(chosen)]


def _read(listed: Iterable[Listed]) -> list[Lesson]:
    return [read_lesson(one.path) for one in listed]


def _with_questions(made: Round, lessons: Sequence[Lesson], language: str) -> Round:
    if not made.questions:
        names = ", ".join(lesson.id for lesson in lessons)
        raise UsageError(say("round.nothing", language, lessons=names))
    return made
