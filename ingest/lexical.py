"""The lexical index: BM25 over words, character pairs and whole figures, with scores that compare across questions."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    import bm25s

# Usual values in the literature; not tuned here.
_K1 = 1.2
_B = 0.75


class LexicalIndex:
    """BM25 over numbered units of text, each a list of tokens; units keep their order."""

    def __init__(self, index: bm25s.BM25, document_frequencies: dict[str, int], size: int) -> None:
        self._index = index
        self._frequencies = document_frequencies
        self.size = size

    def inverse_document_frequency(self, token: str) -> float:
        """ln(1 + (N − n + ½) / (n + ½)), as Lucene has it; an unknown token has the highest value."""
        return self._rarity(self._frequencies.get(token, 0))

    def _rarity(self, count: int) -> float:
        return math.log(1 + (self.size - count + 0.5) / (count + 0.5))

    def knows(self, token: str) -> bool:
        return token in self._frequencies

    def rarity(self, term: Collection[str]) -> float:
        """The inverse document frequency of any of these tokens: of the units that hold one or more of them."""
        return self._rarity(len(self.units_with(term)))

    def units_with(self, term: Collection[str]) -> npt.NDArray[np.int64]:
        """The numbers of the units that hold any of these tokens, in order."""
        nothing = np.zeros(0, dtype=np.int64)
        return np.unique(np.concatenate([nothing, *(self._postings(token)[0] for token in term)]))

    @property
    def tokens(self) -> Collection[str]:
        return self._frequencies.keys()

    def scores(self, tokens: Sequence[str]) -> npt.NDArray[np.float32]:
        """BM25 of every unit, shape (size,), divided by the sum of the question's inverse document frequencies.

        So 0 is nothing in common, and values of different questions compare. All 0 without known tokens.
        """
        return self.scores_of_terms([(token,) for token in tokens])

    def scores_of_terms(self, terms: Sequence[Collection[str]]) -> npt.NDArray[np.float32]:
        """The same of terms that any of several tokens stands for: in a unit the one that counts most there does."""
        scores, total = np.zeros(self.size, dtype=np.float32), 0.0
        for term in terms:
            best = np.zeros(self.size, dtype=np.float32)
            for token in term:
                units, values = self._postings(token)
                best[units] = np.maximum(best[units], values / np.float32(self.inverse_document_frequency(token)))
            rarity = self._rarity(int(np.count_nonzero(best)))
            scores += best * np.float32(rarity)
            total += rarity
        return scores / np.float32(total or 1)

    def _postings(self, token: str) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.float32]]:
        """The units that hold a token, and its BM25 in each."""
        if token not in self._frequencies:
            return np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.float32)
        columns, column = self._index.scores, self._index.vocab_dict[token]
        inside = slice(columns["indptr"][column], columns["indptr"][column + 1])
        return columns["indices"][inside], columns["data"][inside]

    def save(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        if self._frequencies:
            self._index.save(folder, show_progress=False)
        state = {"size": self.size, "frequencies": self._frequencies}
        (folder / "frequencies.json").write_text(json.dumps(state, ensure_ascii=False), encoding="utf-8")


def build_lexical_index(units: Sequence[Sequence[str]]) -> LexicalIndex:
    """An index over the units' tokens. No units give an index that scores nothing."""
    import bm25s

    frequencies = Counter(token for unit in units for token in set(unit))
    index = bm25s.BM25(method="lucene", k1=_K1, b=_B)
    if frequencies:
        index.index([list(unit) for unit in units], show_progress=False)
    return LexicalIndex(index, dict(frequencies), len(units))


def load_lexical_index(folder: Path) -> LexicalIndex:
    """What `save` wrote. Raises OSError when it is not there."""
    import bm25s

    state = json.loads((folder / "frequencies.json").read_text(encoding="utf-8"))
    index = bm25s.BM25.load(folder) if state["frequencies"] else bm25s.BM25()
    return LexicalIndex(index, state["frequencies"], state["size"])
