import pytest

from convtutor.debugger.commands import COMMANDS, Takes, find_command, parse_order
from convtutor.errors import UsageError
from convtutor.words import LANGUAGES, say


def test_every_name_and_short_form_means_one_command() -> None:
    names = [name for command in COMMANDS for name in (command.name, *command.short)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_has_its_sentence_of_help(language: str) -> None:
    keys = [f"plain.help_{command.name.replace('-', '_')}" for command in COMMANDS]
    assert all(say(key, language) for key in keys)


@pytest.mark.parametrize(
    ("line", "name", "count", "argument"),
    [
        ("n", "next", 1, ""),
        ("  NEXT  5 ", "next", 5, "5"),
        ("s 2", "step", 2, "2"),
        ("rn 3", "reverse-next", 3, "3"),
        ("cont", "continue", 1, ""),
        ("reverse-s", "reverse-step", 1, ""),
        ("p output[1, 2]", "print", 1, "output[1, 2]"),
        ("goto conv1.output[0,1].tap[2]", "goto", 1, "conv1.output[0,1].tap[2]"),
        ("e", "example", 1, ""),
        ("e 2", "example", 2, "2"),
        ("help n", "help", 1, "next"),
        ("?", "help", 1, ""),
        ("exit", "quit", 1, ""),
    ],
)
def test_a_line_is_read_as_gdb_reads_it(line: str, name: str, count: int, argument: str) -> None:
    order = parse_order(line)
    assert (order.command.name, order.count, order.argument) == (name, count, argument)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("nxt", "'nxt' is no command; did you mean 'next'?"),
        ("revers-step", "'revers-step' is no command; did you mean 'reverse-step'?"),
        ("xyzzy", "'xyzzy' is no command; help lists all commands"),
        ("reverse", "'reverse' is the beginning of reverse-step, reverse-next, reverse-finish"),
        ("next x", "next takes a number from 1 to 1000000000, got 'x'"),
        ("next 0", "next takes a number from 1 to 1000000000, got '0'"),
        ("next -1", "got '-1'"),
        ("next ٣", "got '٣'"),
        ("next 1000000001", "from 1 to 1000000000"),
        ("next " + "9" * 5000, "got '" + "9" * 40 + "...'"),
        ("where now", "where takes nothing behind it, got 'now'"),
        ("goto", "goto needs a place, for example: goto output[0,1]"),
        ("print", "print needs a name, for example: print output"),
        ("help nxt", "'nxt' is no command; did you mean 'next'?"),
        ("\x1b[2J", r"'\x1b[2j' is no command"),
        ("x" * 10**6, "'" + "x" * 40 + "...' is no command"),
    ],
)
def test_a_line_that_cannot_be_meant_is_refused_with_a_sentence(line: str, sentence: str) -> None:
    with pytest.raises(UsageError) as refusal:
        parse_order(line)
    assert sentence in str(refusal.value)
    assert len(str(refusal.value)) < 200


def test_only_moves_are_repeated_by_an_empty_line() -> None:
    assert {command.name for command in COMMANDS if command.repeats} == {
        "step", "next", "finish", "continue", "reverse-step", "reverse-next", "reverse-finish",
        "reverse-continue",
    }


def test_a_short_form_wins_over_the_beginning_of_another_name() -> None:
    assert find_command("f").name == "finish"
    assert find_command("s").takes is Takes.COUNT
