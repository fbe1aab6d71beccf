"""The step of an optimiser."""

from convtutor.crosscheck.board.drawing import Cell, Draw, Layer, Row


def step(draw: Draw, cell: Cell) -> Layer:
    """Draw a step of gradient descent, with weight decay or without."""
    shape = draw.apart(draw.number(1, 4), 1, 4)
    keywords: dict[str, object] = {"lr": draw.number(1, 8) / 16}
    if cell.mode == "decay":
        keywords["weight_decay"] = draw.number(1, 4) / 8
    return Layer(keywords, {"input": draw.array(*shape), "grad": draw.array(*shape)})


ROWS = {"sgd": Row(step, ("plain", "decay"))}
