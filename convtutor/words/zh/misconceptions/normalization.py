"""Chinese sentences about mistakes: batch normalization."""

SENTENCES: dict[str, str] = {
    "misconceptions.root-forgotten": "除以了方差，忘了开方；应除以方差的平方根。",
    "misconceptions.root-forgotten.when": "方差不为 1 时才看得出来。",
    "misconceptions.unbiased-variance": (
        "归一化用了除以 m - 1 的方差；那是给移动方差的，这里应除以 m。"
    ),
    "misconceptions.unbiased-variance.when": "训练时才看得出来。",
    "misconceptions.eps-forgotten": "根号里忘了加 eps。",
    "misconceptions.eps-forgotten.when": "eps 大于 0 时才看得出来，方差越小越明显。",
    "misconceptions.momentum-reversed": (
        "把 momentum 当作移动统计量保留的部分；它是这一批数据所占的部分。"
    ),
    "misconceptions.momentum-reversed.when": (
        "训练时有移动统计量，且 momentum 不为 0.5，才看得出来。"
    ),
    "misconceptions.running-variance-biased": (
        "移动方差用了除以 m 的方差来更新；应用除以 m - 1 的方差。"
    ),
    "misconceptions.running-variance-biased.when": (
        "训练时有移动统计量，且 momentum 不为 0，才看得出来。"
    ),
    "misconceptions.batch-statistics-in-evaluation": (
        "评估时仍用这一批数据自己的均值和方差；应改用移动统计量。"
    ),
    "misconceptions.batch-statistics-in-evaluation.when": "评估时才看得出来。",
    "misconceptions.statistics-held-fast": (
        "反向时把均值和方差当作了常数；训练时它们随每个输入而变。"
    ),
    "misconceptions.statistics-held-fast.when": "训练时才看得出来。",
}
