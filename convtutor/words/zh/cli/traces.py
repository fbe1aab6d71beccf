"""Chinese sentences of the verbs that write traces down and read them back."""

SENTENCES: dict[str, str] = {
    "cli.help_export": "把一课写成文件：轨迹、网页、图片或脚本",
    "cli.describe_export": (
        "把一课，或以前写下的轨迹，逐步写进文件。每个数都按读取规则算出。\n"
        "已有的文件只有加 --force 才会被替换。"
    ),
    "cli.examples_export": (
        "convtutor export padding --format json\n"
        "convtutor export padding --format jsonl -o - | head -n 3\n"
        "convtutor export stride --example 2 --from 'output[0,0]' --to 'output[1,1]' -o a.json\n"
        "convtutor export --list"
    ),
    "cli.help_replay": "逐步重放写下的轨迹",
    "cli.describe_replay": "像打开一课那样打开轨迹：数都来自文件。不需要课文件，也不需要 torch。",
    "cli.examples_replay": (
        "convtutor replay padding.json\n"
        "convtutor replay padding.json --at 'output[1,1]'\n"
        "convtutor replay padding.jsonl --play"
    ),
    "cli.help_diff": "说出两条轨迹在哪里分开",
    "cli.describe_diff": "逐个位置比较两条轨迹。不同则退出码为 1，每一步都相同则为 0。",
    "cli.examples_diff": (
        "convtutor diff before.json after.json\nconvtutor diff stride-1.json stride-2.json --json"
    ),
    "cli.help_schema": "打印轨迹的 JSON Schema",
    "cli.describe_schema": "打印 convtutor 所写文档的 JSON Schema（2020-12）。",
    "cli.examples_schema": "convtutor schema trace > trace.schema.json",
    "cli.help_trace_file": "`convtutor export` 写出的轨迹（json 或 jsonl）",
    "cli.help_second_trace": "与之比较的轨迹",
    "cli.help_schema_name": "要描述的文档",
    "cli.help_export_name": "课的名字、课文件，或轨迹",
    "cli.help_format": "--list 列出的格式之一；不写则由 FILE 的后缀得知",
    "cli.help_output": "写到哪里；- 表示标准输出，不写则为 NAME 加格式的后缀",
    "cli.help_from": "取的第一个位置，如 'output[0,0]'（只限一个例子）",
    "cli.help_to": "取的最后一个位置",
    "cli.help_level": "多细：每个乘积、每个元素，或每个通道的最后一个元素",
    "cli.help_cast_version": "格式 cast 用哪个版本的 asciicast，默认 3",
    "cli.help_force": "替换已有的文件",
    "cli.help_list_formats": "列出各格式",
}
