"""What the stages of an operator are, in Chinese; see words/en/stages.py for keys and fields."""

# softmax, and the losses that begin with it
SCORES: dict[str, str] = {
    "maximum": "最大的分数。所有分数都减去它，份额不变，exp 也不会溢出。",
    "exponentials": "e 的（分数减最大分数）次方：最大的变成 1，"
    "其余在 0 和 1 之间。这里是 {value}。",
    "total": "{count} 个指数之和，下一步每个都要除以它。",
    "log_total": "这个和的对数。",
    "probabilities": "e 的对数次方，也就是份额本身：{value}。",
    "total_gradient": "{count} 个对数的梯度之和：经由它们共同的和传回的部分。",
}

MEANS: dict[str, str] = {
    "output": "窗口的平均值：{count} 个值之和是 {total}，除过之后是 {value}。",
    "output.outside": "这个窗口的 {count} 个位置有 {outside} 个在输入之外，只加 0。"
    "除数是 {divisor}：填充是否计入，由 count_include_pad 决定。",
    "output.outside.uncounted": "这个窗口的 {count} 个位置有 {outside} 个在输入之外，不计入："
    "除数是 {divisor}，即输入之内的个数。",
    "grad_input": "每个读过这一格的窗口都传回它的梯度，平均时怎样除就怎样除："
    "{count} 个相加得 {value}。",
    "grad_input.unequal": "每个读过这一格的窗口都传回一份：它的梯度除以它数过的个数，"
    "边上的窗口数得少些。",
    "grad_input.blocked": "没有窗口读过这一格，所以它的梯度是 0。",
}

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
    "stages.batch_norm_mean_grad_normalized": "改变一个值，通道的均值也会改变。"
    "经由均值传回的，是全部 {count} 个梯度的均值。",
    "stages.batch_norm_mean_product": "改变一个值，标准差也会改变。"
    "经由标准差传回的，取决于全部 {count} 个梯度与归一化值之积的均值。",
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
    # softmax
    **{f"stages.softmax_{name}": SCORES[name] for name in ("maximum", "exponentials", "total")},
    "stages.softmax_output": "这个分数的份额：它的指数除以总和。各份额之和为 1。",
    "stages.softmax_dot": "以份额加权的上游梯度之和：经由共同的总和传回的部分。",
    "stages.softmax_grad_input": "上游梯度乘以份额，减去份额乘以经由总和传回的部分："
    "一个分数升高，其余的份额都降低。",
    # log_softmax
    **{f"stages.log_softmax_{name}": text for name, text in SCORES.items()},
    "stages.log_softmax_output": "份额的对数，不必算出份额：分数减最大分数，再减总和的对数。",
    "stages.log_softmax_grad_input": "上游梯度，减去份额乘以全部梯度之和。",
    # mse_loss
    "stages.mse_loss_difference": "输入与目标在这里相差多少：{value}。",
    "stages.mse_loss_output": "差的平方，按 reduction 相加或取平均：{place} 是 {value}。",
    "stages.mse_loss_grad_input": "平方的导数：差的两倍，乘以上游梯度，损失怎样除它就怎样除。"
    "{place} 是 {value}。",
    # nll_loss
    "stages.nll_loss_picked": "目标从所有类别中挑出一个：取它的对数概率的相反数，"
    "有类别权重时再乘以权重。{place} 是 {value}。",
    "stages.nll_loss_picked.blocked": "这个样本的目标是要忽略的那个，所以不挑任何类别，损失为 0。",
    "stages.nll_loss_total_picked": "所有样本的损失之和。",
    "stages.nll_loss_target_weight": "目标所指类别的权重。",
    "stages.nll_loss_target_weight.blocked": "被忽略的样本没有权重。",
    "stages.nll_loss_total_weight": "取平均时的除数：计入的目标的权重之和，而不是样本数。",
    "stages.nll_loss_output": "按 reduction 得到的损失：{place} 是 {value}。",
    "stages.nll_loss_grad_input": "只有目标所指的类别得到梯度：上游梯度的相反数，"
    "乘以权重，损失怎样除它就怎样除。",
    "stages.nll_loss_grad_input.blocked": "目标指的是别的类别，或者被忽略："
    "这个分数不起作用，梯度为 0。",
    # cross_entropy
    **{f"stages.cross_entropy_{name}": text for name, text in SCORES.items()},
    "stages.cross_entropy_log_probabilities": "份额的对数：分数减最大分数，再减总和的对数。"
    "这就是 log-softmax。",
    "stages.cross_entropy_picked": "目标从所有类别中挑出一个：取它的对数概率的相反数，"
    "有类别权重时再乘以权重。{place} 是 {value}。",
    "stages.cross_entropy_picked.blocked": "这个样本的目标是要忽略的那个，"
    "所以不挑任何类别，损失为 0。",
    "stages.cross_entropy_uniform": "标签平滑对各类别一视同仁：{count} 个对数概率之和的相反数。",
    "stages.cross_entropy_uniform.blocked": "这个样本被忽略，平滑不添加任何东西。",
    "stages.cross_entropy_smoothed_target": "标签平滑后的目标：给定概率占大部分，"
    "其余平均分给所有类别。",
    "stages.cross_entropy_expected": "以目标加权的对数概率之和的相反数，共 {count} 个类别。",
    "stages.cross_entropy_total_uniform": "所有样本对全部类别一视同仁的损失之和。",
    "stages.cross_entropy_total_picked": "所有样本的损失之和。",
    "stages.cross_entropy_target_weight": "目标所指类别的权重。",
    "stages.cross_entropy_target_weight.blocked": "被忽略的样本没有权重。",
    "stages.cross_entropy_total_weight": "取平均时的除数：计入的目标的权重之和，而不是样本数。",
    "stages.cross_entropy_output": "按 reduction 得到的损失：{place} 是 {value}。",
    "stages.cross_entropy_grad_log_probabilities": "损失对这个对数概率的梯度："
    "它在目标中所占部分的相反数，乘以上游梯度，损失怎样除它就怎样除。",
    "stages.cross_entropy_grad_log_probabilities.blocked": "目标指的是别的类别，或者被忽略："
    "损失没有读这个对数概率。",
    "stages.cross_entropy_grad_input": "归根结底是份额减目标：这个类别的对数概率的梯度，"
    "减去它的份额乘以全部类别的梯度之和。{place} 是 {value}。",
    # average pools
    **{
        f"stages.{pool}_{name}": text
        for pool in ("avg_pool1d", "avg_pool2d", "adaptive_avg_pool2d")
        for name, text in MEANS.items()
    },
    # linear
    "stages.linear_output": "每个输入特征乘以它的权重，有偏置时再加偏置："
    "{count} 项得到 {place}。",
    "stages.linear_grad_input": "这个特征进入了 {count} 个输出。"
    "每个输出传回它的梯度乘以两者之间的权重。",
    "stages.linear_grad_weight": "这个权重用了 {count} 次，每个样本一次。"
    "每用一次，就贡献遇到的特征乘以该输出的梯度。",
    "stages.linear_grad_bias": "偏置加了 {count} 次，所以它的梯度是这些上游梯度之和。",
    # flatten
    "stages.flatten_output": "什么也不计算：元素顺序不变，只是轴变少了。{place} 是 {value}。",
    "stages.flatten_grad_input": "梯度回到它所属的元素。",
    # slice
    "stages.slice_output": "什么也不计算：{place} 就是窗口里的一个元素，{value}。"
    "区间 a:b 从 a 开始，到 b 之前为止。",
    "stages.slice_grad_input": "这个元素被取走了，所以得到它所去位置的梯度。",
    "stages.slice_grad_input.blocked": "这个元素在切片之外：输出与它无关，所以它的梯度是 0。",
    # flip
    "stages.flip_output": "什么也不计算：翻转的轴从末端读起，最后一个元素排到最前。"
    "{place} 是 {value}。",
    "stages.flip_grad_input": "梯度也翻转：回到原来在那里的元素。",
    # reshape
    "stages.reshape_output": "什么也不计算：按行数，同一个元素在两个形状里的序号相同。"
    "{place} 是 {value}。",
    "stages.reshape_grad_input": "梯度回到序号相同的元素。",
    # detach
    "stages.detach_output": "还是同一个数，{value}，但从这里起它算作常数：没有梯度会经由它传回。",
    "stages.detach_grad_input": "梯度通过：{value}。",
    "stages.detach_grad_input.blocked": "这条支路在这里被切断：requires_grad 是 0，"
    "上游梯度到此为止。PyTorch 什么也不传回，相当于加 0。",
    # add, cat
    "stages.add_output": "各取一个元素相加：{place} 是 {value}。",
    "stages.add_grad_input": "加法把梯度原样交给两边。"
    "一个元素铺开成 {count} 个时，它们的梯度相加。",
    "stages.add_grad_input.one": "加法把梯度原样交给两边。",
    "stages.add_grad_other": "加法把梯度原样交给两边。"
    "一个元素铺开成 {count} 个时，它们的梯度相加。",
    "stages.add_grad_other.one": "加法把梯度原样交给两边。",
    "stages.sub_output": "各取一个元素，第一个减去第二个：{place} 是 {value}。",
    "stages.sub_grad_input": "被减数原样得到上游梯度。"
    "一个元素被扩展到 {count} 处时，各处的梯度相加。",
    "stages.sub_grad_input.one": "被减数原样得到上游梯度。",
    "stages.sub_grad_other": "减数越大输出越小，所以梯度变号。"
    "元素被扩展到 {count} 处时，各处相加。",
    "stages.sub_grad_other.one": "减数越大输出越小，所以梯度变号。",
    "stages.mul_output": "各取一个元素相乘：{place} 是 {value}。",
    "stages.mul_grad_input": "一个因数变化，乘积就按另一个因数变化，"
    "所以上游梯度乘另一个因数；{count} 个乘积相加。",
    "stages.mul_grad_input.one": "一个因数变化，乘积就按另一个因数变化，"
    "所以上游梯度乘另一个因数：{value}。",
    "stages.mul_grad_other": "一个因数变化，乘积就按另一个因数变化，"
    "所以上游梯度乘另一个因数；{count} 个乘积相加。",
    "stages.mul_grad_other.one": "一个因数变化，乘积就按另一个因数变化，"
    "所以上游梯度乘另一个因数：{value}。",
    "stages.sum_output": "{count} 个元素相加：{place} 是 {value}。",
    "stages.sum_output.one": "只有一个元素：{place} 是 {value}。",
    "stages.sum_grad_input": "一个元素变化多少，它的和就变化多少，"
    "所以它得到那个和的全部梯度：{value}。",
    "stages.matmul_output": "左边的一行乘右边的一列：{count} 个乘积相加得 {value}。",
    "stages.matmul_output.one": "左边的一行乘右边的一列，各只有一个数：{value}。",
    "stages.matmul_grad_input": "它遇到过另一个操作数的 {count} 个数，"
    "每个都把自己乘积的梯度送回来：{value}。",
    "stages.matmul_grad_input.one": "它遇到过另一个操作数的一个数，"
    "那个乘积的梯度送了回来：{value}。",
    "stages.matmul_grad_other": "它遇到过第一个操作数的 {count} 个数，"
    "每个都把自己乘积的梯度送回来：{value}。",
    "stages.matmul_grad_other.one": "它遇到过第一个操作数的一个数，"
    "那个乘积的梯度送了回来：{value}。",
    "stages.cat_output": "什么也不计算：张量一个接一个排列。{place} 是 {value}。",
    "stages.cat_grad_tensors": "梯度回到它的元素所来自的张量。",
    # sgd
    "stages.sgd_output": "逆着梯度走一步：减去学习率乘梯度。现在 {place} 是 {value}。",
    "stages.sgd_grad_input": "这一步的起点全部计入，只扣去权重衰减：{value}。",
    "stages.sgd_grad_grad": "梯度越大，往下的步子越长，是它的学习率倍：{value}。",
    # where gradients meet
    "stages.all_grad_output": "有 {count} 处读过这个输出，各传回一个梯度，它们相加得 {value}。",
    "stages.all_grad": "这个张量被读了 {count} 次。每个读者各传回一个梯度，它们相加得 {value}，"
    "不会互相覆盖。",
    "stages.all_staying_grad": "前面各步训练的梯度没有清零：它还在，"
    "这一步的梯度加在上面，得 {value}。",
    "stages.all_total_grad": "同一组权重用了 {count} 次，每次传回的梯度相加。"
    "PyTorch 保存的就是这个梯度。",
}
