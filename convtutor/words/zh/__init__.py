"""The Chinese catalogue: the sentences of every topic, by key."""

from convtutor.words.zh import (
    board,
    cli,
    explore,
    home,
    lesson,
    misconceptions,
    new,
    plain,
    progress,
    screen,
    solve,
    stages,
    task,
    torch,
    verify,
    watch,
)

SENTENCES: dict[str, str] = {
    **board.SENTENCES,
    **cli.SENTENCES,
    **explore.SENTENCES,
    **home.SENTENCES,
    **lesson.SENTENCES,
    **misconceptions.SENTENCES,
    **new.SENTENCES,
    **plain.SENTENCES,
    **progress.SENTENCES,
    **screen.SENTENCES,
    **solve.SENTENCES,
    **stages.SENTENCES,
    **task.SENTENCES,
    **torch.SENTENCES,
    **verify.SENTENCES,
    **watch.SENTENCES,
}
