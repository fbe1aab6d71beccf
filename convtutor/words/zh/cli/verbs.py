"""Chinese sentences about the command line; keys begin with "cli."."""

SENTENCES: dict[str, str] = {
    # headings of the help
    "cli.usage": "用法:",
    "cli.arguments": "参数",
    "cli.options": "选项",
    "cli.verbs": "命令",
    # the program
    "cli.describe_program": (
        "卷积网络的调试器：前向和反向的每一个数，一次一个乘积，并与 torch 比较。"
    ),
    "cli.examples_program": (
        "convtutor                            在主页上选一课\n"
        "convtutor lesson padding             打开填充一课\n"
        "convtutor lesson padding --play      打印全课，附 torch 的结论\n"
        "convtutor lesson padding --plain     像 gdb 一样逐行单步\n"
        "convtutor verify --all               所有课与 torch 比较\n"
        "convtutor doctor                     说明这台机器的情况"
    ),
    # verbs, in a line
    "cli.help_home": "在主页上选一课；不写命令时也是如此",
    "cli.help_lesson": "打开一课",
    "cli.help_explore": "单步走一层自己的网络层，大小和设置任意",
    "cli.help_solve": "找出从一个大小到另一个大小的设置",
    "cli.help_list": "列出所有课",
    "cli.help_verify": "与 torch 逐数比较",
    "cli.help_check": "检查课程文件",
    "cli.help_new": "写一个课程文件，由此开始",
    "cli.help_progress": "显示做过和答过什么，导出、导入，或收起一课",
    "cli.help_class": "根据导出的记录统计全班的错误",
    "cli.help_doctor": "说明这台机器的情况，并可修复终端",
    "cli.help_completion": "打印 shell 的补全脚本",
    # verbs, described
    "cli.describe_lesson": (
        "在屏幕上打开一课。没有终端时，或使用 --plain 时，逐行单步：\n从标准输入读取命令。"
    ),
    "cli.describe_home": (
        "在主页上选一课：完成了什么，下一课是什么，每课停在哪里。给出文件夹时只有其中的课；\n"
        "可以简写为 `convtutor 文件夹`。CONVTUTOR_LESSONS 里的文件夹总会列出。\n"
        "没有终端时，列出所有课。"
    ),
    "cli.describe_list": (
        "按顺序列出所有课：是否完成、名字、时长、标题，以及要先学哪些课。\n"
        "给出文件夹时只列其中的课。CONVTUTOR_LESSONS 里的文件夹总会列出。"
    ),
    "cli.describe_verify": (
        "在真正的 torch.nn 层上前向、反向运行各课，比较每一个数。\n"
        "全部一致时以 0 结束，有不同时为 1，有未能比较的内容时为 4。\n"
        "--shard i/n 在多台机器上各运行 n 片中的一片，--merge 把它们用 --json 打印的文档\n"
        "合并为一份报告。\n"
        "用 --board 时抽取每个算子的小层，按四种方式计算：规则、整数组、循环、torch。"
    ),
    "cli.describe_check": (
        "检查课程文件，或整个文件夹：没有问题为 0，有问题为 3。所有问题连同行号一次列出。\n"
        "可以省略的内容也会指出：没有自己说明的计算，没有例子的部分。"
    ),
    "cli.describe_new": (
        "写出 NAME.toml：一个小课，注释里解释每个键。它原样就能通过 `check` 和 `verify`；\n"
        "已有的文件不会被覆盖。"
    ),
    "cli.describe_progress": (
        "每课一行，显示你的记录：做完的例子、答对的题、出现过的错误、今天该复习的题。\n"
        "--export 把它写到文件，--import 把这样的文件加进来，重复导入不会多出什么；\n"
        "设置和停留的位置不随文件走。`reset LESSON` 收起一课的全部记录，\n"
        "`undo` 恢复最近一次收起的内容。"
    ),
    "cli.describe_class": (
        "读取学员用 `convtutor progress --export` 写出的文件，按题统计全班的错误，\n"
        "并给出能看到最常见错误的命令。含有同一条回答的文件算作同一个人。"
    ),
    "cli.describe_doctor": (
        "说明这台机器的情况：Python、软件包、torch 和 GPU、终端、课程、记录，\n"
        "以及 `verify --board` 在这里运行过什么。并用 torch 核对一个例子。"
    ),
    "cli.describe_completion": "打印 shell 的补全脚本。",
    "cli.examples_lesson": (
        "convtutor lesson padding\n"
        "convtutor lesson padding --example 2 --at 'output[2,0]'\n"
        "convtutor lesson ./my-lesson.toml --watch\n"
        "printf 'n\\nn\\np output\\nt\\nq\\n' | convtutor lesson padding --plain"
    ),
    "cli.examples_home": "convtutor\nconvtutor home --lang zh\nconvtutor home ./my-course",
    "cli.examples_list": "convtutor list\nconvtutor list --json\nconvtutor list ./my-course",
    "cli.examples_verify": (
        "convtutor verify padding\n"
        "convtutor verify --all --device cuda --json\n"
        "convtutor verify --all --shard 3/8 --json > part-3.json\n"
        "convtutor verify --merge part-*.json\n"
        "convtutor verify --board conv2d max_pool2d"
    ),
    "cli.examples_check": (
        "convtutor check my-lesson.toml\nconvtutor check my-course other.toml --json"
    ),
    "cli.examples_new": "convtutor new my-lesson\nconvtutor new my-lesson --in my-course --lang zh",
    "cli.examples_progress": (
        "convtutor progress\n"
        "convtutor progress --export record.json\n"
        "convtutor progress --import record.json\n"
        "convtutor progress reset padding\n"
        "convtutor progress undo"
    ),
    "cli.examples_class": "convtutor class ana.json ben.json\nconvtutor class ana.json --json",
    "cli.examples_doctor": "convtutor doctor\nconvtutor doctor --reset-terminal",
    "cli.examples_completion": (
        "convtutor completion bash > ~/.local/share/bash-completion/completions/convtutor\n"
        "convtutor completion zsh > ~/.zfunc/_convtutor\n"
        "convtutor completion fish > ~/.config/fish/completions/convtutor.fish"
    ),
    # arguments
    "cli.help_help": "显示本帮助",
    "cli.help_version": "显示版本",
    "cli.help_name": "课的名字，或课程文件",
    "cli.help_names": "课的名字、课程文件，或放课程文件的文件夹",
    "cli.help_files": "课程文件，或放课程文件的文件夹",
    "cli.help_folder": "放课程文件的文件夹",
    "cli.help_new_name": "课的 id：小写字母、数字和连字符",
    "cli.help_progress_action": "收起一课，或恢复最近一次收起的内容",
    "cli.help_progress_lesson": "要收起的课的 id",
    "cli.help_yes": "用于 reset：不再询问",
    "cli.help_export": "把记录写到文件；- 表示标准输出",
    "cli.help_force": "用于 --export：覆盖已有的文件",
    "cli.help_import": "加入文件里有而这里没有的内容",
    "cli.help_class_files": "`convtutor progress --export` 写出的文件",
    "cli.help_in": "写到这个文件夹，而不是当前文件夹",
    "cli.help_shell": "shell 的名字",
    "cli.help_example": "从这个例子开始；与 --play 合用时只打印它",
    "cli.help_at": "从一个位置开始：output[2,0]、grad_weight[0,1].tap[3]",
    "cli.help_play": "打印前向和反向的每个元素，最后是 torch 的结论",
    "cli.help_plain": "逐行单步：从标准输入读命令，每步一句话",
    "cli.help_watch": "每次文件保存后重新读取这一课，位置不变",
    "cli.help_device": "torch 在哪里运行；auto 是 CPU，有 GPU 时也用 GPU",
    "cli.help_lang": "语言；`lesson` 会记住它",
    "cli.help_json": "打印 JSON 文档",
    "cli.help_names_only": "只打印名字，一行一个",
    "cli.help_all": "所有课",
    "cli.help_shard": "只运行 n 片中的第 i 片例子，例如 3/8；各片耗时大致相同",
    "cli.help_merge": "把所有片的 JSON 文档合并为一份报告",
    "cli.help_board": "不看课，而是每个算子的各类设置；这时名字是算子名",
    "cli.help_reset_terminal": "退出被强行结束的程序可能留下的所有终端模式",
    # explore and solve
    "cli.describe_explore": (
        "像打开一课那样打开自己的一层：同样的屏幕，前向和反向，以及 torch。数值是小整数，\n"
        "除非 --values、--kernel 或 --image 另有指定。SIZE 是所有轴共用的一个数，或两个数\n"
        "（行乘列）；各项设置也是如此。打开后什么都可以改：set conv1.padding = 1。"
    ),
    "cli.describe_solve": (
        "找出由给定的输入大小得到给定的输出大小的所有整数设置；只给其中一个大小时，也找出\n"
        "另一个。固定的直接给出（3），不固定的限定范围（1..5）或省略：省略时 kernel_size\n"
        "查 1 到 11 且不长于输入（池化从 2 起），\n"
        "stride 查 1 到 4（两个大小之比更大时查到该比值，至多 32），padding 查 0 到 k_eff - 1\n"
        "（池化查到核的一半，更多 torch 不接受），output_padding 查 torch 接受的全部；dilation\n"
        "不给时为 1，any 时查 1 到 4。两个大小（224x200）是行和列，设置在两者上相同，\n"
        "除非写成 3x5。常用的答案在前。有答案时以 0 结束，没有时以 4 结束。"
    ),
    "cli.examples_explore": (
        "convtutor explore conv2d --input 7x7 --kernel-size 3 --stride 2 --padding 1\n"
        "convtutor explore conv2d --kernel '[[1,0,-1],[2,0,-2],[1,0,-1]]' --image photo.png\n"
        "convtutor explore conv_transpose2d --input 3x4 --stride 2 --plain\n"
        "convtutor explore max_pool2d --input 28 --at 'output[1,2]'"
    ),
    "cli.examples_solve": (
        "convtutor solve conv2d --in 224 --out 112\n"
        "convtutor solve conv2d --in 224 --kernel-size 7 --stride 2 --padding 3\n"
        "convtutor solve max_pool2d --in 57x40 --out 28x20 --json\n"
        "convtutor solve conv_transpose2d --in 7 --out 14 --kernel-size 2..5"
    ),
    "cli.help_operator": (
        "conv2d、conv_transpose2d、max_pool2d、avg_pool2d，或对应的 1d；explore 还接受 "
        "adaptive_avg_pool2d 和 adaptive_max_pool2d"
    ),
    "cli.help_size_in": "输入的长度，例如 224，或 224x200",
    "cli.help_size_out": "输出的长度",
    "cli.help_solve_kernel_size": "核：3、1..5、3x5",
    "cli.help_solve_stride": "步幅",
    "cli.help_solve_padding": "每一侧的填充",
    "cli.help_solve_output_padding": "转置卷积：末端增加多少",
    "cli.help_solve_dilation": "膨胀：相邻的核元素相隔多远；不给时为 1",
    "cli.help_ceil_mode": "池化：最后一个窗口可以超出末端",
    "cli.help_most": "显示这么多个答案，不给时为 20",
    "cli.help_input": "输入的大小，不给时为 7；图片会缩放到这个大小",
    "cli.help_image": "输入取自一张图片（需要 Pillow）或一个 .npy 数组",
    "cli.help_kernel_size": "核；不给时为 3，池化为 2",
    "cli.help_stride": "步幅；不给时为 1，池化为核的大小",
    "cli.help_padding": "每一侧的填充；卷积还可以是 same 和 valid",
    "cli.help_output_padding": "转置卷积：末端增加多少",
    "cli.help_dilation": "膨胀：相邻的核元素相隔多远",
    "cli.help_padding_mode": "卷积：zeros、reflect、replicate 或 circular",
    "cli.help_groups": "通道分成几组",
    "cli.help_in_channels": "输入的通道数；3 读取图片的颜色",
    "cli.help_out_channels": "输出的通道数",
    "cli.help_bias": "带偏置（与 torch 一样，默认如此），或不带",
    "cli.help_count_include_pad": "平均池化：填充是否算进平均",
    "cli.help_output_size": "自适应池化：输出的大小，不给时为 2",
    "cli.help_kernel": "核本身，写成列表：[[1,0,-1],[2,0,-2],[1,0,-1]]",
    "cli.help_values": "小整数，0、1、2……，或两位小数的数",
    "cli.help_seed": "抽取数值用的种子，不给时为 0",
    # refusals
    "cli.refused": "{message}；见 {prog} --help",
    "cli.unknown_argument": "{verb}：没有参数 {word}{hint}",
    "cli.see_help": "；见 {prog} --help",
    "cli.unknown_verb": "convtutor：没有命令 {word}{hint}",
    "cli.known_verbs": "；有 {verbs}",
    "cli.verb_is_lesson": (
        "convtutor：{name} 不是命令，而是一课；是不是想用 'convtutor lesson {name}'？"
    ),
    "cli.verb_near_lesson": "convtutor：没有命令 {word}；是不是想用 'convtutor lesson {name}'？",
    "cli.play_alone": "convtutor {verb}：--play 打印全部内容，不能与 {other} 合用",
    "cli.no_screen": (
        "课程屏幕需要 {missing}；现在逐行进行。安装方法：python -m pip install textual"
    ),
    # lessons
    "cli.minutes": "{minutes} 分钟",
    "cli.done_of": "{done} / {count}",
    "cli.needs": "先学 {lessons}",
    "cli.other_lessons": "其他课",
    "cli.unreadable": "无法读取",
    "cli.more_problems": "还有 {count} 个问题；`convtutor check {path}` 会全部列出",
    "cli.has_winner": "{winner} 的 id 与它相同，按 id 打开的是那一个；这一个按路径打开：{path}",
    "cli.no_lessons": "这里没有课程",
    "cli.no_problems": "{path}：没有发现问题",
    "cli.no_words": "没有自己的说明：{arrays}，例 {number}",
    "cli.no_parts": "没有例子属于这些部分：{parts}",
    "cli.next_command": (
        "按名字打开一课，例如：convtutor lesson {name}。全部用法：convtutor --help"
    ),
    "cli.needs_package": (
        "convtutor：这里需要 {package}，但它没有安装；安装方法：{install}"
    ),
    # our own faults
    "cli.own_fault": "convtutor：程序自身出错：{error}",
    "cli.crash_report": "出错的调用栈在 {path}；报告问题时请附上它。",
    "cli.terminal_reset": "终端已复位。",
    # doctor
    "cli.doctor_program": "convtutor",
    "cli.doctor_python": "Python",
    "cli.doctor_terminal": "终端",
    "cli.doctor_lessons": "课程",
    "cli.doctor_record": "记录",
    "cli.doctor_proof": "验证",
    "cli.doctor_torch": "torch",
    "cli.doctor_gpu": "GPU",
    "cli.doctor_checked": "在此核对",
    "cli.remedy": "办法：{remedy}",
    "cli.not_installed": "没有安装",
    "cli.out_of_range": "{found}，应不低于 {least} 且低于 {limit}",
    "cli.needed_for_screen": "课程屏幕需要它，其余不需要。",
    "cli.needed_for_folder": "没有它时，记录的文件夹由程序自己推算。",
    "cli.remedy_package": "安装方法：{install}",
    "cli.remedy_python": "convtutor 需要 Python 3.11 或更新的版本。",
    "cli.no_term": "没有设置 TERM",
    "cli.no_size": "标准输出不是终端",
    "cli.remedy_terminal": (
        "课程屏幕需要标准输入、输出和错误都是终端，且 TERM 不是 dumb。"
        "`convtutor lesson NAME --plain` 到处可用。"
    ),
    "cli.remedy_small": "课程屏幕需要 60x18，请放大窗口。",
    "cli.remedy_locale": "符号以 ASCII 书写；请把 LANG 设为 UTF-8 的 locale，例如 zh_CN.UTF-8。",
    "cli.lessons_in": "{folder}，课数：{count}",
    "cli.remedy_lessons": "请重新安装 convtutor。",
    "cli.record_fine": "正常",
    "cli.record_missing": "尚未建立",
    "cli.record_empty": "空文件",
    "cli.record_not-a-file": "不是文件",
    "cli.record_broken": "已损坏",
    "cli.record_foreign": "是另一个程序的文件",
    "cli.record_newer": "由更新版本的 convtutor 写成，只读取",
    "cli.record_locked": "被另一个程序占用",
    "cli.record_unreadable": "无法读取",
    "cli.remedy_record": (
        "打开一课时，不能用的记录会被移到一旁；也可用 CONVTUTOR_DATA 指定另一个文件夹。"
    ),
    "cli.not_asked": "没有询问：{reason}",
    "cli.compared": "{lesson}，例 {number}：{said}",
}
