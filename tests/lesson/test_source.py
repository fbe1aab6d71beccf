"""A lesson file is opened with care, and whatever it holds ends in sentences with lines."""

import os
import socket
from pathlib import Path

import pytest

from convtutor.errors import AccessError, LessonError
from convtutor.lesson.source import DEEPEST, MOST_BYTES, MOST_LINE_BYTES, read_document, shown_path

NOBODY = 65534


def problems(path: Path) -> list[str]:
    with pytest.raises(LessonError) as caught:
        read_document(path)
    for sentence in caught.value.problems:
        assert sentence.isprintable(), sentence
        assert sentence.startswith(f"{shown_path(path)}:")
    return [sentence.removeprefix(f"{shown_path(path)}:") for sentence in caught.value.problems]


def written(folder: Path, content: bytes | str) -> Path:
    path = folder / "x.toml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_values_lines_and_digest_are_read(tmp_path: Path) -> None:
    document = read_document(written(tmp_path, "a = 1\nb = [2,\n3]\n"))
    assert document.values == {"a": 1, "b": [2, 3]}
    assert document.lines["b", 1] == 3
    assert len(document.digest) == 64


def test_byte_order_mark_and_windows_newlines_change_nothing(tmp_path: Path) -> None:
    plain = read_document(written(tmp_path, "a = 1\nb = '''x\ny'''\n"))
    windows = read_document(written(tmp_path, b"\xef\xbb\xbfa = 1\r\nb = '''x\r\ny'''\r\n"))
    assert (windows.values, windows.lines, windows.digest) == (
        plain.values, plain.lines, plain.digest,
    )


def test_a_changed_text_has_another_digest(tmp_path: Path) -> None:
    first = read_document(written(tmp_path, "a = 1\n")).digest
    assert read_document(written(tmp_path, "a = 2\n")).digest != first


@pytest.mark.parametrize("content", ["", "\n \n", "\ufeff"])
def test_an_empty_file_is_told_how_a_lesson_begins(tmp_path: Path, content: str) -> None:
    assert problems(written(tmp_path, content)) == [
        "1: the file is empty; a lesson begins with `schema = 1`"
    ]


def test_bytes_that_are_no_utf8_are_told_with_line_and_byte(tmp_path: Path) -> None:
    assert problems(written(tmp_path, b"a = 1\nb = '\xff'\n")) == [
        "2: byte 0xff at byte 6 of the line is no UTF-8; save the file as UTF-8"
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a = 1\nb = \n", "2: not valid TOML: Invalid value (column 5)"),
        ("a = 1\n\na = 2\n", "3: not valid TOML: Cannot overwrite a value (column 6)"),
        ("[t]\n[t]\n", "2: not valid TOML: Cannot declare ('t',) twice (column 3)"),
    ],
)
def test_a_syntax_error_is_told_alone_with_its_line(
    tmp_path: Path, text: str, sentence: str
) -> None:
    assert problems(written(tmp_path, text)) == [sentence]


def test_a_string_left_open_is_told_at_the_last_line(tmp_path: Path) -> None:
    (sentence,) = problems(written(tmp_path, 'a = 1\nb = """x\ny'))
    assert sentence.startswith("3: not valid TOML: ")


@pytest.mark.parametrize(
    ("character", "sentence"),
    [
        ("\x1b", "2: control character U+001B at column 9; remove it"),
        ("\x00", "2: control character U+0000 at column 9; remove it"),
        ("\x7f", "2: control character U+007F at column 9; remove it"),
        ("\x9b", "2: control character U+009B at column 9; remove it"),
        ("\u202e", "2: hidden character U+202E at column 9; remove it"),
        ("\u2066", "2: hidden character U+2066 at column 9; remove it"),
        ("\u2028", "2: hidden character U+2028 at column 9; remove it"),
        ("\ufeff", "2: hidden character U+FEFF at column 9; remove it"),
        ("\r", "2: control character U+000D at column 9; remove it"),
    ],
)
def test_hidden_characters_are_refused_raw_in_texts_and_comments(
    tmp_path: Path, character: str, sentence: str
) -> None:
    assert problems(written(tmp_path, f"a = 1\nb = 'xyz{character}z'\n")) == [sentence]
    assert problems(written(tmp_path, f"a = 1\n# 345678{character}z\n")) == [sentence]


