"""The one sentence a person reads when a file cannot be read."""

from __future__ import annotations

from pathlib import Path

from ingest.errors import UnreadableFile
from ingest.file_names import decode_path, print_name


def unreadable(path: Path, what: str, advice: str) -> UnreadableFile:
    """An error that says which file, what is wrong and what to do, on one line that can be printed anywhere.

    >>> str(unreadable(Path("a.docx"), "it is empty", "Copy it again"))
    'Cannot read a.docx: it is empty. Copy it again.'
    """
    return UnreadableFile(f"Cannot read {print_name(decode_path(path))}: {what}. {advice}.")
