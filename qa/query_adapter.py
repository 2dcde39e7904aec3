"""A learned correction of question vectors: lay questions and official text meet where the encoders put them apart.

One linear map an encoder, on the side of the question alone, so that stored vectors stay as they are. Learned by
`python -m eval.training` on questions and the sentences that answer them; weights: `qa/weights/queries.safetensors`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from ingest import Vectors
from qa.weights_file import Tensors, load_tensors, save_tensors

_MATRIX, _SHIFT = "matrix.", "shift."  # before the encoder's name


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
    tensors, _ = load_tensors(path)
    return QueryAdapter(_named(tensors, _MATRIX), _named(tensors, _SHIFT))


def save_query_adapter(path: Path, adapter: QueryAdapter, provenance: Mapping[str, object]) -> None:
    """With where it comes from; replaces the file."""
    matrices = {f"{_MATRIX}{name}": matrix for name, matrix in adapter.matrices.items()}
    shifts = {f"{_SHIFT}{name}": shift for name, shift in adapter.shifts.items()}
    save_tensors(path, matrices | shifts, provenance)


def _named(tensors: Tensors, kind: str) -> dict[str, Vectors]:
    return {name.removeprefix(kind): tensor for name, tensor in tensors.items() if name.startswith(kind)}
