"""What the losses share: the keywords, and the shapes and values of a target of classes.

Source: torch.nn.functional.nll_loss, torch.nn.functional.cross_entropy. Scores have shape (C,),
(N, C) or (N, C, ...); what one sample has one of, (), (N,) or (N, ...): the shape of the samples.
"""

from collections.abc import Mapping
from typing import NoReturn

import numpy as np

from convtutor.engine.arguments import LARGEST, integer
from convtutor.engine.arrays import Array, Shape, Shapes
from convtutor.engine.finish import Finish
from convtutor.engine.lettered_passes import Letters, axis_letters
from convtutor.errors import ArgumentError, DtypeError, ShapeError, did_you_mean

REDUCTIONS = ("none", "mean", "sum")
MINUS = Finish("-{}", np.negative, lambda total: -np.ones_like(total), 0)


def reduction_of(where: str, value: object) -> str:
    """Give how the losses of the samples become the output; raises ArgumentError for another word.

    none leaves them as they are, mean divides their sum by their weight, sum adds them up.
    """
    if isinstance(value, str) and value in REDUCTIONS:
        return value
    hint = did_you_mean(value, REDUCTIONS) if isinstance(value, str) else ""
    raise ArgumentError(
        f"{where}: reduction must be one of {', '.join(REDUCTIONS)}, got {value!r}{hint}"
    )


def ignored_class(where: str, value: object) -> int:
    """Give the class number that counts for nothing; raises ArgumentError for no integer."""
    return integer(where, "ignore_index", value, -LARGEST - 1)


def share(where: str, name: str, value: object) -> float:
    """Give a share of a whole, from 0 to 1; raises ArgumentError for anything else.

    True and False are 1 and 0, as in torch.
    """
    if not isinstance(value, int | float | np.integer | np.floating | np.bool_):
        raise ArgumentError(f"{where}: {name} must be a number, got {value!r}")
    if not 0 <= value <= 1:
        raise ArgumentError(f"{where}: {name} must be from 0 to 1, got {value!r}")
    return float(value)


def class_axis(rank: int) -> int:
    """Give the axis of the classes: the second, of scores without samples the only one."""
    return 0 if rank == 1 else 1


def class_count(scores: Shape) -> int:
    """Count the classes."""
    return scores[class_axis(len(scores))]


def sample_shape(scores: Shape) -> Shape:
    """Give the shape of what every sample has one of."""
    axis = class_axis(len(scores))
    return scores[:axis] + scores[axis + 1 :]


def loss_shape(scores: Shape, reduction: str) -> Shape:
    """Give the shape of the output: one number, or one a sample."""
    return sample_shape(scores) if reduction == "none" else ()


def sample_letters(rank: int) -> Letters:
    """Give the letters of the axes that samples have."""
    return tuple(letter for letter in axis_letters(rank) if letter != "c")


def check_scores(where: str, shapes: Shapes) -> None:
    """Accept scores of at least one axis, and one weight a class; raises ShapeError."""
    scores = shapes["input"]
    if not scores:
        raise ShapeError(f"{where}: input needs at least 1 axis, the classes, got shape ()")
    wanted = (class_count(scores),)
    if "weight" in shapes and shapes["weight"] != wanted:
        raise ShapeError(
            f"{where}: weight must have shape {wanted}, one a class of the input {scores}, got "
            f"{shapes['weight']}"
        )


def check_class_shape(where: str, shapes: Shapes) -> None:
    """Accept one class number a sample; raises ShapeError.

    Where there is one sample without an axis, torch takes a target of one axis too.
    """
    scores, target = shapes["input"], shapes["target"]
    wanted = sample_shape(scores)
    if target != wanted and not (wanted == () and target == (1,)):
        raise ShapeError(
            f"{where}: target must have shape {wanted}, the input's {scores} without its classes, "
            f"got {target}"
        )


def check_classes(where: str, target: Array, classes: int, ignored: int) -> None:
    """Accept int64 class numbers that are there, or ignored.

    Raises DtypeError, and ArgumentError with the first number that is not.
    """
    if target.dtype.kind == "f" and not (target == np.round(target)).all():
        _refuse(where, "class numbers, whole ones", target, target != np.round(target))
    if target.dtype != np.int64:
        raise DtypeError(
            f"{where}: target must hold class numbers, in int64, got {target.dtype}; "
            f"convert it with target.astype(np.int64)"
        )
    wrong = ((target < 0) | (target >= classes)) & (target != ignored)
    if wrong.any():
        known = f"from 0 to {classes - 1} for {classes} classes" if classes else "of 0 classes"
        _refuse(where, f"{known}, or {ignored} where it is ignored", target, wrong)


def _refuse(where: str, wanted: str, target: Array, wrong: Array) -> NoReturn:
    """Say what the first wrong element is, and where."""
    at = tuple(int(number) for number in np.argwhere(wrong)[0])
    raise ArgumentError(
        f"{where}: target must be {wanted}, got {target[at].item()} at {list(at)}"
    )


def check_probabilities(where: str, target: Array) -> None:
    """Accept numbers that are no class numbers; raises DtypeError."""
    if target.dtype.kind != "f":
        raise DtypeError(
            f"{where}: target has the input's shape {target.shape}, so it must hold a probability "
            f"of every class, in the input's dtype, got {target.dtype}"
        )


def along_classes(weight: Array, rank: int) -> Array:
    """Give one number a class (C,) the shape in which it meets scores of `rank` axes."""
    return weight.reshape(-1, *(1,) * (rank - 1 - class_axis(rank)))


def reduction_letters(rank: int, reduction: str) -> Mapping[str, Letters]:
    """Give the letters of the output and of its gradient."""
    return dict.fromkeys(
        ("output", "grad_output"), sample_letters(rank) if reduction == "none" else ()
    )
