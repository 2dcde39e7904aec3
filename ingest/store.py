"""The store: documents, their paragraphs and their chunks' vectors, in Chroma collections.

A document's record (`document_records`) is what makes it exist: writing it is one transaction, so a reader sees the
old document or the new one, whole. Vectors (`chunk_vectors`) lie under ids that change only with what was embedded.
New vectors go in before the record, old ones leave after it; what a killed process left over is never returned
(it belongs to no document) and is swept by the next ingestion.

Every writer also sets a generation, in the same transaction as the record. A reader that finds another
generation than its own opens anew, whatever process wrote it.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from ingest.chroma import Connection
from ingest.chunk_vectors import ChunkVectors, Hit
from ingest.chunking import chunk_paragraphs
from ingest.document_records import DocumentRecords, Snapshot, StoredDocument
from ingest.embedding import Encoder, Vectors
from ingest.errors import StoreError, StoreMissing
from ingest.messages import say
from ingest.public_text import hide_contacts
from ingest.records import ChunkKind, Document, Paragraph
from ingest.said import Said
from ingest.settings import IngestSettings

_LOCK_TIMEOUT_SECONDS = 600.0


class Store:
    """Documents in, vectors and snapshots out. Safe under threads; one process writes at a time."""

    def __init__(self, settings: IngestSettings, encoders: Sequence[Encoder]) -> None:
        self.settings = settings
        self.encoders = tuple(encoders)
        self.description = settings.chroma_url or str(settings.store)
        self._connection = Connection(settings)
        self._vectors = ChunkVectors(self._connection, self.encoders)
        self._records = DocumentRecords(self._connection, [encoder.name for encoder in self.encoders], self.description)
        self._lock = threading.RLock()
        self._snapshot: Snapshot | None = None
        self._public: Snapshot | None = None

    @property
    def cache_folder(self) -> Path:
        """Where what can be rebuilt from the store may be kept between runs."""
        return self.settings.store / "cache"

    # Reading

    def exists(self) -> bool:
        """Whether anything was ever ingested here."""
        return bool(self.generation())

    def generation(self) -> str:
        """Names the state of the store; empty before the first document. About a millisecond.

        Asking leaves nothing behind: connecting to a database on disk would create it.
        """
        with self._connection.guarded():
            if not self.settings.chroma_url and not (self.settings.store / "chroma" / "chroma.sqlite3").exists():
                return ""
        return self._records.generation()

    def snapshot(self) -> Snapshot:
        """The documents as they are now; the same object as before while nothing changed.

        Raises StoreMissing when nothing was ingested, WrongModel when other encoders built the store, OtherFormat
        when another version of this program did.
        """
        with self._lock:
            generation = self.generation()
            if not generation:
                raise StoreMissing(say(Said.STORE_EMPTY, store=self.description))
            if self._snapshot is None or self._snapshot.generation != generation:
                if self._snapshot is not None:
                    self._connection.reopen()
                self._snapshot = self._records.load(generation)
            return self._snapshot

    def public_snapshot(self) -> Snapshot:
        """The documents as people who ask may see them, whatever cleaning was taken back. Raises as `snapshot`."""
        with self._lock:
            stored = self.snapshot()
            if self._public is None or self._public.generation != stored.generation:
                self._public = hide_contacts(stored)
            return self._public

    def stored_documents(self) -> tuple[StoredDocument, ...]:
        """All documents without their paragraphs, by id; none where nothing was ingested."""
        return self._records.stored_documents() if self.exists() else ()

    def search(
        self, encoder: Encoder, kind: ChunkKind, vector: Vectors, count: int, documents: Collection[str] | None = None
    ) -> tuple[Hit, ...]:
        """The chunks nearest to a query vector of shape (dimension,), best first; ids may be of no document.

        `documents` are the ids of the documents to search, None for all.
        """
        return self._vectors.search(encoder, kind, vector, count, documents)

    def vectors(self, encoder: Encoder, kind: ChunkKind, chunk_ids: Sequence[str]) -> dict[str, Vectors]:
        """Chunk id → vector of shape (dimension,); an id that the store does not have is left out."""
        return self._vectors.get(encoder, kind, chunk_ids)

    # Writing

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the store against other writers, and first sweep what a killed one left.

        Raises StoreError when another one takes too long, or when the store was not written as this program writes.
        """
        from filelock import FileLock, Timeout

        lock = FileLock(self.settings.store / "writing.lock", timeout=_LOCK_TIMEOUT_SECONDS)
        with self._connection.guarded():
            self.settings.store.mkdir(parents=True, exist_ok=True)
            try:
                lock.acquire()
            except Timeout as error:
                minutes = f"{_LOCK_TIMEOUT_SECONDS / 60:.0f}"
                raise StoreError(say(Said.STORE_BUSY, store=self.description, minutes=minutes)) from error
        try:
            if self.exists():
                self._records.check()
            unfinished = self.settings.store / "unfinished"
            if unfinished.exists():
                self._sweep()
            unfinished.touch()
            yield
            unfinished.unlink()
        finally:
            lock.release()

    def put(self, document: Document, paragraphs: tuple[Paragraph, ...], settings: str = "") -> int:
        """Add a document or replace the one of the same id; returns the number of chunks.

        Only chunks that the store does not have are embedded.
        """
        chunks = chunk_paragraphs(document, paragraphs)
        with self._lock:
            self._records.check()
            before = self._vectors.ids_of(document.doc_id)
            self._vectors.add(document.doc_id, chunks)
            self._write_record(document, paragraphs, settings, len(chunks))
            self._vectors.delete(before - {chunk.chunk_id for chunk in chunks})
        return len(chunks)

    def remove(self, doc_id: str) -> None:
        """Take a document out. Raises StoreError when there is none of this id."""
        with self._lock:
            if doc_id not in {stored.document.doc_id for stored in self.stored_documents()}:
                raise StoreError(say(Said.NO_SUCH_DOCUMENT, store=self.description, document=doc_id))
            self._records.check()
            chunk_ids = self._vectors.ids_of(doc_id)
            self._records.remove(doc_id)
            self._vectors.delete(chunk_ids)

    # Staff's decisions about cleanings

    def undone_cleanings(self, doc_id: str) -> frozenset[str]:
        """Ids of the cleanings that staff undid in a document; they outlive its re-ingestion."""
        return self._records.undone_cleanings(doc_id)

    def set_cleaning_undone(self, doc_id: str, cleaning_id: str, *, undone: bool) -> None:
        """Store the decision; it takes effect when the document is ingested again."""
        self._records.set_cleaning_undone(doc_id, cleaning_id, undone=undone)

    # Inside

    def _write_record(self, document: Document, paragraphs: tuple[Paragraph, ...], settings: str, chunks: int) -> None:
        self._records.write(document, paragraphs, settings, chunks)

    def _sweep(self) -> None:
        """Delete vectors that belong to no document."""
        owned = set(self._records.load(self.generation()).chunks) if self.exists() else set()
        self._vectors.delete(self._vectors.all_ids() - owned)
