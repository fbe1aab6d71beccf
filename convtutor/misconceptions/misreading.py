"""The right operator with other settings: parameters misread, or windows laid otherwise.

misread        computes with other parameters than those it is given
misread_back   does so on the way back alone
regeared       a convolution on other sliding axes than those its parameters describe
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeAlias

from convtutor.engine.arrays import Array, Arrays, Shape, Shapes, shapes_of
from convtutor.engine.convolution import AXIS_NAMES, ConvParams
from convtutor.engine.correlation import correlate, correlate_vjp, correlation_passes
from convtutor.engine.geometry import Axis, check_axis
from convtutor.engine.operator import AnyOperator, Pass

Misreading: TypeAlias = Callable[[Any, Shapes], Any]
AxisChange: TypeAlias = Callable[[Axis, ConvParams], Axis]


def misread(right: AnyOperator, change: Misreading) -> AnyOperator:
    """Give the operator that computes with `change(params, shapes)` in place of params."""

    def changed(params: Any, arrays: Arrays) -> Any:
        return change(params, shapes_of(arrays))

    return replace(
        right,
        output_shape=lambda shapes, params: right.output_shape(shapes, change(params, shapes)),
        axes=lambda shapes, params: right.axes(shapes, change(params, shapes)),
        passes=lambda shapes, params: right.passes(shapes, change(params, shapes)),
        forward=lambda arrays, params: right.forward(arrays, changed(params, arrays)),
        save=lambda arrays, output, params: right.save(arrays, output, changed(params, arrays)),
        stages=lambda grad_output, arrays, saved, params: right.stages(
            grad_output, arrays, saved, changed(params, arrays)
        ),
        vjp=lambda grad_output, arrays, saved, params: right.vjp(
            grad_output, arrays, saved, changed(params, arrays)
        ),
        check=lambda arrays, params: right.check(arrays, changed(params, arrays)),
        unsure=lambda arrays, errors, params: right.unsure(
            arrays, errors, changed(params, arrays)
        ),
    )


def misread_back(right: AnyOperator, change: Misreading) -> AnyOperator:
    """Give the operator that computes its gradients with `change(params, shapes)`."""
    wrong = misread(right, change)

    def passes(shapes: Shapes, params: Any) -> tuple[Pass, ...]:
        ahead = (rule for rule in right.passes(shapes, params) if rule.direction == "forward")
        back = (rule for rule in wrong.passes(shapes, params) if rule.direction == "backward")
        return *ahead, *back

    return replace(right, stages=wrong.stages, vjp=wrong.vjp, passes=passes)


def regeared(right: AnyOperator, change: AxisChange) -> AnyOperator:
    """Give the convolution whose windows lie on changed axes; raises ShapeError where none fits."""

    def axes(shapes: Shapes, params: ConvParams) -> tuple[Axis, ...]:
        described = right.axes(shapes, params)
        made = tuple(change(axis, params) for axis in described)
        for axis, counted in zip(made, AXIS_NAMES[len(made)], strict=True):
            check_axis(right.name, counted, axis)
        return made

    def output_shape(shapes: Shapes, params: ConvParams) -> Shape:
        batch, channels, *_ = right.output_shape(shapes, params)
        return batch, channels, *(axis.o for axis in axes(shapes, params))

    def forward(arrays: Arrays, params: ConvParams) -> Array:
        return correlate(arrays, axes(shapes_of(arrays), params), params.groups)

    def vjp(
        grad_output: Array, arrays: Arrays, saved: Arrays, params: ConvParams
    ) -> dict[str, Array]:
        made = axes(shapes_of(arrays), params)
        return correlate_vjp(grad_output, arrays, made, params.groups)

    def passes(shapes: Shapes, params: ConvParams) -> tuple[Pass, ...]:
        return correlation_passes(shapes, axes(shapes, params), params.groups)

    return replace(
        right, axes=axes, output_shape=output_shape, forward=forward, vjp=vjp, passes=passes
    )
