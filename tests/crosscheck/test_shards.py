"""Shards are the same on every machine, hold every example once, and cost about the same."""

from pathlib import Path

import pytest

from convtutor.crosscheck.shards import Item, Shard, items_of, parse_shard, part_of
from convtutor.errors import UsageError
from convtutor.lesson.schema import Lesson
from tests.crosscheck.documents import lessons_in


@pytest.fixture
def lessons(tmp_path: Path) -> list[Lesson]:
    return lessons_in(tmp_path)


def names(items: list[Item]) -> list[tuple[str, int]]:
    return [(item.lesson.id, item.example.number) for item in items]


@pytest.mark.parametrize("of", [1, 2, 3, 7])
def test_every_example_is_in_one_shard_and_in_the_order_of_the_lessons(
    lessons: list[Lesson], of: int
) -> None:
    items = list(items_of(lessons))
    parts = [names(part_of(items, Shard(number, of))) for number in range(1, of + 1)]
    assert sorted(name for part in parts for name in part) == sorted(names(items))
    assert all(part == [name for name in names(items) if name in part] for part in parts)


def test_a_dear_example_has_a_shard_of_its_own(lessons: list[Lesson]) -> None:
    items = list(items_of(lessons))
    costs = [item.cost for item in items]
    assert costs[2] == max(costs)
    assert costs[0] == costs[1] == costs[3]
    parts = [names(part_of(items, Shard(number, 2))) for number in (1, 2)]
    assert ("large", 3) in parts[0]
    loads = [sum(item.cost for item in part_of(items, Shard(number, 2))) for number in (1, 2)]
    assert max(loads) - min(loads) <= min(costs)


def test_a_wide_input_costs_more_by_its_products(lessons: list[Lesson]) -> None:
    small, large = lessons[0].examples[0], lessons[0].examples[2]
    assert small.tensors["input"].size < large.tensors["input"].size
    items = {item.example: item.cost for item in items_of(lessons)}
    products = sum(2 * 8 * 11 for _ in range(3))  # of the output, and of both gradients
    assert 0.8 * products < items[large] - items[small] < products


def test_more_shards_than_examples_leave_some_empty(lessons: list[Lesson]) -> None:
    items = list(items_of(lessons))
    sizes = [len(part_of(items, Shard(number, 9))) for number in range(1, 10)]
    assert sorted(sizes) == [0] * 5 + [1] * 4


def test_a_shard_is_written_with_a_slash() -> None:
    assert parse_shard("3/8") == Shard(3, 8)
    assert parse_shard("10000/10000") == Shard(10000, 10000)


@pytest.mark.parametrize(
    "text", ["", "3", "0/8", "9/8", "3/0", "-1/8", "3/8/9", "1/10001", "a/b", "3 / 8", "\u0663/8",
             "\x1b[2J/8", "1/" + "9" * 5000]
)
def test_anything_else_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(UsageError, match=r"--shard: expected i/n, such as 3/8") as refusal:
        parse_shard(text)
    assert str(refusal.value).isprintable()
    assert len(str(refusal.value)) < 200
