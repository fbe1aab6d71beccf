"""Chinese sentences of `convtutor quiz` on the command line."""

SENTENCES: dict[str, str] = {
    "cli.help_quiz": "回答一课的问题；答错时说出犯了什么错误",
    "cli.describe_quiz": (
        "就各课提问，答案都是算出来的。答错时，把答案与各种已知错误会得出的结果对照，\n"
        "并说出是哪个错误。不写课名时，问已经开始的课。答错的题在 1、3、7、16 天后\n"
        "再来。逐行作答时，答案从标准输入读，一行一个。"
    ),
    "cli.examples_quiz": (
        "convtutor quiz padding               关于填充的五道题\n"
        "convtutor quiz padding stride --count 8\n"
        "convtutor quiz padding --seed 7      每次都是同样的五道题\n"
        "convtutor quiz --review              今天到期的题\n"
        "printf '19 sure\\nskip\\n' | convtutor quiz padding --seed 7 --plain"
    ),
    "cli.help_quiz_lessons": "课的名字，或课程文件；不写时为已经开始的课",
    "cli.help_quiz_count": "题数，默认为 5",
    "cli.help_quiz_seed": "问某个种子的那一轮：不管以前答过什么，每次都是同样的题",
    "cli.help_quiz_level": "难度，1 到 3；与 --seed 一起用时默认为 1",
    "cli.help_quiz_review": "问到期的题，再加两道较早的课的题",
    "cli.help_quiz_question": "按 id 问一课中的一道题",
    "cli.help_quiz_plain": "逐行提问：答案从标准输入读，一行一个",
}
