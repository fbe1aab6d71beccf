"""Chinese sentences about mistakes: what is handed back."""

SENTENCES: dict[str, str] = {
    "misconceptions.upstream-ignored": "把上游梯度全部当作了 1。",
    "misconceptions.upstream-ignored.when": "上游梯度不全为 1 时才看得出来。",
    "misconceptions.gradient-not-flipped": (
        "让卷积核按原样在上游梯度上滑动；求输入的梯度时，它要旋转 180 度。"
    ),
    "misconceptions.gradient-not-flipped.when": "卷积核旋转 180 度后会变时，才看得出来。",
    "misconceptions.upstream-flipped": (
        "把上游梯度旋转了 180 度；求卷积核的梯度时，它按原样在输入上滑动。"
    ),
    "misconceptions.upstream-flipped.when": "上游梯度旋转 180 度后会变时，才看得出来。",
    "misconceptions.first-window-only": "求卷积核的梯度时只算了第一个窗口；每个窗口都要加进来。",
    "misconceptions.first-window-only.when": "至少有两个窗口时才看得出来。",
    "misconceptions.stamps-overwrite": "用新窗口的那一份盖掉了原有的值；各份要相加。",
    "misconceptions.stamps-overwrite.when": (
        "有元素属于两个以上的窗口，或滤波器不止一个时，才看得出来。"
    ),
    "misconceptions.bias-gradient-averaged": "把上游梯度的平均当作偏置的梯度；应为它们的和。",
    "misconceptions.bias-gradient-averaged.when": "有偏置，且至少有两个窗口时，才看得出来。",
    "misconceptions.bias-gradient-once": "以为偏置只在第一个窗口用了一次；每个窗口都用到它。",
    "misconceptions.bias-gradient-once.when": "有偏置，且至少有两个窗口时，才看得出来。",
}
