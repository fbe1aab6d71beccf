"""English sentences of a round of questions, and of what it came to; keys begin with "round."."""

SENTENCES: dict[str, str] = {
    # ------------------------------------------------------------ before
    "round.nothing": "quiz: there is nothing to ask in {lessons}; name another lesson.",
    "round.no_question": "quiz: the lesson {lesson} has no question {question!r}{hint}",
    "round.known_questions": "; there are {names}",
    "round.question_alone": (
        "quiz: --question is asked of one lesson: convtutor quiz LESSON --question ID --seed N"
    ),
    "round.single_alone": "quiz: --question asks one question; leave {other} out.",
    "round.out_of_range": "quiz: {option} is a whole number from {least} to {most}, got {got}.",
    "round.lesson_gone": (
        "quiz: questions of the lesson {lesson} are due, but no lesson has that id now; "
        "`convtutor progress reset {lesson}` puts them away."
    ),
    "round.none_due": "Nothing is due today.",
    "round.next_due": "The next question comes back in {days} days.",
    "round.next_due_tomorrow": "The next question comes back tomorrow.",
    "round.title": "quiz: {lessons}",
    "round.begin": (
        "Questions: {count}. Seed {seed}. Write an answer, and behind it, if you like, how sure "
        "you are: `19 sure`, `19 unsure`, `19 guess`. `hint`, `show`, `skip`, `debug`, `help` and "
        "`quit` are commands."
    ),
    # ------------------------------------------------------------ a question
    "round.head": "question {number} of {count}: {lesson}, seed {seed}, level {level}",
    "round.about": "  {about}",
    "round.choice": "  {letter}  {text}",
    "round.how": "Answer: {how}",
    "round.hint": "hint {number} of {count}: {hint}",
    # ------------------------------------------------------------ an answer
    "round.right": "Right: {right}.",
    "round.your_answer": "your answer {given}",
    "round.both_answers": "your answer {given}, the layer gives {right}",
    "round.both_right": "your answer {given}, right is {right}",
    "round.no_name": "No mistake that is known here leads to {given}.",
    "round.again": "Try once more; `hint`, `show` and `skip` are there too.",
    "round.also": "The same answer comes of: {mistakes}.",
    "round.shown": "The answer is {right}.",
    "round.skipped": "Left out.",
    "round.the_layer": "the layer",
    "round.with_mistake": "your answer: {label}",
    "round.refused": "The layer refuses this.",
    "round.no_element": "{place} is not there.",
    "round.line_wrong": "The line that is wrong:",
    "round.line_right": "as it should read:",
    "round.line_of": "So written, the loops are those of: {label}.",
    "round.comes_back": "This one comes back tomorrow with other numbers.",
    "round.debug_mine": (
        "`debug` opens the debugger at {place}, `debug mine` the run of your answer; `back` "
        "returns."
    ),
    "round.debug_right": "`debug` opens the debugger at {place}; `back` returns.",
    "round.last": "That was the last question; an empty line ends the round.",
    # ------------------------------------------------------------ commands
    "round.help": (
        "Write an answer in one line; how sure you are may stand behind it: sure, unsure, guess.\n"
        "hint        the next of three hints; after all three the question comes back\n"
        "show        show the answer; the question comes back tomorrow\n"
        "skip        leave the question out\n"
        "debug       open the debugger where the last question stands, back returns\n"
        "debug mine  the same on the run that led to your answer\n"
        "help        this\n"
        "quit        end the round; what was answered is kept"
    ),
    "round.no_answer_before": "Write the answer before {word!r}.",
    "round.nothing_to_debug": (
        "`debug` opens a question that is over; answer this one first, or `show` its answer."
    ),
    "round.not_open": "The debugger is not open; this is the quiz.",
    "round.no_place": "There is nothing to step through in this question.",
    "round.not_mine": "No run leads to your answer; `debug` opens the right one.",
    "round.debugger": "The debugger at {place}: {which}. `back` returns to the quiz.",
    "round.which_right": "the layer",
    "round.back": "Back in the quiz.",
    # ------------------------------------------------------------ the end
    "round.summary": "What it came to",
    "round.no_results": "No question was answered.",
    "round.sort_right": "right at once: {count} of {done}",
    "round.sort_hinted": "right after a hint: {numbers}",
    "round.sort_later": "right at the second try, or after all hints: {numbers}",
    "round.sort_missed": "not answered rightly: {numbers}",
    "round.sort_shown": "shown: {numbers}",
    "round.sort_skipped": "left out: {numbers}",
    "round.sure": "sure and wrong: {numbers}; these come first next time",
    "round.left": "not asked: {count}",
    "round.slips": "Mistakes",
    "round.slip": "{label}: question {numbers}",
    "round.slip_command": "see it again: {command}",
    "round.returns": "Comes back",
    "round.returns_today": "today: question {numbers}",
    "round.returns_tomorrow": "tomorrow: question {numbers}",
    "round.returns_later": "in {days} days: question {numbers}",
    "round.next": "Next",
    "round.next_mistake": "{mistake}: step through it where {lesson} shows it.",
    "round.next_example": "Step through it where {lesson} shows it.",
    "round.next_review": "Due today: {count}.",
    "round.next_round": "Another round, with other numbers.",
    "round.next_harder": "Another round, at level {level}.",
    "round.comma": ", ",
}
