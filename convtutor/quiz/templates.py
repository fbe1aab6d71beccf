"""What a lesson has to ask: what its file writes, and what follows from its examples."""

from collections.abc import Sequence

from convtutor.lesson.schema import Example, Lesson, Query
from convtutor.quiz.case import case_of
from convtutor.quiz.kinds import QUESTION_KINDS
from convtutor.quiz.question import Choice, Template

CHOICE = "choice"


def templates_of(lesson: Lesson) -> tuple[Template, ...]:
    """Give all that a lesson has to ask: what its file writes in order, then the rest."""
    written = [
        template_of(lesson, example, query)
        for example in lesson.examples for query in example.questions
    ]
    asked = {_subject(template) for template in written if not template.changes}
    ids = {template.id for template in written}
    more = [found for example in lesson.examples for found in _of_example(lesson, example)]
    return (*written, *(
        template for template in more
        if _subject(template) not in asked and template.id not in ids
    ))


def template_of(lesson: Lesson, example: Example, query: Query) -> Template:
    """Give the template of a question that the lesson's file writes."""
    return Template(
        lesson, example, query.id, query.kind, query.of, query.changes, query.tells,
        fixed=query.kind == CHOICE, ask=query.ask,
        choices=tuple(Choice(choice.text, choice.why) for choice in query.choices),
    )


def _subject(template: Template) -> tuple[int, str, str]:
    """Say what is asked about, whichever element of it."""
    return template.example.number, template.kind, template.target.partition("[")[0]


def _of_example(lesson: Lesson, example: Example) -> Sequence[Template]:
    run = case_of(example, {}).run
    return [
        Template(lesson, example, f"{example.number} {kind.name} {target}", kind.name, target)
        for kind in QUESTION_KINDS.values() for target in kind.targets(run)
    ]
