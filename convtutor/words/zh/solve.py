"""Chinese sentences about `solve`; keys begin with "solve."."""

SENTENCES: dict[str, str] = {
    "solve.title": "{operator}，输入 {inputs}，输出 {outputs}：{count} 个答案。",
    "solve.title_one": "{operator}，输入 {inputs}，输出 {outputs}：1 个答案。",
    "solve.title_none": "{operator}，输入 {inputs}，输出 {outputs}：没有答案。",
    "solve.open": "不限",
    "solve.looked": "查找范围：{ranges}。",
    "solve.comma": "，",
    "solve.span": "{first} 到 {last}",
    "solve.usual_padding_window": "0 到 k_eff - 1",
    "solve.usual_padding_pool": "0 到核的一半",
    "solve.usual_output_padding_window": "小于步幅与膨胀中较大的一个",
    "solve.unread": "读不到",
    "solve.unwritten": "写不到",
    "solve.unread_padding": "读不到的填充",
    "solve.more": "还有 {count} 个；--most N 可显示多于 {most} 个，--json 给出全部。",
    "solve.first": "第一个：{line}",
    "solve.nearest": "这些设置都得不到这个输出；能得到的最接近的：{nearest}。",
    "solve.between": (
        "这些设置都得不到这个输出：它们得到的输出在 {first} 与 {last} 之间，最接近的是 {nearest}。"
    ),
    "solve.apart": (
        "行和列各自都有答案，但没有两者相同的；请给出如 3x5 的设置（行乘列）。能得到的最接近的："
        "{nearest}。"
    ),
    "solve.nothing_fits_convolution": (
        "这些设置都构不成一层：有效核长 d(k - 1) + 1 超过了填充后的输入。请增加填充，或用更小的核或"
        "膨胀。"
    ),
    "solve.nothing_fits_transposed": (
        "这些设置都构不成一层：或者输出一格也不剩，请减少填充；或者 output_padding 不小于步幅与膨胀"
        "中较大的一个。"
    ),
    "solve.nothing_fits_pool": (
        "这些设置都构不成一层：池化的填充至多为核的一半，核也不能长过填充后的输入。"
    ),
    # refusals
    "solve.no_sizes": "solve：请给出已知的大小，--in 或 --out，或两者",
    "solve.no_size": (
        "{verb}：{option} 应为一个整数，如 224，或两个，如 224x200（行乘列），得到的是 '{text}'"
    ),
    "solve.no_choice": (
        "solve：{option} 应为一个数，如 3；一个范围，如 1..5；两个，如 3x5（行乘列）；或 any。"
        "得到的是 '{text}'"
    ),
    "solve.backwards": "solve：{option} {start}..{end} 是倒着的；请先写较小的数",
    "solve.out_of_bounds": "{verb}：{option} 应在 {least} 到 {most} 之间，得到的是 {got}",
    "solve.one_axis": "solve：{operator} 只有一个轴；--in 和 --out 各给一个数",
    "solve.two_settings": "solve：{option} 有两个值（行乘列）；--in 或 --out 也请给出两个大小",
    "solve.no_setting": "solve：{operator} 没有 {option}；请去掉它",
    "solve.most": "solve：--most 至少为 1，得到的是 {got}",
    "solve.too_many": (
        "solve：最多要查找 {count:,} 种设置，至多只查 {most:,} 种；请给定一个设置，或把它的范围缩小"
        "，如 1..8"
    ),
}
