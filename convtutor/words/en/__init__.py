"""The English catalogue: the sentences of every topic, by key."""

from convtutor.words.en import cli, lesson, misconceptions, plain, progress, screen, torch

SENTENCES: dict[str, str] = {
    **cli.SENTENCES,
    **lesson.SENTENCES,
    **misconceptions.SENTENCES,
    **plain.SENTENCES,
    **progress.SENTENCES,
    **screen.SENTENCES,
    **torch.SENTENCES,
}
