"""English sentences about mistakes: functions of one element."""

SENTENCES: dict[str, str] = {
    "misconceptions.negatives-kept": (
        "The negative elements are kept and the positive ones become 0."
    ),
    "misconceptions.negatives-kept.when": "Seen with any element that is not 0.",
    "misconceptions.absolute-value": "A negative element loses its sign; it becomes 0.",
    "misconceptions.absolute-value.when": "Seen with a negative element.",
    "misconceptions.gradient-through-negatives": (
        "The gradient passes everywhere; at a negative element it is blocked."
    ),
    "misconceptions.gradient-through-negatives.when": "Seen with a negative element.",
    "misconceptions.open-at-zero": "The gradient passes at 0, a slope of 1; it is blocked there.",
    "misconceptions.open-at-zero.when": "Seen with an element that is 0.",
    "misconceptions.half-at-zero": (
        "The slope at 0 is taken as 0.5, half way between both sides; it is 0."
    ),
    "misconceptions.half-at-zero.when": "Seen with an element that is 0.",
    # ------------------------------------------------------------ leaky_relu
    "misconceptions.slope-left-out": (
        "A negative element becomes 0, as in ReLU; it is multiplied by the slope."
    ),
    "misconceptions.slope-left-out.when": (
        "Seen with a negative element and a slope other than 0."
    ),
    "misconceptions.slope-on-the-other-side": (
        "The positive elements are multiplied by the slope; the negative ones are."
    ),
    "misconceptions.slope-on-the-other-side.when": (
        "Seen with an element that is not 0 and a slope other than 1."
    ),
    "misconceptions.gradient-blocked": (
        "The gradient is blocked at a negative element, as in ReLU; it is multiplied by the slope."
    ),
    "misconceptions.gradient-blocked.when": (
        "Seen with a negative element and a slope other than 0."
    ),
    # ------------------------------------------------------------ sigmoid, tanh
    "misconceptions.slope-of-the-input": (
        "The slope is made from the input; sigmoid's y (1 - y) and tanh's 1 - y y take the output."
    ),
    "misconceptions.slope-of-the-input.when": "Seen where input and output have other slopes.",
    "misconceptions.slope-forgotten": (
        "The upstream gradient is handed back as it is; it is multiplied by the slope."
    ),
    "misconceptions.slope-forgotten.when": "Seen where the slope is not 1.",
    # ------------------------------------------------------------ dropout
    "misconceptions.not-rescaled": (
        "What is kept stays as large as it was; it is divided by 1 - p, so that the mean stays."
    ),
    "misconceptions.not-rescaled.when": "Seen in training with p between 0 and 1.",
    "misconceptions.p-taken-as-kept": (
        "p is taken for the share that is kept, and divided by; p is the share that is dropped."
    ),
    "misconceptions.p-taken-as-kept.when": (
        "Seen in training with p between 0 and 1, but not 0.5."
    ),
    "misconceptions.dropped-in-evaluation": (
        "Elements are dropped in evaluation too; there the input is handed on as it is."
    ),
    "misconceptions.dropped-in-evaluation.when": "Seen in evaluation with p above 0.",
    "misconceptions.mask-forgotten-on-the-way-back": (
        "The upstream gradient is handed back as it is; it passes the same mask as the input."
    ),
    "misconceptions.mask-forgotten-on-the-way-back.when": "Seen in training with p above 0.",
    # ------------------------------------------------------------ softmax
    "misconceptions.along-the-samples": (
        "The shares add up to 1 along the first axis, that of the samples, whatever dim says."
    ),
    "misconceptions.along-the-samples.when": "Seen when dim names another axis.",
    "misconceptions.sigmoid-for-softmax": (
        "The sigmoid of every element is taken by itself; the shares of softmax add up to 1."
    ),
    "misconceptions.sigmoid-for-softmax.when": "Seen in every layer.",
    "misconceptions.shares-apart": (
        "The slope y (1 - y) is taken for every share by itself; an element moves the other "
        "shares too."
    ),
    "misconceptions.shares-apart.when": "Seen with two shares or more.",
}
