"""Chinese sentences of the command line, a file a group of verbs; keys begin with "cli."."""

from convtutor.words.zh.cli import quiz, traces, verbs

SENTENCES: dict[str, str] = {
    **quiz.SENTENCES,
    **traces.SENTENCES,
    **verbs.SENTENCES,
}
