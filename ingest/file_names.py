"""Names of files as text: those that are no UTF-8, and those that hold what no terminal or page may print."""

from __future__ import annotations

import os
from pathlib import Path


def decode_path(path: Path) -> str:
    """The path as text that can be stored. A name whose bytes are no UTF-8 is taken for GB18030, as archives made on
    Chinese systems hold them; it no longer leads to the file.

    >>> decode_path(Path("教师.docx")), decode_path(Path(os.fsdecode("教师.docx".encode("gb18030"))))
    ('教师.docx', '教师.docx')
    """
    text = str(path)
    if text.isascii() or not any("\ud800" <= character <= "\udfff" for character in text):
        return text
    folder, name = os.path.split(os.fsencode(path))
    return str(Path(folder.decode("utf-8", "replace")) / name.decode("gb18030", "replace"))


def is_there(path: Path) -> bool:
    """Whether there is such a file or folder, as far as one may look."""
    try:
        return path.exists()
    except OSError:
        return False


def print_name(text: str) -> str:
    """The name on one line, what cannot be printed as "?".

    >>> print_name("通\\n知.docx")
    '通?知.docx'
    """
    return "".join(c if c.isprintable() else "?" for c in text)


def title_of_file(path: Path) -> str:
    """The file's name without its ending, as a document without a title is called.

    >>> title_of_file(Path("2024年\\n要点 .docx"))
    '2024年 要点'
    """
    stem = Path(decode_path(path)).stem
    return " ".join("".join(c if c.isprintable() else " " for c in stem).split())
