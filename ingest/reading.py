"""The one way from a file to its blocks. What a file is, its content says, not its name."""

from __future__ import annotations

from pathlib import Path

from ingest.errors import UnreadableFile
from ingest.file_kind import HEAD_BYTES, FileKind, name_file_kind
from ingest.records import ReadFile
from ingest.said import Said
from ingest.text_reader import read_text
from ingest.unreadable import explain_os_error, unreadable
from ingest.word.docx_reader import read_docx
from ingest.word.old_office import explain_old_office

WORD_SUFFIXES = frozenset({".docx", ".docm", ".dotx", ".dotm", ".doc", ".dot", ".wps"})

_REFUSED = {
    FileKind.RTF: (Said.RTF, Said.SAVE_IN_WORD_AS_DOCX),
    FileKind.HTML: (Said.WEB_PAGE, Said.SAVE_IN_WORD_AS_DOCX),
    FileKind.MHTML: (Said.SAVED_WEB_PAGE, Said.SAVE_IN_WORD_AS_DOCX),
    FileKind.XML: (Said.XML, Said.SAVE_IN_WORD_AS_DOCX),
    FileKind.PDF: (Said.PDF, Said.TAKE_WORD_ORIGINAL),
    FileKind.IMAGE: (Said.PICTURE_FILE, Said.TAKE_TEXT),
    FileKind.ARCHIVE: (Said.ARCHIVE, Said.UNPACK),
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
        raise unreadable(path, Said.NO_ORDINARY_FILE, Said.NAME_A_DOCUMENT)


def _read(path: Path) -> ReadFile:
    check_ordinary(path)
    with path.open("rb") as file:
        kind = name_file_kind(file.read(HEAD_BYTES))
    suffix = path.suffix.lower()
    if kind is FileKind.EMPTY:
        raise unreadable(path, Said.EMPTY, Said.COPY_AGAIN)
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
        return unreadable(path, Said.ONLY_ZEROS, Said.COPY_AGAIN)
    return unreadable(path, Said.NOT_WORD, Said.SAVE_AS_DOCX_OR_TXT)
