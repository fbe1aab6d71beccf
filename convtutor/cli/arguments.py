"""The arguments of every verb, and what is said when they cannot be meant.

Parser  argparse's parser with our words: examples first, headings in a language
VERBS   the verbs, each with the function that adds its arguments
"""

import argparse
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

import convtutor
from convtutor.cli.layer_arguments import add_explore, add_solve
from convtutor.cli.quiz_arguments import add_quiz
from convtutor.errors import UsageError, did_you_mean
from convtutor.words import LANGUAGES, say

DEVICES = ("auto", "cpu", "cuda")
SHELLS = ("bash", "zsh", "fish")


class Formatter(argparse.RawDescriptionHelpFormatter):
    """Help whose word before the usage is ours."""

    def __init__(self, prog: str, usage_word: str) -> None:
        super().__init__(prog, max_help_position=30)
        self.usage_word = usage_word

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        """Add the usage behind our word for it; an empty prefix asks for none."""
        word = f"{self.usage_word} " if prefix is None else prefix
        super().add_usage(usage, actions, groups, word)


class Parser(argparse.ArgumentParser):
    """A parser that speaks a language; what it refuses is raised as UsageError."""

    def __init__(self, *, topic: str, language: str, **settings: Any) -> None:
        word = say("cli.usage", language)
        super().__init__(
            add_help=False, allow_abbrev=False, formatter_class=partial(Formatter, usage_word=word),
            description=say(f"cli.describe_{topic}", language), **settings,
        )
        self.language = language
        self.examples = say(f"cli.examples_{topic}", language)
        self._arguments = self.add_argument_group(say("cli.arguments", language))
        self._options = self.add_argument_group(say("cli.options", language))

    def argument(self, name: str, help_name: str, **settings: Any) -> argparse.Action:
        """Add an argument without dashes; its help is the sentence "cli.help_<help_name>"."""
        text = say(f"cli.help_{help_name}", self.language)
        return self._arguments.add_argument(name, help=text, **settings)

    def option(
        self, *names: str, help_name: str | None = None, **settings: Any
    ) -> argparse.Action:
        """Add an option; its help is the sentence "cli.help_<its long name>", or of another name.
        """
        help_name = help_name or names[-1].lstrip("-").replace("-", "_")
        text = say(f"cli.help_{help_name}", self.language)
        return self._options.add_argument(*names, help=text, **settings)

    def format_help(self) -> str:
        """Give the help, examples first."""
        return f"{self.examples}\n\n{super().format_help()}"

    def error(self, message: str) -> NoReturn:
        """Raise what argparse would print."""
        raise UsageError(say("cli.refused", self.language, message=message, prog=self.prog))


def make_parser(language: str, verb: str | None = None) -> Parser:
    """Give the parser of the whole command line, its help in a language; of the verbs that one
    alone where it is known which is meant."""
    parser = Parser(topic="program", language=language, prog="convtutor")
    verbs = parser.add_subparsers(
        dest="verb", metavar="VERB", title=say("cli.verbs", language), parser_class=Parser
    )
    for name in VERBS if verb is None else (verb,):
        made = verbs.add_parser(
            name, help=say(f"cli.help_{name}", language), topic=name, language=language
        )
        VERBS[name](made)
        made.option("-h", "--help", action="help")
    parser.option("-h", "--help", action="help")
    parser.option("--version", action="version", version=f"convtutor {convtutor.__version__}")
    return parser


def _add_lesson(parser: Parser) -> None:
    parser.argument("lesson", "name", metavar="NAME|PATH")
    parser.option("--example", type=int, metavar="N")
    parser.option("--at", metavar="PLACE")
    parser.option("--play", action="store_true")
    parser.option("--plain", action="store_true")
    parser.option("--watch", action="store_true")
    _add_device(parser)
    _add_language(parser)


def _add_replay(parser: Parser) -> None:
    parser.argument("file", "trace_file", metavar="FILE")
    parser.option("--example", type=int, metavar="N")
    parser.option("--at", metavar="PLACE")
    parser.option("--play", action="store_true")
    parser.option("--plain", action="store_true")
    _add_device(parser)
    _add_language(parser)


def _add_export(parser: Parser) -> None:
    parser.argument("lesson", "export_name", nargs="?", metavar="NAME|FILE")
    parser.option("--format", metavar="FORMAT")
    parser.option("-o", "--output", metavar="FILE")
    parser.option("--example", type=int, metavar="N")
    parser.option("--from", dest="first", metavar="PLACE")
    parser.option("--to", dest="last", metavar="PLACE")
    parser.option("--level", choices=("tap", "element", "channel"))
    parser.option("--cast-version", type=int, choices=(3, 2))
    parser.option("--force", action="store_true")
    parser.option("--list", action="store_true", help_name="list_formats")
    _add_language(parser)


def _add_diff(parser: Parser) -> None:
    parser.argument("first", "trace_file", metavar="A")
    parser.argument("second", "second_trace", metavar="B")
    _add_language(parser)
    _add_json(parser)


def _add_schema(parser: Parser) -> None:
    parser.argument("schema", "schema_name", choices=("trace",))


def _add_home(parser: Parser) -> None:
    parser.argument("folder", "folder", nargs="?", metavar="FOLDER")
    _add_device(parser)
    _add_language(parser)


def _add_list(parser: Parser) -> None:
    parser.argument("folder", "folder", nargs="?", metavar="FOLDER")
    parser.option("--names-only", action="store_true")
    _add_language(parser)
    _add_json(parser)


