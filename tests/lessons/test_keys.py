"""Every lesson is walked by keys: each example from its first step to its last, and to the next."""

from __future__ import annotations

import pytest

from convtutor.progress.record import Record
from convtutor.words import LANGUAGES
from tests.lessons.shipped import NAMES, lesson
from tests.tui.showing import in_loop, showing


@pytest.mark.parametrize("name", NAMES)
@in_loop
async def test_keys_lead_from_the_first_step_to_the_last_of_every_example(
    name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    language = LANGUAGES[NAMES.index(name) % len(LANGUAGES)]
    with Record(tmp_path_factory.mktemp("record") / "record.sqlite3") as record:
        async with showing(record, lesson=lesson(name), language=language) as shown:
            for number in range(1, len(lesson(name).examples) + 1):
                assert shown.screen.session.number == number
                await shown.press("right")
                assert shown.screen.session.cursor.step == 0
                await shown.press("end")
                assert shown.screen.session.cursor.at_end
                await shown.press("right_square_bracket")
        done = record.learned().done[name]
    tasks = [example.number for example in lesson(name).examples if example.task is not None]
    walked = [example.number for example in lesson(name).examples if example.task is None]
    assert set(done) == set(walked)
    assert not set(done) & set(tasks)
