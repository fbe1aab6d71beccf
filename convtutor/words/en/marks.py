"""English sentences about marks on cells."""

SENTENCES: dict[str, str] = {
    "marks.followed": "The cells with * are those that kernel cell [{row},{col}] has met in the "
    "windows done so far. k or escape ends it.",
    "marks.none": "No kernel cell to follow here: step into the taps of a window, or click a cell "
    "of a kernel that slides.",
}
