"""The one sentence a person reads when a file cannot be read."""

from __future__ import annotations

from pathlib import Path

from ingest.errors import UnreadableFile
from ingest.file_names import decode_path, print_name
from ingest.messages import Message, say
from ingest.said import Said


def unreadable(path: Path, what: Said | Message, advice: Said) -> UnreadableFile:
    """An error that says which file, what is wrong and what to do, on one line that can be printed anywhere.

    >>> str(unreadable(Path("a.docx"), Said.EMPTY, Said.COPY_AGAIN))
    'Cannot read a.docx: it is empty. Copy or download it again.'
    """
    wrong = say(what) if isinstance(what, Said) else what
    file = print_name(decode_path(path))
    return UnreadableFile(say(Said.UNREADABLE, file=file, what=wrong, advice=say(advice)))


def explain_os_error(path: Path, error: OSError) -> UnreadableFile:
    """The sentence for what the system says when a file is opened or read."""
    if isinstance(error, IsADirectoryError):
        return unreadable(path, Said.IS_FOLDER, Said.NAME_A_FILE)
    if isinstance(error, FileNotFoundError):
        return unreadable(path, Said.NO_SUCH_FILE, Said.CHECK_NAME)
    if isinstance(error, PermissionError):
        return unreadable(path, Said.NOT_PERMITTED, Said.CHANGE_PERMISSIONS)
    failure = say(Said.DISK_FAILS, number=error.errno or 0, detail=error.strerror or "")
    return unreadable(path, failure, Said.COPY_ELSEWHERE)