@pytest.mark.parametrize(
    "sequence",
    ["\\u001b[31m", "\\u001b]52;c;AAAA\\u0007", "\\u001b]0;x\\u0007", "\\u001bPx\\u001b\\\\"],
)
def test_terminal_sequences_written_as_escapes_are_refused(tmp_path: Path, sequence: str) -> None:
    found = problems(written(tmp_path, f'a = 1\nb = {{ en = "x{sequence}" }}\n'))
    assert found[0] == "2: control character U+001B at column 14; remove it"
    assert all(sentence.startswith("2: control character U+00") for sentence in found)


def test_every_hidden_character_of_a_file_is_told_at_once(tmp_path: Path) -> None:
    found = problems(written(tmp_path, 'a = "\\u009b"\nb = 2\nc = "\\u202e"\n'))
    assert [sentence[:2] for sentence in found] == ["1:", "3:"]


def test_thousands_of_problems_are_cut_short(tmp_path: Path) -> None:
    with pytest.raises(LessonError) as caught:
        read_document(written(tmp_path, "# \x1b\n" * 3000))
    assert len(caught.value.problems) == 51
    assert caught.value.problems[-1].endswith("and 2950 more problems")


def test_texts_of_every_script_and_joiners_are_let_through(tmp_path: Path) -> None:
    text = "a = 'é 填充 \u0645\u06cc\u200c\u062e [red] [/] \t'\n"
    assert read_document(written(tmp_path, text)).values["a"].startswith("é 填充")


def test_a_file_that_is_too_large_is_refused_before_it_is_parsed(tmp_path: Path) -> None:
    path = written(tmp_path, b"[" * (MOST_BYTES + 1))
    assert problems(path) == ["1: the file is larger than 256 KiB; split the lesson"]


def test_a_sparse_giant_is_not_read_whole(tmp_path: Path) -> None:
    path = written(tmp_path, "")
    os.truncate(path, 1 << 40)
    assert problems(path) == ["1: the file is larger than 256 KiB; split the lesson"]


def test_a_line_that_is_too_long_is_refused_with_its_number(tmp_path: Path) -> None:
    fits = f"a = '{'x' * (MOST_LINE_BYTES - 6)}'"
    assert len(read_document(written(tmp_path, f"{fits}\n")).values["a"]) == MOST_LINE_BYTES - 6
    (sentence,) = problems(written(tmp_path, f"b = 1\n{fits}x\n"))
    assert sentence.startswith("2: the line has 4,097 bytes, at most 4,096 are read")


@pytest.mark.parametrize("opening", ["[", "{ a = "])
def test_nesting_is_refused_with_its_line(tmp_path: Path, opening: str) -> None:
    closing = "]" if opening == "[" else " }"
    for depth in (DEEPEST + 1, 500):
        value = f"a = 1\nb = {opening * depth}{'1' if opening != '[' else ''}{closing * depth}\n"
        (sentence,) = problems(written(tmp_path, value))
        assert sentence == "2: lists or tables are nested too deeply, at most 16 are read"


def test_nesting_over_many_lines_is_refused_where_it_gets_too_deep(tmp_path: Path) -> None:
    text = "a = " + "[\n" * 3000 + "]\n" * 3000
    (sentence,) = problems(written(tmp_path, text))
    assert sentence == "17: lists or tables are nested too deeply, at most 16 are read"


