"""What stands before the steps of an example: its title and words, its layers, their sizes."""

from convtutor.console.output import Output
from convtutor.debugger.session import Session
from convtutor.lesson.repeats import written_name
from convtutor.lesson.run import BoundLayer
from convtutor.scene.pytorch import pytorch_line
from convtutor.scene.size import size_formulas
from convtutor.words import say
from convtutor.words.wrapping import cell_width


def write_lesson_heading(session: Session, output: Output) -> None:
    """Write the lesson's name and title, and what it shows."""
    lesson, language = session.lesson, session.language
    title = say("plain.lesson_title", language, id=lesson.id, title=lesson.title.said(language))
    output.heading(title, "=")
    output.paragraph(lesson.summary.said(language))


def write_example_heading(session: Session, output: Output) -> None:
    """Write an example's number, title and words, then its layers."""
    lesson, language = session.lesson, session.language
    title = say(
        "plain.example_title", language, number=session.number, count=len(lesson.examples),
        title=session.example.title.said(language),
    )
    output.heading(title, "-")
    output.paragraph(session.example.intro.said(language))
    output.line()
    first = session.run.repeats[0]
    for bound in (*first.layers, *first.updates):
        output.lines(layer_lines(bound, language))
    if first.number is not None:
        name, count = written_name(first.layers[0].name), len(session.run.repeats)
        output.paragraph(say("plain.repeats", language, count=count, name=name))


def layer_lines(bound: BoundLayer, language: str) -> list[str]:
    """Write a layer's PyTorch line, and under it the size formula of each axis."""
    label = f"{written_name(bound.name)}: "
    indent = " " * cell_width(label)
    formulas = size_formulas(bound.operator.axes(bound.shapes, bound.params), language)
    return [
        f"{label}{pytorch_line(bound, language)}",
        *(indent + "".join(span.text for span in formula.forms()[0]) for formula in formulas),
    ]
