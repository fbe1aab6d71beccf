"""Chinese sentences about mistakes: what is handed back."""

SENTENCES: dict[str, str] = {
    "misconceptions.upstream-ignored": "把上游梯度全部当作了 1。",
    "misconceptions.upstream-ignored.when": "上游梯度不全为 1 时才看得出来。",
    "misconceptions.upstream-ignored.you": "你把上游梯度当作了 1。",
    "misconceptions.upstream-ignored.rule": "梯度的每一项都要乘上它所来自的那个元素的上游梯度。",
    "misconceptions.upstream-ignored.label": "上游梯度全为 1",
    "misconceptions.gradient-not-flipped": (
        "让卷积核按原样在上游梯度上滑动；求输入的梯度时，它要旋转 180 度。"
    ),
    "misconceptions.gradient-not-flipped.when": "卷积核旋转 180 度后会变时，才看得出来。",
    "misconceptions.gradient-not-flipped.you": "你让卷积核按原样在梯度上滑动。",
    "misconceptions.gradient-not-flipped.rule": (
        "输入的一格在第一个读它的窗口里对着卷积核的最后一格：求输入的梯度时，卷积核要旋转 180"
        " 度。"
    ),
    "misconceptions.gradient-not-flipped.label": "卷积核没有旋转",
    "misconceptions.upstream-flipped": (
        "把上游梯度旋转了 180 度；求卷积核的梯度时，它按原样在输入上滑动。"
    ),
    "misconceptions.upstream-flipped.when": "上游梯度旋转 180 度后会变时，才看得出来。",
    "misconceptions.upstream-flipped.you": "你把上游梯度旋转了 180 度。",
    "misconceptions.upstream-flipped.rule": (
        "在每个窗口里，weight[r,c] 都乘下移 r 行、右移 c 列的格：上游梯度按原样在输入上滑动。"
    ),
    "misconceptions.upstream-flipped.label": "上游梯度旋转了 180 度",
    "misconceptions.first-window-only": "求卷积核的梯度时只算了第一个窗口；每个窗口都要加进来。",
    "misconceptions.first-window-only.when": "至少有两个窗口时才看得出来。",
    "misconceptions.first-window-only.you": "你只算了第一个窗口。",
    "misconceptions.first-window-only.rule": (
        "每个窗口都用到同一个权重，所以它的梯度是对所有窗口求和。"
    ),
    "misconceptions.first-window-only.label": "只算第一个窗口",
    "misconceptions.stamps-overwrite": "用新窗口的那一份盖掉了原有的值；各份要相加。",
    "misconceptions.stamps-overwrite.when": (
        "有元素属于两个以上的窗口，或滤波器不止一个时，才看得出来。"
    ),
    "misconceptions.stamps-overwrite.you": "你让后来的一份盖掉了先来的。",
    "misconceptions.stamps-overwrite.rule": (
        "一个输入格在几个窗口里，就从每个窗口、每个滤波器各得一份，各份要相加。"
    ),
    "misconceptions.stamps-overwrite.label": "各份互相覆盖",
    "misconceptions.bias-gradient-averaged": "把上游梯度的平均当作偏置的梯度；应为它们的和。",
    "misconceptions.bias-gradient-averaged.when": "有偏置，且至少有两个窗口时，才看得出来。",
    "misconceptions.bias-gradient-averaged.you": "你对上游梯度取了平均来求偏置的梯度。",
    "misconceptions.bias-gradient-averaged.rule": (
        "偏置加在它那个通道的每个元素上，所以它的梯度是这些元素的梯度之和。"
    ),
    "misconceptions.bias-gradient-averaged.label": "取平均而不是求和",
    "misconceptions.bias-gradient-once": "以为偏置只在第一个窗口用了一次；每个窗口都用到它。",
    "misconceptions.bias-gradient-once.when": "有偏置，且至少有两个窗口时，才看得出来。",
    "misconceptions.bias-gradient-once.you": "你只在第一个窗口算了偏置。",
    "misconceptions.bias-gradient-once.rule": (
        "每个窗口都用到偏置：那个通道的每个元素都要加上自己的梯度。"
    ),
    "misconceptions.bias-gradient-once.label": "只算第一个窗口",
}
