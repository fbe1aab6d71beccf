"""Answers are kept in the order in which they were given, and put away whole."""

from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from convtutor.errors import ConvtutorError
from convtutor.progress.answers import Answered, Confidence, Outcome, today
from convtutor.progress.examine import connect
from convtutor.progress.record import Record, SavedPlace, peek_answers
from convtutor.progress.schema import MIGRATIONS, VERSION, migrate, version_of
from tests.progress.answering import RIGHT, WRONG, right

STRIDE = Answered(
    "stride", "size pool1", 0, 1, "", Outcome.SKIPPED, None, Confidence.GUESS, "d2", 901
)


def test_answers_are_there_the_next_time_in_the_order_given(path: Path) -> None:
    with Record(path) as record:
        for answer in (WRONG, STRIDE, RIGHT):
            record.keep_answer(answer)
    with Record(path) as record:
        assert record.answers() == (WRONG, STRIDE, RIGHT)
        assert record.answers("padding") == (WRONG, RIGHT)
        assert record.answers("dilation") == ()


def test_the_order_does_not_depend_on_the_day(path: Path) -> None:
    days = (901, 40, 5000, 902)
    with Record(path) as record:
        for day in days:
            record.keep_answer(right(day))
        assert tuple(answer.day for answer in record.answers()) == days
        assert [kept.sequence for kept in record.kept()] == [1, 2, 3, 4]


def test_what_was_typed_is_kept_cleaned_and_at_most_200_characters_of_it(path: Path) -> None:
    typed = "\x1b[2J\ud800" + "9" * 10_000_000
    with Record(path) as record:
        record.keep_answer(replace(RIGHT, given=typed))
        (kept,) = record.answers()
    assert kept.given.startswith(r"\x1b[2J\ud800999")
    assert len(kept.given) == 200


@pytest.mark.parametrize("wrong", [{"seed": -1}, {"seed": 2**53}, {"level": 0}, {"day": 10**9}])
def test_a_number_that_cannot_be_kept_is_no_answer(wrong: dict[str, int]) -> None:
    (name,) = wrong
    with pytest.raises(ConvtutorError, match=name):
        replace(RIGHT, **wrong)


def test_every_record_has_a_name_of_its_own(tmp_path: Path) -> None:
    names = set()
    for folder in ("one", "two"):
        with Record(tmp_path / folder / "progress.sqlite3") as record:
            for answer in (RIGHT, WRONG):
                record.keep_answer(answer)
            names |= {kept.record for kept in record.kept()}
    assert sorted(map(len, names)) == [32, 32]


def test_a_record_of_the_second_version_is_led_on_without_loss(path: Path) -> None:
    path.parent.mkdir()
    with closing(connect(path, "rwc")) as connection:
        migrate(connection, MIGRATIONS[:2])
        connection.execute("INSERT INTO done VALUES ('padding', 1, 'd', 1)")
    with Record(path) as record:
        assert (record.notice, record.answers()) == (None, ())
        record.keep_answer(RIGHT)
        assert record.answers() == (RIGHT,)
        assert record.learned().done == {"padding": {1: "d"}}
    with closing(connect(path)) as connection:
        assert version_of(connection) == VERSION


def test_a_peek_finds_the_answers_and_makes_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONVTUTOR_DATA", str(path.parent))
    assert peek_answers() == ()
    assert not path.parent.exists()
    path.parent.mkdir()
    with closing(connect(path, "rwc")) as connection:
        migrate(connection, MIGRATIONS[:2])
    before = path.read_bytes()
    assert peek_answers() == ()
    assert path.read_bytes() == before
    with Record(path) as record:
        for answer in (WRONG, STRIDE):
            record.keep_answer(answer)
    assert peek_answers() == (WRONG, STRIDE)
    assert peek_answers("stride") == (STRIDE,)


def test_a_record_in_memory_does_not_go_by_the_name_of_the_file(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Record(path) as record:
        record.keep_answer(WRONG)
    monkeypatch.setattr("convtutor.progress.examine.BUSY_S", 0.0)
    with Record(path) as record, closing(connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        record.keep_answer(RIGHT)
        first, second = record.kept()
        assert record.in_memory
        assert "5 seconds" in str(record.notice)
    assert (first.answered, second.answered) == (WRONG, RIGHT)
    assert (first.sequence, second.sequence) == (1, 2)
    assert first.record != second.record


def test_what_is_no_such_row_is_passed_over(path: Path) -> None:
    with Record(path) as record:
        for answer in (RIGHT, WRONG, STRIDE):
            record.keep_answer(answer)
    with closing(connect(path)) as connection:
        connection.execute("UPDATE answers SET outcome = 'perhaps' WHERE sequence = 1")
        connection.execute("UPDATE answers SET seed = 'seven' WHERE sequence = 2")
    with Record(path) as record:
        assert record.answers() == (STRIDE,)


def test_a_reset_puts_a_lesson_away_and_undo_brings_it_back(path: Path) -> None:
    place = SavedPlace(2, "conv1.output[0,1]", "d1")
    with Record(path) as record:
        for answer in (WRONG, STRIDE, RIGHT):
            record.keep_answer(answer)
        record.mark_done("padding", 3, "d1")
        record.mark_done("stride", 1, "d2")
        record.save_place("padding", place)
        before = (record.answers(), record.learned())
        assert record.reset("padding")
        assert record.answers() == (STRIDE,)
        assert record.learned().done == {"stride": {1: "d2"}}
        assert record.place("padding") is None
    with Record(path) as record:
        assert record.undo_reset() == "padding"
        assert (record.answers(), record.learned()) == before
        assert record.undo_reset() is None


def test_resets_are_undone_one_after_another_the_last_first(path: Path) -> None:
    with Record(path) as record:
        for answer in (WRONG, STRIDE):
            record.keep_answer(answer)
        assert [record.reset(lesson) for lesson in ("padding", "stride", "padding")] == [
            True, True, False,
        ]
        assert record.undo_reset() == "stride"
        assert record.answers() == (STRIDE,)
        assert record.undo_reset() == "padding"
        assert record.answers() == (WRONG, STRIDE)


def test_undo_leaves_what_was_done_since_the_reset(path: Path) -> None:
    with Record(path) as record:
        record.keep_answer(WRONG)
        for example in (1, 2):
            record.mark_done("padding", example, "old")
        record.save_place("padding", SavedPlace(2, None, "old"))
        record.reset("padding")
        record.keep_answer(RIGHT)
        record.mark_done("padding", 2, "new")
        record.save_place("padding", SavedPlace(1, None, "new"))
        record.undo_reset()
        assert record.answers() == (WRONG, RIGHT)
        assert record.learned().done == {"padding": {1: "old", 2: "new"}}
        assert record.place("padding") == SavedPlace(1, None, "new")
        record.reset("padding")
        record.undo_reset()
        assert record.learned().done == {"padding": {1: "old", 2: "new"}}


def test_today_is_a_day_of_the_local_calendar() -> None:
    before = date.today()
    found = date.fromordinal(today())
    assert before <= found <= date.today()
