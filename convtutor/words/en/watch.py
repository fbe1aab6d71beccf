"""English sentences about a lesson watched while it is written; keys begin with "watch."."""

SENTENCES: dict[str, str] = {
    "watch.read": "{name} was saved and is read again.",
    "watch.broken": "The last good version stays. {problems}",
    "watch.broken_more": "The last good version stays. {problems} And {more} more.",
}
