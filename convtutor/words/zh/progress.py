"""Chinese sentences about the record of what a learner did; keys begin with "progress."."""

SENTENCES: dict[str, str] = {
    "progress.no-home": (
        "找不到用户主目录，学习进度只在本次运行中保留。请把 CONVTUTOR_DATA 设为一个可写的文件夹。"
    ),
    "progress.no-folder": (
        "无法保存记录 {path}（{reason}），学习进度只在本次运行中保留。"
        "请把 CONVTUTOR_DATA 设为一个可写的文件夹。"
    ),
    "progress.unreadable": (
        "无法读取记录 {path}，学习进度只在本次运行中保留。"
        "请检查它的权限，或把 CONVTUTOR_DATA 设为另一个文件夹。"
    ),
    "progress.read-only": (
        "无法写入记录 {path}，学习进度只在本次运行中保留。"
        "请检查它的权限，或把 CONVTUTOR_DATA 设为另一个文件夹。"
    ),
    "progress.broken": (
        "记录 {path} 已损坏，学习进度只在本次运行中保留。移走该文件后会重新建立记录。"
    ),
    "progress.failed": "无法写入记录 {path}（{reason}），学习进度只在本次运行中保留。",
    "progress.locked": "另一个程序占用记录 {path} 已达 5 秒，学习进度只在本次运行中保留。",
    "progress.newer": (
        "记录 {path} 由更新版本的 convtutor 写成，这里只读取、不改动；"
        "学习进度只在本次运行中保留。升级 convtutor 后可继续使用。"
    ),
    "progress.moved-empty": "记录是一个空文件，已移到 {aside}，并建立了新的记录。",
    "progress.moved-not-a-file": "记录的位置上不是文件，原有内容已移到 {aside}，并建立了新的记录。",
    "progress.moved-broken": "记录已损坏，已移到 {aside}，并建立了新的记录。",
    "progress.moved-foreign": "记录文件属于另一个程序，已移到 {aside}，并建立了新的记录。",
}
