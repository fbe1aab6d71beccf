"""lessons/README.md explains every key there is, and none that there is not."""

import re
from pathlib import Path

import pytest

from convtutor.engine.ops import OPERATORS
from convtutor.lesson import caps, header, lint, questions, source
from convtutor.lesson.header import LESSON_KEYS
from convtutor.lesson.lint import check_lesson
from convtutor.lesson.read import read_lesson
from convtutor.lesson.schema import (
    CHOICE_KEYS,
    CURVE_KEYS,
    EXAMPLE_KEYS,
    LAYER_KEYS,
    NOTE_KEYS,
    PARTS,
    QUERY_KEYS,
    QUERY_KINDS,
    TASK_KEYS,
    TASK_PARTS,
    UPDATE_KEYS,
    own_operands,
)
from convtutor.lesson.tasks import MOST_STATES
from convtutor.lesson.tensors import TENSOR_KEYS
from convtutor.steps.conditions import FACTS
from convtutor.steps.expression_reader import KNOWN
from convtutor.steps.expression_text import LONGEST
from convtutor.words import LANGUAGES

README = (Path(__file__).parents[2] / "lessons" / "README.md").read_text(encoding="utf-8")

SECTIONS = {
    "Keys of a lesson": LESSON_KEYS,
    "Keys of an example": EXAMPLE_KEYS,
    "Tensors": TENSOR_KEYS,
    "Keys of a layer": LAYER_KEYS,
    "A training run": UPDATE_KEYS,
    "A curve": CURVE_KEYS,
    "Keys of a note": NOTE_KEYS,
    "Keys of a task": TASK_KEYS,
    "Keys of a question": QUERY_KEYS,
    "Keys of an option": CHOICE_KEYS,
    "Conditions": tuple(FACTS),
} | {name: (*own_operands(op), *op.keywords) for name, op in OPERATORS.items()}


def section(heading: str) -> str:
    found = re.split(rf"^#+ {re.escape(heading)}\n", README, flags=re.MULTILINE)
    assert len(found) == 2, heading
    return re.split(r"^#", found[1], flags=re.MULTILINE)[0]


def rows(heading: str) -> dict[str, str]:
    return dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", section(heading), flags=re.MULTILINE))


@pytest.mark.parametrize("heading", SECTIONS)
def test_every_key_is_explained_and_no_other(heading: str) -> None:
    assert tuple(rows(heading)) == SECTIONS[heading]
    assert all(re.search(r"\w", explained) for explained in rows(heading).values())


@pytest.mark.parametrize("name", OPERATORS)
def test_needed_keys_of_an_operator_are_marked_so(name: str) -> None:
    operator = OPERATORS[name]
    needed = {key for key, explained in rows(name).items() if explained.startswith("yes")}
    own = set(own_operands(operator)) - operator.optional
    assert needed == own | set(operator.required)


def test_operators_parts_and_languages_are_all_named() -> None:
    assert set(re.findall(r"`(\w+)`", rows("Keys of a layer")["op"])) == set(OPERATORS)
    assert set(re.findall(r"`(\w+)`", rows("Keys of an example")["part"])) == set(PARTS)
    assert f"`{'` and `'.join(LANGUAGES)}`" in section("Texts")
    kinds = re.findall(r"^\| `(\w+)` \|", section("Kinds of questions"), flags=re.MULTILINE)
    assert tuple(kinds) == QUERY_KINDS


def test_the_limits_are_the_ones_that_hold() -> None:
    limits = section("Limits")
    assert f"{source.MOST_BYTES // 1024} KiB, a line {source.MOST_LINE_BYTES // 1024} KiB" in limits
    assert f"at most {source.DEEPEST} deep" in limits
    for limit in (caps.MOST_ELEMENTS, caps.MOST_STEPS, caps.MOST_PRODUCTS):
        assert f"{limit:,}" in limits
    assert f"two lines of {lint.COLUMNS} columns" in section("Texts")
    assert lint.LINES == 2
    assert f"a title has {lint.COLUMNS_OF_LINES['title']}" in section("Texts")
    assert f"in at most {lint.COLUMNS_OF_LINES['option']}" in rows("Keys of an option")["text"]
    assert rows("Keys of a question")["options"].count(
        f"{questions.FEWEST_CHOICES} to {questions.MOST_CHOICES}"
    ) == 1
    keys = rows("Keys of a lesson")
    assert f"at most {lint.COLUMNS_OF_LINES['section']} columns" in keys["section"]
    assert f"to {header.LAST_ORDER:,}" in keys["order"]


def test_the_smallest_lesson_is_a_lesson(tmp_path: Path) -> None:
    written = re.findall(r"```toml\n(.*?)```", README, flags=re.DOTALL)
    path = tmp_path / "smallest.toml"
    path.write_text(written[0], encoding="utf-8")
    assert check_lesson(path) == []
    assert read_lesson(path).examples[0].layers[0].name == "conv1"


def test_every_function_of_an_expression_is_named() -> None:
    assert tuple(re.findall(r"`(\w+)\(", section("Expressions").split("| written |")[1])) == KNOWN
    assert f"at most {LONGEST:,} characters" in section("Expressions")
    keys = rows("Keys of an example")
    assert f"1 to {MOST_STATES} facts" in keys["states"]
    assert f"`{'` and `'.join(TASK_PARTS)}`" in keys["task"]
