"""What a file is by its first bytes, whatever its name says."""

from __future__ import annotations

from enum import StrEnum


class FileKind(StrEnum):
    EMPTY = "empty"
    ZIP = "zip"
    OLD_OFFICE = "old_office"
    RTF = "rtf"
    HTML = "html"
    MHTML = "mhtml"
    XML = "xml"
    PDF = "pdf"
    IMAGE = "image"
    ARCHIVE = "archive"
    OTHER = "other"


_SIGNATURES = (
    (b"PK\x03\x04", FileKind.ZIP),
    (b"PK\x05\x06", FileKind.ZIP),
    (b"PK\x07\x08", FileKind.ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileKind.OLD_OFFICE),
    (b"{\\rtf", FileKind.RTF),
    (b"%PDF-", FileKind.PDF),
    (b"\x89PNG\r\n\x1a\n", FileKind.IMAGE),
    (b"\xff\xd8\xff", FileKind.IMAGE),
    (b"GIF8", FileKind.IMAGE),
    (b"II*\x00", FileKind.IMAGE),
    (b"MM\x00*", FileKind.IMAGE),
    (b"Rar!\x1a\x07", FileKind.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", FileKind.ARCHIVE),
    (b"\x1f\x8b", FileKind.ARCHIVE),
)
_HTML_STARTS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<meta", b"<table", b"<div", b"<p>", b"<!--")

# Enough to see past a byte order mark, blank lines and a comment.
HEAD_BYTES = 4096


def name_file_kind(head: bytes) -> FileKind:
    """The kind by the first `HEAD_BYTES` bytes. OTHER may be plain text or anything else."""
    if not head:
        return FileKind.EMPTY
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return kind
    start = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if start.startswith(b"{\\rtf"):
        return FileKind.RTF
    if start.startswith(_HTML_STARTS) or (start.startswith(b"<?xml") and b"<html" in start):
        return FileKind.HTML
    if start.startswith(b"<?xml") or start.startswith(b"<w:") or start.startswith(b"<pkg:"):
        return FileKind.XML
    if start.startswith(b"mime-version:") or (b"content-type: multipart/related" in start):
        return FileKind.MHTML
    return FileKind.OTHER
