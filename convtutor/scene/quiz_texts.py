"""What the quiz says, as lines of text: the question, an answer, what is told of it, options.

Told  what is said of an answer: the slip by name, the rule, and what to do
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from string import ascii_lowercase

from convtutor.data import dataclass
from convtutor.progress.answers import Outcome
from convtutor.quiz.answers import Numbers, Option
from convtutor.quiz.question import Mistake, Question
from convtutor.quiz.round import Result, Round, Try
from convtutor.scene.head import Head
from convtutor.scene.quiz_state import Phase, Quizzing
from convtutor.scene.quiz_sums import answer_span
from convtutor.scene.quiz_workings import working_lines
from convtutor.scene.text import Line, Span, Tone, line
from convtutor.words import say
from convtutor.words.visible import visible
from convtutor.words.wrapping import cell_width, shortened, wrap

DEEPER = re.compile(r"^(\s*\d+  )((?:    )+)")  # the number of a line, and how deep it stands
INDENTS = ("    ", "  ", " ")
NUMBERED = ("line", "breaks")  # kinds whose answer is the number of a line that is shown
MOST_GIVEN = 40  # columns of an answer in a line with others


def head_of_quiz(state: Quizzing) -> tuple[Head, str]:
    """Give the breadcrumb, the bar and the counts, and the seed."""
    language, done = state.language, state.round
    over, count = state.over, len(done.questions)
    right = sum(result.outcome is Outcome.RIGHT for result in over)
    review = sum(result.outcome.is_miss for result in over)
    counts = say("quizzing.counts", language, right=right, review=review)
    widest = say("quizzing.counts", language, right=count, review=count)
    if state.phase is Phase.ENDED or state.question is None:
        crumbs: tuple[str, ...] = (say("quizzing.end", language),)
        shares = (1.0 if done.question is None else len(over) / max(count, 1), 0.0)
    else:
        lesson = visible(state.question.template.lesson.id)
        place = say("quizzing.question", language, number=state.number, count=count)
        crumbs, shares = (lesson, place), ((state.number - 1) / count, 1 / count)
    seed = say("quizzing.seed", language, seed=done.seed)
    head = Head((say("quizzing.quiz", language), *crumbs), counts, cell_width(widest), *shares)
    return head, seed


def question_lines(question: Question, language: str, width: int) -> list[Line]:
    """Write the question, and what is known of its case beside it where there is room."""
    ask, about = question.asked.ask.said(language), question.asked.about.said(language)
    if cell_width(ask) + 2 + cell_width(about) <= width:
        return [line((ask, Tone.STRONG), "  ", (about, Tone.DIM))]
    asked = [line((part, Tone.STRONG)) for part in wrap(ask, width)]
    return asked + [line((part, Tone.DIM)) for part in wrap(about, width)]


# -------------------------------------------------------------------- answers


def given_of(one: Try) -> str:
    """Write an answer as it was given, safe to be shown."""
    return shortened(visible(one.given), MOST_GIVEN)


def answer_line(result: Result, language: str) -> Line:
    """Write the last answer of a question that is over, and the right one where it is another."""
    label = Span(f"{say('quizzing.your_answer', language)}  ", Tone.DIM)
    gives = f"   {say(_gives(result.question), language)} "
    right = Span(str(result.question.right), Tone.STRONG)
    if not result.tries or not _tried_last(result):
        return (Span(say(_gives(result.question), language) + " ", Tone.DIM), right)
    last = result.tries[-1]
    if last.right:
        said = say("quizzing.right", language)
        return (label, Span(given_of(last), Tone.STRONG), Span("   "), Span(said, Tone.AGREE))
    return (label, answer_span(given_of(last)), Span(gives, Tone.DIM), right)


def _tried_last(result: Result) -> bool:
    """Say whether the last thing was an answer: one that was shown may follow a wrong one."""
    return result.outcome is not Outcome.SHOWN


def _gives(question: Question) -> str:
    asked = question.asked
    by_layer = isinstance(question.right, Numbers) and asked.place is not None and not asked.lines
    return "quizzing.gives" if by_layer else "quizzing.is"


def likeliest(one: Try | None) -> Mistake | None:
    """Give the mistake that an answer is told by."""
    return one.mistakes[0] if one is not None and one.mistakes else None


# -------------------------------------------------------------------- what is told


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of an answer: a line in bold, sentences below it."""

    name: str = ""
    sentences: tuple[str, ...] = ()

    def lines(self, width: int, most: int) -> list[Line]:
        """Break it into lines of a width, at most so many."""
        found = [line((part, Tone.STRONG)) for part in wrap(self.name, width)]
        for text in self.sentences:
            found += [line(part) for part in wrap(text, width)]
        if len(found) <= most:
            return found
        joined = [line(part) for part in wrap(" ".join(self.sentences), width)]
        return [*found[: len(wrap(self.name, width))], *joined][:most]


