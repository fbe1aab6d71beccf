"""Functions that add up: sum and matmul."""

from convtutor.crosscheck.board.drawing import Cell, Draw, Layer, Row


def total(draw: Draw, cell: Cell) -> Layer:
    """Draw a sum along one axis, along several, or along all."""
    shape = draw.apart(draw.number(2, 4), 1, 4)
    keywords: dict[str, object] = {"keepdim": draw.flag()}
    if cell.mode == "one":
        keywords["dim"] = draw.number(-len(shape), len(shape) - 1)
    if cell.mode == "several":
        keywords["dim"] = [0, len(shape) - 1]
    return Layer(keywords, {"input": draw.array(*shape)})


def product(draw: Draw, cell: Cell) -> Layer:
    """Draw a product of matrices, with a vector on one side, or of batches of which one is
    stretched."""
    rows, inner, columns = draw.apart(3, 1, 5)
    left, right = {
        "matrices": ((rows, inner), (inner, columns)),
        "vector": ((rows, inner), (inner,)),
        "batches": ((3, 1, rows, inner), (2, inner, columns)),
    }[cell.mode]
    return Layer({}, {"input": draw.array(*left), "other": draw.array(*right)})


ROWS = {
    "sum": Row(total, ("one", "several", "all")),
    "matmul": Row(product, ("matrices", "vector", "batches")),
}
