"""A question: what is asked of a case, the right answer, and the answers of those who are mistaken.

Sentence  a sentence of the catalogue, not yet said in a language
Choice    one option of a choice
Needs     which arrays of a run lead to an answer
Asked     what a kind of question asks of a case
Kind      one kind of question
Template  what a lesson has to ask, before it has numbers
Mistake   a misconception or a slip, and the answer it leads to
Question  a template with numbers, drawn from a seed
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from enum import Enum
from random import Random
from typing import Any, TypeAlias

from convtutor.data import dataclass
from convtutor.engine.arrays import Index
from convtutor.lesson.run import Computed, Run
from convtutor.lesson.schema import Example, Lesson
from convtutor.lesson.text import Text
from convtutor.misconceptions import Misconception
from convtutor.quiz.answers import Answer, Form
from convtutor.quiz.case import Case
from convtutor.words import say

Made: TypeAlias = Run | Computed  # what an answer is read off


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the catalogue by its key, with its fields.

    A field may be a Sentence itself, or a tuple of them and of words: a list with commas.
    """

    key: str
    values: Mapping[str, object] = field(default_factory=dict)

    def said(self, language: str) -> str:
        """Give the sentence in a language."""
        return say(self.key, language, **{
            name: _said(value, language) for name, value in self.values.items()
        })


def _said(value: object, language: str) -> object:
    if isinstance(value, tuple):
        return say("quiz.comma", language).join(str(_said(part, language)) for part in value)
    return value.said(language) if isinstance(value, Sentence | Text) else value


class Needs(Enum):
    """What of a mistaken run leads to an answer: the SHAPES of the way forward up to the layer that
    is asked about, its RULES, its arrays (FORWARD), those of BOTH ways, or NONE: mistaken operators
    say nothing of it."""

    SHAPES = "shapes"
    RULES = "rules"
    FORWARD = "forward"
    BOTH = "both"
    NONE = "none"


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """One option of a choice: its text, and why it is right or wrong."""

    text: Text | Sentence
    why: Text | Sentence


@dataclass(frozen=True, eq=False)
class Asked:
    """What is asked of a case.

    ask      the question in one line, its settings in a second: "input 3x3, kernel 2x2, padding 1"
    form     how the answer is written
    answer   gives the answer that a run leads to, None where it leads to none
    needs    which arrays of a run the answer is read off
    layer    the layer that is asked about, None for all of them
    place    where the debugger opens, in the right run
    hidden   what the screen must not show before the answer: elements by the full name of their
             array, None for all of it
    picked   the full name of the array whose cells are picked for an answer, None where it is typed
    hints    which formula, which numbers, a neighbour worked out
    slips    the names of the slips that may lead to a wrong answer (quiz/slips)
    choices  the options of a choice, in the order they are shown
    lines    text that is shown with the question: a listing, a ladder of shapes
    facts    what the kind's slips need to know
    """

    ask: Sentence
    about: Sentence
    form: Form
    answer: Callable[[Made], Answer | None]
    hints: tuple[Sentence, Sentence, Sentence]
    place: str | None = None
    hidden: Mapping[str, tuple[Index, ...] | None] = field(default_factory=dict)
    picked: str | None = None
    slips: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    lines: tuple[str, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    needs: Needs = Needs.BOTH
    layer: str | None = None

    @property
    def is_computed(self) -> bool:
        """Say whether a run leads to the answer: of an authored choice none does."""
        return not self.choices


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of question.

    name     its name, also in lesson files; the sentence "quiz.kind.<name>" says what it asks for
    targets  what it can be asked of in a run, as full names of arrays ("conv1.output") or of layers
             ("conv1"), "" for all of it; nothing where it does not fit
    of_shapes  whether its answer depends on shapes alone, so that it is new with new shapes only
    ask      (case, target, random): what is asked. The target may name an element or a slice,
             conv1.output[0,1] or conv1.output[0,:]; where it names an array alone, the element is
             drawn. Raises UsageError where the target is nothing it can be asked of
    """

    name: str
    targets: Callable[[Run], Sequence[str]]
    ask: Callable[[Case, str, Random], Asked]
    of_shapes: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Template:
    """What a lesson has to ask.

    `id` names it in the learner's record, within its lesson. `changes` are what is not as in the
    example. `tells` names the mistakes that its wrong answers must tell apart. One that is `fixed`
    is asked with its own numbers only (a choice).
    """

    lesson: Lesson
    example: Example
    id: str
    kind: str
    target: str
    changes: Mapping[str, Any] = field(default_factory=dict)
    tells: tuple[str, ...] = ()
    fixed: bool = False
    ask: Text | None = None
    choices: tuple[Choice, ...] = ()  # the right one first


@dataclass(frozen=True, slots=True)
class Mistake:
    """A wrong answer with its reason: the key of a misconception, or the name of a slip."""

    key: str
    answer: Answer
    misconception: Misconception | None = None

    @property
    def name(self) -> str:
        """Give the name that lessons call it by: kernel-flipped."""
        return self.key if self.misconception is None else self.misconception.name

    @property
    def words(self) -> str:
        """Give the stem of the keys of its sentences: <stem>.you, <stem>.rule, <stem>.label."""
        if self.misconception is not None:
            return self.misconception.words
        return f"slips.{self.key}"


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """A template with numbers: `seed` and `level` repeat it exactly.

    `right` is the answer of the right run; `mistakes` are the wrong answers that have a reason,
    those that the template tells first.
    """

    template: Template
    seed: int
    level: int
    case: Case
    asked: Asked
    right: Answer
    mistakes: tuple[Mistake, ...]

    def diagnosed(self, given: Answer) -> tuple[Mistake, ...]:
        """Give the mistakes that lead to an answer, the likeliest first."""
        return tuple(mistake for mistake in self.mistakes if given.same(mistake.answer))
