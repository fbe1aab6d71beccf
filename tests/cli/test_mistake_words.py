"""A mistake is called by its label where it has one, and told by its sentence."""

import pytest

from convtutor import words
from convtutor.cli.mistake_words import Named, named
from convtutor.misconceptions import MISCONCEPTIONS
from convtutor.words import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_misconception_has_a_sentence(language: str) -> None:
    assert [key for key in MISCONCEPTIONS if named(key, language).sentence is None] == []


def test_what_is_not_known_is_called_by_its_key_nothing_hidden_in_it() -> None:
    assert named("conv2d.made-up\x1b", "en") == Named("made-up\\x1b (conv2d)", None)
    assert named("made-up", "zh") == Named("made-up", None)
    assert named("", "en") == Named("", None)


def test_a_label_is_preferred_and_a_rule_is_the_sentence_of_a_slip(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(words.en.SENTENCES, "slips.made-up.label", "made up")
    monkeypatch.setitem(words.en.SENTENCES, "slips.made-up.rule", "Nobody does this.")
    assert named("made-up", "en") == Named("made up", "Nobody does this.")


def test_a_sentence_that_needs_numbers_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(words.en.SENTENCES, "slips.made-up.rule", "You took {count}.")
    assert named("made-up", "en") == Named("made-up", None)
