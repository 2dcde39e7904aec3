"""What encoders make of texts, kept in a folder between runs: encoding is most of the work of learning."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from ingest import Encoder, TokenEncoder, TokenVectors, Vectors


def encode(encoder: Encoder, texts: Sequence[str], cache: Path, *, queries: bool) -> Vectors:
    """One vector a text, shape (texts, dimension)."""
    key = hashlib.sha256("\0".join((encoder.name, str(queries), *texts)).encode()).hexdigest()[:24]
    path = cache / f"{key}.npy"
    if path.is_file():
        return np.asarray(np.load(path), dtype=np.float32)
    encoded = encoder.encode_queries(texts) if queries else encoder.encode_documents(texts)
    cache.mkdir(parents=True, exist_ok=True)
    np.save(path, encoded)
    return encoded


def encode_tokens(
    encoders: Sequence[Encoder], texts: Sequence[str], cache: Path, *, queries: bool
) -> list[TokenVectors]:
    """Of the main encoder; none at all when it cannot tell them."""
    main = encoders[0]
    if not isinstance(main, TokenEncoder):
        return []
    key = hashlib.sha256("\0".join(("tokens of layers", main.name, str(queries), *texts)).encode()).hexdigest()[:24]
    path = cache / f"{key}.npz"
    if not path.is_file():
        encoded = (
            [tokens for _, tokens in main.encode_query_tokens(texts)] if queries else main.encode_document_tokens(texts)
        )
        cache.mkdir(parents=True, exist_ok=True)
        np.savez(
            path,
            vectors=np.concatenate([one.vectors for one in encoded]),
            starts=np.concatenate([one.starts for one in encoded]),
            ends=np.concatenate([one.ends for one in encoded]),
            counts=[len(one.starts) for one in encoded],
            layers=max((one.layers for one in encoded), default=1),
        )
    stored = np.load(path)
    edges = np.cumsum(stored["counts"])[:-1]
    parts = (np.split(stored[name], edges) for name in ("vectors", "starts", "ends"))
    layers = int(stored["layers"])
    return [TokenVectors(vectors, starts, ends, layers) for vectors, starts, ends in zip(*parts, strict=True)]
