"""The store: documents, their paragraphs and their chunks' vectors, in Chroma collections.

One collection, `documents`, holds a record per document: its metadata and, as one JSON text, its paragraphs.
That record is what makes a document exist: writing it is one transaction, so a reader sees the old document or
the new one, whole. Vectors lie in a collection per encoder and granularity under ids that change only with what
was embedded. New vectors go in before the record, old ones leave after it; what a killed process left over is
never returned (it belongs to no document) and is swept by the next ingestion.

Every writer also sets a generation, in the same transaction as the record. A reader that finds another
generation than its own opens anew, whatever process wrote it.
"""

from __future__ import annotations

import json
import threading
import uuid
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from ingest.chroma import Collection as ChromaCollection
from ingest.chroma import Connection, collection_name
from ingest.chunking import chunk_paragraphs
from ingest.embedding import Encoder, Vectors
from ingest.errors import StoreError, StoreMissing, WrongModel
from ingest.records import Chunk, ChunkKind, Document, Paragraph
from ingest.records_json import document_from_json, document_to_json, paragraph_from_json, paragraph_to_json
from ingest.settings import IngestSettings

_Item = TypeVar("_Item")

FORMAT = "1"  # of what is written here; a store of another format is refused
_GENERATION = "\u0001generation"  # no document's id begins so
_LOCK_TIMEOUT_SECONDS = 600.0


@dataclass(frozen=True, slots=True)
class Hit:
    """A chunk and its cosine with the question, −1 to 1."""

    chunk_id: str
    cosine: float


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """`settings` names what its paragraphs were made with; another value means: read it anew. Counts beside it."""

    document: Document
    settings: str
    paragraphs: int
    chunks: int


@dataclass(frozen=True)
class Snapshot:
    """All documents at one moment, in memory. Equal generations hold equal documents."""

    generation: str
    documents: Mapping[str, Document]
    paragraphs: Mapping[str, Paragraph]
    chunks: Mapping[str, Chunk]

    def paragraphs_of(self, doc_id: str) -> tuple[Paragraph, ...]:
        """In reading order; none for an unknown document."""
        return tuple(paragraph for paragraph in self.paragraphs.values() if paragraph.doc_id == doc_id)


