"""The English catalogue: the sentences of every topic, by key."""

from convtutor.words.en import (
    board,
    cli,
    heat,
    home,
    lesson,
    misconceptions,
    new,
    pictures,
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
    **heat.SENTENCES,
    **home.SENTENCES,
    **lesson.SENTENCES,
    **misconceptions.SENTENCES,
    **new.SENTENCES,
    **pictures.SENTENCES,
    **plain.SENTENCES,
    **progress.SENTENCES,
    **screen.SENTENCES,
    **stages.SENTENCES,
    **task.SENTENCES,
    **torch.SENTENCES,
    **verify.SENTENCES,
    **watch.SENTENCES,
}
