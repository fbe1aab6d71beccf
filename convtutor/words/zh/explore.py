"""Chinese sentences about `explore`; keys begin with "explore."."""

SENTENCES: dict[str, str] = {
    "explore.lesson": "{op}，自己的一层",
    "explore.summary": "一层的每一个数，前向和反向。",
    "explore.title": "{op}，输入 {size}",
    "explore.and": "{first}{second}",
    "explore.all": "所有的数",
    "explore.input": "输入的数",
    "explore.kernel": "核的数",
    "explore.ints": "{what}都是小整数，由种子 {seed} 抽取。",
    "explore.range": "{what}依次是 0、1、2……",
    "explore.random": "{what}有两位小数，由种子 {seed} 抽取。",
    "explore.from_file": "输入是 {file}。",
    "explore.change": "什么都可以改，看看结果如何，例如 {name} = 1。",
    # refusals
    "explore.no_option": "explore：{operator} 没有 {option}；请去掉它",
    "explore.kernel_says": "explore：{option} 已由 --kernel 决定；两者只给一个",
    "explore.no_kernel": "explore：--kernel 应为写成列表的核，例如 [[1,0,-1],[2,0,-2],[1,0,-1]]",
    "explore.too_small": "explore：{option} 至少为 {least}，得到的是 {got}",
    "explore.one_axis": "explore：{option} 给了两个数，这一层只有一个轴；请给一个",
    "explore.needs_pillow": (
        "explore：读图片需要 Pillow（附加包 `images`），但它没有安装；安装方法：{install}"
    ),
    "explore.large_file": "{file}：文件大于 {most} MiB；请缩小它，或只保存一部分",
    "explore.large_size": (
        "explore：{size} 的图片像素太多，无法单步，至多 {most:,} 个；请给较小的 --input"
    ),
    "explore.many_pixels": (
        "{file}：{width} 乘 {height} 个像素太多，无法单步，至多 {most:,} 个；请用 --input 缩放，"
        "例如 --input 28x28"
    ),
    "explore.too_many_pixels": (
        "{file}：{width} 乘 {height} 个像素太多，无法读取，至多 {most:,} 个；请先用别的程序缩小"
    ),
    "explore.broken_picture": "{file}：无法作为图片读取：{reason}；请重新保存，例如存成 PNG",
    "explore.no_format": "它不是这些格式：{formats}",
    "explore.picture_on_row": (
        "{file}：图片有行和列，这一层只读一行；请用 conv2d 或其他读平面的层，或用 .npy 数组"
    ),
    "explore.picture_channels": (
        "explore：图片的 --in-channels 应为 1（亮度）或 3（颜色），得到的是 {got}"
    ),
    "explore.broken_array": (
        "{file}：无法作为 .npy 数组读取：{reason}；请用 numpy.save 重新保存"
    ),
    "explore.bomb": "{file}：像素远多于能读取的，至多 {most:,} 个；请先用别的程序缩小",
    "explore.no_header": "文件头不是这种文件的",
    "explore.too_short": "数组还没完，文件就结束了",
    "explore.no_numbers": (
        "{file}：里面是 {dtype}，应为整数或浮点数；请先用 .astype('float64') 转换，再用 numpy.save "
        "保存"
    ),
    "explore.array_size": (
        "{file}：形状为 {shape} 的数组无法单步，应有 1 到 {most:,} 个元素；请只保存一部分"
    ),
    "explore.array_axes_1": "{file}：应为（长度）或（通道, 长度）的数组，得到的形状是 {shape}",
    "explore.array_axes_2": (
        "{file}：应为（行, 列）或（通道, 行, 列）的数组，得到的形状是 {shape}"
    ),
    "explore.array_input": "{file}：形状是 {shape}，只有图片可以缩放；请去掉 --input",
    "explore.array_channels": (
        "{file}：通道数是 {channels}，--in-channels 给的是 {got}；请去掉它"
    ),
}
