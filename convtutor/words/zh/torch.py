"""Chinese sentences about the check against torch; keys begin with "torch."."""

SENTENCES: dict[str, str] = {
    "torch.title": "同样的层在真正的 torch.nn 上前向和反向各算一遍",
    "torch.done": "用时 {seconds} 秒",
    "torch.column.array": "数组",
    "torch.column.shape": "形状",
    "torch.column.greatest": "最大差",
    "torch.column.allowed": "允许",
    "torch.device.cpu": "CPU",
    "torch.device.cuda": "GPU",
    "torch.checked": "已核对",
    "torch.not_checked": "未核对",
    # ------------------------------------------------------------ verdicts
    "torch.verdict.EXACT": "逐位相等",
    "torch.verdict.TYPICAL": "通常误差",
    "torch.verdict.WITHIN BOUND": "误差界内",
    "torch.verdict.WINOGRAD": "WINOGRAD",
    "torch.verdict.TF32": "TF32",
    "torch.verdict.MISMATCH": "不一致",
    "torch.verdict.NOT CHECKED": "未核对",
    "torch.no_difference": "{count} 个元素差均为 0",
    "torch.no_difference.one": "1 个元素差为 0",
    "torch.difference_at": "{size}，在 [{index}]",
    "torch.other_shape": "形状 {shape}",
    # ------------------------------------------------------------ lanes
    "torch.lane.cpu-float32": "float32",
    "torch.lane.cpu-float64": "float64",
    "torch.lane.cuda-float32": "float32，关闭 cuDNN",
    "torch.lane.cuda-cudnn": "float32，cuDNN，确定性算法",
    "torch.lane.cuda-default": "float32，torch 默认设置",
    "torch.lane.cuda-float64": "float64",
    "torch.lane_on": "{device} {lane}",
    "torch.layer": "单层",
    "torch.network": "整个网络",
    # ------------------------------------------------------------ what came out
    "torch.agree.exact": "{device} 上 {total} 个数中有 {agreed} 个一致，逐位相等。",
    "torch.agree.rounding": "{device} 上 {total} 个数中有 {agreed} 个一致，差别不超出舍入误差。",
    "torch.agree.measured": (
        "{device} 上 {total} 个数中有 {agreed} 个在 {rule} 的实测误差之内；"
        "这一范围来自测量，没有证明。"
    ),
    "torch.disagree": "{device} 上 {total} 个数中有 {agreed} 个一致。",
    "torch.no_room": "这样的数在计算中没有舍入的余地。",
    "torch.difference": "{place}：这里是 {ours}，torch 是 {torch}。这不是舍入误差。",
    "torch.shapes_differ": "{array}：这里的形状是 {ours}，torch 的是 {torch}。",
    "torch.arithmetic": "{place} = {arithmetic}",
    "torch.ties": "并列：{array} 有 {count} 个窗口，torch 在相等的值中选了另一个。",
    "torch.zero_signs": "有 {count} 个零在 torch 中符号相反；正零和负零视为相等。",
    "torch.left_out.drift": (
        "不参与比较的有 {count} 个：前面各步训练的舍入误差可能已经长得比这里任何一个数都大。"
    ),
    "torch.left_out.kink": (
        "不参与比较的有 {count} 个：前面的层的舍入可能改变最大值或 ReLU 让哪个值通过。"
    ),
    "torch.left_out.overflow": "不参与比较的有 {count} 个：它们的和可能超出 {dtype} 的范围。",
    "torch.left_out.undefined": (
        "不参与比较的有 {count} 个：那里是否计算 0 乘 inf 或 NaN 由 torch 的实现决定。"
    ),
    "torch.unchecked": "{device} 未核对：{reason}",
    "torch.no_claim": "{reason}；对它不作任何结论",
    "torch.no_device": "{reason}；请用 --device cpu，或换一台 torch 能找到 CUDA 设备的机器",
    "torch.absent": "torch：未核对。{reason}",
    "torch.overridden": "环境变量覆盖了 torch 的设置：{overrides}。",
    "torch.printed": "子进程的输出：{text}",
    # ------------------------------------------------------------ suspected causes
    "torch.cause.misconception": "按下面的错误计算，就得到 torch 的结果。{mistake}",
    "torch.cause.axes-swapped": "把 {name} 的行和列互换，就得到 torch 的结果。",
    "torch.cause.off-by-one": "把 {name} 加一或减一，就得到 torch 的结果。",
    "torch.cause.window-shifted": "每个窗口提前或推后一格，就得到 torch 的结果。",
    "torch.cause.tf32": "把输入舍入到 TF32，就得到 torch 的结果，而这种设置不允许 TF32。",
    "torch.cause.scaled": "torch 的结果是这里的 {factor} 倍。",
    "torch.cause.single-element": "只有这一个元素不同。",
    "torch.cause.chain": "每一层单独核对都一致；差别出现在连续经过几层之后。",
    # ------------------------------------------------------------ layers not handed to torch
    "torch.refusal.empty-window": (
        "{layer} 不交给 torch：它有一个窗口不含任何元素，torch 的最大池化在那里会给出平面之外的"
        "下标，并可能崩溃。"
    ),
    "torch.refusal.no-output": (
        "{layer} 不交给 torch：它的输出没有任何元素，torch 无法由此反向传播。"
    ),
    "torch.refusal.no-layer": "{layer} 不交给 torch：它的算子没有对应的 torch.nn 层。",
    # ------------------------------------------------------------ why something was not checked
    "torch.failure.torch-missing": "这里没有安装 torch；用下面的命令安装：{install}",
    "torch.failure.torch-broken": (
        "torch 已安装但无法加载（{detail}）；用下面的命令重新安装：{install} --force-reinstall"
    ),
    "torch.failure.torch-old": (
        "torch {detail} 比 2.10 旧；用下面的命令更新：{install} --upgrade"
    ),
    "torch.failure.not-asked": "没有要求核对",
    "torch.failure.cuda-build": "这个 torch 的构建不带 CUDA",
    "torch.failure.cuda-driver-missing": "这里没有 NVIDIA 驱动",
    "torch.failure.cuda-driver-old": (
        "NVIDIA 驱动对这个 torch 来说太旧；请更新驱动，或安装面向较旧 CUDA 的 torch"
    ),
    "torch.failure.cuda-none": "这里没有 CUDA 设备",
    "torch.failure.cuda-architecture": (
        "这个 torch 没有面向这块 GPU 的代码（{detail}）；请安装为它构建的 torch"
    ),
    "torch.failure.cuda-fault": "GPU 或其驱动出错（{detail}）",
    "torch.failure.out-of-memory": "内存不足（{detail}）；请释放一些内存，或换一个小一些的例子",
    "torch.failure.flag-refused": "torch 没有保持要求的设置（{detail}）",
    "torch.failure.torch-raised": "torch 拒绝了这一层（{detail}）",
    "torch.failure.worker-start": "无法启动子进程（{detail}）",
    "torch.failure.worker-time": "{detail} 秒内没有应答；子进程已被结束",
    "torch.failure.worker-signal": "子进程因信号 {detail} 结束",
    "torch.failure.worker-exit": "子进程以退出码 {detail} 结束",
    "torch.failure.worker-protocol": "无法读懂子进程的应答（{detail}）",
    # ------------------------------------------------------------ verify
    "torch.verify.example": "{lesson}，例 {number}：{title}",
    "torch.verify.environment": "torch {torch}，Python {python}",
    "torch.verify.flags": "设置：{flags}",
    "torch.verify.total.agree": "{count} 个例子：比较过的全部一致。",
    "torch.verify.total.differ": "{count} 个例子：其中 {differing} 个不一致。",
    "torch.verify.total.unchecked": "{count} 个例子：其中 {unchecked} 个未能核对。",
}
