"""Chinese sentences about mistakes: layers that hand elements on as they are."""

SENTENCES: dict[str, str] = {
    "misconceptions.end-included": (
        "把区间终点的元素也取了；区间 a:b 从 a 开始，到 b 之前为止。"
    ),
    "misconceptions.end-included.when": (
        "区间在轴的末端之前结束，且按步长恰好能再取到一个元素时，才看得出来。"
    ),
    "misconceptions.rows-and-columns-swapped": (
        "行和列弄反了；最后两部分里，前一个说的是行，后一个说的是列。"
    ),
    "misconceptions.rows-and-columns-swapped.when": (
        "两部分取的位置不同，或两个轴长度不同时，才看得出来。"
    ),
    "misconceptions.one-axis-flipped": (
        "只翻转了第一个轴；dims 里的每个轴都要翻转。"
    ),
    "misconceptions.one-axis-flipped.when": (
        "dims 里除第一个外还有长度至少为 2 的轴时，才看得出来。"
    ),
    "misconceptions.column-major": (
        "按列数元素；reshape 按行数，最后一个轴先变。"
    ),
    "misconceptions.column-major.when": (
        "两个形状都有多个大于 1 的长度且不相同时，才看得出来。"
    ),
    "misconceptions.detach-ignored": (
        "梯度穿过 detach 传回去了；经过 detach 的数应当作常数。"
    ),
    "misconceptions.detach-ignored.when": "上游梯度不为 0 时才看得出来。",
}
