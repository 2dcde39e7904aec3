"""The run: find files, plan what changed, read and parse that (several files at once), put it into the store."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from ingest.document_records import StoredDocument
from ingest.errors import IngestError, UnreadableFile
from ingest.file_names import decode_path, is_there, title_of_file
from ingest.messages import Message, say
from ingest.parsing import parse_document
from ingest.reading import WORD_SUFFIXES, check_ordinary, read_file
from ingest.records import Document, IngestResult, IngestStatus, ParsedDocument
from ingest.said import Said
from ingest.store import Store
from ingest.threads import count_processors
from ingest.unreadable import explain_os_error, unreadable

PARSER_VERSION = "20"  # raise it when reading or parsing changes, so that unchanged files are read anew
# The others are documents too, or pictures of them: they are named as not read.
_NOT_READ = (
    ".pdf .ofd .rtf .odt .ods .odp .html .htm .mht .mhtml .xls .xlsx .xlsm .xlsb .et .ppt .pptx .pptm .dps"
    " .jpg .jpeg .png .tif .tiff .bmp .gif .zip .rar .7z .tar .gz .tgz"
).split()
SUFFIXES = (*sorted(WORD_SUFFIXES), ".txt", *_NOT_READ)
_FEW = 3  # files; up to so many are read in this process, further ones cost less than starting others


@dataclass(frozen=True, slots=True)
class _Work:
    """What to do with a file. `stored` is the document that it already is, or that it replaces.

    `error` tells why it cannot be read; `unchanged` that there is nothing to do.
    """

    path: Path
    doc_id: str = ""
    sha256: str = ""
    undone: frozenset[str] = frozenset()
    stored: StoredDocument | None = None
    unchanged: bool = False
    error: Message | None = None


def ingest_paths(
    paths: Sequence[Path], store: Store, *, on_file: Callable[[int, int, Path], None] = lambda *_: None
) -> tuple[IngestResult, ...]:
    """Bring files, and the files in folders, into the store; one result per file, in order.

    A file that fails does not stop the others. `on_file(done, total, path)` is called before each file.
    Raises StoreError when the store cannot be written, ModelUnavailable when nothing can be embedded.
    """
    with store.writing():
        plan = _plan(find_files(paths), store)
        return tuple(_carry_out(plan, store, on_file))


def reingest_document(doc_id: str, store: Store) -> IngestResult:
    """Read a document's file again, whether it changed or not. Raises IngestError for an unknown document."""
    known = {stored.document.doc_id: stored for stored in store.stored_documents()}
    if doc_id not in known:
        raise IngestError(say(Said.NO_SUCH_DOCUMENT, store=store.description, document=doc_id))
    with store.writing():
        path = Path(known[doc_id].document.path)
        stored = tuple(known.values())
        work = _plan_file(path, _hash_file(path), stored, stored, frozenset(), store, again=True)
        return next(_carry_out([work], store, lambda *_: None))


def is_up_to_date(paths: Sequence[Path], store: Store) -> bool:
    """Whether ingesting the paths would change nothing; reads files but parses and embeds none."""
    return all(work.unchanged for work in _plan(find_files(paths), store))


