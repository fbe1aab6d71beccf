"""An index is read as Python reads it, and what it cannot be is said with its place."""

import pytest

from convtutor.engine.slicing import Span, parse_index, taken_of, write_index
from convtutor.errors import ArgumentError


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("0:2, 1:3", (Span(0, 2), Span(1, 3))),
        ("-1", (-1,)),
        (" 1 ,3", (1, 3)),
        ("1:", (Span(1),)),
        (":, ::2", (Span(), Span(None, None, 2))),
        ("..., -2:", (..., Span(-2))),
    ],
)
def test_an_index_is_read_part_by_part_and_written_again(text: str, parts: object) -> None:
    assert parse_index(text) == parts
    assert parse_index(write_index(parse_index(text))) == parts


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "at least one axis, got ''"),
        ("1,", "part 2 of index '1,': expected a part, got nothing"),
        ("0:2, 1:x", "part 2 of index '0:2, 1:x': expected a stop in digits, got 'x'"),
        ("1.5", "part 1 of index '1.5': expected a whole number in digits, got '1.5'"),
        ("None", "expected a whole number in digits, got 'None'"),
        ("0:1:2:3", "at most two colons, got '0:1:2:3'"),
        ("::-1", "a step of 1 or more, got -1; torch takes no other, flip"),
        ("::0", "a step of 1 or more, got 0"),
        ("[0:2]", "without brackets, got '[0:2]'"),
        ("..., ...", "may hold ... once"),
        ("9223372036854775808", "a whole number that 64 bits hold, got 9223372036854775808"),
        ("1" * 5000, "in digits, got '1111111111"),
    ],
)
def test_what_is_no_index_is_refused_with_its_part(text: str, said: str) -> None:
    with pytest.raises(ArgumentError) as refusal:
        parse_index(text)
    assert str(refusal.value).startswith("slice: ")
    assert said in str(refusal.value)
    assert len(str(refusal.value)) < 250


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("0:2, 1:3", (range(2), range(1, 3))),
        ("-3:-1", (range(1, 3), range(5))),
        ("-99:99, 3:99:2", (range(4), range(3, 5, 2))),
        ("3, -1", (range(3, 4), range(4, 5))),
        ("..., 4", (range(4), range(4, 5))),
    ],
)
def test_ends_are_clipped_and_counted_from_the_end(text: str, places: tuple[range, ...]) -> None:
    assert tuple(axis.places for axis in taken_of((4, 5), parse_index(text))) == places


def test_a_number_outside_its_axis_is_refused_with_the_range() -> None:
    with pytest.raises(ArgumentError, match=r"axis 1 must be from -5 to 4 .* \(4, 5\), got 5"):
        taken_of((4, 5), parse_index("0, 5"))
    with pytest.raises(ArgumentError, match="speaks of 3 axes, the input .* has 2; leave out 1"):
        taken_of((4, 5), parse_index("0, 1, 2"))
