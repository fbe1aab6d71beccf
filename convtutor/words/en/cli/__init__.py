"""English sentences of the command line, a file a group of verbs; keys begin with "cli."."""

from convtutor.words.en.cli import traces, verbs

SENTENCES: dict[str, str] = {
    **traces.SENTENCES,
    **verbs.SENTENCES,
}
