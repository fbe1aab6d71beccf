"""Chinese sentences about the board of all operators; keys begin with "board."."""

SENTENCES: dict[str, str] = {
    "board.title": "每个算子的前向和反向，在这台机器上算出的结果",
    "board.columns": (
        "NumPy：读取规则、整数组计算和循环互相比较。CPU 和 GPU：torch 与 NumPy 比较。"
    ),
    # ------------------------------------------------------------ what the signs say
    "board.sign.EXACT": "逐位相等",
    "board.sign.TYPICAL": "在已证明的舍入误差界之内",
    "board.sign.MISMATCH": "不一致",
    "board.sign.NOT CHECKED": "这里没有人运行过",
    "board.sign.TF32": "在 TF32 的实测误差之内，没有证明",
    "board.sign.WINOGRAD": "在 Winograd 的实测误差之内，没有证明",
    "board.sign.blank": "空白：没有这样的层",
    "board.sign.above": "在符号上方：大于 1",
    "board.lane.cpu-float32": "float32",
    "board.lane.cpu-float64": "float64",
    "board.lane.cuda-float32": "float32",
    "board.lane.cuda-cudnn": "cuDNN",
    "board.lane.cuda-default": "默认",
    "board.lane.cuda-float64": "float64",
    # ------------------------------------------------------------ what differs
    "board.witness.rule": "{place}：按规则是 {one}，整数组计算是 {other}。",
    "board.witness.loops": "{place}：按规则是 {one}，循环得到 {other}。",
    "board.witness.float32": "{place}：float64 下是 {one}，float32 下是 {other}。",
    "board.more": "此外还有 {count} 个数组不一致；--json 会全部列出。",
    # ------------------------------------------------------------ what came out
    "board.agree.numpy": "{device}：{total} 种设置中有 {count} 种，规则、整数组计算和循环都一致。",
    "board.agree": "{device}：{total} 种设置中有 {count} 种，每个数组都与 torch 一致。",
    "board.differ": "{device}：{total} 种设置中有 {count} 种不一致。",
    "board.unrun": "{device}：{total} 种设置中有 {count} 种未核对。",
    "board.environment": "{versions}；{devices}；种子 {seed}；{seconds} 秒。",
    "board.kept": "以后由 `convtutor doctor` 说明（{path}）。",
    "board.not_kept": "没有为 `convtutor doctor` 保存：{reason}。",
    # ------------------------------------------------------------ what doctor tells
    "board.doctor.nothing": "这台机器上什么都没有运行过",
    "board.doctor.and": "、",
    "board.doctor.then": "；",
    "board.doctor.lane": "{lane} {count}/{total}",
    "board.doctor.agree": "在此一致的算子：{lanes}",
    "board.doctor.differ": "不一致：{operators}",
    "board.doctor.stale": "运行之后有改动，不计入：{operators}",
    "board.doctor.unrun": "这里没有运行过：{lanes}",
    "board.doctor.last": "最近一次运行：{when} UTC，{versions}",
    "board.doctor.remedy": "用 `convtutor verify --board` 运行。",
}
