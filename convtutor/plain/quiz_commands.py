"""What may be typed in a quiz: an answer with how sure one is, or a command."""

from convtutor.data import dataclass
from convtutor.progress.answers import Confidence

COMMANDS = ("hint", "show", "skip", "debug", "back", "help", "quit")
SHORT = {"?": "help", "q": "quit", "exit": "quit"}
BACK = ("back", "quit", "q", "exit")  # from the debugger to the quiz
MINE = "mine"  # behind debug: the run of the mistake
SURE = {confidence.value: confidence for confidence in Confidence}


@dataclass(frozen=True, slots=True)
class Typed:
    """A line: a command with what stands behind it, or an answer with how sure one is of it."""

    command: str | None = None
    text: str = ""
    confidence: Confidence | None = None


def read_typed(line: str) -> Typed:
    """Read a line that is not blank; what is no command is an answer."""
    word, _, rest = line.strip().partition(" ")
    command = SHORT.get(word.lower(), word.lower())
    rest = rest.strip().lower()
    if command in COMMANDS and (not rest or (command, rest) == ("debug", MINE)):
        return Typed(command, rest)
    answer, _, last = line.strip().rpartition(" ")
    confidence = SURE.get(last.lower())
    if confidence is None:
        return Typed(text=line.strip())
    return Typed(text=answer.strip(), confidence=confidence)


def candidates(beginning: str, word: str) -> list[str]:
    """Give what may complete a word: a command first, how sure one is behind an answer."""
    known = COMMANDS if not beginning.strip() else tuple(SURE)
    if beginning.strip() == "debug":
        known = (MINE,)
    return sorted(name for name in known if name.startswith(word))
