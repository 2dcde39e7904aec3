"""The run: find files, read and parse what changed, put it into the store."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from ingest.errors import IngestError, UnreadableFile
from ingest.parsing import parse_document
from ingest.reading import read_file
from ingest.records import Document, IngestResult, IngestStatus
from ingest.store import Store, StoredDocument

PARSER_VERSION = "1"  # raise it when reading or parsing changes, so that unchanged files are read anew
SUFFIXES = (".docx", ".docm", ".dotx", ".dotm", ".txt")


def ingest_paths(
    paths: Sequence[Path], store: Store, *, on_file: Callable[[int, int, Path], None] = lambda *_: None
) -> tuple[IngestResult, ...]:
    """Bring files, and the files in folders, into the store; one result per file, in order.

    A file that fails does not stop the others. `on_file(done, total, path)` is called before each file.
    Raises StoreError when the store cannot be written, ModelUnavailable when nothing can be embedded.
    """
    files = find_files(paths)
    results = []
    with store.writing():
        for done, path in enumerate(files):
            on_file(done, len(files), path)
            results.append(_ingest_file(path, store))
    return tuple(results)


def reingest_document(doc_id: str, store: Store) -> IngestResult:
    """Read a document's file again, whether it changed or not. Raises StoreError for an unknown document."""
    known = {stored.document.doc_id: stored for stored in store.stored_documents()}
    if doc_id not in known:
        raise IngestError(f"The store {store.description} holds no document {doc_id}.")
    with store.writing():
        return _ingest_file(Path(known[doc_id].document.path), store, again=True)


def is_up_to_date(paths: Sequence[Path], store: Store) -> bool:
    """Whether ingesting the paths would change nothing; reads files but parses and embeds none."""
    stored = store.stored_documents()
    return all(_find_unchanged(path, _sha256(path), stored, store) for path in find_files(paths))


def find_files(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The files named, and the readable ones in folders named, sorted, each once; Word's lock files left out."""
    found: dict[Path, None] = {}
    for path in paths:
        inside = sorted(
            candidate
            for candidate in (path.rglob("*") if path.is_dir() else ())
            if candidate.suffix.lower() in SUFFIXES and not candidate.name.startswith(("~$", "."))
        )
        found.update(dict.fromkeys(inside if path.is_dir() else [path]))
    return tuple(found)


def _ingest_file(path: Path, store: Store, *, again: bool = False) -> IngestResult:
    try:
        sha256 = _sha256(path)
        stored = store.stored_documents()
        unchanged = None if again else _find_unchanged(path, sha256, stored, store)
        if unchanged is not None:
            return _unchanged_result(path, unchanged.document, store)
        before = _find_by_path(path, stored)
        doc_id = before.document.doc_id if before else _new_doc_id(path, stored)
        undone = store.undone_cleanings(doc_id)
        parsed = parse_document(read_file(path), doc_id=doc_id, fallback_title=path.stem, undone=undone)
    except UnreadableFile as error:
        return IngestResult(str(path), "", "", None, IngestStatus.FAILED, 0, 0, error=str(error))
    document = Document(
        doc_id=doc_id,
        title=parsed.title,
        year=parsed.year,
        path=str(path),
        sha256=sha256,
        ingested_at=datetime.now(UTC).isoformat(timespec="seconds"),
        region=parsed.region,
        issuing_body=parsed.issuing_body,
        document_number=parsed.document_number,
        notices=(*parsed.notices, *(notice for paragraph in parsed.paragraphs for notice in paragraph.notices)),
    )
    chunks = store.put(document, parsed.paragraphs, _settings_of(undone))
    status = IngestStatus.UPDATED if before else IngestStatus.ADDED
    return IngestResult(
        str(path), doc_id, document.title, document.year, status, len(parsed.paragraphs), chunks, document.notices
    )


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise UnreadableFile(
            f"{path} cannot be opened: {error.strerror}. Check the name and its permissions."
        ) from error


def _find_unchanged(path: Path, sha256: str, stored: Sequence[StoredDocument], store: Store) -> StoredDocument | None:
    """The stored document that this file already is, under this name or another."""
    by_path = _find_by_path(path, stored)
    candidates = [by_path] if by_path else stored
    for candidate in candidates:
        document = candidate.document
        if document.sha256 == sha256 and candidate.settings == _settings_of(store.undone_cleanings(document.doc_id)):
            return candidate
    return None


def _find_by_path(path: Path, stored: Sequence[StoredDocument]) -> StoredDocument | None:
    resolved = path.resolve()
    return next((one for one in stored if Path(one.document.path).resolve() == resolved), None)


def _unchanged_result(path: Path, document: Document, store: Store) -> IngestResult:
    snapshot = store.snapshot()
    paragraphs = snapshot.paragraphs_of(document.doc_id)
    anchors = {paragraph.anchor for paragraph in paragraphs}
    chunks = sum(chunk.anchor in anchors for chunk in snapshot.chunks.values())
    return IngestResult(
        str(path),
        document.doc_id,
        document.title,
        document.year,
        IngestStatus.UNCHANGED,
        len(paragraphs),
        chunks,
        document.notices,
    )


def _new_doc_id(path: Path, stored: Sequence[StoredDocument]) -> str:
    """The file's name without its ending, blanks as dashes; a further document of the same name gets -2, -3 …"""
    taken = {one.document.doc_id for one in stored}
    name = "-".join(path.stem.split()).replace("/", "-") or "document"
    return next(
        candidate
        for candidate in (name if number == 1 else f"{name}-{number}" for number in range(1, len(taken) + 2))
        if candidate not in taken
    )


def _settings_of(undone: frozenset[str]) -> str:
    """What a document's paragraphs depend on besides its file."""
    return hashlib.sha256("\0".join((PARSER_VERSION, *sorted(undone))).encode()).hexdigest()[:16]
