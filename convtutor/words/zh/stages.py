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
    # activations
    "stages.leaky_relu_output": "大于 0 的原样通过，其余乘以斜率。{place} 是 {value}。",
    "stages.leaky_relu_grad_input": "输入大于 0 处梯度原样通过，其余处乘以斜率；它从不被阻断。",
    "stages.sigmoid_output": "逻辑函数把 {total} 变到 0 和 1 之间："
    "1 除以（1 加 e 的 -({total}) 次方）。",
    "stages.sigmoid_slope": "sigmoid 在这里有多陡：输出乘以（1 减输出）。"
    "输出为 1/2 时最大，是 1/4；两端几乎为 0。",
    "stages.sigmoid_grad_input": "上游梯度乘以 sigmoid 在此处的斜率。",
    "stages.tanh_output": "双曲正切把 {total} 变到 -1 和 1 之间。",
    "stages.tanh_slope": "tanh 在这里有多陡：1 减输出的平方。"
    "输出为 0 时是 1，两端几乎为 0。",
    "stages.tanh_grad_input": "上游梯度乘以 tanh 在此处的斜率。",
    "stages.dropout_output": "训练时掩码保留或丢弃元素，保留的除以保留比例，"
    "使总和平均不变；评估时全部通过。{place} 是 {value}。",
    "stages.dropout_grad_input": "梯度走元素走过的路：经过同一个掩码，除以同一个比例。"
    "{place} 是 {value}。",
}
