"""Write the completion scripts of bash, zsh and fish anew: python -m tools.completions.

They are made from the parser itself and shipped as files, so that the program needs no shtab.
"""

import argparse
import re
from pathlib import Path

import shtab

from convtutor.cli.arguments import SHELLS, make_parser

FOLDER = Path(__file__).resolve().parent.parent / "convtutor" / "completions"
LESSON_NAMES = "convtutor list --names-only 2>/dev/null"

FILES = ("files", "image", "export", "import_file")


def script(shell: str) -> str:
    """Give the completion script of a shell."""
    parser = make_parser("en")
    for action in actions_of(parser):
        complete = completion_of(action)
        if complete is not None:
            action.complete = complete  # type: ignore[attr-defined]
    text = shtab.complete(parser, shell)
    return re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE).rstrip("\n") + "\n"


def actions_of(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    """List the actions of a parser and of its verbs."""
    found = []
    for action in parser._actions:
        found.append(action)
        if isinstance(action, argparse._SubParsersAction):
            for verb, listed in zip(action.choices.values(), action._choices_actions, strict=True):
                verb.description = listed.help  # shells show a line, not a paragraph
                found += actions_of(verb)
    return found


def completion_of(action: argparse.Action) -> object | None:
    """Say how shtab completes an argument: lessons by name, lesson files by path."""
    if action.dest in ("lesson", "lessons"):
        return shtab.cmd(LESSON_NAMES)
    if action.dest == "folder":
        return shtab.DIRECTORY
    return shtab.FILE if action.dest in FILES else None


def main() -> None:
    """Write the scripts."""
    FOLDER.mkdir(exist_ok=True)
    for shell in SHELLS:
        (FOLDER / f"convtutor.{shell}").write_text(script(shell), encoding="utf-8")


if __name__ == "__main__":
    main()
