"""A session whose example is changed: what is computed anew, and what its task says to that."""

import numpy as np
import pytest

from convtutor.debugger.session import Session, start_session
from convtutor.debugger.tasks import change, first_order, hint, reason, reset
from convtutor.errors import UsageError
from convtutor.words import LANGUAGES
from tests.tui.lessons import made, network, padding, task

ELEMENT_GOAL = """\
[[examples]]
title = "an element"
intro = "Make the last output 9."
part = "make"
[examples.tensors]
input = [[0, 1, 2], [3, 4, 5], [6, 7, 8]]
[[examples.layers]]
name = "conv1"
op = "conv2d"
weight = [[0, 1], [2, 3]]
[examples.task]
goal = "conv1.output[1,1] == 9 or conv1.grad_weight[0,0] == 1"
change = ["input", "conv1.weight", "conv1.stride"]
hints = ["a", "b", "c"]
[examples.task.solution]
"conv1.weight" = [[0, 0], [0, 1.125]]
"""


def element_goal(language: str = "en") -> Session:
    return start_session(made(ELEMENT_GOAL), language)


def test_a_change_is_a_new_session_with_a_run_of_its_own() -> None:
    before = start_session(task())
    after = change(before, "conv1.stride = 2").session
    assert before.run.arrays["conv1.output"].shape == (1, 1, 2, 2)
    assert after.run.arrays["conv1.output"].shape == (1, 1, 1, 1)
    assert not before.goal_reached
    assert after.goal_reached
    assert after.is_done


@pytest.mark.parametrize("order", [
    "conv1.stride 2", "conv1.stride=2", "conv1.stride = 2", "  conv1.stride   2 ",
    "conv1.stride [2,2]",
])
def test_an_order_is_read_with_and_without_an_equals_sign(order: str) -> None:
    assert change(start_session(task()), order).session.goal_reached


@pytest.mark.parametrize("order", ["", "=", "conv1.stride", "conv1.stride =", "= 2"])
def test_an_order_without_a_value_is_refused_with_an_example(order: str) -> None:
    with pytest.raises(UsageError, match="and its value, as in: conv1.stride = 1$"):
        change(start_session(task()), order)


def test_the_cursor_stands_where_the_result_is_seen() -> None:
    session = start_session(task(), place="conv1.grad_weight[1,0]")
    after = change(session, "conv1.stride [2,1]").session
    assert str(after.cursor.place) == "conv1.output[0,0,0,1]"
    assert after.cursor.timeline is after.run.timeline
    gradient = change(element_goal(), "conv1.stride 2").session
    assert str(gradient.cursor.place) == "conv1.grad_weight[0,0,1,1]"
    free = change(start_session(network()), "conv1.bias[0] 5").session
    assert free.cursor.current is not None
    assert free.cursor.current.trace.rule.direction == "forward"


@pytest.mark.parametrize(("language", "said"), [
    ("en", "Not yet: size(conv1.output) is 2."), ("zh", "还没有：size(conv1.output) 是 2。"),
])
def test_a_goal_that_is_missed_is_answered_with_what_is(language: str, said: str) -> None:
    answer = change(start_session(task(), language), "conv1.stride [2,1]")
    assert (answer.sentence, answer.reason) == (said, None)


@pytest.mark.parametrize(("language", "said"), [
    ("en", "The goal is reached."), ("zh", "目标达到了。"),
])
def test_a_goal_that_is_reached_is_answered_with_the_reason(language: str, said: str) -> None:
    answer = change(start_session(task(), language), "conv1.stride 2")
    assert (answer.sentence, answer.reason) == (said, "The window jumps past the end.")


def test_a_goal_lost_again_is_not_reached() -> None:
    session = change(start_session(task()), "conv1.stride 2").session
    assert not change(session, "conv1.stride [1,2]").session.goal_reached


def test_a_goal_about_an_element_that_is_gone_is_not_reached_and_the_change_stands() -> None:
    answer = change(element_goal(), "input [[1, 2], [3, 4]]")
    assert not answer.session.goal_reached
    assert answer.session.run.arrays["conv1.output"].shape == (1, 1, 1, 1)
    assert answer.sentence == (
        "Not yet: conv1.output: an index lies outside the shape 1x1x1x1."
    )


