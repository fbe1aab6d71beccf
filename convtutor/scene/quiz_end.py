"""The end of a round as lines: what was seen, what comes back, what to do next.

Entry  one question that is over: its number, a sign, what was asked and what was seen
"""

from __future__ import annotations

from collections.abc import Iterable

from convtutor.data import dataclass
from convtutor.quiz.round import Result, Round
from convtutor.quiz.score import Summary, sort_of
from convtutor.scene.text import Line, Span, Tone, line
from convtutor.words import say
from convtutor.words.visible import visible
from convtutor.words.wrapping import cell_width, shortened, wrap

SORTS = {
    "right": "at_once", "hinted": "after_hints", "later": "later", "missed": "missed",
    "shown": "was_shown", "skipped": "was_skipped",
}
RIGHT = ("right", "hinted", "later")
ASK_COLUMNS = 44


@dataclass(frozen=True, slots=True)
class Entry:
    """A question that is over."""

    number: int
    ask: str
    seen: str
    right: bool

    def line(self, chosen: bool, width: int) -> Line:
        """Write it in one line; the chosen one is marked."""
        room = min(ASK_COLUMNS, (width - 8) // 2)
        ask = shortened(self.ask, room)
        mark = "▸" if chosen else " "
        sign = ("● ", Tone.TEXT) if self.right else ("○ ", Tone.DIM)
        return line(
            (f"{mark} ", Tone.ACCENT), sign, (f"{self.number:>2}  ", Tone.DIM),
            (ask + " " * (room + 2 - cell_width(ask)), Tone.STRONG if chosen else Tone.TEXT),
            (shortened(self.seen, width - room - 10), Tone.TEXT if not self.right else Tone.DIM),
        )


def entries(results: Iterable[Result], language: str) -> list[Entry]:
    """Give the questions that are over: of one that was missed the slip by name."""
    found = []
    for number, result in enumerate(results, start=1):
        sort = sort_of(result)
        seen = say(f"quizzing.{SORTS[sort]}", language)
        if sort not in ("right", "hinted") and result.mistakes:
            names = dict.fromkeys(mistake.words for mistake in result.mistakes)
            said = " ".join(say(f"{words}.you", language) for words in names)
            seen = f"{seen}: {said}" if sort == "later" else said
        ask = result.question.asked.ask.said(language)
        found.append(Entry(number, visible(ask), seen, sort in RIGHT))
    return found


def summary_lines(made: Summary, done: Round, language: str, width: int) -> list[Line]:
    """Write what is said below the questions: slips, what comes back, what to do next."""
    lines: list[Line] = []
    for heading, texts in _parts(made, done, language):
        if not texts:
            continue
        lines += [(), line((heading, Tone.STRONG))] if heading else [()]
        for text in texts:
            indent = len(text) - len(text.lstrip()) + 2
            lines += [line(" " * indent, part) for part in wrap(text, width - indent)]
    return lines


def _parts(
    made: Summary, done: Round, language: str
) -> Iterable[tuple[str, list[str]]]:
    yield say("quizzing.slips", language), _slips(made, language)
    yield say("quizzing.returning", language), _returning(made, language)
    texts = [text for advice in made.advice
             for text in (advice.sentence.said(language), f"  {advice.command}")]
    yield say("quizzing.next", language), texts
    if done.question is not None and done.ended is None:
        yield "", [say("quizzing.open_question", language, number=done.number)]


def _slips(made: Summary, language: str) -> list[str]:
    if not made.done:
        key = "nothing_done" if made.count else "nothing_due"
        return [say(f"quizzing.{key}", language)]
    texts = []
    for slip in made.slips:
        where = say("quizzing.in_questions", language, numbers=_list(slip.questions, language))
        texts.append(f"{say(f'{slip.words}.you', language)}  {where}")
    if made.sure:
        texts.append(say("quizzing.sure_of", language, numbers=_list(made.sure, language)))
    return texts or [say("quizzing.no_slips", language)]


def _returning(made: Summary, language: str) -> list[str]:
    days: dict[int, list[int]] = {}
    for one in made.returning:
        days.setdefault(one.days, []).append(one.number)
    return [
        say(f"quizzing.{_when(count)}", language, days=count, numbers=_list(numbers, language))
        for count, numbers in sorted(days.items())
    ]


def _when(days: int) -> str:
    return {0: "back_today", 1: "back_tomorrow"}.get(days, "back_in")


def _list(numbers: Iterable[int], language: str) -> str:
    return say("quizzing.comma", language).join(str(at) for at in dict.fromkeys(numbers))


def tells_end(made: Summary, language: str) -> Line:
    """Write what was right, in one line."""
    spans: list[Span] = []
    for sort, key in SORTS.items():
        numbers: tuple[int, ...] = getattr(made, sort)
        if numbers:
            spans += [Span("   ")] if spans else []
            said = say(f"quizzing.{key}", language)
            where = say("quizzing.in_question", language, numbers=_list(numbers, language))
            spans += [Span(f"{said}  ", Tone.DIM), Span(where, Tone.STRONG)]
    return tuple(spans)
