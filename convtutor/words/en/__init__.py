"""The English catalogue: the sentences of every topic, by key."""

from convtutor.words.en import (
    board,
    cli,
    home,
    lesson,
    misconceptions,
    new,
    origin,
    plain,
    progress,
    screen,
    stages,
    task,
    torch,
    verify,
    watch,
)

SENTENCES: dict[str, str] = {
    **board.SENTENCES,
    **cli.SENTENCES,
    **home.SENTENCES,
    **lesson.SENTENCES,
    **misconceptions.SENTENCES,
    **new.SENTENCES,
    **origin.SENTENCES,
    **plain.SENTENCES,
    **progress.SENTENCES,
    **screen.SENTENCES,
    **stages.SENTENCES,
    **task.SENTENCES,
    **torch.SENTENCES,
    **verify.SENTENCES,
    **watch.SENTENCES,
}
