"""The home screen as data: the words about the chosen lesson, and pages that lose no lesson."""

import pytest

from convtutor.progress.record import Learned, SavedPlace
from convtutor.scene.home import Home, home_of, packed, place_parts
from convtutor.scene.home_list import Headings, Page, page_of, stops_in
from convtutor.scene.text import line
from convtutor.words import LANGUAGES
from tests.scene.roads import four, many


def facts(home: Home) -> dict[str, str]:
    return {
        fact.label: ", ".join("".join(span.text for span in piece) for piece in fact.pieces)
        for fact in home.facts()
    }


def test_the_chosen_lesson_says_what_is_done_and_where_it_was_left() -> None:
    home = home_of(four(), "en")
    assert (home.title(), home.action) == ("Padding", "continue")
    assert home.words() == ["What padding is for."]
    assert facts(home) == {
        "done": "2 of 5 examples, changed since",
        "stopped at": "example 2, output[2,0], tap 2",
        "left": "8 minutes",
        "needs": "● tensors",
        "opens": "stride",
    }
    assert home.footer()[0].label == "continue padding"


def test_what_enter_does_is_named_after_what_was_done() -> None:
    home = home_of(four(), "en")
    assert [home.moved(at).action for at in range(4)] == ["again", "continue", "begin", ""]
    assert home.moved(3).footer()[0].key == "↑ ↓"


def test_a_lesson_that_cannot_be_read_says_why() -> None:
    home = home_of(four(), "en").moved(3)
    assert (home.title(), home.words()[0]) == ("wrong", "wrong.toml:3: not valid TOML")
    assert home.facts() == []


def test_the_head_counts_lessons_and_what_is_left() -> None:
    home = home_of(four(), "en")
    assert (home.done_text, home.left_text) == ("1 of 3 lessons done", "about 15 min left")
    assert many(30).left_text == "about 5 h left"
    assert home.searched("str").done_text == "1 of 4 lessons"
    assert home_of(four(), "zh").done_text == "已完成 1 / 3 课"


def test_a_lesson_just_finished_gives_way_to_the_one_to_go_on_with() -> None:
    half = four(Learned({}, {"tensors": {1: "tensors text"}}))
    whole = four(Learned({}, {"tensors": {1: "tensors text", 2: "tensors text"}}))
    assert home_of(half, "en").renewed(whole).chosen == 1
    assert home_of(half, "en").renewed(half).chosen == 0
    assert home_of(whole, "en").moved(0).renewed(whole).chosen == 0


def test_choosing_stays_within_the_list() -> None:
    home = home_of(four(), "en")
    assert (home.moved(-5).chosen, home.moved(99).chosen) == (0, 3)


def test_a_search_keeps_the_chosen_lesson_while_it_is_there() -> None:
    home = home_of(four(), "en").moved(2)
    narrowed = home.searched("str")
    assert (narrowed.chosen, narrowed.title()) == (0, "Stride")
    assert narrowed.searched(None).chosen == 2
    assert home.searched("tens").title() == "Tensors"
    nothing = home.searched("nowhere")
    assert (nothing.stop, nothing.action, nothing.facts()) == (None, "", [])
    assert nothing.words() == ["No lesson has that in its name, its title or its summary."]
    assert nothing.moved(1).chosen == 0


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (None, "start of example 3"),
        ("conv1.output[0,0,2,0].tap[1]", "example 3, output[2,0], tap 2"),
        ("conv1.grad_weight[0,3,1,1]", "example 3, grad_weight[3,1,1]"),
        ("fc1.output[0,5]", "example 3, output[0,5]"),
        ("loss1.output", "example 3, output"),
        ("\x1b[2J", "example 3, \\x1b[2J"),
    ],
)
def test_a_place_is_told_without_its_leading_zeros(place: str | None, said: str) -> None:
    assert ", ".join(place_parts(SavedPlace(3, place, "d"), "en")) == said


def test_pieces_are_packed_and_none_is_broken() -> None:
    pieces = tuple(line(word) for word in ("● tensors", "○ cross-correlation", "○ a"))
    texts = ["".join(span.text for span in made) for made in packed(pieces, 24, ", ")]
    assert texts == ["● tensors", "○ cross-correlation, ○ a"]
    long = packed((line("○ ", "x" * 64),), 24, ", ")
    assert "".join(span.text for span in long[0]) == f"○ {'x' * 19}..."


def pages(home: Home, height: int, headings: Headings) -> list[Page]:
    shown = [
        page_of(home.road.shown, at, height, headings, home.language)
        for at in range(len(home.road.shown))
    ]
    return list(dict.fromkeys(shown))


@pytest.mark.parametrize("headings", Headings)
@pytest.mark.parametrize("height", [5, 8, 13, 20, 33])
@pytest.mark.parametrize("count", [1, 8, 31])
def test_every_lesson_is_on_one_page_which_fits(
    count: int, height: int, headings: Headings
) -> None:
    home = many(count)
    turned = pages(home, height, headings)
    assert [at for page in turned for at in stops_in(page.rows)] == list(range(count))
    for page in turned:
        extra = 2 * (page.before > 0) + 2 * (page.after > 0)
        assert len(page.rows) + extra <= height or len(stops_in(page.rows)) == 1
        assert page.before + len(stops_in(page.rows)) + page.after == count
        assert page.rows[0].heading


def test_a_heading_stands_at_every_section_and_again_on_every_page() -> None:
    first, second = pages(many(15), 14, Headings.BESIDE)
    assert [row.heading for row in first.rows if row.heading] == ["the window", "channels"]
    assert second.rows[0].heading == "channels"
    assert (first.sections_after, second.sections_before) == (
        ("channels", "going back"), ("the window", "channels")
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_lessons_without_a_section_stand_under_a_heading_only_beside_others(language: str) -> None:
    mixed = page_of(four().shown, 0, 30, Headings.ABOVE, language)
    headings = [row.heading for row in mixed.rows if row.heading]
    assert headings[-1] == {"en": "other lessons", "zh": "其他课"}[language]
    alone = page_of(four().shown[3:], 0, 30, Headings.ABOVE, language)
    assert [row.heading for row in alone.rows] == [""]
