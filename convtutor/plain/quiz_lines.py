"""A question on lines, and what is said of an answer: the mistake by name, the rule, both runs."""

from collections.abc import Sequence
from string import ascii_lowercase

from convtutor.console.output import Output
from convtutor.plain.beside import beside
from convtutor.plain.quiz_grids import grid_lines
from convtutor.plain.quiz_runs import mistaken_run, place_name
from convtutor.quiz.answers import Option
from convtutor.quiz.question import Choice, Mistake, Question
from convtutor.quiz.round import Outcome, Result, Round, Try
from convtutor.scene.quiz_workings import working_lines
from convtutor.words import say
from convtutor.words.visible import visible
from convtutor.words.wrapping import cell_width, wrap

INDENT = 2
OF_A_LAYER = ("value", "gradient", "size", "shape")  # what a layer itself gives


def write_question(asking: Round, output: Output, language: str) -> None:
    """Write the present question: what is asked, of what, and how it is answered."""
    question = asking.question
    if question is None:
        return
    template, asked = question.template, question.asked
    output.line()
    output.heading(say(
        "round.head", language, number=asking.number, count=len(asking.questions),
        lesson=template.lesson.id, seed=question.seed, level=question.level,
    ), "-")
    output.paragraph(asked.ask.said(language))
    output.paragraph(asked.about.said(language), INDENT)
    for lines in (asked.lines, grid_lines(question, output.width - INDENT)):
        if lines:
            output.line()
            output.lines(f"{' ' * INDENT}{line}".rstrip() for line in lines)
    if asked.choices:
        output.line()
    for letter, choice in zip(ascii_lowercase, asked.choices, strict=False):
        output.hanging(f"{' ' * INDENT}{letter}  ", choice.text.said(language))
    output.line()
    how = say(f"quiz.form.{asked.form.name}", language)
    output.paragraph(say("round.how", language, how=how))


def write_try(asking: Round, output: Output, language: str) -> None:
    """Write what is said of a first wrong answer; it gives nothing away."""
    question, tried = asking.question, asking.last
    if question is None or tried is None:
        return
    given = visible(tried.given)
    output.paragraph(say("round.your_answer", language, given=given))
    _write_mistake(question, tried, output, language)
    output.line(say("round.again", language))


def write_feedback(result: Result, output: Output, language: str) -> None:
    """Write how a question ended: the right answer, the mistake, and both runs."""
    question, last = result.question, result.tries[-1] if result.tries else None
    if result.outcome is Outcome.SKIPPED:
        output.line(say("round.skipped", language))
        return
    right = right_text(question, language)
    if last is not None and last.right:
        output.paragraph(say("round.right", language, right=right))
    elif last is None or result.outcome is Outcome.SHOWN:
        output.paragraph(say("round.shown", language, right=right))
    else:
        of_layer = question.template.kind in OF_A_LAYER
        key = "round.both_answers" if of_layer else "round.both_right"
        output.paragraph(say(key, language, given=visible(last.given), right=right))
        _write_mistake(question, last, output, language)
    _write_reason(result, output, language)
    if result.outcome.is_miss:
        output.paragraph(say("round.comes_back", language))
        _offer_debugger(result, output, language)


def right_text(question: Question, language: str) -> str:
    """Write the right answer; of a choice the letter and what it says."""
    choice = chosen(question, question.right)
    if choice is None:
        return str(question.right)
    return f"{question.right} {choice.text.said(language)}"


def chosen(question: Question, answer: object) -> Choice | None:
    """Give the option of a choice that an answer names."""
    if not isinstance(answer, Option):
        return None
    at = ascii_lowercase.index(answer.letter)
    return question.asked.choices[at] if at < len(question.asked.choices) else None


def _write_mistake(question: Question, tried: Try, output: Output, language: str) -> None:
    """Write the likeliest mistake and its rule, and what else leads to the answer."""
    choice = chosen(question, tried.answer)
    if choice is not None:
        output.paragraph(choice.why.said(language))
        return
    if not tried.mistakes:
        given = visible(tried.given)
        output.paragraph(say("round.no_name", language, given=given))
        return
    first, *others = tried.mistakes
    output.paragraph(say(f"{first.words}.you", language))
    output.paragraph(say(f"{first.words}.rule", language))
    labels = dict.fromkeys(
        say(f"{other.words}.label", language) for other in others if other.words != first.words
    )
    if labels:
        mistakes = say("round.comma", language).join(labels)
        output.paragraph(say("round.also", language, mistakes=mistakes))


def _write_reason(result: Result, output: Output, language: str) -> None:
    """Write the right run's working, and beside it that of the mistake; of a choice the reason."""
    question = result.question
    choice = chosen(question, question.right)
    if choice is not None:
        output.paragraph(choice.why.said(language), INDENT)
        return
    working = working_lines(question, question.case.run, language)
    mistake = _mistake_of(result)
    if not working:
        return
    output.line()
    if mistake is None or mistake.misconception is None:
        _write_wrapped(working, output)
        output.line()
        return
    run = mistaken_run(question.case, mistake)
    label = say(f"{mistake.words}.label", language)
    mine = [say("round.refused", language)] if run is None else (
        working_lines(question, run, language)
    )
    blocks = (
        [say("round.the_layer", language), *working],
        [say("round.with_mistake", language, label=label), *mine],
    )
    joined = beside(blocks, output.width - INDENT)
    _write_wrapped(joined, output)
    output.line()


def _write_wrapped(lines: Sequence[str], output: Output) -> None:
    """Write lines indented, whole where there is room."""
    for line in lines:
        room = output.width - INDENT
        parts = [line] if cell_width(line) <= room else wrap(line, room)
        output.lines(f"{' ' * INDENT}{part}".rstrip() for part in parts)


def _mistake_of(result: Result) -> Mistake | None:
    """Give the mistake behind the last answer, where that is wrong."""
    last = result.tries[-1] if result.tries else None
    return None if last is None or not last.mistakes else last.mistakes[0]


def _offer_debugger(result: Result, output: Output, language: str) -> None:
    place, mistake = place_name(result.question), _mistake_of(result)
    if place is None:
        return
    own = mistake is not None and mistake.misconception is not None
    output.paragraph(say(f"round.debug_{'mine' if own else 'right'}", language, place=place))