def _add_verify(parser: Parser) -> None:
    parser.argument("lessons", "names", nargs="*", metavar="NAME|PATH")
    parser.option("--all", action="store_true")
    parser.option("--shard", metavar="I/N")
    parser.option("--merge", nargs="+", metavar="FILE")
    parser.option("--board", action="store_true")
    parser.option("--device", choices=DEVICES)  # no default: --merge goes with none
    _add_language(parser)
    _add_json(parser)


def _add_check(parser: Parser) -> None:
    parser.argument("files", "files", nargs="+", metavar="FILE|FOLDER")
    _add_language(parser)
    _add_json(parser)


def _add_new(parser: Parser) -> None:
    parser.argument("name", "new_name", metavar="NAME")
    parser.option("--in", dest="folder", default=".", metavar="FOLDER")
    _add_language(parser)


def _add_progress(parser: Parser) -> None:
    parser.argument(
        "action", "progress_action", nargs="?", choices=("reset", "undo"), metavar="reset|undo"
    )
    parser.argument("lesson", "progress_lesson", nargs="?", metavar="LESSON")
    parser.option("--yes", action="store_true")
    parser.option("--export", metavar="FILE")
    parser.option("--force", action="store_true")
    parser.option("--import", dest="import_file", metavar="FILE")
    _add_language(parser)
    _add_json(parser)


def _add_class(parser: Parser) -> None:
    parser.argument("files", "class_files", nargs="+", metavar="FILE")
    _add_language(parser)
    _add_json(parser)


def _add_solve(parser: Parser) -> None:
    add_solve(parser)
    _add_language(parser)
    _add_json(parser)


def _add_explore(parser: Parser) -> None:
    add_explore(parser)
    _add_device(parser)
    _add_language(parser)


def _add_quiz(parser: Parser) -> None:
    add_quiz(parser)
    _add_language(parser)
    _add_json(parser)


def _add_doctor(parser: Parser) -> None:
    parser.option("--reset-terminal", action="store_true")
    _add_language(parser)
    _add_json(parser)


def _add_completion(parser: Parser) -> None:
    parser.argument("shell", "shell", choices=SHELLS)


def _add_device(parser: Parser) -> None:
    parser.option("--device", choices=DEVICES, default="auto")


def _add_language(parser: Parser) -> None:
    parser.option("--lang", choices=LANGUAGES)


def _add_json(parser: Parser) -> None:
    parser.option("--json", action="store_true")


VERBS: Mapping[str, Callable[[Parser], None]] = {
    "home": _add_home,
    "lesson": _add_lesson,
    "explore": _add_explore,
    "quiz": _add_quiz,
    "replay": _add_replay,
    "list": _add_list,
    "verify": _add_verify,
    "export": _add_export,
    "diff": _add_diff,
    "schema": _add_schema,
    "solve": _add_solve,
    "check": _add_check,
    "new": _add_new,
    "progress": _add_progress,
    "class": _add_class,
    "doctor": _add_doctor,
    "completion": _add_completion,
}


def parse_arguments(arguments: Sequence[str], language: str) -> argparse.Namespace:
    """Read a command line; raises UsageError with the nearest verb or option.

    A folder in the place of the verb is one of lessons, to be chosen from on the home screen; a
    language alone is that of the home screen.
    Prints and raises SystemExit for --help and --version.
    """
    if _is_language_alone(arguments):
        arguments = ["home", *arguments]
    first = next((word for word in arguments if not word.startswith("-")), None)
    if first is not None and first not in VERBS:
        if first != arguments[0] or not is_course(first):
            raise UsageError(unknown_verb(first, language))
        arguments = ["home", *arguments]
    meant = arguments[0] if arguments and arguments[0] in VERBS else None
    namespace, rest = make_parser(language, meant).parse_known_args(list(arguments))
    if rest:
        verb = namespace.verb
        where = "convtutor" if verb is None else f"convtutor {verb}"
        hint = did_you_mean(rest[0].partition("=")[0], options_of(verb))
        hint = hint or say("cli.see_help", language, prog=where)
        raise UsageError(
            say("cli.unknown_argument", language, verb=where, word=rest[0], hint=hint)
        )
    return namespace


def _is_language_alone(arguments: Sequence[str]) -> bool:
    """Say whether nothing stands there but --lang zh or --lang=zh."""
    option, *others = arguments or [""]
    return (option == "--lang" and len(others) == 1) or (
        option.startswith("--lang=") and not others
    )


def is_course(word: str) -> bool:
    """Say whether a word that is no verb is a folder, and no lesson's name."""
    from convtutor.lesson.catalog import is_folder, lesson_names

    return is_folder(Path(word)) and word not in lesson_names()


def unknown_verb(word: str, language: str) -> str:
    """Say that there is no such verb, with the nearest one; a lesson's name needs `lesson`."""
    from convtutor.lesson.catalog import lesson_names

    if word in lesson_names():
        return say("cli.verb_is_lesson", language, name=word)
    hint = did_you_mean(word, VERBS)
    near = get_close_matches(word, lesson_names(), n=1)
    if near and not hint:
        return say("cli.verb_near_lesson", language, word=word, name=near[0])
    if hint:
        return say("cli.unknown_verb", language, word=word, hint=hint)
    hint = say("cli.known_verbs", language, verbs=", ".join(VERBS))
    return say("cli.unknown_verb", language, word=word, hint=hint)


def options_of(verb: str | None) -> list[str]:
    """List the long options of a verb, of the program for None."""
    if verb is None:
        return ["--help", "--version"]
    parser = Parser(topic=verb, language=LANGUAGES[0])
    VERBS[verb](parser)
    return ["--help", *re.findall(r"--[a-z-]+", parser.format_usage())]
