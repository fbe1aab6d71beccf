"""English sentences about `new`; keys begin with "new."."""

SENTENCES: dict[str, str] = {
    "new.no_id": (
        "new: '{name}' is no lesson id; expected up to 64 small letters, digits and hyphens, no "
        "hyphen first, such as my-lesson"
    ),
    "new.no_id_near": (
        "new: '{name}' is no lesson id (up to 64 small letters, digits and hyphens, no hyphen "
        "first); did you mean '{near}'? Another folder is named with --in"
    ),
    "new.is_device": (
        "new: '{name}' is the name of a device on Windows; choose another, such as {name}-lesson"
    ),
    "new.is_lesson": "new: there is a lesson named '{name}' already; choose another name",
    "new.no_folder": "{folder}: there is no such folder; make it, or name another with --in",
    "new.is_there": "{path}: is there already and stays as it is; choose another name or folder",
    "new.not_written": "{path}: cannot be written: {reason}",
    "new.written": "{path} is written: a lesson of five examples, every key explained.",
    "new.next": "Next:",
    "new.next_watch": "open it, and see each change as you save",
    "new.next_check": "what is wrong, what is left out",
    "new.next_verify": "every number against torch",
}
