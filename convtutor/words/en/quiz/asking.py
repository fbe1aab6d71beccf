"""English sentences of the quiz."""

SENTENCES: dict[str, str] = {
    "quiz.case": "a question",
    "quiz.too_long": "An answer has at most {most} characters, got {count}.",
    "quiz.no_answer": "{given!r} is no answer here; {how}",
    "quiz.form.number": "write one number, such as 19, -0.25, 1/9 or 1.111.",
    "quiz.form.numbers": "write the numbers in order, such as [0, 1, 0, 1].",
    "quiz.form.sizes": "write the lengths, such as 4x4, (2,1,4,4) or 3.",
    "quiz.form.cells": "write the cells as row,column with blanks between, such as 0,0 0,1 1,0.",
    "quiz.form.option": "write one letter, such as a.",
}
