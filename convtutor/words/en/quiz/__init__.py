"""English sentences of the quiz; keys begin with "quiz."."""

from convtutor.words.en.quiz import asking, kinds, rules

SENTENCES: dict[str, str] = {
    **asking.SENTENCES,
    **kinds.SENTENCES,
    **rules.SENTENCES,
}
