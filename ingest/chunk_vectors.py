"""The vectors of the chunks, in a Chroma collection per encoder and granularity, under the chunks' ids.

With a vector goes the id of its document and no text: the document's record holds all words, and a full-text
index of the same words beside each vector took twice the time of the vectors themselves.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np

from ingest.chroma import Collection as ChromaCollection
from ingest.chroma import Connection, collection_name
from ingest.embedding import Encoder, Vectors
from ingest.records import Chunk, ChunkKind

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Hit:
    """A chunk and its cosine with the question, −1 to 1."""

    chunk_id: str
    cosine: float


class ChunkVectors:
    """What the encoders made of the chunks. Ids of no document may be among them; who asks knows which are owned."""

    def __init__(self, connection: Connection, encoders: Sequence[Encoder]) -> None:
        self._connection = connection
        self._encoders = tuple(encoders)

    def collection(self, encoder: Encoder, kind: ChunkKind) -> ChromaCollection:
        return self._connection.collection(collection_name(kind.value, encoder.name))

    def search(
        self, encoder: Encoder, kind: ChunkKind, vector: Vectors, count: int, documents: Collection[str] | None
    ) -> tuple[Hit, ...]:
        """The chunks nearest to a query vector of shape (dimension,), best first; `documents` None: of all of them."""
        if count < 1 or (documents is not None and not documents):
            return ()
        where: Any = None if documents is None else {"doc_id": {"$in": sorted(documents)}}
        found = self.collection(encoder, kind).query(
            query_embeddings=np.asarray([vector]), n_results=count, where=where, include=["distances"]
        )
        distances = found["distances"] or [[]]
        return tuple(Hit(id_, 1.0 - distance) for id_, distance in zip(found["ids"][0], distances[0], strict=True))

    def get(self, encoder: Encoder, kind: ChunkKind, chunk_ids: Sequence[str]) -> dict[str, Vectors]:
        """Chunk id → vector of shape (dimension,); an unknown id is left out."""
        if not chunk_ids:
            return {}
        found = self.collection(encoder, kind).get(ids=list(chunk_ids), include=["embeddings"])
        rows = np.asarray(found["embeddings"], dtype=np.float32)
        return dict(zip(found["ids"], rows, strict=True))

    def ids_of(self, doc_id: str) -> set[str]:
        """Ids of all chunks that have a vector for this document."""
        return self._ids(where={"doc_id": doc_id})

    def all_ids(self) -> set[str]:
        return self._ids()

    def _ids(self, **options: Any) -> set[str]:
        return {
            chunk_id
            for encoder in self._encoders
            for kind in ChunkKind
            for chunk_id in self.collection(encoder, kind).get(include=[], **options)["ids"]
        }

    def add(self, doc_id: str, chunks: Sequence[Chunk]) -> None:
        """Embed and write those chunks that are not there yet."""
        for kind in ChunkKind:
            of_kind = [chunk for chunk in chunks if chunk.kind is kind]
            for encoder in self._encoders:
                collection = self.collection(encoder, kind)
                for batch in self._batches(of_kind):
                    known = set(collection.get(ids=[chunk.chunk_id for chunk in batch], include=[])["ids"])
                    new = [chunk for chunk in batch if chunk.chunk_id not in known]
                    if new:
                        collection.add(
                            ids=[chunk.chunk_id for chunk in new],
                            embeddings=encoder.encode_documents([chunk.index_text for chunk in new]),
                            metadatas=[{"doc_id": doc_id}] * len(new),
                        )

    def delete(self, chunk_ids: set[str]) -> None:
        for kind in ChunkKind:
            of_kind = sorted(id_ for id_ in chunk_ids if id_.startswith(kind.value[0]))
            for encoder in self._encoders:
                for batch in self._batches(of_kind):
                    self.collection(encoder, kind).delete(ids=list(batch))

    def _batches(self, items: Sequence[_Item]) -> Iterator[Sequence[_Item]]:
        size = self._connection.max_batch_size() if items else 1
        for start in range(0, len(items), size):
            yield items[start : start + size]
