"""Members of a zip package, read one at a time within bounds. Nothing is ever unpacked to disk."""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib
from pathlib import Path
from types import TracebackType
from typing import Self

from ingest import limits
from ingest.errors import UnreadableFile
from ingest.unreadable import unreadable

_END_RECORD = b"PK\x05\x06"
# End record (22 bytes) and the longest comment that may follow it.
_TAIL_BYTES = 22 + 65535

# What zipfile and the decompressors raise for damaged members.
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    ValueError,
    struct.error,
    NotImplementedError,
    RuntimeError,
)
_COPY_AGAIN = "Download or copy it again, or open it in Word, let Word repair it, and save it as .docx"


class ZipParts:
    """The members of the package at `path`, by name without regard to case or leading slash.

    Raises UnreadableFile when opened on a truncated or damaged package or one that unpacks to an
    absurd size, and on reading a member that is damaged, encrypted or too large.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._read_bytes = 0
        _check_directory(path)
        try:
            self._zip = zipfile.ZipFile(path)
        except _DAMAGE as error:
            raise unreadable(path, "its zip directory is damaged", _COPY_AGAIN) from error
        members = self._zip.infolist()
        unpacked = sum(member.file_size for member in members)
        if unpacked > limits.BOMB_BYTES and unpacked > limits.BOMB_RATIO * path.stat().st_size:
            self._zip.close()
            raise _too_large(path)
        # The first of two members with one name counts, as in Word; a later one could hide other text.
        self._members = {_key(member.filename): member for member in reversed(members)}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._members

    def read(self, name: str) -> bytes:
        """The unpacked bytes of a member. Raises KeyError when there is none, UnreadableFile when it is damaged."""
        member = self._members[_key(name)]
        room = min(limits.MAX_PART_BYTES, limits.MAX_TOTAL_BYTES - self._read_bytes)
        try:
            with self._zip.open(member) as file:
                data = file.read(room + 1)
        except _DAMAGE as error:
            raise self._explain(member, error) from error
        if len(data) > room:
            raise _too_large(self._path)
        self._read_bytes += len(data)
        return data

    def _explain(self, member: zipfile.ZipInfo, error: Exception) -> UnreadableFile:
        if member.flag_bits & 0x1:
            return unreadable(
                self._path,
                "its contents are encrypted",
                "Open it where it was made, remove the password, save it again",
            )
        if isinstance(error, NotImplementedError):
            return unreadable(self._path, "it is packed in a way that Word does not use", "Save it in Word as .docx")
        return unreadable(self._path, "a part of it is damaged and cannot be unpacked", _COPY_AGAIN)


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _too_large(path: Path) -> UnreadableFile:
    return unreadable(
        path,
        "it unpacks to far more than a document holds (a zip bomb, or a document to be split)",
        "If it is a real document, split it into smaller files",
    )


def _check_directory(path: Path) -> None:
    """Look at the end record before zipfile reads the whole directory into memory."""
    size = path.stat().st_size
    if size > limits.MAX_FILE_BYTES:
        raise unreadable(
            path, f"it is larger than {limits.MAX_FILE_BYTES // 1024**2} MB", "Split it or remove its pictures"
        )
    with path.open("rb") as file:
        file.seek(max(0, size - _TAIL_BYTES))
        tail = file.read(_TAIL_BYTES)
    at = tail.rfind(_END_RECORD)
    if at < 0 or len(tail) - at < 22:
        raise unreadable(path, "it breaks off: the zip directory at its end is missing", _COPY_AGAIN)
    (directory_bytes,) = struct.unpack_from("<I", tail, at + 12)
    if directory_bytes > limits.MAX_ZIP_DIRECTORY_BYTES:
        raise unreadable(path, "its zip directory is far larger than a document's", _COPY_AGAIN)
