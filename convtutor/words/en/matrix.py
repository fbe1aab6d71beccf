"""English sentences about a layer drawn as a product of matrices."""

SENTENCES: dict[str, str] = {
    "matrix.patches": "patches",
    "matrix.patches_shape": "{rows}x{cols}, a row for each window",
    "matrix.filters": "kernel",
    "matrix.filters_shape": "{rows}x{cols}, a row for each filter",
    "matrix.columns": "patches",
    "matrix.columns_shape": "{rows}x{cols}, a column for each window",
    "matrix.output_shape": "{rows}x{cols}, a row for each channel",
}
