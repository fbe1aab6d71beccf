"""Chinese sentences of the quiz."""

SENTENCES: dict[str, str] = {
    "quiz.case": "一道题",
    "quiz.too_long": "答案最多 {most} 个字符，现在有 {count} 个。",
    "quiz.no_answer": "{given!r} 不是这里的答案；{how}",
    "quiz.form.number": "请写一个数，如 19、-0.25、1/9 或 1.111。",
    "quiz.form.numbers": "请按顺序写出各数，如 [0, 1, 0, 1]。",
    "quiz.form.sizes": "请写出各轴的长度，如 4x4 或 (2,1,4,4)。",
    "quiz.form.cells": "请按“行,列”写出各格，以空格分开，如 0,0 0,1 1,0。",
    "quiz.form.option": "请写一个字母，如 a。",
}
