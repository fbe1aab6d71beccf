"""What the stages of an operator are, in Chinese; see words/en/stages.py for keys and fields."""

SENTENCES: dict[str, str] = {
    # batch_norm
    "stages.batch_norm_mean": "通道的均值：把所有样本、所有位置的 {count} 个值相加，再除以个数。",
    "stages.batch_norm_centered": "减去均值，通道的每个值都减同一个数：这里剩下 {value}。",
    "stages.batch_norm_variance": "通道的方差：{count} 个离差平方的均值。"
    "批量归一化除以个数，而不是个数减一。",
    "stages.batch_norm_inverse_deviation": "方差开方后的倒数。先加上 eps，"
    "这样各值相等的通道也不会除以 0。",
    "stages.batch_norm_normalized": "以标准差为单位的离差：{place} 是 {value}。",
    "stages.batch_norm_output": "最后是层学到的部分（如果有）：通道的权重负责缩放，"
    "偏置负责平移。{place} 是 {value}。",
    "stages.batch_norm_new_running_mean": "移动均值按动量向这一批的均值靠近一点。"
    "评估时用的就是它。",
    "stages.batch_norm_unbiased_variance": "计算移动方差时，torch 除以个数减一："
    "方差乘以个数，再除以个数减一。",
    "stages.batch_norm_new_running_var": "移动方差按动量向这一批的无偏方差靠近一点。",
    "stages.batch_norm_grad_bias": "偏置加到了通道的 {count} 个元素上，"
    "所以它的梯度是这些上游梯度之和。",
    "stages.batch_norm_grad_weight": "权重缩放了 {count} 个归一化的值。"
    "每用一次，就贡献该值乘以它的上游梯度。",
    "stages.batch_norm_grad_normalized": "上游梯度乘以权重：这就是传到归一化值的梯度。",
    "stages.batch_norm_mean_grad_normalized": "移动一个值会移动通道的均值。"
    "全部 {count} 个梯度对此的意见就是它们的均值。",
    "stages.batch_norm_mean_product": "移动一个值还会改变标准差。"
    "全部 {count} 个梯度对此的意见，是梯度与归一化值之积的均值。",
    "stages.batch_norm_grad_input": "归一化值的梯度，减去经由均值和标准差传来的部分，"
    "再以标准差为单位。",
    "stages.batch_norm_grad_input.one": "评估时均值和标准差是常数，没有梯度经由它们传回，"
    "梯度只需换成以标准差为单位。",
}
