"""Chinese sentences about slips: lines and layers counted wrongly."""

SENTENCES: dict[str, str] = {
    "slips.line-from-zero.you": "你从 0 开始数行。",
    "slips.line-from-zero.rule": "行号写在行前；第一行是 1。",
    "slips.line-from-zero.label": "行从 0 数",
    "slips.line-below.you": "你怪到了下一行。",
    "slips.line-below.rule": "要找本身出错的那一行，不是第一个用到它结果的行。",
    "slips.line-below.label": "下一行",
    "slips.layer-from-zero.you": "你从 0 开始数层。",
    "slips.layer-from-zero.rule": "编号写在层前；第一层是 1。",
    "slips.layer-from-zero.label": "层从 0 数",
    "slips.layer-behind.you": "你怪到了后面一层。",
    "slips.layer-behind.rule": "收不下输入的那一层报错；后面的层根本走不到。",
    "slips.layer-behind.label": "后面一层",
    "slips.nothing-refuses.you": "你全都放过了。",
    "slips.nothing-refuses.rule": "通道数与规定不符，或窗口放不下，层就会报错。",
    "slips.nothing-refuses.label": "全部通过",
}
