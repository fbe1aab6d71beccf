"""Chinese sentences about a learner's record as it is shown, handed on and put away; keys begin
with "record."."""

SENTENCES: dict[str, str] = {
    # ------------------------------------------------------------ what is shown
    "record.examples": "例子 {done}/{count}",
    "record.right": "答对 {right}/{count}",
    "record.due_here": "该复习 {count} 题",
    "record.not_here": "这一课已经不在这里了。",
    "record.changed": "你通过之后，这一课有改动。",
    "record.mistake": "{name} ×{count}",
    "record.no_words": "这个版本的 convtutor 没有关于它的说明。",
    "record.due": "今天该复习 {count} 题，涉及 {lessons} 课。",
    "record.none_due": "今天没有要复习的题。",
    "record.nothing": "还没有记录：没有做完的例子，也没有答过的题。",
    "record.lies": "记录文件：{path}",
    "record.comma": "、",
    # ------------------------------------------------------------ what does not go together
    "record.one_thing": "convtutor progress：{first} 和 {second} 是两件事，请分开做",
    "record.lesson_belongs": "convtutor progress：只有 reset 后面可以写课",
    "record.yes_belongs": "convtutor progress：--yes 只用于 reset",
    "record.force_belongs": "convtutor progress：--force 只用于 --export",
    "record.json_belongs": (
        "convtutor progress：--json 不与其他选项合用；--export 写出的本来就是 JSON"
    ),
    "record.reset_what": (
        "convtutor progress reset：请写明哪一课，例如 `convtutor progress reset padding`"
    ),
    # ------------------------------------------------------------ reset and undo
    "record.sure": (
        "要收起 {lesson} 的全部记录（例子、回答和位置）吗？"
        "`convtutor progress undo` 可以恢复。[y/N]"
    ),
    "record.nobody_asked": (
        "convtutor progress reset {lesson}：没有终端可以询问；加上 --yes 则不询问直接收起"
    ),
    "record.not_kept": "convtutor progress reset：没有 '{lesson}' 的记录{hint}",
    "record.left": "没有改动。",
    "record.reset": "{lesson} 已收起；`convtutor progress undo` 可以恢复。",
    "record.undone": "{lesson} 已恢复原样。",
    "record.nothing_to_undo": "convtutor progress undo：没有可以撤销的 reset",
    # ------------------------------------------------------------ handing on
    "record.unread": "{path}：无法导出：{reason}",
    "record.exported": "已写成 {path}：回答 {answers} 条，做完的例子 {done} 个。",
    "record.imported": (
        "{path}：加入回答 {answers} 条、做完的例子 {done} 个；原来就有的回答 {known} 条。"
    ),
    "record.differing": (
        "有 {count} 条回答与这里的另一条同名，没有加入；"
        "复制记录文件本身并在两处继续使用时会这样。"
    ),
    # ------------------------------------------------------------ what is wrong with a file
    "record.too_large": "{path}：大于 {most} MiB；应为导出的记录",
    "record.too_deep": "{path}：嵌套太深；应为导出的记录",
    "record.no_json": "{path}：不是 JSON：{reason}",
    "record.no_record": "{path}：不是导出的记录；`convtutor progress --export FILE` 可以写出一份",
    "record.version": (
        "{path}：version：应为 {known}，实为 {got}；可能由更新版本的 convtutor 写成"
    ),
    "record.wrong": "{at}：应为{expected}，实为 {got}",
    "record.unknown_key": "{key}：没有这个键{hint}",
    "record.missing_key": "{key}：缺少",
    "record.twice": "{at}：record 和 sequence 与 {first} 相同",
    "record.more": "{path}：还有更多问题",
    "record.expect_list": "列表",
    "record.expect_object": "对象",
    "record.expect_whole": " {least} 到 {most} 的整数",
    "record.expect_text": " {least} 到 {most} 个字符的文本，不含隐藏字符",
    "record.expect_text_or_null": " null，或 {least} 到 {most} 个字符的文本，不含隐藏字符",
    "record.expect_one_of": " {values} 之一",
    "record.expect_one_of_or_null": " null 或 {values} 之一",
    "record.expect_lesson": "课的 id",
    "record.expect_record": "记录的名字：32 位 0 到 f",
    # ------------------------------------------------------------ a class
    "record.class": "学员 {learners} 人，文件 {files} 个。",
    "record.class_nothing": "还没有人答过题。",
    "record.class_question": "题目",
    "record.class_met": "遇到的人数",
    "record.class_mistakes": "犯各种错误的人数",
    "record.class_made": "{name} {count}",
    "record.class_no_mistake": "没有哪个错误答案能归结为有名字的错误。",
    "record.class_commonest": (
        "最常见的错误：{name}；遇到 {lesson} 的 '{question}' 的 {met} 人中有 {count} 人犯了它。"
    ),
    "record.class_open": "看它如何被驳倒：{command}",
}
