import re

import pytest

from convtutor.cli.arguments import VERBS, make_parser, options_of, parse_arguments
from convtutor.errors import UsageError
from convtutor.words import LANGUAGES, say


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["lst"], "convtutor: lst is no verb; did you mean 'list'?"),
        (["padding"], "convtutor: padding is no verb but a lesson; did you mean"
                      " 'convtutor lesson padding'?"),
        (["pading"], "convtutor: pading is no verb; did you mean 'convtutor lesson padding'?"),
        (["xyzzy"], f"convtutor: xyzzy is no verb; there are {', '.join(VERBS)}"),
        (["list", "--jsn"], "convtutor list: --jsn is no argument of it; did you mean '--json'?"),
        (["lesson", "padding", "--exmple=3"], "did you mean '--example'?"),
        (["doctor", "me"], "convtutor doctor: me is no argument of it; see convtutor doctor"),
        (["--vrsion"], "convtutor: --vrsion is no argument of it; did you mean '--version'?"),
        (["lesson"], "NAME|PATH; see convtutor lesson --help"),
        (["lesson", "padding", "--device", "gpu"], "invalid choice: 'gpu'"),
        (["lesson", "padding", "--example", "two"], "invalid int value: 'two'"),
        (["lesson", "padding", "--exam", "2"], "--exam is no argument of it"),
        (["completion", "csh"], "invalid choice: 'csh'"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_the_nearest(
    arguments: list[str], sentence: str
) -> None:
    with pytest.raises(UsageError) as refusal:
        parse_arguments(arguments, "en")
    assert sentence in str(refusal.value)


@pytest.mark.parametrize("arguments", [["--lang", "zh"], ["--lang=zh"]])
def test_a_language_alone_is_that_of_the_home_screen(arguments: list[str]) -> None:
    found = parse_arguments(arguments, "en")
    assert (found.verb, found.lang, found.folder) == ("home", "zh", None)


def test_every_argument_of_a_lesson_is_read() -> None:
    found = parse_arguments(
        ["lesson", "padding", "--example", "2", "--at", "output[0,0]", "--device", "cpu",
         "--lang", "zh", "--plain"], "en",
    )
    assert (found.verb, found.lesson, found.example, found.at) == (
        "lesson", "padding", 2, "output[0,0]",
    )
    assert (found.device, found.lang, found.plain, found.play) == ("cpu", "zh", True, False)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("verb", [None, *VERBS])
def test_help_begins_with_examples_that_can_be_read_as_they_stand(
    verb: str | None, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        parse_arguments(["--help"] if verb is None else [verb, "--help"], language)
    assert ended.value.code == 0
    text = capsys.readouterr().out
    examples = text.partition("\n\n")[0].splitlines()
    assert say("cli.usage", language) in text
    for example in examples:
        command = re.search(r"convtutor( [^|>]*)?", example)
        assert command is not None
        words = re.split(r"  +", command[0])[0].replace("'", "").split()[1:]
        assert parse_arguments(words, language).verb in (None, *VERBS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_option_is_explained(language: str) -> None:
    for action in make_parser(language)._actions:
        assert action.help != ""
    for verb in VERBS:
        assert options_of(verb)[0] == "--help"


def test_the_options_of_a_verb_are_its_long_ones() -> None:
    assert options_of("list") == ["--help", "--names-only", "--lang", "--json"]
    assert options_of(None) == ["--help", "--version"]
