"""Where a corpus has its vectors from: a store, with those that were fetched kept in memory."""

from __future__ import annotations

import threading
from collections.abc import Collection, Sequence
from typing import Protocol

import numpy as np

from ingest import Chunk, ChunkKind, Encoder, Hit, Store, TokenEncoder, TokenVectors, Vectors

_CACHED_VECTORS = 60_000  # per encoder: 60 000 × 896 float32 are 215 MB at most, a few MB for one document
_CACHED_TOKENS = 1_500  # windows of some 180 tokens × 768 float16: 420 MB at most, 4 MB for one document


class VectorSource(Protocol):
    """Where vectors are searched and fetched. Encoders are numbered as in the store, the main one first."""

    @property
    def encoders(self) -> Sequence[Encoder]: ...

    def search(
        self, encoder: int, kind: ChunkKind, vector: Vectors, count: int, documents: Collection[str] | None
    ) -> Sequence[Hit]:
        """Nearest chunks to a vector of shape (dimension,), best first; of these documents, None for all."""
        ...

    def vectors(self, encoder: int, kind: ChunkKind, chunk_ids: Sequence[str]) -> Vectors:
        """Shape (len(chunk_ids), dimension); a row of zeros for an id that is not there."""
        ...

    def tokens(self, chunks: Sequence[Chunk]) -> Sequence[TokenVectors] | None:
        """Of each chunk's `index_text`, by the main encoder; None when that cannot tell them."""
        ...


class StoreVectors:
    """Vectors in a store; those fetched stay in memory. Tokens are encoded when first asked for, and kept as well."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._cache: list[dict[str, Vectors]] = [{} for _ in store.encoders]
        self._tokens: dict[str, TokenVectors] = {}
        self._lock = threading.Lock()
        self._encoding = threading.Lock()

    @property
    def encoders(self) -> Sequence[Encoder]:
        return self._store.encoders

    def search(
        self, encoder: int, kind: ChunkKind, vector: Vectors, count: int, documents: Collection[str] | None
    ) -> Sequence[Hit]:
        return self._store.search(self._store.encoders[encoder], kind, vector, count, documents)

    def vectors(self, encoder: int, kind: ChunkKind, chunk_ids: Sequence[str]) -> Vectors:
        with self._lock:
            cache = self._cache[encoder]
            missing = [id_ for id_ in chunk_ids if id_ not in cache]
            if missing:
                if len(cache) + len(missing) > _CACHED_VECTORS:
                    cache.clear()
                    missing = list(chunk_ids)
                cache.update(self._store.vectors(self._store.encoders[encoder], kind, missing))
            found = [cache.get(id_) for id_ in chunk_ids]
        return stack_vectors(found)

    def tokens(self, chunks: Sequence[Chunk]) -> Sequence[TokenVectors] | None:
        encoder = self._store.encoders[0]
        if not isinstance(encoder, TokenEncoder):
            return None
        known = self._known_tokens(chunks)
        if len(known) < len(chunks):
            with self._encoding:  # what many ask for at once is encoded once
                known = self._known_tokens(chunks)
                missing = [chunk for chunk in chunks if chunk.chunk_id not in known]
                encoded = encoder.encode_document_tokens([chunk.index_text for chunk in missing])
                new = {chunk.chunk_id: tokens for chunk, tokens in zip(missing, encoded, strict=True)}
                with self._lock:
                    if len(self._tokens) + len(new) > _CACHED_TOKENS:
                        self._tokens.clear()
                    self._tokens.update(new)
            known |= new
        return [known[chunk.chunk_id] for chunk in chunks]

    def _known_tokens(self, chunks: Sequence[Chunk]) -> dict[str, TokenVectors]:
        with self._lock:
            return {one.chunk_id: self._tokens[one.chunk_id] for one in chunks if one.chunk_id in self._tokens}


def stack_vectors(rows: Sequence[Vectors | None]) -> Vectors:
    """Rows as one matrix, zeros where there is None. No rows give shape (0, 0)."""
    dimension = next((len(row) for row in rows if row is not None), 0)
    empty = np.zeros(dimension, dtype=np.float32)
    return np.stack([empty if row is None else row for row in rows]) if rows else np.zeros((0, 0), dtype=np.float32)
