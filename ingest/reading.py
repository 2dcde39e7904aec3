"""The one way from a file to its blocks. What a file is, its content says, not its name."""

from __future__ import annotations

from pathlib import Path

from ingest.errors import UnreadableFile
from ingest.file_kind import HEAD_BYTES, FileKind, name_file_kind
from ingest.records import ReadFile
from ingest.text_reader import read_text
from ingest.unreadable import explain_os_error, unreadable
from ingest.word.docx_reader import read_docx
from ingest.word.old_office import explain_old_office

WORD_SUFFIXES = frozenset({".docx", ".docm", ".dotx", ".dotm", ".doc", ".dot", ".wps"})

_IN_WORD = "Open it in Word and save it as .docx"
_REFUSED = {
    FileKind.RTF: ("it is an RTF file", _IN_WORD),
    FileKind.HTML: ("it is a web page (HTML), not a Word document", _IN_WORD),
    FileKind.MHTML: ("it is a saved web page (MHTML), not a Word document", _IN_WORD),
    FileKind.XML: ("it is a single XML file, not a Word document", _IN_WORD),
    FileKind.PDF: ("it is a PDF", "Ingest the Word document it was made from, or convert it to .docx"),
    FileKind.IMAGE: ("it is a picture", "Ingest the text as a Word document (.docx) or a text file"),
    FileKind.ARCHIVE: ("it is a packed archive", "Unpack it and ingest the documents that are in it"),
}
# A text file may well begin like a web page or as XML; a name ending in .txt is believed there.
_TEXT_ALL_THE_SAME = frozenset({FileKind.HTML, FileKind.XML, FileKind.MHTML, FileKind.OTHER})


def read_file(path: Path) -> ReadFile:
    """Read a Word document or a text file into blocks, in document order.

    Raises UnreadableFile, one line that says which file, why, and what to do, for whatever cannot be read:
    missing, empty, encrypted, truncated, damaged, hostile, or of another kind.
    """
    try:
        return _read(path)
    except OSError as error:
        raise explain_os_error(path, error) from error


def check_ordinary(path: Path) -> None:
    """Raises UnreadableFile for a pipe, a device and the like, which may never end."""
    if not path.is_dir() and path.exists() and not path.is_file():
        raise unreadable(path, "it is no ordinary file", "Name a Word document or a text file")


def _read(path: Path) -> ReadFile:
    check_ordinary(path)
    with path.open("rb") as file:
        kind = name_file_kind(file.read(HEAD_BYTES))
    suffix = path.suffix.lower()
    if kind is FileKind.EMPTY:
        raise unreadable(path, "it is empty", "Copy or download it again")
    if kind is FileKind.ZIP:
        return read_docx(path)
    if kind is FileKind.OLD_OFFICE:
        raise explain_old_office(path)
    if (suffix == ".txt" and kind in _TEXT_ALL_THE_SAME) or (suffix not in WORD_SUFFIXES and kind is FileKind.OTHER):
        return read_text(path)
    if kind in _REFUSED:
        raise unreadable(path, *_REFUSED[kind])
    raise _explain_no_word_file(path)


def _explain_no_word_file(path: Path) -> UnreadableFile:
    with path.open("rb") as file:
        zeros = not file.read(HEAD_BYTES).strip(b"\x00")
    if zeros:
        return unreadable(path, "it holds only zeros: the copy or download failed", "Copy or download it again")
    return unreadable(path, "it is not a Word document", f"{_IN_WORD}; if it is plain text, name it .txt")
