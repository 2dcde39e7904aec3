"""Members of a zip package, read one at a time within bounds. Nothing is ever unpacked to disk."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from pathlib import Path
from types import TracebackType
from typing import Self

from ingest import limits
from ingest.errors import UnreadableFile
from ingest.messages import say
from ingest.said import Said
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


class ZipParts:
    """The members of the package at `path`, by name without regard to case or leading slash.

    Raises UnreadableFile when opened on a truncated or damaged package or one that unpacks to an
    absurd size, and on reading a member that is damaged, encrypted or too large.
    """

    def __init__(self, path: Path, packed: bytes | None = None) -> None:
        """`packed`: the package itself, where it is a part of the file at `path`."""
        self._path = path
        self._room = limits.MAX_TOTAL_BYTES if packed is None else limits.MAX_EMBEDDED_TOTAL_BYTES
        size = path.stat().st_size if packed is None else len(packed)
        _check_directory(path, packed, size)
        try:
            self._zip = zipfile.ZipFile(path if packed is None else io.BytesIO(packed))
        except _DAMAGE as error:
            raise unreadable(path, Said.DIRECTORY_DAMAGED, Said.COPY_AGAIN_OR_REPAIR) from error
        members = self._zip.infolist()
        unpacked = sum(member.file_size for member in members)
        if unpacked > limits.BOMB_BYTES and unpacked > limits.BOMB_RATIO * size:
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

    def size(self, name: str) -> int:
        """The unpacked bytes that the directory states for a member. Raises KeyError when there is none."""
        return self._members[_key(name)].file_size

    def read(self, name: str) -> bytes:
        """The unpacked bytes of a member. Raises KeyError when there is none, UnreadableFile when it is damaged."""
        member = self._members[_key(name)]
        room = min(limits.MAX_PART_BYTES, self._room)
        try:
            with self._zip.open(member) as file:
                data = file.read(room + 1)
        except _DAMAGE as error:
            raise self._explain(member, error) from error
        if len(data) > room:
            raise _too_large(self._path)
        self._room -= len(data)
        return data

    def _explain(self, member: zipfile.ZipInfo, error: Exception) -> UnreadableFile:
        if member.flag_bits & 0x1:
            return unreadable(self._path, Said.ENCRYPTED, Said.REMOVE_PASSWORD_WHERE_MADE)
        if isinstance(error, NotImplementedError):
            return unreadable(self._path, Said.UNUSUAL_PACKING, Said.SAVE_IN_WORD_AS_DOCX)
        return unreadable(self._path, Said.PART_DAMAGED, Said.COPY_AGAIN_OR_REPAIR)


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _too_large(path: Path) -> UnreadableFile:
    return unreadable(path, Said.UNPACKS_TO_TOO_MUCH, Said.SPLIT_IF_REAL)


def _check_directory(path: Path, packed: bytes | None, size: int) -> None:
    """Look at the end record before zipfile reads the whole directory into memory."""
    if size > limits.MAX_FILE_BYTES:
        too_large = say(Said.FILE_TOO_LARGE, megabytes=limits.MAX_FILE_BYTES // 1024**2)
        raise unreadable(path, too_large, Said.SPLIT_OR_REMOVE_PICTURES)
    with path.open("rb") if packed is None else io.BytesIO(packed) as file:
        file.seek(max(0, size - _TAIL_BYTES))
        tail = file.read(_TAIL_BYTES)
    at = tail.rfind(_END_RECORD)
    if at < 0 or len(tail) - at < 22:
        raise unreadable(path, Said.BREAKS_OFF, Said.COPY_AGAIN_OR_REPAIR)
    (directory_bytes,) = struct.unpack_from("<I", tail, at + 12)
    if directory_bytes > limits.MAX_ZIP_DIRECTORY_BYTES:
        raise unreadable(path, Said.DIRECTORY_TOO_LARGE, Said.COPY_AGAIN_OR_REPAIR)
