"""Chinese sentences about a layer drawn as a product of matrices."""

SENTENCES: dict[str, str] = {
    "matrix.patches": "窗口矩阵",
    "matrix.patches_shape": "{rows}x{cols}，每个窗口一行",
    "matrix.filters": "卷积核",
    "matrix.filters_shape": "{rows}x{cols}，每个滤波器一行",
    "matrix.columns": "窗口矩阵",
    "matrix.columns_shape": "{rows}x{cols}，每个窗口一列",
    "matrix.output_shape": "{rows}x{cols}，每个通道一行",
}