class Store:
    """Documents in, vectors and snapshots out. Safe under threads; one process writes at a time."""

    def __init__(self, settings: IngestSettings, encoders: Sequence[Encoder]) -> None:
        self.settings = settings
        self.encoders = tuple(encoders)
        self._connection = Connection(settings)
        self._lock = threading.RLock()
        self._snapshot: Snapshot | None = None

    @property
    def cache_folder(self) -> Path:
        """Where what can be rebuilt from the store may be kept between runs."""
        return self.settings.store / "cache"

    @property
    def description(self) -> str:
        return self.settings.chroma_url or str(self.settings.store)

    # Reading

    def exists(self) -> bool:
        """Whether anything was ever ingested here."""
        if not self.settings.chroma_url and not (self.settings.store / "chroma" / "chroma.sqlite3").exists():
            return False
        return bool(self.generation())

    def generation(self) -> str:
        """Names the state of the store; empty before the first document. About a millisecond."""
        found = self._connection.collection("documents").get(ids=[_GENERATION], include=["metadatas"])
        return str(found["metadatas"][0]["generation"]) if found["metadatas"] else ""

    def snapshot(self) -> Snapshot:
        """The documents as they are now; the same object as before while nothing changed.

        Raises StoreMissing when nothing was ingested, WrongModel when other encoders built the store.
        """
        with self._lock:
            if not self.exists():
                raise StoreMissing(
                    f"The store {self.description} holds no documents. Ingest some first: python -m ingest data"
                )
            generation = self.generation()
            if self._snapshot is None or self._snapshot.generation != generation:
                if self._snapshot is not None:
                    self._connection.reopen()
                self._snapshot = self._load(generation)
            return self._snapshot

    def stored_documents(self) -> tuple[StoredDocument, ...]:
        """All documents without their paragraphs, by id; none where nothing was ingested."""
        if not self.exists():
            return ()
        found = self._connection.collection("documents").get(where={"kind": "document"}, include=["metadatas"])
        return tuple(
            StoredDocument(
                document_from_json(json.loads(str(value["record"]))),
                str(value["settings"]),
                int(str(value["paragraphs"])),
                int(str(value["chunks"])),
            )
            for _, value in sorted(zip(found["ids"], found["metadatas"] or [], strict=True))
        )

    def search(
        self, encoder: Encoder, kind: ChunkKind, vector: Vectors, count: int, documents: Collection[str] | None = None
    ) -> tuple[Hit, ...]:
        """The chunks nearest to a query vector of shape (dimension,), best first; ids may be of no document.

        `documents` are the ids of the documents to search, None for all.
        """
        collection = self._vectors(encoder, kind)
        if count < 1 or (documents is not None and not documents):
            return ()
        where: Any = None if documents is None else {"doc_id": {"$in": sorted(documents)}}
        found = collection.query(
            query_embeddings=np.asarray([vector]),
            n_results=count,
            where=where,
            include=["distances"],
        )
        distances = found["distances"] or [[]]
        return tuple(Hit(id_, 1.0 - distance) for id_, distance in zip(found["ids"][0], distances[0], strict=True))

    def vectors(self, encoder: Encoder, kind: ChunkKind, chunk_ids: Sequence[str]) -> dict[str, Vectors]:
        """Chunk id → vector of shape (dimension,); an id that the store does not have is left out."""
        if not chunk_ids:
            return {}
        found = self._vectors(encoder, kind).get(ids=list(chunk_ids), include=["embeddings"])
        rows = np.asarray(found["embeddings"], dtype=np.float32)
        return dict(zip(found["ids"], rows, strict=True))

    # Writing

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the store against other writers, and first sweep what a killed one left.

        Raises StoreError when another one takes too long.
        """
        from filelock import FileLock, Timeout

        lock = FileLock(self.settings.store / "writing.lock", timeout=_LOCK_TIMEOUT_SECONDS)
        with self._connection.guarded():
            self.settings.store.mkdir(parents=True, exist_ok=True)
            try:
                lock.acquire()
            except Timeout as error:
                raise StoreError(
                    f"Another ingestion has been writing to {self.description} for more than "
                    f"{_LOCK_TIMEOUT_SECONDS / 60:.0f} minutes. Wait for it or end it, then try again."
                ) from error
        try:
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
            self._check_encoders()
            before = self._chunk_ids(document.doc_id)
            for kind in ChunkKind:
                self._add_vectors(document.doc_id, [chunk for chunk in chunks if chunk.kind is kind], kind)
            self._write_record(document, paragraphs, settings, len(chunks))
            self._delete_vectors(before - {chunk.chunk_id for chunk in chunks})
        return len(chunks)

    def remove(self, doc_id: str) -> None:
        """Take a document out. Raises StoreError when there is none of this id."""
        with self._lock:
            if doc_id not in {stored.document.doc_id for stored in self.stored_documents()}:
                raise StoreError(
                    f"The store {self.description} holds no document {doc_id}. List them: python -m ingest --list"
                )
            self._check_encoders()
            chunk_ids = self._chunk_ids(doc_id)
            documents = self._connection.collection("documents")
            documents.put_records([doc_id, _GENERATION], [{"kind": "removed"}, self._new_generation()], ["", ""])
            documents.delete(ids=[doc_id])
            self._delete_vectors(chunk_ids)

    # Staff's decisions about cleanings

    def undone_cleanings(self, doc_id: str) -> frozenset[str]:
        """Ids of the cleanings that staff undid in a document; they outlive its re-ingestion."""
        found = self._connection.collection("decisions").get(where={"doc_id": doc_id}, include=["metadatas"])
        return frozenset(str(value["cleaning_id"]) for value in found["metadatas"] or [])

    def set_cleaning_undone(self, doc_id: str, cleaning_id: str, *, undone: bool) -> None:
        """Store the decision; it takes effect when the document is ingested again."""
        decisions = self._connection.collection("decisions")
        key = f"{doc_id}\0{cleaning_id}"
        if undone:
            decisions.put_records([key], [{"doc_id": doc_id, "cleaning_id": cleaning_id}], [""])
        else:
            decisions.delete(ids=[key])

    # Inside

    def _vectors(self, encoder: Encoder, kind: ChunkKind) -> ChromaCollection:
        return self._connection.collection(collection_name(kind.value, encoder.name))

    def _check_encoders(self) -> None:
        """The store remembers which encoders built it, main one first."""
        wanted = self._built_with()
        found = self._connection.collection("documents").get(ids=[_GENERATION], include=["metadatas"])
        if not found["metadatas"]:
            return
        built = str(found["metadatas"][0]["built_with"])
        if built != wanted:
            raise WrongModel(
                f"The store {self.description} was built with {_describe(built)}, the settings ask for "
                f"{_describe(wanted)}. Rebuild it in an empty folder: python -m ingest data --store NEW_FOLDER, "
                "or set EMBEDDING_MODEL and SECOND_ENCODER as they were."
            )

    def _load(self, generation: str) -> Snapshot:
        self._check_encoders()
        found = self._connection.collection("documents").get(
            where={"kind": "document"}, include=["metadatas", "documents"]
        )
        documents: dict[str, Document] = {}
        paragraphs: dict[str, Paragraph] = {}
        chunks: dict[str, Chunk] = {}
        rows = zip(found["ids"], found["metadatas"] or [], found["documents"] or [], strict=True)
        for doc_id, metadata, text in sorted(rows, key=lambda row: row[0]):
            document = document_from_json(json.loads(str(metadata["record"])))
            own = tuple(paragraph_from_json(value, doc_id) for value in json.loads(text))
            documents[doc_id] = document
            paragraphs.update((paragraph.anchor, paragraph) for paragraph in own)
            chunks.update((chunk.chunk_id, chunk) for chunk in chunk_paragraphs(document, own))
        return Snapshot(generation, documents, paragraphs, chunks)

    def _write_record(self, document: Document, paragraphs: tuple[Paragraph, ...], settings: str, chunks: int) -> None:
        record: dict[str, str | int] = {
            "kind": "document",
            "record": json.dumps(document_to_json(document), ensure_ascii=False),
            "settings": settings,
            "year": document.year or 0,
            "paragraphs": len(paragraphs),
            "chunks": chunks,
        }
        text = json.dumps([paragraph_to_json(paragraph) for paragraph in paragraphs], ensure_ascii=False)
        self._connection.collection("documents").put_records(
            [document.doc_id, _GENERATION], [record, self._new_generation()], [text, ""]
        )

    def _new_generation(self) -> dict[str, str]:
        return {"kind": "generation", "generation": uuid.uuid4().hex, "built_with": self._built_with()}

    def _built_with(self) -> str:
        return json.dumps({"format": FORMAT, "encoders": [encoder.name for encoder in self.encoders]})

    def _chunk_ids(self, doc_id: str) -> set[str]:
        return {
            chunk_id
            for encoder in self.encoders
            for kind in ChunkKind
            for chunk_id in self._vectors(encoder, kind).get(where={"doc_id": doc_id}, include=[])["ids"]
        }

    def _add_vectors(self, doc_id: str, chunks: Sequence[Chunk], kind: ChunkKind) -> None:
        for encoder in self.encoders:
            collection = self._vectors(encoder, kind)
            for batch in _batches(chunks, self._connection.max_batch_size()):
                known = set(collection.get(ids=[chunk.chunk_id for chunk in batch], include=[])["ids"])
                new = [chunk for chunk in batch if chunk.chunk_id not in known]
                if new:
                    collection.add(
                        ids=[chunk.chunk_id for chunk in new],
                        embeddings=encoder.encode_documents([chunk.index_text for chunk in new]),
                        metadatas=[
                            {"doc_id": doc_id, "anchor": c.anchor, "start": c.span.start, "end": c.span.end}
                            for c in new
                        ],
                        documents=[chunk.text for chunk in new],
                    )

    def _sweep(self) -> None:
        """Delete vectors that belong to no document."""
        owned = set(self._load(self.generation()).chunks) if self.exists() else set()
        stray: set[str] = set()
        for encoder in self.encoders:
            for kind in ChunkKind:
                stray |= set(self._vectors(encoder, kind).get(include=[])["ids"]) - owned
        self._delete_vectors(stray)

    def _delete_vectors(self, chunk_ids: set[str]) -> None:
        for encoder in self.encoders:
            for kind in ChunkKind:
                of_kind = sorted(id_ for id_ in chunk_ids if id_.startswith(kind.value[0]))
                for batch in _batches(of_kind, self._connection.max_batch_size()):
                    self._vectors(encoder, kind).delete(ids=list(batch))


def _describe(built_with: str) -> str:
    value: dict[str, Any] = json.loads(built_with)
    return " and ".join(value["encoders"]) + f" (store format {value['format']})"


def _batches(items: Sequence[_Item], size: int) -> Iterator[Sequence[_Item]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
