"""The PyTorch line as labels, for a picture that leaves no room for the pane of its own."""

from convtutor.lesson.run import BoundLayer
from convtutor.scene.moment import Moment
from convtutor.scene.pictures.picture import Label
from convtutor.scene.pytorch import pytorch_line
from convtutor.scene.text import Tone, line
from convtutor.words import say


def torch_labels(moment: Moment, layer: BoundLayer, language: str) -> tuple[Label, ...]:
    """Give the PyTorch line with the shapes it leads between, and the heading of the sizes."""
    shapes = (moment.array(name).shape for name in ("input", "output"))
    text = " -> ".join(f"({', '.join(map(str, shape))})" for shape in shapes)
    return (
        Label("pytorch", (line((say("screen.in_pytorch", language), Tone.STRONG)),)),
        Label("code", (line(pytorch_line(layer, language)),)),
        Label("shapes", (line((text, Tone.DIM)),)),
        Label("size", (line((say("screen.size", language), Tone.STRONG)),)),
    )
