"""The footer offers what works here, the key that goes on first."""

import pytest

from convtutor.scene.footer import Situation, footer_of
from convtutor.scene.key_hints import last_keys
from convtutor.scene.moment import Moment
from convtutor.steps import Cursor, Level, cursor_at_start, parse_place
from convtutor.words import LANGUAGES
from convtutor.words.wrapping import cell_width
from tests.scene.runs import example, network

RUN = network()


def keys(cursor: Cursor, language: str = "en", **situation: bool) -> list[str]:
    """Give the keys with their labels."""
    moment = Moment(cursor, None, RUN.arrays)
    hints = footer_of(moment, Situation(**situation), language)
    return [f"{hint.key} {hint.label}" for hint in hints]


def at(place: str) -> Cursor:
    return cursor_at_start(RUN.timeline).goto(parse_place(place, RUN.timeline))


def test_at_a_tap_there_is_nothing_to_look_into() -> None:
    assert keys(at("conv1.output[0,0,0].tap[1]")) == [
        "→ next tap", "← back", "f finish window", "space play", "t torch", "g go to",
        "o who wrote this", "P predict", ": command", "[ ] example", "T colours",
    ]


def test_at_an_element_one_looks_into_its_taps_and_finishes_what_lies_around() -> None:
    assert keys(at("conv1.output[0,0,0]"))[:4] == [
        "→ next window", "← back", "s taps", "f finish channel"
    ]


def test_where_no_window_slides_an_element_is_a_cell() -> None:
    assert keys(at("relu1.output[0,0,0]"))[0] == "→ next cell"
    assert keys(at("conv1.grad_input[0,0]"))[0] == "→ next cell"
    assert keys(at("conv1.grad_weight[0,0,0,0].tap[0]"))[2] == "f finish cell"
    assert keys(at("pool1.output[0,0,0]"))[0] == "→ next window"


def test_at_the_start_there_is_no_way_back_and_at_the_end_no_way_on() -> None:
    start, end = cursor_at_start(RUN.timeline), cursor_at_start(RUN.timeline).end()
    assert not any(key.startswith("←") for key in keys(start))
    assert keys(end)[0] == "← back"


@pytest.mark.parametrize(
    ("level", "label"),
    [(Level.CHANNEL, "next channel"), (Level.PASS, "next pass"), (Level.LAYER, "next layer"),
     (Level.NETWORK, "to the end")],
)
def test_the_first_key_names_the_level(level: Level, label: str) -> None:
    cursor = Cursor(RUN.timeline, level, -1)
    assert keys(cursor)[0] == f"→ {label}"


def test_the_torch_panel_brings_its_own_keys() -> None:
    shown = keys(at("conv1.output[0,0,0]"), torch_open=True, mismatch=True, several_lanes=True,
                 loops_hidden=True)
    assert shown[:3] == ["enter show that element", "t close", "d lane"]
    assert "t torch" not in shown
    assert "l loops" not in shown


def test_hidden_loops_are_offered_and_shown_ones_are_not() -> None:
    assert "l loops" in keys(at("conv1.output[0,0,0]"), loops_hidden=True)
    assert "l loops" not in keys(at("conv1.output[0,0,0]"))


def test_playing_can_be_paused_and_a_half_done_lesson_resumed() -> None:
    assert "space pause" in keys(at("conv1.output[0,0,0]"), playing=True)
    assert keys(cursor_at_start(RUN.timeline), resume=True)[0] == "enter resume"


def test_chinese_labels_are_short() -> None:
    shown = keys(at("conv1.output[0,0,0].tap[1]"), "zh")
    assert shown[:4] == ["→ 下一项", "← 后退", "f 算完窗口", "space 播放"]
    for language in LANGUAGES:
        labels = [hint.label for hint in last_keys(language)]
        assert all(cell_width(label) <= 8 for label in labels)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_position_of_a_run_has_a_footer(language: str) -> None:
    run = example(5)
    for step in range(-1, len(run.timeline)):
        for level in Level:
            tap = 0 if level is Level.TAP and step >= 0 else None
            if level is Level.TAP and tap is None:
                continue
            moment = Moment(Cursor(run.timeline, level, step, tap), None, run.arrays)
            assert footer_of(moment, Situation(), language)


def test_a_task_offers_to_edit_and_a_hint_and_what_does_not_apply_is_left_out() -> None:
    cursor = at("conv1.output[0,0,0]")
    assert not {"e edit", "h hint", "w why", "R reset"} & set(keys(cursor))
    task = keys(cursor, task=True, changed=True, reason=True)
    assert task[:3] == ["→ next window", "e edit", "h hint"]
    assert {"w why", "R reset"} <= set(task)
    assert "e edit" not in keys(cursor, task=True, torch_open=True)


def test_at_the_end_the_next_example_and_the_reason_come_first() -> None:
    end = cursor_at_start(RUN.timeline).end()
    shown = keys(end, reason=True, next_example=True)
    assert shown[:3] == ["] next example", "w why", "← back"]
    assert shown.count("w why") == 1
    assert not any(key.startswith("space") for key in shown)
    assert keys(end, reason=True)[:2] == ["w why", "← back"]


def test_before_the_end_the_next_example_does_not_come_first() -> None:
    shown = keys(at("conv1.output[0,0,0]"), reason=True, next_example=True)
    assert shown[0] == "→ next window"
    assert "] next example" not in shown


def test_an_open_task_keeps_its_own_keys_first_at_the_end() -> None:
    end = cursor_at_start(RUN.timeline).end()
    shown = keys(end, task=True, reason=True, next_example=True)
    assert shown[:3] == ["e edit", "h hint", "← back"]
    assert "] next example" not in shown


def test_a_reached_goal_offers_the_next_example_wherever_one_stands() -> None:
    shown = keys(at("conv1.output[0,0,0]"), task=True, goal_reached=True, reason=True,
                 next_example=True)
    assert shown[:3] == ["] next example", "w why", "→ next window"]