@pytest.mark.parametrize(
    ("key", "refused"),
    [
        (".".join("a" * 16) + " = 1", False), (".".join("a" * 17) + " = 1", True),
        (".".join("a" * 2000) + " = 1", True), ("[" + ".".join("a" * 17) + "]", True),
        ("b = {" + " . ".join(["'a'"] * 17) + " = 1}", True),
        ("'" + ".".join("a" * 17) + "' = 1", False), ("b = '" + ".".join("a" * 17) + "'", False),
        ("# " + ".".join("a" * 17), False), ("b = 1 # \" " + ".".join("a" * 17), False),
        ("b = [" + "1.5, " * 40 + "]", False),
        ('b = """\n' + ".".join("a" * 17) + ' = 1\n"""', False),
    ],
)
def test_a_dotted_key_of_many_parts_is_refused_where_it_is_one(
    tmp_path: Path, key: str, refused: bool
) -> None:
    path = written(tmp_path, f"a1 = 1\n{key}\n")
    if refused:
        assert problems(path) == [
            "2: lists or tables are nested too deeply, at most 16 are read"
        ]
    else:
        assert read_document(path).values["a1"] == 1


def test_a_number_of_thousands_of_digits_ends_in_a_sentence(tmp_path: Path) -> None:
    (sentence,) = problems(written(tmp_path, f"a = {'9' * 5000}\n"))
    assert sentence.startswith("1: the line has 5,004 bytes")


def access_error(path: Path) -> str:
    with pytest.raises(AccessError) as caught:
        read_document(path)
    assert str(caught.value).isprintable()
    assert caught.value.exit_code == 5
    return str(caught.value)


def test_folders_pipes_and_devices_are_refused_without_waiting(tmp_path: Path) -> None:
    assert access_error(tmp_path).endswith("a lesson is a regular file, this is a folder")
    assert access_error(Path("/dev/zero")).endswith("this is a device")
    os.mkfifo(tmp_path / "pipe.toml")
    assert access_error(tmp_path / "pipe.toml").endswith("this is a pipe")


def test_a_socket_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s.toml")
        assert access_error(Path("s.toml")) == (
            "s.toml: a lesson is a regular file, this is a socket"
        )


def test_a_link_to_a_lesson_is_followed_and_one_to_a_device_refused(tmp_path: Path) -> None:
    written(tmp_path, "a = 1\n")
    (tmp_path / "link.toml").symlink_to(tmp_path / "x.toml")
    assert read_document(tmp_path / "link.toml").values == {"a": 1}
    (tmp_path / "zero.toml").symlink_to("/dev/zero")
    assert access_error(tmp_path / "zero.toml").endswith("this is a device")
    (tmp_path / "loop.toml").symlink_to("loop.toml")
    assert "cannot be read" in access_error(tmp_path / "loop.toml")


def test_what_is_not_there_or_cannot_be_a_name_is_told(tmp_path: Path) -> None:
    missing = access_error(tmp_path / "none.toml")
    assert missing.endswith("cannot be read: No such file or directory")
    assert access_error(tmp_path / ("x" * 300)).endswith("cannot be read: File name too long")
    assert access_error(Path("a\0b.toml")) == "a\\x00b.toml: cannot be the name of a file"


def test_a_file_without_permission_is_told(tmp_path: Path) -> None:
    path = written(tmp_path, "a = 1\n")
    path.chmod(0)
    was = os.geteuid()
    os.seteuid(was or NOBODY)  # root may read everything
    try:
        assert access_error(path).endswith("cannot be read: Permission denied")
    finally:
        os.seteuid(was)


def test_names_with_escapes_are_shown_visibly(tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[31m\u202e.toml"
    path.write_text("b = \n")
    with pytest.raises(LessonError) as caught:
        read_document(path)
    assert r"a\x1b[31m\u202e.toml:1: " in str(caught.value)


def test_a_name_that_is_no_utf8_is_shown_as_bytes_and_opened(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.toml"))
    path.write_text("a = 1\n")
    assert read_document(path).values == {"a": 1}
    assert shown_path(path).endswith(r"caf\xe9.toml")


def test_paths_are_shown_from_the_working_folder_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert shown_path(tmp_path / "lessons" / "x.toml") == os.path.join("lessons", "x.toml")
    assert shown_path(tmp_path.parent / "x.toml") == str(tmp_path.parent / "x.toml")
