"""What is known of a case, in one line: input 3x3, kernel 2x2, padding 1, stride 1, no bias."""

from convtutor.lesson.run import BoundLayer, Run
from convtutor.quiz.case import Case
from convtutor.quiz.question import Sentence
from convtutor.steps.trace import shape_text

PLAIN_AXES = 2  # batch and channel stand before them


def about(case: Case, layer_name: str | None = None) -> Sentence:
    """Say what a layer reads and how it is set; of several layers, name them in order."""
    layers = case.example.layers
    if layer_name is None or len(layers) > 1:
        return Sentence("quiz.about.layers", {"layers": ", ".join(x.op for x in layers)})
    return Sentence("quiz.about.layer", {"settings": ", ".join(settings(case.run, layer_name))})


def layer_named(run: Run, name: str) -> BoundLayer:
    """Give the layer of a run by its name."""
    return next(layer for layer in run.layers if layer.name == name)


def settings(run: Run, name: str) -> list[str]:
    """Write the shapes of a layer's operands and its keywords, those that are not the default."""
    layer = layer_named(run, name)
    written = []
    for operand, shape in layer.shapes.items():
        alone = len(shape) > PLAIN_AXES and set(shape[:PLAIN_AXES]) == {1}
        bare = shape[PLAIN_AXES:] if alone else shape
        written.append(f"{operand} {shape_text(bare)}")
    for keyword, value in layer.layer.keywords.items():
        written.append(f"{keyword}={value}")
    return written
