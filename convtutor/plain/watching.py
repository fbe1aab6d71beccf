"""The debugger on lines, for an author: the lesson is read again when its file was saved."""

from collections.abc import Iterable, Iterator

from convtutor.console.sentences import sentence_of
from convtutor.debugger.watching import Watch, read_again, told_again, told_broken
from convtutor.errors import ConvtutorError
from convtutor.plain.line_debugger import LineDebugger


def watched_lines(
    lines: Iterable[str], debugger: LineDebugger, watch: Watch
) -> Iterator[str]:
    """Hand on lines, each after the lesson was read again where its file was saved before it."""
    for line in lines:
        if watch.saved():
            take_saved(debugger)
        yield line


def take_saved(debugger: LineDebugger) -> None:
    """Read the lesson again; say so, or what is wrong with it while the last version stays."""
    try:
        session = read_again(debugger.session)
    except ConvtutorError as error:
        debugger.output.paragraph(told_broken(error, debugger.session))
        return
    if session is not debugger.session:
        debugger.console.stand(session)
        debugger.console.note = None
        debugger.output.paragraph(told_again(session))
        debugger.output.line(sentence_of(session))
