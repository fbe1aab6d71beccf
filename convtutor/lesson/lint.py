"""What a lesson's author wants to know beyond whether the file can be read: `convtutor check`.

A note that no step shows, words too long for their place, a language spoken only in part, an
equation that does not hold, a fact that is false, a task that its solution does not solve, a tensor
that nothing reads, a lesson it needs that does not exist.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

from convtutor.errors import LessonError, UsageError, did_you_mean
from convtutor.lesson.catalog import SUFFIX, lesson_files, lesson_names
from convtutor.lesson.curves import points_of
from convtutor.lesson.equations import false_equations
from convtutor.lesson.lines import KeyPath
from convtutor.lesson.lint_tasks import check_places, check_states, check_task
from convtutor.lesson.notes import NoteIndex, Reach
from convtutor.lesson.problems import Problems
from convtutor.lesson.read import lesson_of
from convtutor.lesson.run import Run, notes_of, run_example
from convtutor.lesson.schema import Example, Lesson, Query
from convtutor.lesson.source import read_document, shown_path
from convtutor.lesson.text import Text
from convtutor.words.wrapping import cell_width, wrap

LINES = 2
COLUMNS = 76  # what an 80-column terminal leaves between the margins of the lesson screen
HINT_NUMBER = "1/3  "  # stands before a hint where it is shown
COLUMNS_OF_LINES = {"title": 36, "section": 20, "option": 70}

Check: TypeAlias = Callable[[Lesson, Problems], None]


def check_lesson(path: Path, checks: Sequence[Check] = ()) -> list[str]:
    """Give every problem of a lesson file, one sentence each, in the order of its lines.

    `checks` are made besides: those of floors that know more than a file can be asked for here.
    Raises AccessError for what is no readable file.
    """
    try:
        document = read_document(path)
        lesson = lesson_of(document)
    except LessonError as error:
        return list(error.problems)
    problems = document.problems()
    _check_names(lesson, problems)
    _check_words(lesson, problems)
    for number, example in enumerate(lesson.examples):
        _check_tensors(example, ("examples", number), problems)
        run, key = run_example(example), ("examples", number)
        _check_notes(notes_of(run), (*key, "notes"), problems)
        _check_curves(run, key, problems)
        check_states(run, key, problems)
        check_task(run, (*key, "task"), problems)
        check_places(run, (*key, "questions"), problems)
    for check in checks:
        check(lesson, problems)
    return problems.sentences()


def _check_names(lesson: Lesson, problems: Problems) -> None:
    """Check that the file is named after the lesson, and that the lessons it needs exist."""
    if lesson.path.stem != lesson.id:
        problems.add(
            ("id",), f"expected the file's name without .toml, {lesson.path.stem!r}, got "
            f"{lesson.id!r}; rename one of them",
        )
    _check_rivals(lesson, problems)
    beside = [file.stem for file in lesson.path.parent.glob("*.toml")]
    known = sorted({*lesson_names(), *beside})
    for number, name in enumerate(lesson.needs):
        if name not in known:
            hint = did_you_mean(name, known)
            problems.add(("needs", number), f"no lesson is named {name!r}{hint}")


def _check_rivals(lesson: Lesson, problems: Problems) -> None:
    """Check that the id means no other file: one that comes with convtutor, of a course, or
    beside this one."""
    beside = lesson.path.with_name(f"{lesson.id}{SUFFIX}")
    known = lesson_files().get(lesson.id)
    for other in (known, beside):
        if other is not None and other.is_file() and not _is_same(other, lesson.path):
            problems.add(
                ("id",), f"{shown_path(other)} has the id {lesson.id!r} already, and is the one "
                f"that is opened by it; choose another id",
            )
            return


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def _check_words(lesson: Lesson, problems: Problems) -> None:
    """Check that every text fits its place, and is there in every language the lesson speaks."""
    texts = dict(_texts(lesson))
    spoken = {language for text in texts.values() for language in text.by_language}
    for path, text in texts.items():
        for language in sorted(spoken - set(text.by_language)):
            problems.add(path, f"the lesson speaks {language!r} elsewhere, not here; add the text")
        for language, said in text.by_language.items():
            here = (*path, language) if (*path, language) in problems.lines else path
            for sentence in false_equations(said):
                problems.add(here, sentence)
            kind = _line_kind(path)
            if kind in COLUMNS_OF_LINES:
                _check_line(said, here, kind, problems)
                continue
            _check_lines(f"{HINT_NUMBER}{said}" if "hints" in path else said, here, problems)


def _line_kind(path: KeyPath) -> str:
    return "option" if "options" in path and path[-1] == "text" else str(path[-1])


def _check_lines(shown: str, path: KeyPath, problems: Problems) -> None:
    lines = len(wrap(shown, COLUMNS))
    if lines > LINES:
        problems.add(
            path, f"expected at most {LINES} lines of {COLUMNS} columns, got {lines} "
            f"({cell_width(shown)} columns in all); shorten it",
        )


def _check_line(said: str, path: KeyPath, kind: str, problems: Problems) -> None:
    width, most = cell_width(said), COLUMNS_OF_LINES[kind]
    if width > most or "\n" in said:
        article = "an" if kind == "option" else "a"
        problems.add(
            path, f"expected {article} {kind} of one line and at most {most} columns, got {width}"
        )


def _texts(lesson: Lesson) -> Iterator[tuple[KeyPath, Text]]:
    """Give every text of a lesson with its key path."""
    yield ("title",), lesson.title
    yield ("summary",), lesson.summary
    if lesson.section is not None:
        yield ("section",), lesson.section
    for number, example in enumerate(lesson.examples):
        path = ("examples", number)
        yield (*path, "title"), example.title
        yield (*path, "intro"), example.intro
        for at, note in enumerate(example.notes):
            yield (*path, "notes", at, "text"), note.text
        for at, curve in enumerate(example.curves):
            yield (*path, "curves", at, "title"), curve.title
        if example.why is not None:
            yield (*path, "why"), example.why
        for at, hint in enumerate(example.task.hints if example.task else ()):
            yield (*path, "task", "hints", at), hint
        for at, question in enumerate(example.questions):
            yield from _texts_of_question(question, (*path, "questions", at))


def _texts_of_question(question: Query, path: KeyPath) -> Iterator[tuple[KeyPath, Text]]:
    if question.ask is not None:
        yield (*path, "ask"), question.ask
    for at, choice in enumerate(question.choices):
        yield (*path, "options", at, "text"), choice.text
        yield (*path, "options", at, "why"), choice.why


def _check_tensors(example: Example, path: KeyPath, problems: Problems) -> None:
    read = {name for layer in example.layers for name in layer.inputs}
    for name in example.tensors:
        if name not in read:
            problems.add((*path, "tensors", name), f"no layer reads the tensor {name!r}; remove it")


def _check_curves(run: Run, path: KeyPath, problems: Problems) -> None:
    """Check that each curve has a point, one number over another, at every repeat."""
    for at, curve in enumerate(run.example.curves):
        try:
            points_of(run, curve)
        except UsageError as error:
            problems.add((*path, "curves", at), str(error))


def _check_notes(index: NoteIndex, path: KeyPath, problems: Problems) -> None:
    """Check that each note is shown somewhere: it can be placed, and no earlier one hides it."""
    earlier: list[Reach] = []
    for number, note in enumerate(index.notes):
        key = (*path, number)
        try:
            reach = index.reach(number)
        except UsageError as error:
            problems.add((*key, "on" if note.when else "at"), str(error))
            continue
        if reach is None:
            within = f" of {note.on}" if note.on else " of this example"
            problems.add((*key, "when"), f"the condition holds at no step{within}")
            continue
        if is_hidden_by(earlier, reach):
            problems.add(key, "no step shows this note: earlier notes speak of all its steps")
        earlier.append(reach)


def is_hidden_by(earlier: list[Reach], reach: Reach) -> bool:
    """Say whether earlier notes leave no step, and no tap, at which a note would be shown."""
    left = reach.steps.start
    covering = [other.steps for other in earlier if other.tap in (None, reach.tap)]
    for steps in sorted(covering, key=lambda steps: steps.start):
        if left in steps:
            left = steps.stop
    return left >= reach.steps.stop
