"""The catalogues say the same things in every language."""

import importlib
import pkgutil
import string

import pytest

from convtutor import words
from convtutor.errors import ConvtutorError, UsageError
from convtutor.words import CATALOGUES, LANGUAGES, say

OTHERS = [language for language in LANGUAGES if language != "en"]


def topics(language: str) -> dict[str, dict[str, str]]:
    package = importlib.import_module(f"convtutor.words.{language}")
    names = [module.name for module in pkgutil.iter_modules(package.__path__)]
    modules = (importlib.import_module(f"convtutor.words.{language}.{name}") for name in names)
    return {name: module.SENTENCES for name, module in zip(names, modules, strict=True)}


def fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_has_the_same_keys(language: str) -> None:
    assert set(CATALOGUES[language]) == set(CATALOGUES["en"])


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_fills_in_the_same_fields(language: str) -> None:
    differing = {
        key: (fields(sentence), fields(CATALOGUES[language][key]))
        for key, sentence in CATALOGUES["en"].items()
        if fields(sentence) != fields(CATALOGUES[language][key])
    }
    assert differing == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_empty(language: str) -> None:
    assert [key for key, sentence in CATALOGUES[language].items() if not sentence.strip()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_has_a_name(language: str) -> None:
    unnamed = [
        key
        for key, sentence in CATALOGUES[language].items()
        if any(not name.isidentifier() for name in fields(sentence))
    ]
    assert unnamed == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_key_begins_with_the_topic_it_stands_in(language: str) -> None:
    strayed = [
        key
        for topic, sentences in topics(language).items()
        for key in sentences
        if not key.startswith(f"{topic}.")
    ]
    assert strayed == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_topic_is_merged_into_the_catalogue(language: str) -> None:
    written = {key for sentences in topics(language).values() for key in sentences}
    assert written == set(CATALOGUES[language])


def test_fields_are_filled_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(words.en.SENTENCES, "screen.count", "window {number} of {total}")
    assert say("screen.count", number=9, total=16) == "window 9 of 16"


def test_a_sentence_is_given_in_the_language_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(words.en.SENTENCES, "screen.key", "a")
    monkeypatch.setitem(words.zh.SENTENCES, "screen.key", "甲")
    assert (say("screen.key"), say("screen.key", "zh")) == ("a", "甲")


def test_an_unknown_language_is_refused_with_the_list() -> None:
    with pytest.raises(UsageError, match=r"expected one of en, zh, got 'enn'; did you mean 'en'"):
        say("screen.key", "enn")


def test_an_unknown_key_is_a_fault_of_our_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(words.en.SENTENCES, "screen.count", "x")
    with pytest.raises(ConvtutorError, match=r"'screen.cuont'; did you mean 'screen.count'"):
        say("screen.cuont")


def test_a_missing_value_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(words.en.SENTENCES, "screen.count", "window {number}")
    with pytest.raises(ConvtutorError, match=r"'screen.count' needs the value 'number'"):
        say("screen.count")
