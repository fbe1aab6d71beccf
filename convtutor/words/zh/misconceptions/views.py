"""Chinese sentences about mistakes: layers that hand elements on as they are."""

SENTENCES: dict[str, str] = {
    "misconceptions.end-included": (
        "把区间终点的元素也取了；区间 a:b 从 a 开始，到 b 之前为止。"
    ),
    "misconceptions.end-included.when": (
        "区间在轴的末端之前结束，且按步长恰好能再取到一个元素时，才看得出来。"
    ),
    "misconceptions.end-included.you": "你把区间终点的元素也取了。",
    "misconceptions.end-included.rule": "区间 a:b 从元素 a 开始，到元素 b 之前停止。",
    "misconceptions.end-included.label": "包括终点",
    "misconceptions.rows-and-columns-swapped": (
        "行和列弄反了；最后两部分里，前一个说的是行，后一个说的是列。"
    ),
    "misconceptions.rows-and-columns-swapped.when": (
        "两部分取的位置不同，或两个轴长度不同时，才看得出来。"
    ),
    "misconceptions.rows-and-columns-swapped.you": "你把行和列弄反了。",
    "misconceptions.rows-and-columns-swapped.rule": "切片的最后两部分里，前一个选行，后一个选列。",
    "misconceptions.rows-and-columns-swapped.label": "行列互换",
    "misconceptions.one-axis-flipped": (
        "只翻转了第一个轴；dims 里的每个轴都要翻转。"
    ),
    "misconceptions.one-axis-flipped.when": (
        "dims 里除第一个外还有长度至少为 2 的轴时，才看得出来。"
    ),
    "misconceptions.one-axis-flipped.you": "你只翻转了第一个轴。",
    "misconceptions.one-axis-flipped.rule": (
        "flip 翻转 dims 里的每个轴；行和列都翻转，就是旋转 180 度。"
    ),
    "misconceptions.one-axis-flipped.label": "只翻转第一个轴",
    "misconceptions.column-major": (
        "按列数元素；reshape 按行数，最后一个轴先变。"
    ),
    "misconceptions.column-major.when": (
        "两个形状都有多个大于 1 的长度且不相同时，才看得出来。"
    ),
    "misconceptions.column-major.you": "你按列数了元素。",
    "misconceptions.column-major.rule": (
        "reshape 保持按行的次序：新旧形状里都是最后一个下标变得最快。"
    ),
    "misconceptions.column-major.label": "按列数",
    "misconceptions.detach-ignored": (
        "梯度穿过 detach 传回去了；经过 detach 的数应当作常数。"
    ),
    "misconceptions.detach-ignored.when": "上游梯度不为 0 时才看得出来。",
    "misconceptions.detach-ignored.you": "你让梯度穿过了 detach。",
    "misconceptions.detach-ignored.rule": (
        "detach 的输出算作常数：什么也不传回去，它之前的梯度是 0。"
    ),
    "misconceptions.detach-ignored.label": "梯度穿过 detach",
}
