"""English sentences about the record of what a learner did; keys begin with "progress."."""

SENTENCES: dict[str, str] = {
    "progress.no-home": (
        "There is no home folder, so progress is kept only while this runs. "
        "Set CONVTUTOR_DATA to a folder that can be written."
    ),
    "progress.no-folder": (
        "The record {path} cannot be kept ({reason}), so progress is kept only while this runs. "
        "Set CONVTUTOR_DATA to a folder that can be written."
    ),
    "progress.unreadable": (
        "The record {path} cannot be read, so progress is kept only while this runs. "
        "Check its permissions, or set CONVTUTOR_DATA to another folder."
    ),
    "progress.read-only": (
        "The record {path} cannot be written, so progress is kept only while this runs. "
        "Check its permissions, or set CONVTUTOR_DATA to another folder."
    ),
    "progress.broken": (
        "The record {path} is damaged, so progress is kept only while this runs. "
        "Move the file away to begin a new one."
    ),
    "progress.failed": (
        "The record {path} could not be written ({reason}), "
        "so progress is kept only while this runs."
    ),
    "progress.locked": (
        "Another program held the record {path} for 5 seconds, "
        "so progress is kept only while this runs."
    ),
    "progress.newer": (
        "The record {path} was written by a newer convtutor. It is read and left as it is; "
        "progress is kept only while this runs. Update convtutor to go on with it."
    ),
    "progress.moved-empty": (
        "The record was an empty file. It is now {aside}; a new record is begun."
    ),
    "progress.moved-not-a-file": (
        "Where the record should be, there was no file. What was there is now {aside}; "
        "a new record is begun."
    ),
    "progress.moved-broken": (
        "The record was damaged. It is now {aside}; a new record is begun."
    ),
    "progress.moved-foreign": (
        "The record's file belonged to another program. It is now {aside}; a new record is begun."
    ),
}
