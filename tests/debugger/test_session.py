import pytest

from convtutor.debugger.session import Session, start_session
from convtutor.errors import UsageError
from convtutor.steps import Level
from tests.tui.lessons import network, padding


def at(session: Session) -> str:
    return "start" if session.cursor.place is None else str(session.cursor.place)


def test_a_session_starts_before_the_first_element() -> None:
    session = start_session(padding())
    assert (session.number, at(session), session.cursor.level) == (1, "start", Level.ELEMENT)
    assert session.note == padding().examples[0].intro.said("en")


def test_a_session_starts_at_a_place_of_an_example() -> None:
    session = start_session(padding(), "zh", 2, "output[2,0].tap[1]")
    assert (session.number, at(session)) == (2, "conv1.output[0,0,2,0].tap[1]")
    assert session.note is not None
    assert "窗口" in session.note


@pytest.mark.parametrize("number", [0, -1, 100])
def test_an_example_that_is_not_there_is_refused_with_the_range(number: int) -> None:
    count = len(padding().examples)
    with pytest.raises(UsageError, match=f"padding has examples 1 to {count}, got {number}"):
        start_session(padding(), number=number)
    with pytest.raises(UsageError, match=f"例 1 到例 {count}，却写了 {number}"):
        start_session(padding(), "zh").at_example(number)


def test_a_move_gives_a_new_session_and_leaves_the_old_one() -> None:
    before = start_session(padding())
    after = before.next()
    assert (at(before), at(after)) == ("start", "conv1.output[0,0,0,0]")


def test_a_move_that_leads_nowhere_gives_the_same_session() -> None:
    session = start_session(padding())
    assert session.reverse_next() is session
    last = session.moved(session.cursor.end())
    assert last.next() is last
    assert last.go_on() is last


def test_step_looks_inside_and_then_adds_the_next_product() -> None:
    session = start_session(padding(), number=2).next()
    places = []
    for _ in range(5):
        session = session.step()
        places.append(at(session))
    element = "conv1.output[0,0,0,0]"
    assert places[:4] == [f"{element}.tap[{tap}]" for tap in range(4)]
    assert places[4] == "conv1.output[0,0,0,1].tap[0]"


def test_reverse_step_looks_inside_from_the_end_and_takes_back() -> None:
    session = start_session(padding(), number=2).next().reverse_step()
    assert at(session) == "conv1.output[0,0,0,0].tap[3]"
    assert at(session.reverse_step()) == "conv1.output[0,0,0,0].tap[2]"


def test_finish_goes_up_and_reverse_finish_before_it() -> None:
    session = start_session(padding(), number=2, place="output[1,1].tap[2]")
    finished = session.finish()
    assert (at(finished), finished.cursor.level) == ("conv1.output[0,0,1,1]", Level.ELEMENT)
    assert at(session.reverse_finish()) == "conv1.output[0,0,1,0]"


def test_go_on_stops_at_the_end_of_every_pass() -> None:
    session = start_session(network())
    places = []
    while session.go_on() is not session:
        session = session.go_on()
        places.append(at(session).partition("[")[0])
    assert places == [f"{t.layer}.{t.rule.target}" for t in session.run.timeline.traces]


def test_go_on_from_a_tap_of_the_last_element_finishes_it() -> None:
    session = start_session(padding(), number=2, place="output[3,3].tap[1]").go_on()
    assert (at(session), session.cursor.tap) == ("conv1.output[0,0,3,3]", None)


def test_the_run_of_an_example_is_computed_once() -> None:
    session = start_session(padding())
    assert session.at_example(2).at_example(1).run is session.run
    assert session.next().at_example(2).run is session.at_example(2).run


def test_a_place_that_is_not_there_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(UsageError, match="did you mean 'output'"):
        start_session(padding()).goto("outptu[0,0]")
