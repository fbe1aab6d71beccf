"""Chinese sentences about changing an example and about tasks; keys begin with "task."."""

SENTENCES: dict[str, str] = {
    "task.set_how": "请写出要改什么、改成多少，例如：{example}",
    "task.changed": "已修改，所有的数都重新算过。",
    "task.reached": "目标达到了。",
    "task.not_yet": "还没有：目标不成立。",
    "task.not_yet_because": "还没有：{because}。",
    "task.is": "{name} 是 {value}",
    "task.and": "，",
    "task.nothing_to_reset": "这个例子里什么也没有改过",
    "task.reset": "已恢复原样：这个例子的修改全部撤销。",
    "task.no_task": "这个例子没有任务，所以没有提示",
    "task.no_reason": "这个例子没有给出理由",
    "task.hint": "{number}/{count}  {hint}",
    "task.next_why": "这是本课最后一例：w 看理由，q 离开。",
    "task.next_why_on": "w 看理由，] 继续。",
    "task.next_on": "] 继续。",
    "task.edit_hint": "修改，例如：{example}",
    "task.play": "目标：{goal}。修改 {change} 来达到它：用 `set` 修改，"
    "用 `hint` 看提示（共 {count} 条）；在屏幕上按 e 和 h。",
    "task.why": "理由：{why}",
    "task.example": "conv1.padding = 1",
}
