"""The commands people type, as gdb has them: one table, and the way from a line to an order.

Takes    what may stand behind a command
Command  one command: its name, its short forms, what it takes
Order    a command with what was typed behind it
"""

from difflib import get_close_matches
from enum import Enum

from convtutor.data import dataclass
from convtutor.errors import UsageError
from convtutor.words import say
from convtutor.words.visible import visible

LARGEST_COUNT = 10**9
LONGEST_SHOWN = 40


class Takes(Enum):
    """What may stand behind a command."""

    NOTHING = "nothing"
    COUNT = "count"
    PLACE = "place"
    NAME = "name"
    NUMBER = "number"
    COMMAND = "command"
    CHANGE = "change"
    STOP = "stop"
    NUMBERS = "numbers"
    LEVEL = "level"
    TOPIC = "topic"
    WHAT = "what"
    ANSWER = "answer"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Command:
    """One command; its help is the sentence "plain.help_<name>", with _ for -.

    `needed` says that what it takes must be typed; `repeats` that an empty line does it again.
    """

    name: str
    short: tuple[str, ...]
    takes: Takes = Takes.NOTHING
    needed: bool = False
    repeats: bool = False


COMMANDS: tuple[Command, ...] = (
    Command("step", ("s",), Takes.COUNT, repeats=True),
    Command("next", ("n",), Takes.COUNT, repeats=True),
    Command("finish", ("f", "fin"), Takes.COUNT, repeats=True),
    Command("continue", ("c",), Takes.COUNT, repeats=True),
    Command("reverse-step", ("rs",), Takes.COUNT, repeats=True),
    Command("reverse-next", ("rn",), Takes.COUNT, repeats=True),
    Command("reverse-finish", ("rf",), Takes.COUNT, repeats=True),
    Command("reverse-continue", ("rc",), Takes.COUNT, repeats=True),
    Command("until", ("u",), Takes.PLACE, needed=True),
    Command("goto", ("g",), Takes.PLACE, needed=True),
    Command("level", (), Takes.LEVEL, needed=True),
    Command("break", ("b",), Takes.STOP),
    Command("tbreak", ("tb",), Takes.STOP),
    Command("watch", ("wa",), Takes.NAME),
    Command("display", ("disp",), Takes.NAME),
    Command("ignore", ("ign",), Takes.NUMBERS, needed=True),
    Command("enable", ("en",), Takes.NUMBERS),
    Command("disable", ("dis",), Takes.NUMBERS),
    Command("delete", ("d", "del"), Takes.NUMBERS),
    Command("info", (), Takes.TOPIC),
    Command("print", ("p",), Takes.NAME, needed=True),
    Command("where", ("w", "bt")),
    Command("list", ("l",)),
    Command("origin", ("o",), Takes.NAME),
    Command("influence", ("i",), Takes.NAME),
    Command("field", (), Takes.NAME),
    Command("copy", ("y",), Takes.WHAT),
    Command("set", (), Takes.CHANGE, needed=True),
    Command("undo", ()),
    Command("redo", ()),
    Command("reset", ()),
    Command("example", ("e",), Takes.NUMBER),
    Command("hint", ()),
    Command("why", ()),
    Command("curves", ()),
    Command("predict", ()),
    Command("answer", ("a",), Takes.ANSWER, needed=True),
    Command("torch", ("t",)),
    Command("export", ("x",), Takes.FILE, needed=True),
    Command("help", ("h", "?"), Takes.COMMAND),
    Command("quit", ("q", "exit")),
)

BY_NAME = {name: command for command in COMMANDS for name in (command.name, *command.short)}


@dataclass(frozen=True, slots=True)
class Order:
    """A command, how often it is to be done, and the place, name or command typed behind it."""

    command: Command
    count: int = 1
    argument: str = ""


def parse_order(line: str, language: str = "en") -> Order:
    """Read a line that is not blank.

    Raises UsageError for an unknown or ambiguous command, with the nearest name, and for what
    cannot stand behind it.
    """
    word, _, rest = line.strip().partition(" ")
    command, argument = find_command(word, language), rest.strip()
    if not argument:
        return _bare(command, language)
    if command.takes is Takes.NOTHING:
        raise _refusal("takes_nothing", language, command=command.name, got=_shown(argument))
    if command.takes in (Takes.COUNT, Takes.NUMBER):
        return Order(command, _count(command, argument, language), argument)
    if command.takes is Takes.COMMAND:
        return Order(command, argument=find_command(argument, language).name)
    return Order(command, argument=argument)


def find_command(word: str, language: str = "en") -> Command:
    """Give the command of a name, a short form, or a beginning that only one name has.

    Raises UsageError with the nearest names.
    """
    word = word.lower()
    if word in BY_NAME:
        return BY_NAME[word]
    begun = [command.name for command in COMMANDS if command.name.startswith(word)]
    if len(begun) == 1:
        return BY_NAME[begun[0]]
    if begun:
        raise _refusal("ambiguous", language, word=_shown(word), names=", ".join(begun))
    names = [command.name for command in COMMANDS]
    near = get_close_matches(word, names, n=1) if len(word) <= LONGEST_SHOWN else []
    if near:
        raise _refusal("no_command_near", language, word=_shown(word), nearest=near[0])
    raise _refusal("no_command", language, word=_shown(word))


def _bare(command: Command, language: str) -> Order:
    if command.needed:
        raise _refusal(f"needs_{command.takes.value}", language, command=command.name)
    return Order(command)


def _count(command: Command, written: str, language: str) -> int:
    digits = written.isascii() and written.isdecimal() and len(written) < 18
    if not digits or not 1 <= int(written) <= LARGEST_COUNT:
        raise _refusal(
            "takes_number", language,
            command=command.name, most=LARGEST_COUNT, got=_shown(written),
        )
    return int(written)


def _refusal(name: str, language: str, **values: object) -> UsageError:
    return UsageError(say(f"plain.{name}", language, **values))


def _shown(text: str) -> str:
    cut = text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}..."
    return f"'{visible(cut)}'"
