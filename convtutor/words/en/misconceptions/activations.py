"""English sentences about mistakes: functions of one element."""

SENTENCES: dict[str, str] = {
    "misconceptions.negatives-kept": (
        "The negative elements are kept and the positive ones become 0."
    ),
    "misconceptions.negatives-kept.when": "Seen with any element that is not 0.",
    "misconceptions.negatives-kept.you": "You kept the negative elements.",
    "misconceptions.negatives-kept.rule": (
        "ReLU is max(x, 0): a positive element stays as it is, a negative one becomes 0."
    ),
    "misconceptions.negatives-kept.label": "negatives kept",
    "misconceptions.absolute-value": "A negative element loses its sign; it becomes 0.",
    "misconceptions.absolute-value.when": "Seen with a negative element.",
    "misconceptions.absolute-value.you": "You took the minus away.",
    "misconceptions.absolute-value.rule": (
        "ReLU is max(x, 0): a negative element becomes 0, it does not lose its sign."
    ),
    "misconceptions.absolute-value.label": "absolute value",
    "misconceptions.gradient-through-negatives": (
        "The gradient passes everywhere; at a negative element it is blocked."
    ),
    "misconceptions.gradient-through-negatives.when": "Seen with a negative element.",
    "misconceptions.gradient-through-negatives.you": (
        "You let the gradient pass a negative element."
    ),
    "misconceptions.gradient-through-negatives.rule": (
        "The output does not move with an element that was cut to 0: its gradient is 0."
    ),
    "misconceptions.gradient-through-negatives.label": "gradient passes everywhere",
    "misconceptions.open-at-zero": "The gradient passes at 0, a slope of 1; it is blocked there.",
    "misconceptions.open-at-zero.when": "Seen with an element that is 0.",
    "misconceptions.open-at-zero.you": "You let the gradient pass at 0.",
    "misconceptions.open-at-zero.rule": (
        "At 0 the slope of ReLU could be 0 or 1; torch takes 0, and the gradient is blocked."
    ),
    "misconceptions.open-at-zero.label": "slope 1 at 0",
    "misconceptions.half-at-zero": (
        "The slope at 0 is taken as 0.5, half way between both sides; it is 0."
    ),
    "misconceptions.half-at-zero.when": "Seen with an element that is 0.",
    "misconceptions.half-at-zero.you": "You took the slope at 0 as one half.",
    "misconceptions.half-at-zero.rule": (
        "At 0 the slope of ReLU is a convention: torch takes 0, not the middle of both sides."
    ),
    "misconceptions.half-at-zero.label": "slope 0.5 at 0",
    # ------------------------------------------------------------ leaky_relu
    "misconceptions.slope-left-out": (
        "A negative element becomes 0, as in ReLU; it is multiplied by the slope."
    ),
    "misconceptions.slope-left-out.when": (
        "Seen with a negative element and a slope other than 0."
    ),
    "misconceptions.slope-left-out.you": "You set the negative elements to 0.",
    "misconceptions.slope-left-out.rule": (
        "ReLU does that. A leaky ReLU multiplies a negative element by negative_slope."
    ),
    "misconceptions.slope-left-out.label": "negatives become 0",
    "misconceptions.slope-on-the-other-side": (
        "The positive elements are multiplied by the slope; the negative ones are."
    ),
    "misconceptions.slope-on-the-other-side.when": (
        "Seen with an element that is not 0 and a slope other than 1."
    ),
    "misconceptions.slope-on-the-other-side.you": (
        "You multiplied the positive elements by the slope."
    ),
    "misconceptions.slope-on-the-other-side.rule": (
        "A positive element stays as it is; negative_slope multiplies the negative ones."
    ),
    "misconceptions.slope-on-the-other-side.label": "slope on the positive side",
    "misconceptions.gradient-blocked": (
        "The gradient is blocked at a negative element, as in ReLU; it is multiplied by the slope."
    ),
    "misconceptions.gradient-blocked.when": (
        "Seen with a negative element and a slope other than 0."
    ),
    "misconceptions.gradient-blocked.you": "You blocked the gradient at a negative element.",
    "misconceptions.gradient-blocked.rule": (
        "A leaky ReLU lets a part through: there the gradient is multiplied by "
        "negative_slope."
    ),
    "misconceptions.gradient-blocked.label": "gradient blocked",
    # ------------------------------------------------------------ sigmoid, tanh
    "misconceptions.slope-of-the-input": (
        "The slope is made from the input; sigmoid's y (1 - y) and tanh's 1 - y y take the output."
    ),
    "misconceptions.slope-of-the-input.when": "Seen where input and output have other slopes.",
    "misconceptions.slope-of-the-input.you": "You made the slope from the input.",
    "misconceptions.slope-of-the-input.rule": (
        "The formula takes the output y: y (1 - y) for sigmoid, 1 - y y for tanh."
    ),
    "misconceptions.slope-of-the-input.label": "slope from the input",
    "misconceptions.slope-forgotten": (
        "The upstream gradient is handed back as it is; it is multiplied by the slope."
    ),
    "misconceptions.slope-forgotten.when": "Seen where the slope is not 1.",
    "misconceptions.slope-forgotten.you": "You handed the upstream gradient back as it is.",
    "misconceptions.slope-forgotten.rule": (
        "It is multiplied by the slope of the function at that element: y (1 - y) for "
        "sigmoid, 1 - y y for tanh."
    ),
    "misconceptions.slope-forgotten.label": "slope left out",
    # ------------------------------------------------------------ dropout
    "misconceptions.not-rescaled": (
        "What is kept stays as large as it was; it is divided by 1 - p, so that the mean stays."
    ),
    "misconceptions.not-rescaled.when": "Seen in training with p between 0 and 1.",
    "misconceptions.not-rescaled.you": "You kept the elements as large as they were.",
    "misconceptions.not-rescaled.rule": (
        "In training dropout divides what it keeps by 1 - p, so that the mean stays the same."
    ),
    "misconceptions.not-rescaled.label": "not divided by 1 - p",
    "misconceptions.p-taken-as-kept": (
        "p is taken for the share that is kept, and divided by; p is the share that is dropped."
    ),
    "misconceptions.p-taken-as-kept.when": (
        "Seen in training with p between 0 and 1, but not 0.5."
    ),
    "misconceptions.p-taken-as-kept.you": "You took p for the share that is kept.",
    "misconceptions.p-taken-as-kept.rule": (
        "p is the share that is dropped; what is kept is divided by 1 - p."
    ),
    "misconceptions.p-taken-as-kept.label": "divided by p",
    "misconceptions.dropped-in-evaluation": (
        "Elements are dropped in evaluation too; there the input is handed on as it is."
    ),
    "misconceptions.dropped-in-evaluation.when": "Seen in evaluation with p above 0.",
    "misconceptions.dropped-in-evaluation.you": "You dropped elements in evaluation.",
    "misconceptions.dropped-in-evaluation.rule": (
        "Dropout works in training alone; in evaluation it hands its input on as it is."
    ),
    "misconceptions.dropped-in-evaluation.label": "dropped in evaluation",
    "misconceptions.mask-forgotten-on-the-way-back": (
        "The upstream gradient is handed back as it is; it passes the same mask as the input."
    ),
    "misconceptions.mask-forgotten-on-the-way-back.when": "Seen in training with p above 0.",
    "misconceptions.mask-forgotten-on-the-way-back.you": (
        "You handed the gradient back without the mask."
    ),
    "misconceptions.mask-forgotten-on-the-way-back.rule": (
        "What was dropped moves nothing and gets 0; what was kept gets its gradient divided "
        "by 1 - p."
    ),
    "misconceptions.mask-forgotten-on-the-way-back.label": "no mask on the way back",
    # ------------------------------------------------------------ softmax
    "misconceptions.along-the-samples": (
        "The shares add up to 1 along the first axis, that of the samples, whatever dim says."
    ),
    "misconceptions.along-the-samples.when": "Seen when dim names another axis.",
    "misconceptions.along-the-samples.you": "You let the shares add up along the first axis.",
    "misconceptions.along-the-samples.rule": (
        "dim names the axis along which the shares add up to 1, mostly that of the classes: "
        "each sample has its own shares."
    ),
    "misconceptions.along-the-samples.label": "along the first axis",
    "misconceptions.sigmoid-for-softmax": (
        "The sigmoid of every element is taken by itself; the shares of softmax add up to 1."
    ),
    "misconceptions.sigmoid-for-softmax.when": "Seen in every layer.",
    "misconceptions.sigmoid-for-softmax.you": "You took the sigmoid of every element by itself.",
    "misconceptions.sigmoid-for-softmax.rule": (
        "Softmax divides every exponential by the sum of all of them: the shares depend on "
        "one another and add up to 1."
    ),
    "misconceptions.sigmoid-for-softmax.label": "sigmoid in place of softmax",
    "misconceptions.shares-apart": (
        "The slope y (1 - y) is taken for every share by itself; an element moves the other "
        "shares too."
    ),
    "misconceptions.shares-apart.when": "Seen with two shares or more.",
    "misconceptions.shares-apart.you": "You took y (1 - y) for every share by itself.",
    "misconceptions.shares-apart.rule": (
        "A score that grows takes from the other shares: the gradient adds up the ways "
        "through all of them."
    ),
    "misconceptions.shares-apart.label": "shares apart",
}
