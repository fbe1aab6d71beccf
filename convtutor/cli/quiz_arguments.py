"""The arguments of `convtutor quiz`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from convtutor.cli.arguments import Parser


def add_quiz(parser: Parser) -> None:
    """Add the arguments of `quiz`, apart from the language and --json."""
    parser.argument("lessons", "quiz_lessons", nargs="*", metavar="NAME|PATH")
    parser.option("--count", type=int, metavar="N", help_name="quiz_count")
    parser.option("--seed", type=int, metavar="N", help_name="quiz_seed")
    parser.option("--level", type=int, metavar="N", help_name="quiz_level")
    parser.option("--review", action="store_true", help_name="quiz_review")
    parser.option("--question", metavar="ID", help_name="quiz_question")
    parser.option("--plain", action="store_true", help_name="quiz_plain")
