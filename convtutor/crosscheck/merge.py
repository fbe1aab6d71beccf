"""Several documents of shards made into one: `convtutor verify --merge`.

merge_main  the verb: reads, compares, prints, and gives the exit code of the whole
"""

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TextIO

import convtutor
from convtutor.crosscheck.checked import Checked, exit_code
from convtutor.crosscheck.read_back import ReadBack, read_verification
from convtutor.crosscheck.shards import Shard
from convtutor.crosscheck.verify import print_lines, print_whole
from convtutor.crosscheck.verify_document import LessonOutline, Outline
from convtutor.crosscheck.verify_lines import example_lines
from convtutor.errors import FileContentError, UsageError
from convtutor.words import say
from convtutor.words.visible import visible


def merge_main(paths: Sequence[str], as_json: bool, language: str, out: TextIO) -> int:
    """Print the report of all shards together, as if one machine had made it; give its exit code.

    The text tells only the examples that do not agree one by one. Raises AccessError and
    FileContentError for a file that is no such document, UsageError for documents that are not
    the shards of one verification, or not all of them.
    """
    shards = [read_verification(Path(path), language) for path in paths]
    outline, done = merged(shards, language)
    if not as_json:
        for checked in done:
            if checked.exit_code:
                print_lines(example_lines(checked, language), out)
    print_whole(outline, done, as_json, language, out)
    return exit_code(done)


def merged(shards: Sequence[ReadBack], language: str) -> tuple[Outline, list[Checked]]:
    """Give the outline of the whole and all examples, in the order of the lessons."""
    first = shards[0]
    for shard in shards:
        _check_alike(shard, first, language)
    _check_complete(shards, language)
    lessons = first.outline.lessons
    order = {(lesson.id, lesson.digest): at for at, lesson in enumerate(lessons)}
    _check_examples(shards, lessons, language)
    done = sorted(
        (checked for shard in shards for checked in shard.done),
        key=lambda checked: (order[checked.lesson, checked.digest], checked.number),
    )
    return Outline(first.outline.device, None, lessons), done


def _check_alike(shard: ReadBack, first: ReadBack, language: str) -> None:
    """Check that a shard is of the same verification as the first one."""
    if shard.convtutor != convtutor.__version__:
        raise _refusal("version", shard, first, shard.convtutor, convtutor.__version__, language)
    features: tuple[tuple[str, Callable[[ReadBack], str]], ...] = (
        ("device", lambda one: one.outline.device),
        ("count", lambda one: str(shard_of(one, language).of)),
        ("torch", torch_versions),
    )
    for name, feature in features:
        got, wanted = feature(shard), feature(first)
        if got != wanted and got and wanted:
            raise _refusal(name, shard, first, got, wanted, language)
    differing = set(shard.outline.lessons) ^ set(first.outline.lessons)
    if differing:
        lesson = min(each.id for each in differing)
        raise UsageError(say(
            "verify.merge.lesson", language, path=shard.path, first=first.path,
            lesson=visible(lesson),
        ))


def _refusal(
    kind: str, shard: ReadBack, first: ReadBack, got: str, wanted: str, language: str
) -> UsageError:
    return UsageError(say(
        f"verify.merge.{kind}", language, path=shard.path, first=first.path,
        got=visible(got), wanted=visible(wanted),
    ))


def shard_of(document: ReadBack, language: str) -> Shard:
    """Give which shard a document is; raises UsageError for that of a whole verification."""
    if document.outline.shard is None:
        raise UsageError(say("verify.merge.no_shard", language, path=document.path))
    return document.outline.shard


def torch_versions(document: ReadBack) -> str:
    """Name the versions of torch that a shard was compared with; none where torch is absent."""
    found = {checked.report.versions.get("torch", "") for checked in document.done}
    return ", ".join(sorted(found - {""}))


def _check_complete(shards: Sequence[ReadBack], language: str) -> None:
    """Check that every shard is there, once."""
    seen: dict[int, str] = {}
    for document in shards:
        shard = shard_of(document, language)
        if shard.number in seen:
            raise UsageError(say(
                "verify.merge.double", language, path=document.path, first=seen[shard.number],
                number=shard.number, of=shard.of,
            ))
        seen[shard.number] = document.path
    of = shard_of(shards[0], language).of
    missing = [str(number) for number in range(1, of + 1) if number not in seen]
    if missing:
        numbers = ", ".join(missing[:20]) + (", ..." if len(missing) > 20 else "")
        raise UsageError(say("verify.merge.missing", language, of=of, numbers=numbers))


def _check_examples(
    shards: Sequence[ReadBack], lessons: Sequence[LessonOutline], language: str
) -> None:
    """Check that every example of every lesson was checked in one shard, and no other one."""
    found = Counter(
        (checked.lesson, checked.digest, checked.number)
        for shard in shards for checked in shard.done
    )
    wanted = {(lesson.id, lesson.digest, number)
              for lesson in lessons for number in range(1, lesson.examples + 1)}
    for example in sorted(wanted | set(found)):
        count = found[example]
        if count != 1 or example not in wanted:
            path = next(
                (shard.path for shard in shards for checked in shard.done
                 if (checked.lesson, checked.digest, checked.number) == example), shards[0].path,
            )
            raise FileContentError(say(
                "verify.merge.incomplete", language, path=path, lesson=visible(example[0]),
                number=example[2], count=count,
            ))
