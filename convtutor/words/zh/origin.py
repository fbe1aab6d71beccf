"""中文: 谁写了一个数，一个元素影响到哪里；键以 "origin." 开头。"""

SENTENCES: dict[str, str] = {
    "origin.not_forward": "{place}: what a cell reaches, and what it depends on, is told of "
    "operands and outputs of the way forward; for another number ask who wrote it",
}
