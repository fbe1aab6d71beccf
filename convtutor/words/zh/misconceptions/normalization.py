"""Chinese sentences about mistakes: batch normalization."""

SENTENCES: dict[str, str] = {
    "misconceptions.root-forgotten": "除以了方差，忘了开方；应除以方差的平方根。",
    "misconceptions.root-forgotten.when": "方差不为 1 时才看得出来。",
    "misconceptions.root-forgotten.you": "你除以了方差。",
    "misconceptions.root-forgotten.rule": "x - 均值 要除以标准差，即“方差 + eps”的平方根。",
    "misconceptions.root-forgotten.label": "除以方差",
    "misconceptions.unbiased-variance": (
        "归一化用了除以 m - 1 的方差；那是给移动方差的，这里应除以 m。"
    ),
    "misconceptions.unbiased-variance.when": "训练时才看得出来。",
    "misconceptions.unbiased-variance.you": "你用除以 m - 1 的方差做了归一化。",
    "misconceptions.unbiased-variance.rule": (
        "一批数据用除以 m 的方差归一化；除以 m - 1 的方差只用来更新移动方差。"
    ),
    "misconceptions.unbiased-variance.label": "方差除以 m - 1",
    "misconceptions.eps-forgotten": "根号里忘了加 eps。",
    "misconceptions.eps-forgotten.when": "eps 大于 0 时才看得出来，方差越小越明显。",
    "misconceptions.eps-forgotten.you": "你漏了 eps。",
    "misconceptions.eps-forgotten.rule": "先把 eps 加到方差上再开方，这样就不会除以 0。",
    "misconceptions.eps-forgotten.label": "没有 eps",
    "misconceptions.momentum-reversed": (
        "把 momentum 当作移动统计量保留的部分；它是这一批数据所占的部分。"
    ),
    "misconceptions.momentum-reversed.when": (
        "训练时有移动统计量，且 momentum 不为 0.5，才看得出来。"
    ),
    "misconceptions.momentum-reversed.you": "你把 momentum 当作了保留的部分。",
    "misconceptions.momentum-reversed.rule": (
        "新的移动值 = (1 - momentum) × 旧值 + momentum × 这一批的值。"
    ),
    "misconceptions.momentum-reversed.label": "momentum 乘在旧值上",
    "misconceptions.running-variance-biased": (
        "移动方差用了除以 m 的方差来更新；应用除以 m - 1 的方差。"
    ),
    "misconceptions.running-variance-biased.when": (
        "训练时有移动统计量，且 momentum 不为 0，才看得出来。"
    ),
    "misconceptions.running-variance-biased.you": "你用除以 m 的方差更新了移动方差。",
    "misconceptions.running-variance-biased.rule": (
        "移动方差估计的是全部数据的方差，所以这一批要用除以 m - 1 的方差。"
    ),
    "misconceptions.running-variance-biased.label": "移动方差除以 m",
    "misconceptions.batch-statistics-in-evaluation": (
        "评估时仍用这一批数据自己的均值和方差；应改用移动统计量。"
    ),
    "misconceptions.batch-statistics-in-evaluation.when": "评估时才看得出来。",
    "misconceptions.batch-statistics-in-evaluation.you": "你用了这一批自己的统计量。",
    "misconceptions.batch-statistics-in-evaluation.rule": (
        "评估时改用移动均值和移动方差，这样一个样本不受同批其他样本影响。"
    ),
    "misconceptions.batch-statistics-in-evaluation.label": "这一批的统计量",
    "misconceptions.statistics-held-fast": (
        "反向时把均值和方差当作了常数；训练时它们随每个输入而变。"
    ),
    "misconceptions.statistics-held-fast.when": "训练时才看得出来。",
    "misconceptions.statistics-held-fast.you": "你把均值和方差当作了常数。",
    "misconceptions.statistics-held-fast.rule": "训练时两者都由这一批算出，所以梯度也要经过它们。",
    "misconceptions.statistics-held-fast.label": "统计量当作常数",
}
