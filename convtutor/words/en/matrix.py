"""English sentences about a layer drawn as a product of matrices."""

SENTENCES: dict[str, str] = {
    "matrix.patches": "patches",
    "matrix.patches_rows": "{shape}, a row for each window",
    "matrix.filters": "kernel",
    "matrix.filters_rows": "{shape}, a row for each filter",
    "matrix.columns": "patches",
}
