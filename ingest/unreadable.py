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


def explain_os_error(path: Path, error: OSError) -> UnreadableFile:
    """The error for a file that the system does not give."""
    if isinstance(error, IsADirectoryError):
        return unreadable(path, "it is a folder", "Name a file, or ingest the folder as a whole")
    if isinstance(error, FileNotFoundError):
        return unreadable(path, "there is no such file", "Check the name")
    if isinstance(error, PermissionError):
        return unreadable(path, "this program may not read it", "Change its permissions")
    return unreadable(path, f"the disk does not give it ({error.strerror})", "Copy it elsewhere and try again")
