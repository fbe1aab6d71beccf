"""English sentences of predict mode."""

SENTENCES: dict[str, str] = {
    "predicting.predict_on": (
        "Predict mode is on: before a step that carries news you are asked what will come."
    ),
    "predicting.predict_off": "Predict mode is off.",
    "predicting.predict_how": "Type `answer` and what you expect; the next step shows it.",
    "predicting.predict_again": "Once more; the next step shows it.",
    "predicting.nothing_asked": (
        "answer: no question is open; `predict` asks before steps that carry news"
    ),
    "predicting.predicted": "{given}: so it is.",
    "predicting.not_so": "It is not so.",
    "predicting.it_is": "It is {answer}.",
    "predicting.news.tie": "The largest number stands in this window more than once.",
    "predicting.news.border": "This is the first window over the edge.",
    "predicting.news.channels": "This is the first sum over all channels.",
    "predicting.news.jump": "The stride is more than 1: this is the first jump.",
    "predicting.news.last-column": "Behind the last window of the row, columns are left over.",
    "predicting.news.meeting": (
        "This is the first element to which several outputs hand a gradient back."
    ),
}
