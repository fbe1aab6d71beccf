"""Chinese sentences of predict mode."""

SENTENCES: dict[str, str] = {
    "predicting.predict_on": "预测模式已开：在有新情况的一步之前，会先问你将出现什么。",
    "predicting.predict_off": "预测模式已关。",
    "predicting.predict_how": "输入 `answer` 和你预期的答案；下一步会显示它。",
    "predicting.predict_again": "再试一次；下一步会显示它。",
    "predicting.nothing_asked": "answer：现在没有问题；`predict` 会在有新情况的步之前提问",
    "predicting.predicted": "{given}：正是如此。",
    "predicting.not_so": "不是这样。",
    "predicting.it_is": "它是 {answer}。",
    "predicting.news.tie": "这个窗口里最大的数不止一个。",
    "predicting.news.border": "这是第一个越过边缘的窗口。",
    "predicting.news.channels": "这是第一次把各通道加起来。",
    "predicting.news.jump": "步幅大于 1：这是第一次跳跃。",
    "predicting.news.last-column": "这一行最后一个窗口之后，还剩下几列。",
    "predicting.news.meeting": "这是第一个收到几个输出传回梯度的元素。",
}
