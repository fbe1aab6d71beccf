"""Chinese sentences about a layer drawn as a product of matrices."""

SENTENCES: dict[str, str] = {
    "matrix.patches": "窗口矩阵",
    "matrix.patches_rows": "{shape}，每个窗口一行",
    "matrix.filters": "卷积核",
    "matrix.filters_rows": "{shape}，每个滤波器一行",
    "matrix.columns": "窗口矩阵",
}
