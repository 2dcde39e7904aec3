"""A reranker: a cross-encoder of sentence-transformers that a setting names, which reads question and paragraph together.

Its order of the best paragraphs and the learned one are joined by their ranks (reciprocal rank fusion, doi:10.1145/1571941.1572114).
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

from ingest import bound_threads
from qa.errors import WrongSetting
from qa.query import Floats

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

RERANKED = 20  # paragraphs that are read so, best first
_FLAT = 60  # how little the first places count above the next, as in the paper


class Reranker(Protocol):
    def score(self, question: str, texts: Sequence[str]) -> Floats:
        """How well each text answers, shape (texts,); higher is better."""
        ...


class CrossEncoderReranker:
    """Loaded at first use; safe under threads (one call at a time computes)."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._model: CrossEncoder | None = None
        self._lock = threading.Lock()

    def score(self, question: str, texts: Sequence[str]) -> Floats:
        """Raises WrongSetting when the model cannot be loaded, or tells more than one number of a pair."""
        with self._lock:
            model = self._loaded()
            scores = model.predict([(question, text) for text in texts], show_progress_bar=False)
        return np.asarray(scores, dtype=np.float32).reshape(len(texts))

    def _loaded(self) -> CrossEncoder:
        if self._model is None:
            from sentence_transformers import CrossEncoder

            bound_threads()
            try:
                model = CrossEncoder(self._name)
            except (OSError, ValueError) as error:
                raise self._unavailable(str(error)) from error
            if model.num_labels != 1:
                raise self._unavailable(f"it tells {model.num_labels} numbers of a pair, and a reranker one")
            self._model = model
        return self._model

    def _unavailable(self, detail: str) -> WrongSetting:
        first = next(iter(detail.strip().splitlines()), "")[:200]
        return WrongSetting(
            f"The reranker {self._name} cannot be loaded ({first}). Name a folder or a hub model in RERANKER_MODEL; "
            "a hub model needs a network and HF_HUB_OFFLINE=0."
        )


@lru_cache(maxsize=2)
def load_reranker(name: str) -> Reranker | None:
    """None without a name."""
    return CrossEncoderReranker(name) if name else None


def fuse(scores: Floats, reranked: Floats) -> Floats:
    """The same scores in the order that both orders give together; those that were not reranked (NaN) keep theirs, behind.

    >>> fuse(np.array([3.0, 2, 1, 0]), np.array([0.1, 0.2, 0.9, np.nan])).tolist()
    [2.0, 1.0, 3.0, 0.0]
    """
    read = np.flatnonzero(~np.isnan(reranked))
    by_both = _reciprocal(scores[read]) + _reciprocal(reranked[read])
    order = read[np.lexsort((-reranked[read], -by_both))]
    fused = scores.copy()
    fused[order] = np.sort(scores[read])[::-1]
    return fused


def _reciprocal(scores: Floats) -> npt.NDArray[np.float64]:
    ranks = np.empty(len(scores), dtype=np.int64)
    ranks[np.argsort(-scores, kind="stable")] = np.arange(1, len(scores) + 1)
    return 1.0 / (_FLAT + ranks)
