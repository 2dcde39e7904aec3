"""The one sentence a person reads when a file cannot be read."""

from __future__ import annotations

from pathlib import Path

from ingest.errors import UnreadableFile


def unreadable(path: Path, what: str, advice: str) -> UnreadableFile:
    """An error that says which file, what is wrong and what to do, on one line that can be printed anywhere.

    >>> str(unreadable(Path("a.docx"), "it is empty", "Copy it again"))
    'Cannot read a.docx: it is empty. Copy it again.'
    """
    # A file name may hold line breaks or bytes that are no text; neither may reach a terminal.
    name = "".join(c if c.isprintable() else "?" for c in str(path).encode("utf-8", "replace").decode("utf-8"))
    return UnreadableFile(f"Cannot read {name}: {what}. {advice}.")
