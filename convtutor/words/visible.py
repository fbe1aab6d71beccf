"""Text from outside (file names, file contents, values), made safe to print.

A terminal obeys control characters, and bidirectional ones reorder what is read; both are data here
and never reach the terminal raw.
"""

import os
import unicodedata

JOINERS = "\u200c\u200d"
HIDDEN_CATEGORIES = ("Cc", "Cf", "Cs", "Zl", "Zp")
NAMED_ESCAPES = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}
UNDECODED = range(0xDC80, 0xDD00)


def is_hidden(character: str) -> bool:
    """Tell whether a character acts on the terminal or the reading order instead of being seen.

    True for C0 (newline and tab too), DEL, C1, bidirectional and other format controls, line and
    paragraph separators, and surrogates; the two joiners that scripts need are let through.
    """
    return unicodedata.category(character) in HIDDEN_CATEGORIES and character not in JOINERS


def visible(text: str | os.PathLike[str]) -> str:
    r"""Write every hidden character of a text or path as an escape: \x1b, \u202e, \n.

    Bytes of a file name that are no UTF-8 (surrogates, by PEP 383) become \xNN.
    """
    return "".join(
        escape(character) if is_hidden(character) else character for character in os.fspath(text)
    )


def escape(character: str) -> str:
    r"""Write one character as \n, \xNN, \uNNNN or \UNNNNNNNN."""
    code = ord(character)
    if character in NAMED_ESCAPES:
        return NAMED_ESCAPES[character]
    if code in UNDECODED:
        return f"\\x{code - 0xDC00:02x}"
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
