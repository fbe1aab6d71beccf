"""`convtutor class`: which mistakes a class made, from the learners' exported records.

Opening  gives the command that opens a question's run beside that of a mistake
"""

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import convtutor
from convtutor.cli.lessons import shell_word, write_json
from convtutor.cli.mistake_words import named
from convtutor.console.output import Output
from convtutor.data import dataclass
from convtutor.errors import AccessError, ConvtutorError, FileContentError
from convtutor.lesson.source import read_regular, shown_path
from convtutor.progress.answers import Kept
from convtutor.progress.imported import MOST_BYTES, read_exported
from convtutor.progress.tally import Asked, Commonest, commonest, learners_of, tally_class
from convtutor.words import say
from convtutor.words.visible import visible
from convtutor.words.wrapping import cell_width

CLASS_SCHEMA = "convtutor-class"
CLASS_VERSION = 1
EXPORT = "an exported record"

Opening = Callable[[str, str, int, int, str], str]  # lesson, question, seed, level, mistake


@dataclass(frozen=True, slots=True)
class Class:
    """The files that could be read, the learners they are of, and what each question showed."""

    files: int
    learners: int
    questions: tuple[Asked, ...]
    problems: tuple[ConvtutorError, ...] = ()

    @property
    def exit_code(self) -> int:
        """Give 0, or that of the first file that could not be read."""
        return self.problems[0].exit_code if self.problems else 0


def quiz_command(lesson: str, question: str, seed: int, level: int, mistake: str) -> str:
    """Give the command that asks a question with the numbers that showed a mistake."""
    asked = f"--question {shell_word(question)} --seed {seed} --level {level}"
    return f"convtutor quiz {shell_word(lesson)} {asked}"


def read_class(paths: Iterable[str], language: str) -> Class:
    """Read the files; one that cannot be read is a problem, and hides no other."""
    files: list[Sequence[Kept]] = []
    problems: list[ConvtutorError] = []
    for text in dict.fromkeys(paths):
        path = Path(text)
        try:
            content = read_regular(path, MOST_BYTES + 1, EXPORT)
            files.append(read_exported(content, shown_path(path), language).kept)
        except (AccessError, FileContentError) as error:
            problems.append(error)
    learners = [learner for learner in learners_of(files) if learner.kept]
    return Class(len(files), len(learners), tally_class(learners), tuple(problems))


def write_class(
    found: Class, output: Output, language: str, opening: Opening = quiz_command
) -> None:
    """Write who met which question and made which mistake, then the commonest mistake and the
    command that opens the run that refutes it."""
    output.line(say("record.class", language, learners=found.learners, files=found.files))
    if not found.questions:
        output.line(say("record.class_nothing", language))
        return
    _write_table(found.questions, output, language)
    worst = commonest(found.questions)
    output.line()
    if worst is None:
        output.line(say("record.class_no_mistake", language))
        return
    _write_commonest(worst, output, language)
    output.line(say("record.class_open", language, command=opened_by(worst, opening)))


def _write_table(questions: Sequence[Asked], output: Output, language: str) -> None:
    names = [visible(f"{asked.lesson}: {asked.question}") for asked in questions]
    heading = say("record.class_question", language)
    met = say("record.class_met", language)
    width = max(map(cell_width, (heading, *names)))
    mistakes = say("record.class_mistakes", language)
    output.line(f"{_padded(heading, width)}  {met}  {mistakes}")
    for name, asked in zip(names, questions, strict=True):
        count = f"{asked.learners:>{cell_width(met)}}"
        made = [
            say("record.class_made", language, name=named(key, language).name, count=count)
            for key, count in asked.mistakes.items()
        ]
        said = say("record.comma", language).join(made) or "-"
        output.hanging(f"{_padded(name, width)}  {count}  ", said)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cell_width(text))


def _write_commonest(worst: Commonest, output: Output, language: str) -> None:
    mistake = named(worst.mistake, language)
    output.paragraph(say(
        "record.class_commonest", language, name=mistake.name, count=worst.learners,
        met=worst.asked.learners, lesson=visible(worst.asked.lesson),
        question=visible(worst.asked.question),
    ))
    output.paragraph(mistake.sentence or say("record.no_words", language), indent=2)


def opened_by(worst: Commonest, opening: Opening) -> str:
    """Give the command that opens the last answer that made a mistake."""
    answer = worst.asked.shown_by[worst.mistake]
    return opening(answer.lesson, answer.question, answer.seed, answer.level, worst.mistake)


def class_document(found: Class, opening: Opening = quiz_command) -> dict[str, Any]:
    """Give the JSON document."""
    worst = commonest(found.questions)
    return {
        "schema": CLASS_SCHEMA,
        "version": CLASS_VERSION,
        "convtutor": convtutor.__version__,
        "exit_code": found.exit_code,
        "files": found.files,
        "learners": found.learners,
        "questions": [_entry(asked) for asked in found.questions],
        "commonest": None if worst is None else {
            "lesson": worst.asked.lesson, "question": worst.asked.question,
            "mistake": worst.mistake, "learners": worst.learners,
            "command": opened_by(worst, opening),
        },
        "problems": [line for error in found.problems for line in str(error).split("\n")],
    }


def _entry(asked: Asked) -> dict[str, Any]:
    return {
        "lesson": asked.lesson,
        "question": asked.question,
        "learners": asked.learners,
        "mistakes": {
            key: {"learners": count, "seed": asked.shown_by[key].seed,
                  "level": asked.shown_by[key].level}
            for key, count in asked.mistakes.items()
        },
    }


def do_class(paths: Sequence[str], as_json: bool, output: Output, language: str) -> int:
    """Write what the files say; 0, or the exit code of the first that could not be read."""
    found = read_class(paths, language)
    if as_json:
        write_json(class_document(found), output)
    else:
        write_class(found, output, language)
        output.flush()
        for error in found.problems:
            for line in str(error).split("\n"):
                print(visible(line), file=sys.stderr)
    return found.exit_code
