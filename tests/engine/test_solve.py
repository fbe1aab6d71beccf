"""Every setting is found that brute force finds, and torch makes the sizes that were promised."""

from collections.abc import Iterator
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from convtutor.engine.geometry import Axis
from convtutor.engine.setting import Kind, Setting
from convtutor.engine.solve import Choice, Query, count_candidates, reachable, solve
from convtutor.engine.usual import rank, usual_dilations, usual_kernels, usual_strides
from tests.conftest import examples, require

ONE = range(1, 2)
LENGTHS = st.integers(1, 9)


def open_query(
    kind: Kind, inputs: tuple[int | None, ...], outputs: tuple[int | None, ...],
    ceil_mode: bool = False, **fixed: range,
) -> Query:
    ranges = {"kernel_size": range(1, 5), "stride": range(1, 4), "dilation": ONE, **fixed}
    choices = {name: Choice((values,)) for name, values in ranges.items()}
    return Query(kind, inputs, outputs, choices, ceil_mode)


def brute_windows(query: Query, axes: int) -> Iterator[tuple[int, ...]]:
    """Give (k, s, p, d) that the axes themselves say are right, padding below k_eff or half k."""
    for k, s, d in product(*(query.choices[n].ranges[0] for n in ("kernel_size", "stride",
                                                                  "dilation"))):
        for p in range(k // 2 + 1 if query.kind.is_pool else d * (k - 1) + 1):
            made = [Axis(i, k, s, d, p, p, ceil_mode=query.ceil_mode).o
                    for i in query.inputs if i is not None]
            right = all(o >= 1 and w in (None, o) for o, w in zip(made, query.outputs, strict=True))
            if right and len(made) == axes:
                yield k, s, p, d


def flat(setting: Setting) -> tuple[int, ...]:
    assert all(len(set(getattr(setting, n))) == 1 for n in ("kernel_size", "stride", "padding"))
    return setting.kernel_size[0], setting.stride[0], setting.padding[0], setting.dilation[0]


@examples(150)
@given(
    st.sampled_from([Kind.CONVOLUTION, Kind.MAX_POOL, Kind.AVG_POOL]),
    st.lists(st.tuples(LENGTHS, st.none() | st.integers(1, 6)), min_size=1, max_size=2),
    st.booleans(), st.booleans(),
)
def test_windows_are_solved_as_brute_force_over_the_axes_solves_them(
    kind: Kind, sizes: list[tuple[int, int | None]], ceil_mode: bool, dilated: bool
) -> None:
    inputs, outputs = tuple(i for i, _ in sizes), tuple(o for _, o in sizes)
    dilation = range(1, 4) if dilated and kind is not Kind.AVG_POOL else ONE
    query = open_query(kind, inputs, outputs, ceil_mode and kind.is_pool, dilation=dilation)
    found = [flat(setting) for setting in solve(query)]
    assert len(found) == len(set(found))
    assert set(found) == set(brute_windows(query, len(sizes)))


@examples(150)
@given(st.integers(1, 8), st.none() | st.integers(1, 20), st.integers(1, 3))
def test_transposed_ones_are_solved_as_brute_force_over_the_formula_solves_them(
    length: int, out: int | None, most_dilation: int
) -> None:
    query = open_query(Kind.TRANSPOSED, (length,), (out,), dilation=range(1, most_dilation + 1))
    right = set()
    for k, s, d in product(range(1, 5), range(1, 4), range(1, most_dilation + 1)):
        for p, more in product(range(d * (k - 1) + 1), range(max(s, d))):
            made = (length - 1) * s - 2 * p + d * (k - 1) + more + 1
            if made >= 1 and out in (None, made):
                right.add((k, s, p, d, more, made))
    found = [(*flat(s), s.output_padding[0], s.outputs[0]) for s in solve(query)]
    assert len(found) == len(set(found))
    assert set(found) == right


@examples(100)
@given(st.sampled_from(Kind), st.integers(1, 7), st.booleans())
def test_an_open_input_gets_every_length_that_leads_there(
    kind: Kind, out: int, ceil_mode: bool
) -> None:
    ceil = ceil_mode and kind.is_pool
    query = open_query(kind, (None,), (out,), ceil)
    found = {(*flat(s), s.output_padding[0], s.inputs[0]) for s in solve(query)}
    right = set()
    for length in range(1, 40):
        for s in solve(open_query(kind, (length,), (out,), ceil)):
            right.add((*flat(s), s.output_padding[0], length))
    assert found == right


@examples(60)
@given(st.sampled_from(Kind), LENGTHS, st.integers(2, 9), st.integers(1, 5), st.integers(1, 9))
def test_torch_makes_what_was_solved_on_both_axes(
    kind: Kind, rows: int, columns: int, out_rows: int, out_columns: int
) -> None:
    require("torch")
    import torch

    module = {
        Kind.CONVOLUTION: torch.nn.Conv2d, Kind.TRANSPOSED: torch.nn.ConvTranspose2d,
        Kind.MAX_POOL: torch.nn.MaxPool2d, Kind.AVG_POOL: torch.nn.AvgPool2d,
    }[kind]
    query = open_query(kind, (rows, columns), (out_rows, out_columns))
    for setting in solve(query):
        keywords = {"kernel_size": setting.kernel_size, "stride": setting.stride,
                    "padding": setting.padding}
        if kind is not Kind.AVG_POOL:
            keywords["dilation"] = setting.dilation
        if kind is Kind.TRANSPOSED:
            keywords["output_padding"] = setting.output_padding
        channels = () if kind.is_pool else (1, 1)
        output = module(*channels, **keywords)(torch.zeros(1, 1, rows, columns))
        assert tuple(output.shape[2:]) == (out_rows, out_columns)


@examples(60)
@given(st.sampled_from(Kind), LENGTHS, st.integers(1, 30))
def test_what_can_be_reached_is_what_some_setting_makes(
    kind: Kind, length: int, out: int
) -> None:
    every = {s.outputs for s in solve(open_query(kind, (length,), (None,)))}
    assert reachable(open_query(kind, (length,), (out,))) == every


def test_with_the_input_open_the_reachable_outputs_are_the_neighbours() -> None:
    fixed = {"kernel_size": range(3, 4), "stride": range(2, 3), "padding": range(1, 2)}
    query = open_query(Kind.TRANSPOSED, (None,), (8,), **fixed, output_padding=range(1))
    assert list(solve(query)) == []
    assert reachable(query) == {(7,), (9,)}


def test_a_setting_of_each_axis_is_kept_apart() -> None:
    choices = {
        "kernel_size": Choice((range(3, 4), range(5, 6))), "stride": Choice((range(2, 3),)),
        "dilation": Choice((ONE,)), "padding": Choice((range(0, 3), range(0, 3))),
    }
    query = Query(Kind.CONVOLUTION, (9, 11), (5, 5), choices)
    assert [(s.kernel_size, s.padding) for s in solve(query)] == [((3, 5), (1, 1))]
    assert [s.padding for s in solve(query.on_axis(1))] == [(1,)]
    assert query.on_axis(1).choices["kernel_size"] == Choice((range(5, 6),))


def test_paddings_and_output_paddings_torch_refuses_are_never_answers() -> None:
    pool = open_query(Kind.MAX_POOL, (8,), (None,), padding=range(0, 4))
    assert {(s.kernel_size[0], s.padding[0]) for s in solve(pool)} == {
        (k, p) for k in range(1, 5) for p in range(k // 2 + 1)
    }
    more = open_query(Kind.TRANSPOSED, (4,), (None,), output_padding=range(0, 3))
    assert {(s.stride[0], s.output_padding[0]) for s in solve(more)} == {
        (s, m) for s in range(1, 4) for m in range(s)
    }


@examples(60)
@given(st.sampled_from(Kind), st.none() | LENGTHS, st.integers(1, 9))
def test_the_count_of_candidates_is_a_bound(kind: Kind, length: int | None, out: int) -> None:
    query = open_query(kind, (length,), (out,), dilation=usual_dilations(kind))
    assert len(list(solve(query))) <= count_candidates(query)


def first(kind: Kind, length: int, out: int) -> tuple[int, ...]:
    query = open_query(
        kind, (length,), (out,), kernel_size=usual_kernels(kind, (length,), (out,)),
        stride=usual_strides((length,), (out,)),
    )
    setting = min(solve(query), key=rank)
    return setting.kernel_size[0], setting.stride[0], setting.padding[0], setting.output_padding[0]


def test_the_usual_layer_comes_first() -> None:
    assert first(Kind.CONVOLUTION, 224, 112) == (3, 2, 1, 0)
    assert first(Kind.CONVOLUTION, 224, 14) == (16, 16, 0, 0)  # patches of a vision transformer
    assert first(Kind.CONVOLUTION, 28, 26) == (3, 1, 0, 0)
    assert first(Kind.MAX_POOL, 112, 56) == (2, 2, 0, 0)
    assert first(Kind.TRANSPOSED, 7, 14) == (2, 2, 0, 0)


def test_answers_that_drop_a_column_come_behind_all_that_drop_none() -> None:
    query = open_query(Kind.CONVOLUTION, (224,), (112,), dilation=range(1, 3))
    unread = [s.unread[0] for s in sorted(solve(query), key=rank)]
    assert unread == sorted(unread)
    assert {0, 1} == set(unread)


def test_ranges_to_look_through_follow_the_sizes() -> None:
    assert usual_kernels(Kind.CONVOLUTION, (5,), (None,)) == range(1, 6)
    assert usual_kernels(Kind.TRANSPOSED, (5,), (None,)) == range(1, 12)
    assert usual_kernels(Kind.MAX_POOL, (224,), (14,)) == range(2, 17)
    assert usual_kernels(Kind.MAX_POOL, (1,), (1,)) == range(1, 2)
    assert usual_strides((224,), (1,)) == range(1, 33)
    assert usual_strides((7,), (7,)) == range(1, 5)
    assert usual_dilations(Kind.AVG_POOL) == range(1, 2)
