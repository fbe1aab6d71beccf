"""What the learner has done of each lesson, and which one comes next."""

from convtutor.lesson.shelf import Shelf
from convtutor.progress.record import Learned, SavedPlace
from convtutor.scene.road import Road, road_of
from tests.scene.roads import broken, four, listed


def test_a_lesson_is_done_when_every_example_is() -> None:
    tensors, padding, stride, wrong = four().stops
    assert (tensors.finished, tensors.minutes_left) == (True, 0)
    assert (padding.finished, sorted(padding.done), padding.begun) == (False, [1, 2], True)
    assert (stride.begun, stride.minutes_left) == (False, 7)
    assert (wrong.finished, wrong.begun, wrong.minutes_left) == (False, False, 0)


def test_an_example_that_is_gone_is_not_counted_and_an_older_text_is_told() -> None:
    tensors, padding, *_ = four().stops
    assert 9 not in padding.done
    assert (tensors.changed, padding.changed) == (False, True)


def test_what_is_left_is_the_share_of_the_examples_not_done() -> None:
    road = four()
    assert road.stops[1].minutes_left == 8  # 3 of 5 examples of 12 minutes are 7.2
    assert road.minutes_left == 0 + 8 + 7
    assert (road.finished, road.share) == (1, 4 / 11)


def next_id(road: Road) -> str:
    return road.shown[road.next].id


def test_the_next_lesson_is_the_one_left_last() -> None:
    places = {"stride": SavedPlace(1, None, "x"), "padding": SavedPlace(1, None, "x"),
              "elsewhere": SavedPlace(1, None, "x")}
    assert next_id(four(Learned(places))) == "padding"


def test_the_next_lesson_is_else_the_first_that_is_not_done() -> None:
    done = {1: "x", 2: "x"}
    assert next_id(four(Learned({}, {"tensors": done}))) == "padding"
    assert next_id(four(Learned({}, {"padding": done}))) == "tensors"
    assert next_id(road_of(Shelf((broken("a"), listed("b"))), Learned())) == "b"
    assert road_of(Shelf(()), Learned()).next == 0


def test_needs_and_what_a_lesson_opens_are_two_sides_of_one_thing() -> None:
    road = four()
    assert road.needs_of(road.stops[2]) == [("tensors", True), ("padding", False)]
    assert road.needing("tensors") == ("padding", "stride")
    assert road.needing("stride") == ()
    assert road.needs_of(road_of(Shelf((listed("a", needs=("gone",)),)), Learned()).stops[0]) == [
        ("gone", False)
    ]


def found(text: str) -> list[str]:
    return [stop.name for stop in four().searched(text).shown]


def test_a_search_looks_into_name_title_and_summary_of_every_language() -> None:
    assert found("STR") == ["stride"]
    assert found("步幅") == ["stride"]
    assert found("what padding") == ["padding"]
    assert found("有什么用 tens") == ["tensors"]
    assert found("wrong") == ["wrong"]
    assert found("  ") == ["tensors", "padding", "stride", "wrong"]
    assert found("nowhere") == []
