"""English sentences about changing an example and about tasks; keys begin with "task."."""

SENTENCES: dict[str, str] = {
    "task.set_how": "write what is to be changed and its value, as in: {example}",
    "task.changed": "Changed. Every number was computed anew.",
    "task.reached": "The goal is reached.",
    "task.not_yet": "Not yet: the goal does not hold.",
    "task.not_yet_because": "Not yet: {because}.",
    "task.is": "{name} is {value}",
    "task.and": ", ",
    "task.nothing_to_reset": "nothing was changed in this example",
    "task.reset": "As it was: all changes of this example are taken back.",
    "task.no_task": "this example sets no task, so there is no hint",
    "task.no_reason": "this example gives no reason",
    "task.hint": "{number}/{count}  {hint}",
    "task.next_why": " It was the last one here: w says why, q leaves.",
    "task.next_why_on": " w says why, ] goes on.",
    "task.next_on": " ] goes on.",
    "task.edit_hint": "change, as in: {example}",
    "task.play": "The goal: {goal}. Reach it by changing {change}: `set` changes it, "
    "`hint` gives {count} hints; on the screen e and h.",
    "task.why": "Why: {why}",
    "task.example": "conv1.padding = 1",
}
