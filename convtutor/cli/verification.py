"""`convtutor verify`: which of its ways is meant, and what does not go together."""

from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path

from convtutor.console.output import Output
from convtutor.errors import UsageError
from convtutor.words import say


def write_verification(arguments: Namespace, language: str, output: Output) -> int:
    """Compare lessons, merge reports, or run the board; give the exit code.

    Raises UsageError for arguments that do not go together.
    """
    if arguments.merge is not None:
        _refuse("--merge", given(arguments, "all", "shard", "board", "lessons", "device"), language)
        from convtutor.crosscheck.merge import merge_main

        return merge_main(arguments.merge, arguments.json, language, output.stream)
    device = arguments.device or "auto"
    if arguments.board:
        _refuse("--board", given(arguments, "all", "shard"), language)
        from convtutor.cli.board import write_board

        return write_board(arguments.lessons, device, arguments.json, language, output)
    traces, names = _told_apart(arguments.lessons)
    if traces:
        _refuse(str(traces[0]), given(arguments, "all", "shard"), language)
        from convtutor.cli.traces import write_traces_verified

        if names:
            raise UsageError(say("records.apart", language, trace=traces[0], lesson=names[0]))
        return write_traces_verified(traces, device, arguments.json, language, output)
    from convtutor.crosscheck.shards import parse_shard
    from convtutor.crosscheck.verify import verify_main

    shard = None if arguments.shard is None else parse_shard(arguments.shard, language)
    return verify_main(
        arguments.lessons, arguments.all, device, arguments.json, language, output.stream, shard
    )


def _told_apart(names: Iterable[str]) -> tuple[list[Path], list[str]]:
    """Tell traces from lessons, by what the files hold."""
    from convtutor.records.opening import is_trace

    traces: list[Path] = []
    others: list[str] = []
    for name in names:
        path = Path(name)
        if path.suffix and path.suffix != ".toml" and is_trace(path):
            traces.append(path)
        else:
            others.append(name)
    return traces, others


def given(arguments: Namespace, *names: str) -> Iterable[str]:
    """Name the arguments that were given, as they are typed."""
    for name in names:
        if getattr(arguments, name):
            yield arguments.lessons[0] if name == "lessons" else f"--{name}"


def _refuse(option: str, others: Iterable[str], language: str) -> None:
    for other in others:
        raise UsageError(say("verify.alone", language, option=option, other=other))
