"""Chinese sentences about a lesson watched while it is written; keys begin with "watch."."""

SENTENCES: dict[str, str] = {
    "watch.read": "{name} 已保存，重新读取。",
    "watch.broken": "保留上一个正确的版本。{problems}",
    "watch.broken_more": "保留上一个正确的版本。{problems} 另有 {more} 个问题。",
}
