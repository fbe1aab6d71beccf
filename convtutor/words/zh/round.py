"""Chinese sentences of a round of questions, and of what it came to; keys begin with "round."."""

SENTENCES: dict[str, str] = {
    # ------------------------------------------------------------ before
    "round.nothing": "quiz：{lessons} 里没有可问的题；请换一课。",
    "round.no_question": "quiz：课程 {lesson} 没有题目 {question!r}{hint}",
    "round.known_questions": "；有 {names}",
    "round.question_alone": (
        "quiz：--question 只能用于一课：convtutor quiz LESSON --question ID --seed N"
    ),
    "round.single_alone": "quiz：--question 只问一道题；请去掉 {other}。",
    "round.out_of_range": "quiz：{option} 是 {least} 到 {most} 的整数，现在是 {got}。",
    "round.lesson_gone": (
        "quiz：课程 {lesson} 有题到期，但现在没有这个 id 的课程；"
        "`convtutor progress reset {lesson}` 可以把它们收起来。"
    ),
    "round.none_due": "今天没有到期的题。",
    "round.next_due": "下一道题 {days} 天后再来。",
    "round.next_due_tomorrow": "下一道题明天再来。",
    "round.title": "测验：{lessons}",
    "round.begin": (
        "题数：{count}。种子 {seed}。请写出答案；后面可以写上有多大把握：`19 sure`（有把握）、"
        "`19 unsure`（不太确定）、`19 guess`（猜的）。命令有 `hint`、`show`、`skip`、`debug`、"
        "`help` 和 `quit`。"
    ),
    # ------------------------------------------------------------ a question
    "round.head": "第 {number} 题，共 {count} 题：{lesson}，种子 {seed}，难度 {level}",
    "round.about": "  {about}",
    "round.choice": "  {letter}  {text}",
    "round.how": "作答：{how}",
    "round.hint": "提示 {number}/{count}：{hint}",
    # ------------------------------------------------------------ an answer
    "round.right": "对：{right}。",
    "round.your_answer": "你的答案 {given}",
    "round.both_answers": "你的答案 {given}，这一层给出 {right}",
    "round.both_right": "你的答案 {given}，正确的是 {right}",
    "round.no_name": "已知的错误都得不出 {given}。",
    "round.again": "请再试一次；也可以用 `hint`、`show`、`skip`。",
    "round.also": "这些错误也会得出同样的答案：{mistakes}。",
    "round.shown": "答案是 {right}。",
    "round.skipped": "跳过了。",
    "round.the_layer": "这一层",
    "round.with_mistake": "你的答案：{label}",
    "round.refused": "这一层拒绝这样的输入。",
    "round.no_element": "没有 {place}。",
    "round.line_wrong": "错的一行：",
    "round.line_right": "应为：",
    "round.line_of": "这样写就成了：{label}。",
    "round.comes_back": "这道题明天再来，换一组数。",
    "round.debug_mine": (
        "`debug` 在 {place} 打开调试器，`debug mine` 打开得出你的答案的那次运行；`back` 返回。"
    ),
    "round.debug_right": "`debug` 在 {place} 打开调试器；`back` 返回。",
    "round.last": "这是最后一题；输入空行结束。",
    # ------------------------------------------------------------ commands
    "round.help": (
        "请在一行里写出答案；后面可以写有多大把握：sure、unsure、guess。\n"
        "hint        三个提示中的下一个；三个都用了，这道题会再来\n"
        "show        显示答案；这道题明天再来\n"
        "skip        跳过这道题\n"
        "debug       在上一道题那里打开调试器，back 返回\n"
        "debug mine  同上，但打开得出你的答案的那次运行\n"
        "help        本说明\n"
        "quit        结束；已答的都已保存"
    ),
    "round.no_answer_before": "请把答案写在 {word!r} 之前。",
    "round.nothing_to_debug": "`debug` 打开已经结束的题；请先作答，或用 `show` 显示答案。",
    "round.not_open": "调试器没有打开；这里是测验。",
    "round.no_place": "这道题没有可以单步的地方。",
    "round.not_mine": "没有哪次运行得出你的答案；`debug` 打开正确的运行。",
    "round.debugger": "调试器在 {place}：{which}。`back` 返回测验。",
    "round.which_right": "这一层",
    "round.back": "回到测验。",
    # ------------------------------------------------------------ the end
    "round.summary": "结果",
    "round.no_results": "一道题也没有答。",
    "round.sort_right": "一次答对：{done} 题中的 {count} 题",
    "round.sort_hinted": "看提示后答对：第 {numbers} 题",
    "round.sort_later": "第二次才答对，或看了全部提示：第 {numbers} 题",
    "round.sort_missed": "没有答对：第 {numbers} 题",
    "round.sort_shown": "看了答案：第 {numbers} 题",
    "round.sort_skipped": "跳过：第 {numbers} 题",
    "round.sure": "有把握却答错：第 {numbers} 题；下次先问",
    "round.left": "没有问到：{count} 题",
    "round.slips": "犯的错误",
    "round.slip": "{label}：第 {numbers} 题",
    "round.slip_command": "再看一次：{command}",
    "round.returns": "还会再来",
    "round.returns_today": "今天：第 {numbers} 题",
    "round.returns_tomorrow": "明天：第 {numbers} 题",
    "round.returns_later": "{days} 天后：第 {numbers} 题",
    "round.next": "接下来",
    "round.next_mistake": "{mistake}：在《{lesson}》里单步看这一处。",
    "round.next_example": "在《{lesson}》里单步走一遍。",
    "round.next_review": "今天到期：{count} 题。",
    "round.next_round": "再来一轮，换一组数。",
    "round.next_harder": "再来一轮，难度 {level}。",
    "round.comma": "、",
}
