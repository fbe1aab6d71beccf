"""One round of questions, as data: what was answered, what comes next, what is said.

Try     one answer, and what was diagnosed
Result  a question that is over
Round   frozen: every move returns a new one; a view shows it and keeps the record
"""

from dataclasses import replace

from convtutor.data import dataclass
from convtutor.errors import ConvtutorError
from convtutor.progress.answers import Confidence as Confidence
from convtutor.progress.answers import Outcome as Outcome
from convtutor.quiz.answers import Answer
from convtutor.quiz.question import Mistake, Question

HINTS, TRIES = 3, 2


@dataclass(frozen=True, slots=True)
class Try:
    """An answer, and the mistakes that lead to it where it is wrong, the likeliest first."""

    given: str
    answer: Answer
    right: bool
    mistakes: tuple[Mistake, ...] = ()
    confidence: Confidence | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """A question that is over. The first try counts: RIGHT is right at once."""

    question: Question
    outcome: Outcome
    tries: tuple[Try, ...]
    hints: int

    @property
    def first(self) -> Try | None:
        """Give the first answer, None where there was none."""
        return self.tries[0] if self.tries else None

    @property
    def was_sure(self) -> bool:
        """Say whether the learner was sure of the first answer."""
        return self.first is not None and self.first.confidence is Confidence.SURE

    @property
    def mistakes(self) -> tuple[Mistake, ...]:
        """Give the likeliest mistake behind each wrong answer that has one."""
        return tuple(one.mistakes[0] for one in self.tries if one.mistakes)


@dataclass(frozen=True, slots=True, eq=False)
class Round:
    """Questions in order; `results` are those of the ones that are over.

    `tries` and `hints` are those of the present question. It is over once it is answered rightly,
    twice wrongly, shown or skipped; `on` then goes to the next one.
    """

    questions: tuple[Question, ...]
    seed: int
    results: tuple[Result, ...] = ()
    tries: tuple[Try, ...] = ()
    hints: int = 0
    ended: Outcome | None = None

    @property
    def question(self) -> Question | None:
        """Give the present question, None behind the last one."""
        at = len(self.results)
        return self.questions[at] if at < len(self.questions) else None

    @property
    def number(self) -> int:
        """Give the number of the present question, from 1."""
        return len(self.results) + 1

    @property
    def is_settled(self) -> bool:
        """Say whether the present question is over, its feedback still shown."""
        return self.ended is not None

    @property
    def last(self) -> Try | None:
        """Give the last answer to the present question."""
        return self.tries[-1] if self.tries else None

    def answered(
        self, text: str, language: str, confidence: Confidence | None = None
    ) -> "Round":
        """Take an answer. Raises UsageError for what is no answer to this question."""
        question = self._asked()
        answer = question.asked.form.answer(text, language)
        return self.taken(text.strip(), answer, confidence)

    def taken(self, text: str, answer: Answer, confidence: Confidence | None = None) -> "Round":
        """Take an answer that was read already, or picked on the grid."""
        question = self._asked()
        right = answer.same(question.right)
        mistakes = () if right else question.diagnosed(answer)
        tries = (*self.tries, Try(text, answer, right, mistakes, confidence))
        first_right = right and len(tries) == 1 and self.hints < HINTS
        ended = None
        if right:
            ended = Outcome.RIGHT if first_right else Outcome.WRONG
        elif len(tries) == TRIES:
            ended = Outcome.WRONG
        return replace(self, tries=tries, ended=ended)

    def hint(self, language: str) -> tuple["Round", str]:
        """Give the next hint; the last one again behind the third."""
        hints = self._asked().asked.hints
        taken = min(self.hints + 1, HINTS)
        return replace(self, hints=taken), hints[taken - 1].said(language)

    def shown(self) -> "Round":
        """Show the answer: the question comes back later."""
        self._asked()
        return replace(self, ended=Outcome.SHOWN)

    def skipped(self) -> "Round":
        """Leave the question out; one that was answered wrongly counts as that."""
        self._asked()
        return replace(self, ended=Outcome.WRONG if self.tries else Outcome.SKIPPED)

    def on(self) -> "Round":
        """Go to the next question; the present one must be over."""
        question = self.question
        if question is None or self.ended is None:
            raise ConvtutorError("quiz: the present question is not over")
        result = Result(question, self.ended, self.tries, self.hints)
        return replace(self, results=(*self.results, result), tries=(), hints=0, ended=None)

    def left(self) -> "Round":
        """Leave the round here: a question that was answered wrongly is over, an open one is not
        among the results."""
        if self.ended is None and self.tries:
            return replace(self, ended=Outcome.WRONG).on()
        return self if self.ended is None else self.on()

    def _asked(self) -> Question:
        if self.question is None or self.ended is not None:
            raise ConvtutorError("quiz: there is no open question")
        return self.question
