"""A learned correction of question vectors: lay questions and official text meet where the encoders put them apart.

One linear map an encoder, on the side of the question alone, so that stored vectors stay as they are. Learned by
`python -m eval.training` on questions and the sentences that answer them; weights: `qa/weights/queries.safetensors`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from ingest import Vectors
from qa.errors import BrokenResource

_PROVENANCE = "provenance"  # JSON in the file's metadata


@dataclass(frozen=True, slots=True)
class QueryAdapter:
    """Of each encoder by its name: a matrix of shape (dimensions, dimensions) and a shift of shape (dimensions,)."""

    matrices: Mapping[str, Vectors]
    shifts: Mapping[str, Vectors]

    def adapt(self, vectors: Sequence[Vectors], encoders: Sequence[str]) -> tuple[Vectors, ...]:
        """Unit vectors, one an encoder; that of an encoder that nothing was learned of as it is."""
        return tuple(self._adapt(vector, name) for vector, name in zip(vectors, encoders, strict=True))

    def _adapt(self, vector: Vectors, encoder: str) -> Vectors:
        if encoder not in self.matrices:
            return vector
        moved = vector + vector @ self.matrices[encoder] + self.shifts[encoder]
        return np.asarray(moved / np.linalg.norm(moved), dtype=np.float32)


@lru_cache(maxsize=4)
def load_query_adapter(path: Path) -> QueryAdapter:
    """Raises BrokenResource when the file is missing or is none."""
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(path, framework="numpy") as stored:
            names = json.loads(stored.metadata()[_PROVENANCE])["encoders"]
            tensors = {
                kind: {name: stored.get_tensor(f"{kind}.{name}") for name in names} for kind in ("matrix", "shift")
            }
        return QueryAdapter(
            *({name: np.asarray(one, dtype=np.float32) for name, one in of.items()} for of in tensors.values())
        )
    except (OSError, SafetensorError, ValueError, KeyError, TypeError) as error:
        raise BrokenResource(
            f"The weights {path} cannot be used ({error}). Make them: python -m eval.training"
        ) from error


def save_query_adapter(path: Path, adapter: QueryAdapter, provenance: Mapping[str, object]) -> None:
    """In half precision, with where it comes from; replaces the file."""
    from safetensors.numpy import save_file

    path.parent.mkdir(parents=True, exist_ok=True)
    told = json.dumps({**provenance, "encoders": list(adapter.matrices)}, ensure_ascii=False)
    halves = {f"matrix.{name}": one.astype(np.float16) for name, one in adapter.matrices.items()}
    halves |= {f"shift.{name}": one.astype(np.float16) for name, one in adapter.shifts.items()}
    save_file(halves, path, metadata={_PROVENANCE: told})
