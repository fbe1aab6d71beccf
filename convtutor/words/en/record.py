"""English sentences about a learner's record as it is shown, handed on and put away; keys begin
with "record."."""

SENTENCES: dict[str, str] = {
    # ------------------------------------------------------------ what is shown
    "record.examples": "examples {done} of {count}",
    "record.right": "right {right} of {count}",
    "record.due_here": "{count} due",
    "record.not_here": "This lesson is not here any more.",
    "record.changed": "Changed since you passed it.",
    "record.mistake": "{name} ×{count}",
    "record.no_words": "This version of convtutor has no sentence about it.",
    "record.due": "Due today: {count}, lessons: {lessons}.",
    "record.none_due": "Nothing is due today.",
    "record.nothing": "Nothing is kept yet: no example is done, no question answered.",
    "record.lies": "The record: {path}",
    "record.comma": ", ",
    # ------------------------------------------------------------ what does not go together
    "record.one_thing": (
        "convtutor progress: {first} and {second} are two things; do them one after the other"
    ),
    "record.lesson_belongs": "convtutor progress: only reset takes a lesson",
    "record.yes_belongs": "convtutor progress: --yes goes with reset only",
    "record.force_belongs": "convtutor progress: --force goes with --export only",
    "record.json_belongs": (
        "convtutor progress: --json goes with no other option; --export writes JSON by itself"
    ),
    "record.reset_what": (
        "convtutor progress reset: name the lesson, as in `convtutor progress reset padding`"
    ),
    # ------------------------------------------------------------ reset and undo
    "record.sure": (
        "Put away all that is kept of {lesson}: examples, answers and place? "
        "`convtutor progress undo` brings it back. [y/N]"
    ),
    "record.nobody_asked": (
        "convtutor progress reset {lesson}: there is no terminal to ask on; add --yes to put it "
        "away without asking"
    ),
    "record.not_kept": "convtutor progress reset: nothing is kept of '{lesson}'{hint}",
    "record.left": "Nothing was changed.",
    "record.reset": "{lesson} is put away; `convtutor progress undo` brings it back.",
    "record.undone": "{lesson} is back as it was.",
    "record.nothing_to_undo": "convtutor progress undo: there is no reset to undo",
    # ------------------------------------------------------------ handing on
    "record.unread": "{path}: cannot be handed on: {reason}",
    "record.exported": "{path} is written: answers {answers}, examples done {done}.",
    "record.imported": (
        "{path}: added answers {answers}, examples done {done}; answers here before {known}."
    ),
    "record.differing": (
        "Answers that go by the name of another one here: {count}. They were left out; this "
        "happens where the record's own file was copied and both were gone on with."
    ),
    # ------------------------------------------------------------ what is wrong with a file
    "record.too_large": "{path}: is larger than {most} MiB; expected an exported record",
    "record.too_deep": "{path}: is nested too deeply; expected an exported record",
    "record.no_json": "{path}: is no JSON: {reason}",
    "record.no_record": (
        "{path}: is no exported record; `convtutor progress --export FILE` writes one"
    ),
    "record.version": (
        "{path}: version: expected {known}, got {got}; a newer convtutor may have written it"
    ),
    "record.wrong": "{at}: expected {expected}, got {got}",
    "record.unknown_key": "{key}: there is no such key{hint}",
    "record.missing_key": "{key}: is missing",
    "record.twice": "{at}: has the record and sequence of {first}",
    "record.more": "{path}: there are more problems",
    "record.expect_list": "a list",
    "record.expect_object": "an object",
    "record.expect_whole": "a whole number from {least} to {most}",
    "record.expect_text": "a text of {least} to {most} characters, none of them hidden",
    "record.expect_text_or_null": (
        "null, or a text of {least} to {most} characters, none of them hidden"
    ),
    "record.expect_one_of": "one of {values}",
    "record.expect_one_of_or_null": "null or one of {values}",
    "record.expect_lesson": "the id of a lesson",
    "record.expect_record": "a record's name of 32 digits 0 to f",
    # ------------------------------------------------------------ a class
    "record.class": "Learners: {learners}, files: {files}.",
    "record.class_nothing": "Nobody answered a question yet.",
    "record.class_question": "question",
    "record.class_met": "met by",
    "record.class_mistakes": "learners who made a mistake",
    "record.class_made": "{name} {count}",
    "record.class_no_mistake": "No wrong answer was explained by a mistake that has a name.",
    "record.class_commonest": (
        "The commonest: {name}, made by {count} of {met} who met '{question}' of {lesson}."
    ),
    "record.class_open": "See it refuted: {command}",
}