def told_between(state: Quizzing) -> Told:
    """Say what the screen says under an open question: a message, or the slip of the first answer
    with its rule, never the right answer."""
    language, first = state.language, state.round.last
    if state.phase is Phase.SURE:
        return Told(sentences=(say("quizzing.how_sure", language),))
    if state.message:
        return Told(sentences=(state.message,))
    if first is None or first.right:
        return Told()
    again = say("quizzing.try_again", language)
    question = state.question
    mistake = likeliest(first)
    if mistake is not None:
        rule = say(f"{mistake.words}.rule", language)
        return Told(say(f"{mistake.words}.you", language), (f"{rule} {again}",))
    if question is not None and isinstance(first.answer, Option):
        return Told(sentences=(*_why(question, first.answer, language), again))
    return Told(sentences=(say("quizzing.not_that", language, given=given_of(first)), again))


def told_after(result: Result, language: str, runs: int, refusal: str = "") -> Told:
    """Say what is told of a question that is over; `runs` counts those that can be stepped,
    `refusal` says why the mistaken one cannot be run."""
    last = result.tries[-1] if result.tries and _tried_last(result) else None
    if last is None or last.right:
        return Told()
    mistake = likeliest(last)
    if mistake is None:
        if isinstance(last.answer, Option):
            return Told(sentences=tuple(_why(result.question, last.answer, language)))
        so = [say("quizzing.made_so", language)] if runs else []
        return Told(sentences=(" ".join([say("quizzing.unknown", language), *so]),))
    sentences = [say(f"{mistake.words}.rule", language)]
    if runs > 1:
        sentences = [f"{sentences[0]} {say('quizzing.compare', language)}"]
    if refusal:
        sentences.append(say("quizzing.refused", language, error=visible(refusal)))
    return Told(say(f"{mistake.words}.you", language), tuple(sentences))


def _why(question: Question, option: Option, language: str) -> Iterator[str]:
    at = ascii_lowercase.index(option.letter)
    if at < len(question.asked.choices):
        yield f"{option.letter}  {question.asked.choices[at].why.said(language)}"


# -------------------------------------------------------------------- options and lines


def option_lines(state: Quizzing, width: int) -> list[tuple[int, Line]]:
    """Write the options of a choice with their letters, the chosen one marked; each line with the
    number of its option. Once the question is over, the right one says why."""
    question, language = state.question, state.language
    if question is None:
        return []
    result, found = state.result, []
    for at, choice in enumerate(question.asked.choices):
        letter = ascii_lowercase[at]
        mark, tone = _option_tone(question, result, letter, state.option == at)
        for number, part in enumerate(wrap(choice.text.said(language), width - 5)):
            start = (mark, letter) if number == 0 else (" ", " ")
            found.append((at, line(
                (f"{start[0]} ", Tone.ACCENT), (f"{start[1]}  ", Tone.STRONG), (part, tone)
            )))
        if result is not None and question.right == Option(letter):
            found += [(at, line("     ", (part, Tone.DIM)))
                      for part in wrap(choice.why.said(language), width - 5)]
    return found


def _option_tone(
    question: Question, result: Result | None, letter: str, chosen: bool
) -> tuple[str, Tone]:
    if result is None:
        return ("▸", Tone.STRONG) if chosen else (" ", Tone.TEXT)
    if question.right == Option(letter):
        return "●", Tone.STRONG
    given = {one.answer for one in result.tries}
    return ("!", Tone.WRONG) if Option(letter) in given else (" ", Tone.DIM)


def listed_lines(state: Quizzing, width: int) -> list[Line]:
    """Write the text that is shown with a question, indented less where it is too wide; once it is
    over, the line that was asked for and the one that was named are marked."""
    question, result = state.question, state.result
    if question is None:
        return []
    marks: dict[str, tuple[str, Tone]] = {}
    if result is not None and question.template.kind in NUMBERED:
        marks = {str(one.answer): ("!", Tone.WRONG) for one in result.tries}
        marks[str(question.right)] = ("▸", Tone.STRONG)
    texts: tuple[str, ...] = ()
    for indent in INDENTS:
        texts = tuple(_indented(text, indent) for text in question.asked.lines)
        if max(map(cell_width, texts), default=0) + 2 <= width:
            break
    return [part for text in texts for part in _listed(text, marks, width)]


def _indented(text: str, indent: str) -> str:
    return DEEPER.sub(lambda found: found[1] + indent * (len(found[2]) // 4), text)


def _listed(text: str, marks: dict[str, tuple[str, Tone]], width: int) -> list[Line]:
    """Write a line with its mark; what is too wide goes on below it."""
    number = text.split()[0] if text.split() else ""
    sign, tone = marks.get(number, (" ", Tone.TEXT))
    start = ((f"{sign} ", Tone.ACCENT if sign == "▸" else Tone.WRONG),)
    if cell_width(text) + 2 <= width:
        return [line(*start, (text, tone))]
    indent = len(text) - len(text[len(number) + 1 :].lstrip())
    first, *others = wrap(text[indent:], width - 2 - indent)
    return [line(*start, (text[:indent] + first, tone)),
            *(line(" " * (indent + 4), (part, tone)) for part in others)]


def working_texts(result: Result, language: str) -> Sequence[str]:
    """Give what leads to the answer of a question that no run shows."""
    question = result.question
    return working_lines(question, question.case.run, language)


def next_label(state: Quizzing) -> str:
    """Name what enter does once a question is over."""
    done: Round = state.round
    last = state.again is not None or done.number == len(done.questions)
    return "quizzing.key_end" if last else "quizzing.key_next"