def find_files(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The files named, and the documents in folders named, sorted, each once; Word's lock files left out.

    Old Word files, PDFs, pictures, workbooks, archives, and folders that are only linked or may not be looked into are among them,
    so that they are named as not read.
    """
    found: dict[Path, None] = {}
    for path in paths:
        found.update(dict.fromkeys(_find_inside(path)))
    return tuple(found)


def _find_inside(path: Path) -> list[Path]:
    """The documents in a folder and below; what is no folder, or one that may not be looked into, itself."""
    found: list[Path] = []
    for folder, folders, names in os.walk(path, onerror=lambda error: found.append(Path(error.filename))):
        linked = (Path(folder, name) for name in folders if not name.startswith("."))
        found.extend(path for path in linked if path.is_symlink())
        documents = (Path(folder, name) for name in names if not name.startswith(("~$", ".")))
        found.extend(document for document in documents if document.suffix.lower() in SUFFIXES)
    return sorted(found)


def _plan(files: Sequence[Path], store: Store) -> list[_Work]:
    stored = store.stored_documents()
    hashes = [_hash_file(path) for path in files]
    readable = ((path, sha256) for path, sha256 in zip(files, hashes, strict=True) if isinstance(sha256, str))
    found = {decode_path(path.resolve()): sha256 for path, sha256 in readable}
    # A copy of a file that was edited since is no longer the document that is about to be overwritten.
    lasting = [one for one in stored if found.get(_resolved(one), one.document.sha256) == one.document.sha256]
    plan: list[_Work] = []
    for path, sha256 in zip(files, hashes, strict=True):
        taken = frozenset(work.doc_id for work in plan)
        plan.append(_plan_file(path, sha256, stored, lasting, taken, store))
    return plan


def _hash_file(path: Path) -> str | Message:
    """The SHA-256 of a file's bytes, or the sentence that says why it cannot be read."""
    try:
        check_ordinary(path)
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except UnreadableFile as error:
        return error.message
    except OSError as error:
        return explain_os_error(path, error).message


def _resolved(stored: StoredDocument) -> str:
    return str(Path(stored.document.path).resolve())


def _plan_file(
    path: Path,
    sha256: str | Message,
    stored: Sequence[StoredDocument],
    lasting: Sequence[StoredDocument],
    taken: frozenset[str],
    store: Store,
    *,
    again: bool = False,
) -> _Work:
    """What to do with a file of this content. `lasting` are the documents that keep theirs in this run."""
    if isinstance(sha256, Message):
        return _Work(path, error=sha256)
    resolved = decode_path(path.resolve())
    by_path = next((one for one in stored if _resolved(one) == resolved), None)
    same_content = next((one for one in lasting if one.document.sha256 == sha256), None)
    known = by_path or same_content
    doc_id = known.document.doc_id if known else _new_doc_id(path, {one.document.doc_id for one in stored} | taken)
    undone = store.undone_cleanings(doc_id) if known else frozenset()
    renamed = known is not None and by_path is None and not is_there(Path(known.document.path))
    unchanged = (
        not (again or renamed)
        and known is not None
        and known.document.sha256 == sha256
        and known.settings == _settings_of(undone)
    )
    return _Work(path, doc_id, sha256, undone, known, unchanged)


def _new_doc_id(path: Path, taken: set[str]) -> str:
    """The file's name without its ending, blanks as dashes; a further document of the same name gets -2, -3 …"""
    name = "-".join(title_of_file(path).split()) or "document"
    candidates = (name if number == 1 else f"{name}-{number}" for number in range(1, len(taken) + 2))
    return next(candidate for candidate in candidates if candidate not in taken)


def _carry_out(
    plan: Sequence[_Work], store: Store, on_file: Callable[[int, int, Path], None]
) -> Iterator[IngestResult]:
    """In order; parsing runs ahead of embedding. Files of equal content that are new together go in once."""
    to_read = [work for work in plan if not work.unchanged and not work.error]
    parsed = _parse_all(to_read)
    added: dict[str, IngestResult] = {}
    for done, work in enumerate(plan):
        on_file(done, len(plan), work.path)
        if work.error:
            yield _failed(work, work.error)
        elif work.unchanged and work.stored:
            yield _unchanged(work, work.stored)
        else:
            outcome = next(parsed)
            if isinstance(outcome, Message):
                yield _failed(work, outcome)
            elif work.stored is None and work.sha256 in added:
                yield replace(added[work.sha256], path=decode_path(work.path), status=IngestStatus.UNCHANGED)
            else:
                added[work.sha256] = _put(work, outcome, store)
                yield added[work.sha256]


def _parse_all(plan: Sequence[_Work]) -> Iterator[ParsedDocument | Message]:
    """Each file's content, or the sentence that says why it cannot be read, in order."""
    if len(plan) <= _FEW:
        yield from map(_parse, plan)
        return

    context = multiprocessing.get_context("spawn")  # forking a process that runs threads can hang
    with ProcessPoolExecutor(max_workers=min(len(plan), count_processors()), mp_context=context) as pool:
        futures = [pool.submit(_parse, work) for work in plan]
        for work, future in zip(plan, futures, strict=True):
            try:
                yield future.result()
            except BrokenProcessPool:
                yield unreadable(work.path, Said.READER_DIED, Said.SAVE_ANEW).message


def _parse(work: _Work) -> ParsedDocument | Message:
    try:
        read = read_file(work.path)
    except UnreadableFile as error:
        return error.message
    parsed = parse_document(read, doc_id=work.doc_id, fallback_title=title_of_file(work.path), undone=work.undone)
    return parsed if parsed.paragraphs else unreadable(work.path, Said.HOLDS_NO_TEXT, Said.TAKE_TEXT).message


def _put(work: _Work, parsed: ParsedDocument, store: Store) -> IngestResult:
    document = Document(
        doc_id=work.doc_id,
        title=parsed.title,
        year=parsed.year,
        path=decode_path(work.path.absolute()),  # what is typed names another file in another working folder
        sha256=work.sha256,
        ingested_at=datetime.now(UTC).isoformat(timespec="seconds"),
        region=parsed.region,
        issuing_body=parsed.issuing_body,
        document_number=parsed.document_number,
        notices=(*parsed.notices, *(notice for paragraph in parsed.paragraphs for notice in paragraph.notices)),
    )
    chunks = store.put(document, parsed.paragraphs, _settings_of(work.undone))
    status = IngestStatus.UPDATED if work.stored else IngestStatus.ADDED
    return _result(work.path, document, status, len(parsed.paragraphs), chunks)


def _unchanged(work: _Work, stored: StoredDocument) -> IngestResult:
    return _result(work.path, stored.document, IngestStatus.UNCHANGED, stored.paragraphs, stored.chunks)


def _result(path: Path, document: Document, status: IngestStatus, paragraphs: int, chunks: int) -> IngestResult:
    return IngestResult(
        decode_path(path), document.doc_id, document.title, document.year, status, paragraphs, chunks, document.notices
    )


def _failed(work: _Work, error: Message) -> IngestResult:
    return IngestResult(decode_path(work.path), "", "", None, IngestStatus.FAILED, 0, 0, error=error)


def _settings_of(undone: Iterable[str]) -> str:
    """What a document's paragraphs depend on besides its file."""
    return hashlib.sha256("\0".join((PARSER_VERSION, *sorted(undone))).encode()).hexdigest()[:16]
