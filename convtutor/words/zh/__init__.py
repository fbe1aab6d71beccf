"""The Chinese catalogue: the sentences of every topic, by key."""

from convtutor.words.zh import (
    board,
    cli,
    home,
    lesson,
    misconceptions,
    plain,
    progress,
    screen,
    stages,
    task,
    torch,
)

SENTENCES: dict[str, str] = {
    **board.SENTENCES,
    **cli.SENTENCES,
    **home.SENTENCES,
    **lesson.SENTENCES,
    **misconceptions.SENTENCES,
    **plain.SENTENCES,
    **progress.SENTENCES,
    **screen.SENTENCES,
    **stages.SENTENCES,
    **task.SENTENCES,
    **torch.SENTENCES,
}
