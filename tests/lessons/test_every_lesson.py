"""What every lesson that comes with convtutor must be, beyond what `check` demands of any."""

import io
from itertools import pairwise

from convtutor.console.output import Output
from convtutor.crosscheck.verify import verify_lessons
from convtutor.debugger.session import start_session
from convtutor.lesson.lint import check_lesson
from convtutor.lesson.schema import PARTS
from convtutor.lesson.text import Text
from convtutor.plain.play import write_passes
from convtutor.quiz.checking import check_questions
from convtutor.words import LANGUAGES
from tests.conftest import require
from tests.lessons.shipped import NAMES, every_lesson, lesson, runs

LARGEST_EDGE = 8  # of a plane that a learner is asked to look at
LARGER = {"output-size", "receptive-field", "param-count"}  # they show what large sizes come to


def texts(name: str) -> list[Text]:
    """Give every text of a lesson."""
    told = [lesson(name).title, lesson(name).summary]
    for example in lesson(name).examples:
        told += [example.title, example.intro, *(note.text for note in example.notes)]
        told += [] if example.why is None else [example.why]
        told += [] if example.task is None else example.task.hints
        for question in example.questions:
            told += [] if question.ask is None else [question.ask]
            told += [text for one in question.choices for text in (one.text, one.why)]
    return told


@every_lesson
def test_a_lesson_has_no_problems(name: str) -> None:
    assert check_lesson(lesson(name).path, (check_questions,)) == []


@every_lesson
def test_a_lesson_has_the_five_parts_in_order(name: str) -> None:
    parts = [example.part for example in lesson(name).examples]
    assert set(parts) == set(PARTS)
    numbers = [PARTS.index(part or "") for part in parts]
    assert numbers == sorted(numbers)


@every_lesson
def test_a_lesson_sets_tasks_and_gives_reasons(name: str) -> None:
    examples = lesson(name).examples
    for part in ("modify", "make"):
        assert [example for example in examples if example.part == part and example.task]
    assert [example.number for example in examples if example.why is None] == []
    assert [example.number for example in examples if not example.states] == []


@every_lesson
def test_a_lesson_asks_questions_and_one_of_them_inside(name: str) -> None:
    questions = [question for example in lesson(name).examples for question in example.questions]
    assert len(questions) >= 3
    assert [question for question in questions if question.place_text]


@every_lesson
def test_a_lesson_says_where_it_stands_and_where_its_facts_are_from(name: str) -> None:
    head = lesson(name)
    assert head.order is not None
    assert head.section is not None
    assert head.source


@every_lesson
def test_no_text_is_empty_in_any_language(name: str) -> None:
    for text in texts(name):
        assert set(text.by_language) == set(LANGUAGES)
        assert all(said.strip() for said in text.by_language.values())


@every_lesson
def test_the_numbers_are_few_enough_to_check_in_the_head(name: str) -> None:
    if name in LARGER:
        return
    for example in lesson(name).examples:
        edges = [edge for array in example.tensors.values() for edge in array.shape]
        assert max(edges, default=0) <= LARGEST_EDGE, example.number


@every_lesson
def test_every_example_has_words_on_the_way_there_and_back(name: str) -> None:
    for run in runs(name):
        assert len(run.example.notes) >= 2, run.example.number


@every_lesson
def test_plain_mode_prints_every_step_in_both_languages(name: str) -> None:
    for language in LANGUAGES:
        for run in runs(name):
            stream = io.StringIO()
            write_passes(start_session(lesson(name), language, run.example.number), Output(stream))
            lines = stream.getvalue().splitlines()
            assert len(lines) >= len(run.timeline)


def test_torch_agrees_with_every_example_of_every_lesson() -> None:
    require("torch")
    lessons = [lesson(name) for name in NAMES]
    checked = list(verify_lessons(lessons, "cpu"))
    assert len(checked) == sum(len(each.examples) for each in lessons)
    off = [(one.lesson, one.number) for one in checked if one.exit_code]
    assert off == []


def test_the_road_has_a_lesson_for_every_topic_of_a_layer() -> None:
    assert len(NAMES) >= 30


def test_every_lesson_stands_behind_those_it_needs() -> None:
    order = {name: lesson(name).order or 0 for name in NAMES}
    assert len(set(order.values())) == len(order)
    for name in NAMES:
        assert all(order[need] < order[name] for need in lesson(name).needs), name


def test_the_lessons_of_a_section_stand_together() -> None:
    road = sorted(NAMES, key=lambda name: lesson(name).order or 0)
    sections = [section.said("en") for name in road if (section := lesson(name).section)]
    changes = sum(one != other for one, other in pairwise(sections))
    assert changes == len(set(sections)) - 1
