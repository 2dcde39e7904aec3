"""The documents' own records, in one Chroma collection: what each says of itself, its paragraphs, and what staff decided.

A document is two records, one with its data (`kind` document) and one with its paragraphs as JSON (`kind` text),
so that listing documents reads no paragraph. They are written in one transaction with a new generation.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ingest.chroma import Connection
from ingest.chunking import chunk_paragraphs
from ingest.errors import OtherFormat, WrongModel
from ingest.messages import Value, say
from ingest.records import Chunk, Document, Paragraph
from ingest.records_json import document_from_json, document_to_json, paragraph_from_json, paragraph_to_json
from ingest.said import Said

FORMAT = "2"  # of what is written to Chroma; a store of another format is refused
_GENERATION = "\u0001generation"  # no document's id begins so
_TEXT = "\u0001text/"  # before the document's id


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


class DocumentRecords:
    """Reads and writes the records. `built_with`: the names of the encoders, main one first; `where`: the store's name."""

    def __init__(self, connection: Connection, built_with: Sequence[str], where: str) -> None:
        self._connection = connection
        self._built_with = tuple(built_with)
        self._where = where

    def generation(self) -> str:
        """Names the state of the store; empty before the first document. About a millisecond."""
        return str(self._state().get("generation", ""))

    def check(self) -> None:
        """Raises OtherFormat or WrongModel when what is stored was not written as this program writes."""
        built = self._read_built_with()
        if built and tuple(built["encoders"]) != self._built_with:
            stored, current = _name(built["encoders"]), _name(self._built_with)
            raise WrongModel(say(Said.STORE_OF_OTHER_MODEL, store=self._where, stored=stored, current=current))

    def _read_built_with(self) -> dict[str, Any]:
        """What wrote the store; nothing before the first document. Raises OtherFormat."""
        if not (state := self._state()):
            return {}
        built: dict[str, Any] = json.loads(str(state["built_with"]))
        if built["format"] != FORMAT:
            written = str(built["format"])
            raise OtherFormat(say(Said.STORE_OF_OTHER_FORMAT, store=self._where, stored=written, current=FORMAT))
        return built

    def stored_documents(self) -> tuple[StoredDocument, ...]:
        """All documents without their paragraphs, by id. Raises OtherFormat."""
        self._read_built_with()
        found = self._documents().get(where={"kind": "document"}, include=["metadatas"])
        return tuple(
            StoredDocument(
                document_from_json(json.loads(str(value["record"]))),
                str(value["settings"]),
                int(str(value["paragraphs"])),
                int(str(value["chunks"])),
            )
            for _, value in sorted(zip(found["ids"], found["metadatas"] or [], strict=True))
        )

    def load(self, generation: str) -> Snapshot:
        """All documents with their paragraphs, read in one go."""
        self.check()
        found = self._documents().get(where={"kind": {"$in": ["document", "text"]}}, include=["metadatas"])
        by_id = dict(zip(found["ids"], found["metadatas"] or [], strict=True))
        documents: dict[str, Document] = {}
        paragraphs: dict[str, Paragraph] = {}
        chunks: dict[str, Chunk] = {}
        for doc_id in sorted(id_ for id_ in by_id if not id_.startswith(_TEXT)):
            document = document_from_json(json.loads(str(by_id[doc_id]["record"])))
            values = json.loads(str(by_id[_TEXT + doc_id]["paragraphs"]))
            own = tuple(paragraph_from_json(value, doc_id) for value in values)
            documents[doc_id] = document
            paragraphs.update((paragraph.anchor, paragraph) for paragraph in own)
            chunks.update((chunk.chunk_id, chunk) for chunk in chunk_paragraphs(document, own))
        return Snapshot(generation, documents, paragraphs, chunks)

    def write(self, document: Document, paragraphs: tuple[Paragraph, ...], settings: str, chunks: int) -> None:
        record: dict[str, str | int] = {
            "kind": "document",
            "record": json.dumps(document_to_json(document), ensure_ascii=False),
            "settings": settings,
            "year": document.year or 0,
            "paragraphs": len(paragraphs),
            "chunks": chunks,
        }
        values = [paragraph_to_json(paragraph) for paragraph in paragraphs]
        text = {"kind": "text", "paragraphs": json.dumps(values, ensure_ascii=False)}
        self._put([document.doc_id, _TEXT + document.doc_id], [record, text])

    def remove(self, doc_id: str) -> None:
        ids = [doc_id, _TEXT + doc_id]
        self._put(ids, [{"kind": "removed"}, {"kind": "removed"}])
        self._documents().delete(ids=ids)

    def undone_cleanings(self, doc_id: str) -> frozenset[str]:
        found = self._decisions().get(where={"doc_id": doc_id}, include=["metadatas"])
        return frozenset(str(value["cleaning_id"]) for value in found["metadatas"] or [])

    def set_cleaning_undone(self, doc_id: str, cleaning_id: str, *, undone: bool) -> None:
        key = f"{doc_id}\0{cleaning_id}"
        if undone:
            self._decisions().put_records([key], [{"doc_id": doc_id, "cleaning_id": cleaning_id}])
        else:
            self._decisions().delete(ids=[key])

    def _put(self, ids: list[str], metadatas: list[Mapping[str, str | int]]) -> None:
        state: dict[str, str | int] = {
            "kind": "generation",
            "generation": uuid.uuid4().hex,
            "built_with": json.dumps({"format": FORMAT, "encoders": list(self._built_with)}),
        }
        self._documents().put_records([*ids, _GENERATION], [*metadatas, state])

    def _state(self) -> Mapping[str, Any]:
        found = self._documents().get(ids=[_GENERATION], include=["metadatas"])
        state: Mapping[str, Any] = found["metadatas"][0] if found["metadatas"] else {}
        return state

    def _documents(self) -> Any:
        return self._connection.collection("documents")

    def _decisions(self) -> Any:
        return self._connection.collection("decisions")


def _name(encoders: Sequence[str]) -> Value:
    return encoders[0] if len(encoders) == 1 else say(Said.BOTH, first=encoders[0], second=encoders[1])
