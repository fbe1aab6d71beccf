"""Chinese sentences about `new`; keys begin with "new."."""

SENTENCES: dict[str, str] = {
    "new.no_id": (
        "new：'{name}' 不能作课的 id；应为不超过 64 个的小写字母、数字和连字符，不以连字符开头，"
        "例如 my-lesson"
    ),
    "new.no_id_near": (
        "new：'{name}' 不能作课的 id（不超过 64 个的小写字母、数字和连字符，不以连字符开头）；"
        "是不是想用 '{near}'？另一个文件夹用 --in 指定"
    ),
    "new.is_device": "new：'{name}' 在 Windows 上是设备名；请换一个，例如 {name}-lesson",
    "new.is_lesson": "new：已经有一课叫 '{name}'；请换一个名字",
    "new.no_folder": "{folder}：没有这个文件夹；请先建立它，或用 --in 指定另一个",
    "new.is_there": "{path}：已经存在，没有改动；请换一个名字或文件夹",
    "new.not_written": "{path}：无法写入：{reason}",
    "new.written": "已写成 {path}：一课，五个例子，每个键都有解释。",
    "new.next": "接下来：",
    "new.next_watch": "打开它，每次保存都能看到变化",
    "new.next_check": "有什么问题，省略了什么",
    "new.next_verify": "每个数都与 torch 比较",
}
