"""Why an OLE2 file (Office before 2007, or a password over a new one) cannot be read.

[MS-CFB] 2.6: a directory entry is 128 bytes, aligned, and begins with its name in UTF-16. Looking for
the entries themselves, rather than following the sector chains, also works for truncated files.
"""

from __future__ import annotations

from pathlib import Path

from ingest.errors import UnreadableFile
from ingest.said import Said
from ingest.unreadable import unreadable

_ENTRY_BYTES = 128
# Read only so far: a directory further in is not worth the memory, the sentence is then a general one.
_SEARCH_BYTES = 64 * 1024 * 1024

_REASONS = (
    ("EncryptedPackage", Said.PASSWORD, Said.REMOVE_PASSWORD),
    ("EncryptionInfo", Said.PASSWORD, Said.REMOVE_PASSWORD),
    ("WordDocument", Said.OLD_WORD, Said.SAVE_IN_WORD_AS_DOCX),
    ("Workbook", Said.EXCEL, Said.SAVE_WHAT_IS_NEEDED),
    ("Book", Said.EXCEL, Said.SAVE_WHAT_IS_NEEDED),
    ("PowerPoint Document", Said.POWERPOINT, Said.SAVE_WHAT_IS_NEEDED),
)


def explain_old_office(path: Path) -> UnreadableFile:
    """The error for a file that begins with the OLE2 signature."""
    with path.open("rb") as file:
        data = file.read(_SEARCH_BYTES)
    for name, what, advice in _REASONS:
        if _has_entry(data, name):
            return unreadable(path, what, advice)
    return unreadable(path, Said.OLD_OFFICE, Said.SAVE_IN_WORD_AS_DOCX)


def _has_entry(data: bytes, name: str) -> bool:
    stored = name.encode("utf-16-le") + b"\x00\x00"
    at = data.find(stored)
    while at >= 0:
        if at % _ENTRY_BYTES == 0:
            return True
        at = data.find(stored, at + 2)
    return False
