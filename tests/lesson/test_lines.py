"""Every key of a file is found at the line it stands on. In most texts here each value *is* its
line, so that the two can be held against each other."""

import tomllib
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convtutor.lesson.lines import KeyPath, TooDeepError, scan

DEEPEST = 16

NUMBERED = '''\
first = 1
"quoted . key" = 2   # a comment with = and [ and "
'literal' = 3
a.b . "c" = 4
list = [5, [5, 5], # ] "
   6, { x = 6, y.z = 6 },

   8]
[table]
inner = 10
[table.sub]
deep = 12
[[many]]
x = 14
[[many.more]]
y = 16
[[many.more]]
y = 18
[many.one]
z = 20
[[many]]
x = 22
text = """
not = 1
[nothing]
a \\""" quote"""
after = 27
literal = \'\'\'
[[many]]
\\\'\'\'
behind = 31
inline = { a = 32, b = [32, { c = 32 }], "d e" = 32 }
[[many.more]]
y = 34
'''


def leaves(value: object, path: KeyPath = ()) -> Iterator[tuple[KeyPath, object]]:
    if isinstance(value, dict):
        for key, part in value.items():
            yield from leaves(part, (*path, key))
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from leaves(part, (*path, number))
    else:
        yield path, value


def test_every_value_is_found_on_its_line() -> None:
    lines = scan(NUMBERED, DEEPEST).lines
    numbers = {p: v for p, v in leaves(tomllib.loads(NUMBERED)) if isinstance(v, int)}
    assert len(numbers) == 25
    assert {path: lines[path] for path in numbers} == numbers


def test_tables_are_found_on_the_line_of_their_header() -> None:
    lines = scan(NUMBERED, DEEPEST).lines
    assert lines["table",] == 9
    assert lines["many", 0] == lines["many",] == 13
    assert lines["many", 0, "more", 1] == 17
    assert lines["many", 1] == 21
    assert lines["many", 1, "more", 0] == 33


@pytest.mark.parametrize("text", ["", "\n", "# only\n#comments", "a = 1", "[t]", "[[t]]\n[[t]]"])
def test_small_files_are_walked_to_the_end(text: str) -> None:
    assert set(scan(text, DEEPEST).lines) >= {(key,) for key in tomllib.loads(text)}


@pytest.mark.parametrize(
    "value",
    [
        "1979-05-27 07:32:00", "1979-05-27T07:32:00Z", "07:32:00", "1_000", "0xff", "-1e3", "nan",
        "true", "''", '""', '""""""', "''''''", '"""a"""""', "'''a'''''", '"\\\\"', "'\\'", '"]}"',
    ],
)
def test_a_value_of_any_kind_ends_where_it_ends(value: str) -> None:
    text = f"a = {value}\nb = [{value}, {value}]\nc = {{ d = {value} }} # end\nlast = 4\n"
    tomllib.loads(text)
    lines = scan(text, DEEPEST).lines
    assert (lines["a",], lines["b", 1], lines["c", "d"], lines["last",]) == (1, 2, 3, 4)


def test_the_first_line_of_a_key_counts() -> None:
    assert scan("a.b = 1\na.c = 2\n", DEEPEST).lines["a",] == 1


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ('a = "x\\u001b[31m"', [(("a",), 1, 7, "\x1b")]),
        ('a = 1\nb = ["", "\\u009b"]', [(("b", 1), 2, 11, "\x9b")]),
        ('a = """\nx\n y\\u202e"""', [(("a",), 3, 3, "\u202e")]),
        ('a = "\\b\\f\\r"', [(("a",), 1, c, x) for c, x in ((6, "\b"), (8, "\f"), (10, "\r"))]),
        ('a = "\\U000E0041"', [(("a",), 1, 6, "\U000e0041")]),
        ('a = { en = "ok", zh = "\\u0007" }', [(("a", "zh"), 1, 24, "\a")]),
        ('"k\\u001b" = 1', [((), 1, 3, "\x1b")]),
    ],
)
def test_escapes_of_hidden_characters_are_found_with_line_and_column(
    text: str, where: list[tuple[KeyPath, int, int, str]]
) -> None:
    tomllib.loads(text)
    found = [(e.path, e.line, e.column, e.character) for e in scan(text, DEEPEST).escapes]
    assert found == where


@pytest.mark.parametrize(
    "text",
    ['a = "\\n\\t\\\\u001b \\" é"', "a = '\\u001b'", "a = '''\\u001b'''", '# "\\u001b"\na = 1'],
)
def test_what_is_no_escape_of_a_hidden_character_is_let_through(text: str) -> None:
    tomllib.loads(text)
    assert scan(text, DEEPEST).escapes == ()


def test_nesting_beyond_the_limit_is_told_with_its_line() -> None:
    allowed = f"a = 1\nb = {'[' * 3}{']' * 3}\n"
    assert scan(allowed, 3).lines["b", 0, 0] == 2
    with pytest.raises(TooDeepError) as caught:
        scan(allowed, 2)
    assert caught.value.line == 2


KEYS = st.sampled_from(["a", "b-c", '"d.e"', "'f g'", '"\\u0068"'])
VALUES = st.recursive(
    st.sampled_from(["1", "'x'", '"]"', '"""\n"""', "true"]),
    lambda part: st.lists(part, max_size=3).map(lambda parts: f"[ # [\n{', '.join(parts)}\n]")
    | st.dictionaries(KEYS, part, max_size=3).map(
        lambda table: f"{{ {', '.join(f'{k} = {v}' for k, v in table.items())} }}"
    ),
    max_leaves=8,
)


@given(st.dictionaries(KEYS, VALUES, max_size=4), st.dictionaries(KEYS, VALUES, max_size=3))
def test_every_path_of_any_file_has_a_line_within_it(
    top: dict[str, str], inner: dict[str, str]
) -> None:
    pairs = [f"{key} = {value}" for key, value in top.items()]
    pairs += ["[[row]]", *(f"{key} = {value}" for key, value in inner.items())] * 2
    text = "\n".join(pairs)
    lines = scan(text, 99).lines
    for path, _ in leaves(tomllib.loads(text)):
        assert 1 <= lines[path] <= text.count("\n") + 1
        assert lines[path[:-1]] <= lines[path] if len(path) > 1 else True
