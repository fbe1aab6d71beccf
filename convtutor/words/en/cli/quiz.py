"""English sentences of `convtutor quiz` on the command line."""

SENTENCES: dict[str, str] = {
    "cli.help_quiz": "answer questions about a lesson; a wrong answer is told by its mistake",
    "cli.describe_quiz": (
        "Ask questions about lessons, the answers computed. A wrong answer is held against\n"
        "what known mistakes lead to, and the mistake is named. Without a lesson the ones\n"
        "you have begun are asked about. What you miss comes back after 1, 3, 7 and 16\n"
        "days. On lines the answers are read from standard input, one a line."
    ),
    "cli.examples_quiz": (
        "convtutor quiz padding               five questions about padding\n"
        "convtutor quiz padding stride --count 8\n"
        "convtutor quiz padding --seed 7      the same five every time\n"
        "convtutor quiz --review              what is due today\n"
        "printf '19 sure\\nskip\\n' | convtutor quiz padding --seed 7 --plain"
    ),
    "cli.help_quiz_lessons": "lessons by name, or lesson files; those that were begun unless given",
    "cli.help_quiz_count": "how many questions, 5 unless given",
    "cli.help_quiz_seed": (
        "ask the round of a seed: the same questions every time, whatever was answered before"
    ),
    "cli.help_quiz_level": "how hard the questions are, 1 to 3; with --seed 1 unless given",
    "cli.help_quiz_review": "ask what is due, and two questions from older lessons",
    "cli.help_quiz_question": "ask one question of a lesson, by its id",
    "cli.help_quiz_plain": "ask on lines: answers from standard input, one a line",
}
