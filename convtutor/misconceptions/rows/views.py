"""What is got wrong about layers that hand elements on as they are."""

from convtutor.engine.ops.detach import DETACH
from convtutor.engine.ops.flip import FLIP
from convtutor.engine.ops.reshape import RESHAPE
from convtutor.engine.ops.slice import SLICE
from convtutor.misconceptions import gradients, views
from convtutor.misconceptions.misconception import Misconception

ROWS: dict[str, Misconception] = {
    "slice.end-included": views.end_included(SLICE),
    "slice.rows-and-columns-swapped": views.rows_and_columns_swapped(SLICE),
    "slice.upstream-ignored": gradients.upstream_ignored(SLICE),
    "flip.one-axis-flipped": views.one_axis_flipped(FLIP),
    "flip.upstream-ignored": gradients.upstream_ignored(FLIP),
    "reshape.column-major": views.column_major(RESHAPE),
    "reshape.upstream-ignored": gradients.upstream_ignored(RESHAPE),
    "detach.detach-ignored": views.detach_ignored(DETACH),
}
