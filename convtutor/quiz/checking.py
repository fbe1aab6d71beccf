"""Whether the questions of a lesson file can be asked: `convtutor check`.

Every answer is computed, never read, so no file can hold a wrong one. What can be wrong is what is
asked about, and what a question promises of its wrong answers: that each mistake which it `tells`
leads to an answer of its own.
"""

from collections.abc import Iterator

from convtutor.errors import ConvtutorError, did_you_mean
from convtutor.lesson.problems import Problems
from convtutor.lesson.questions import paths_of
from convtutor.lesson.schema import Lesson
from convtutor.misconceptions import MISCONCEPTIONS
from convtutor.quiz.case import Case, case_of
from convtutor.quiz.drawing import as_written
from convtutor.quiz.question import Question, Template
from convtutor.quiz.slips import SLIPS
from convtutor.quiz.templates import template_of


def check_questions(lesson: Lesson, problems: Problems) -> None:
    """Note every question of a lesson that cannot be asked, or does not keep what it promises."""
    for path, query in paths_of(lesson.examples):
        example = lesson.examples[int(path[1])]
        template = template_of(lesson, example, query)
        try:
            case = case_of(example, query.changes)
        except ConvtutorError as error:
            problems.add((*path, "with"), str(error))
            continue
        try:
            question = as_written(template)
        except ConvtutorError as error:
            problems.add((*path, "of" if query.of else "kind"), str(error))
            continue
        for at, fault in untold(template, case, question):
            problems.add((*path, "tells", at), fault)


def untold(template: Template, case: Case, question: Question) -> Iterator[tuple[int, str]]:
    """Give what is wrong with the mistakes that a question tells, each with its number."""
    answers: dict[str, str] = {}
    known = [*SLIPS, *(mistake.name for mistake in case.mistakes)]
    made = {mistake.name: str(mistake.answer) for mistake in reversed(question.mistakes)}
    for at, name in enumerate(template.tells):
        if name not in known:
            yield at, _unknown(name, known)
        elif name not in made:
            yield at, (
                f"{name!r} leads to the right answer here, {question.right}, or to none; change "
                f"the numbers or leave it out"
            )
        elif made[name] in answers:
            yield at, (
                f"{name!r} leads to {made[name]}, as {answers[made[name]]!r} does; change the "
                f"numbers, so that the answer tells them apart"
            )
        else:
            answers[made[name]] = name


def _unknown(name: str, known: list[str]) -> str:
    """Say that a mistake is none that can be made in an example."""
    elsewhere = sorted({
        mistake.of for mistake in MISCONCEPTIONS.values() if mistake.name == name
    })
    if elsewhere:
        return f"{name!r} is made in {' and '.join(elsewhere)}, and no such layer is here"
    return f"no mistake is named {name!r}{did_you_mean(name, known)}"