def test_changes_add_up_and_the_last_one_of_an_element_counts() -> None:
    session = start_session(padding())
    for order in ("conv1.weight[0,0] 5", "conv1.weight[0,0,0,0] 6", "conv1.weight[0,0] 7"):
        session = change(session, order).session
    session = change(session, "conv1.padding 1").session
    assert session.run.arrays["conv1.weight"].tolist() == [[[[7, 1], [2, 3]]]]
    assert session.run.arrays["conv1.output"].shape == (1, 1, 4, 4)
    whole = change(session, "conv1.weight [[1]]").session
    assert whole.run.arrays["conv1.weight"].tolist() == [[[[1]]]]


def test_without_a_task_anything_can_be_changed_and_within_one_only_what_it_names() -> None:
    assert change(start_session(padding()), "input[0,0] 4").sentence.startswith("Changed.")
    with pytest.raises(UsageError, match=r"this task is solved by changing conv1\.stride"):
        change(start_session(task()), "conv1.weight[0,0] 4")


def test_a_change_that_is_refused_leaves_the_session_as_it_was() -> None:
    session = change(start_session(task()), "conv1.stride [2,1]").session
    run = session.run
    with pytest.raises(UsageError, match="stride must be 1 or more"):
        change(session, "conv1.stride 0")
    assert session.run is run


def test_changes_of_one_example_leave_the_others_and_are_there_on_return() -> None:
    lesson = padding()
    session = change(start_session(lesson), "conv1.padding 2").session
    other = session.at_example(2)
    assert other.run.example is lesson.examples[1]
    back = other.at_example(1)
    assert back.run is session.run
    assert back.run.arrays["conv1.output"].shape == (1, 1, 6, 6)


def test_a_reset_gives_the_numbers_of_the_file_again() -> None:
    session = start_session(task())
    after = reset(change(session, "conv1.stride 2").session)
    assert np.array_equal(after.run.arrays["conv1.output"], session.run.arrays["conv1.output"])
    assert (after.cursor.at_start, after.goal_reached, after.changes) == (True, False, {})
    with pytest.raises(UsageError, match="nothing was changed"):
        reset(after)


def test_hints_come_in_their_order_and_begin_anew() -> None:
    session = start_session(task())
    heard = [hint(session, number) for number in range(4)]
    assert heard[0] == heard[3] == "1/3  Count the windows."
    assert heard[2] == "3/3  A stride of 2 is enough."


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_example_without_task_or_reason_says_so(language: str) -> None:
    session = start_session(network(), language)
    for asked in (lambda: hint(session, 0), lambda: reason(session)):
        with pytest.raises(UsageError):
            asked()
    assert first_order(session) == ""


def test_the_prompt_begins_with_what_is_to_be_changed_as_it_stands() -> None:
    assert first_order(start_session(task())) == "conv1.stride = 1"
    session = element_goal()
    assert first_order(session) == "input = [[0, 1, 2], [3, 4, 5], [6, 7, 8]]"
    changed = change(session, "input[0,0] nan").session
    assert first_order(changed) == "input = [[[[nan, 1, 2], [3, 4, 5], [6, 7, 8]]]]"
    again = change(changed, first_order(changed)).session
    assert again.run.arrays["conv1.input"].shape == (1, 1, 3, 3)


def test_the_reason_speaks_at_the_last_position_where_no_note_does() -> None:
    session = start_session(task())
    at_end = session.moved(session.cursor.end())
    assert at_end.note == reason(session)
    assert at_end.moved(at_end.cursor.back()).note != reason(session)


def test_changes_that_fit_together_alone_are_made_at_once() -> None:
    session = start_session(network())
    with pytest.raises(UsageError, match="needs 1 input channels"):
        change(session, "conv1.padding = 0; conv1.weight = [[[[1]]]]")
    wider = change(session, "conv1.stride = 1; conv1.padding = [0, 1]").session
    assert wider.run.arrays["conv1.output"].shape == (1, 2, 4, 7)


@pytest.mark.parametrize("order", ["2", " 2 ", "[2, 2]"])
def test_a_value_alone_is_that_of_the_one_thing_that_may_be_changed(order: str) -> None:
    assert change(start_session(task()), order).session.goal_reached


def test_a_value_alone_is_refused_where_several_things_may_be_changed() -> None:
    with pytest.raises(UsageError, match="as in: input ="):
        change(element_goal(), "7")
