"""Chinese sentences about traces that are written down and read back."""

SENTENCES: dict[str, str] = {
    # ------------------------------------------------------------ formats
    "records.json": "标准轨迹：每一步和它读到的数，一个 JSON 文档",
    "records.jsonl": "同样的内容按行写：开头、每步一行、各数组",
    "records.html": "可以播放这一课的网页，不需要网络",
    "records.md": "文档：课文、每个数组，以及每个元素怎样算出",
    "records.npz": "只有各数组，供 NumPy 读取",
    "records.csv": "表格，每个乘积一行",
    "records.txt": "纯文本，和 `lesson --play` 打印的一样",
    "records.svg": "图：--from 处的一步，或到 --to 为止的几步",
    "records.cast": "终端录像（asciicast 3 或 2），每步一个事件",
    "records.gif": "动图，每步一帧（需要 Pillow；文字为英文）",
    "records.more_elements": "……还有 {count} 个",
    # ------------------------------------------------------------ code that computes it again
    "records.py": "脚本：各数组、每个 NumPy 循环、torch 层；打印是否一致",
    "records.ipynb": "笔记本，各单元用 NumPy 和 torch 重新计算",
    "records.code.notebook": (
        "每个数组都用循环重算一遍；装有 PyTorch 时也由它的层来算。"
        "= 表示相等，~ 表示在舍入误差内一致。"
    ),
    "records.code.different": "{by}：{name}{at}：得 {made}，课里是 {wanted}：不同",
    "records.code.rounded": "{by}：{name}：在舍入误差内一致（{most}）",
    "records.code.equal": "{by}：{name}：相等",
    "records.code.no_torch": "没有安装 PyTorch，它的层没有运行。",
    "records.code.mistaken": "这个例子故意含有一个错误；PyTorch 不会犯它。",
    "records.code.agreed": "算过的全部一致。",
    "records.code.apart": "有 {count} 个数组不同。",
    # ------------------------------------------------------------ writing
    "records.no_lesson": "export：请写课名或轨迹；`convtutor list` 列出各课",
    "records.no_format": "export：请用 --format 写明格式；有 {known}",
    "records.unknown_format": "export：没有格式 {format!r}；有 {known}{hint}",
    "records.needs": "export：格式 {format} 需要 {package}；请安装 convtutor[images]，或只装这个包",
    "records.trace_is_cut": "export：轨迹照原样再写；--example、--from、--to、--level 只用于课",
    "records.one_example": "export：--from 和 --to 是一个例子里的位置；请加 --example N",
    "records.backwards": "export：{last} 在 {first} 之前；--from 写较早的位置",
    "records.no_cast": "export：--cast-version 只用于格式 cast，不用于 {format}",
    "records.too_many_frames": (
        "export：{count} 帧对 GIF 太多，最多 {most} 帧；请用 --example 取一个例子，"
        "或用 --from 和 --to 取一段，或用 --level channel"
    ),
    "records.written": "已写 {path}（{format}，{size}）。",
    "records.writing": "正在写第 {step} 步，共 {count} 步",
    "records.is_there": "{path}：已经存在，没有改动；--force 会覆盖它",
    "records.no_file": "{path}：不是普通文件；请换一个，或用 - 表示标准输出",
    "records.not_written": "{path}：无法写入：{reason}",
    # ------------------------------------------------------------ verifying
    "records.verifying": "正在重算第 {step} 步，共 {count} 步",
    "records.apart": "verify：{trace} 是轨迹，{lesson} 是课；请只给轨迹",
    "records.verified": "{path}：全部 {count} 步都与引擎逐位相同。",
    "records.parting": "{path}：例 {example}：{place}：{what}：引擎得 {ours}，文件里是 {theirs}",
    "records.no_further": "只列这 {count} 处。",
    "records.mistaken": "这条轨迹含有一个误解（{mistakes}）；torch 不会犯它，所以没有问 torch。",
    # ------------------------------------------------------------ two traces
    "records.setting": "   例 {example}：{path}：A 是 {first}，B 是 {second}",
    "records.same": "全部 {count} 步都相同。",
    "records.first_parted": "它们先在例 {example} 的 {place} 分开：",
    "records.no_such_place": "没有这个位置",
    "records.counted": "相同 {equal} 步，不同 {parted} 步。",
}
