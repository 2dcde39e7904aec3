"""The learned order: signals into one score for a paragraph and for a sentence. Weights: `qa/weights/ranking.json`.

Linear models over the signals, each scaled to 0–1 among the question's candidates (as they are, they rank lay
questions worse: STARD success@1 0.51 against 0.55, all else within a point but DRCD): a first order, then the order of
the best of it by late interaction as well. One set of weights for questions in the documents' language and one for
others (where the lexical signals are nearly dead). Learned from pairs of a
right and a wrong candidate by `python -m eval.training`, which also writes where the weights come from. The file names
the files of the reader and of the query adapter that lie beside it; null for none.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import numpy as np

from qa.candidates import PARAGRAPH_SIGNALS, SENTENCE_SIGNALS, Candidates
from qa.clauses import CLAUSE_FEATURES
from qa.corpus import Corpus
from qa.errors import BrokenResource
from qa.late_interaction import LATE_SIGNALS, Reading
from qa.query import Floats, Query
from qa.query_adapter import QueryAdapter, load_query_adapter
from qa.reader import Reader, load_reader

WEIGHTS_FILE = Path(__file__).parent / "weights" / "ranking.json"

PARAGRAPH_FEATURES = PARAGRAPH_SIGNALS
READ_FEATURES = (  # of the paragraphs that are read
    *PARAGRAPH_FEATURES,
    *LATE_SIGNALS,
    "judged",  # the reader's log-odds for its best sentence
    "holds_any",  # whether a sentence of it holds the kind of answer wanted: 0 to 1
)
SENTENCE_FEATURES = (
    *SENTENCE_SIGNALS,
    "late",
    "judged",  # the reader's log-odds that it answers
    "paragraph",  # the score of its paragraph among the candidates
    "holds_answer",  # whether it holds the kind of answer wanted: 0, ½, 1
)


@dataclass(frozen=True, slots=True)
class RankingWeights:
    """Weight vectors in the order of PARAGRAPH_FEATURES, READ_FEATURES and SENTENCE_FEATURES, for both scripts; of
    CLAUSE_FEATURES, with a reader and without; and the reader and the query adapter that they were learned with."""

    paragraph: Floats
    paragraph_other_script: Floats
    read: Floats
    read_other_script: Floats
    sentence: Floats
    sentence_other_script: Floats
    clause: Floats
    clause_unread: Floats
    reader: Reader | None = None
    adapter: QueryAdapter | None = None

    def adapt(self, query: Query, corpus: Corpus) -> Query:
        """The query with its vectors as learned."""
        if self.adapter is None:
            return query
        return replace(query, learned=self.adapter.adapt(query.vectors, [one.name for one in corpus.vectors.encoders]))

    def reader_for(self, corpus: Corpus) -> Reader | None:
        """The reader, where the corpus is encoded as what it has learned from was."""
        same = self.reader is not None and corpus.vectors.encoders[0].name == self.reader.encoder
        return self.reader if same else None


@lru_cache(maxsize=4)
def load_ranking_weights(path: Path = WEIGHTS_FILE) -> RankingWeights:
    """Raises BrokenResource when the file is missing or lacks a feature."""
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        return RankingWeights(
            paragraph=_vector(stored["paragraph"], PARAGRAPH_FEATURES),
            paragraph_other_script=_vector(stored["paragraph_other_script"], PARAGRAPH_FEATURES),
            read=_vector(stored["read"], READ_FEATURES),
            read_other_script=_vector(stored["read_other_script"], READ_FEATURES),
            sentence=_vector(stored["sentence"], SENTENCE_FEATURES),
            sentence_other_script=_vector(stored["sentence_other_script"], SENTENCE_FEATURES),
            clause=_vector(stored["clause"], CLAUSE_FEATURES),
            clause_unread=_vector(stored["clause_unread"], CLAUSE_FEATURES),
            reader=load_reader(path.with_name(stored["reader"])) if stored["reader"] else None,
            adapter=load_query_adapter(path.with_name(stored["queries"])) if stored["queries"] else None,
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BrokenResource(
            f"The weights {path} cannot be used ({error}). Make them: python -m eval.training"
        ) from error


def paragraph_features(candidates: Candidates) -> Floats:
    """Shape (paragraphs, len(PARAGRAPH_FEATURES))."""
    return scale(candidates.signals)


def read_features(candidates: Candidates, reading: Reading, holds: Floats) -> Floats:
    """Shape (paragraphs read, len(READ_FEATURES)); `holds` is of their sentences."""
    owners = candidates.owners[reading.sentences]
    of_paragraphs = [holds[owners == position].max(initial=0) for position in reading.paragraphs]
    judged = [reading.judged[owners == position].max(initial=-np.inf) for position in reading.paragraphs]
    signals = (candidates.signals[reading.paragraphs], reading.signals, _finite(judged)[:, None])
    scaled = scale(np.concatenate(signals, axis=1))
    return np.concatenate([scaled, np.array(of_paragraphs, dtype=np.float32)[:, None]], axis=1)


def sentence_features(candidates: Candidates, reading: Reading, read_scores: Floats, holds: Floats) -> Floats:
    """Shape (sentences of what is read, len(SENTENCE_FEATURES)); `holds` is of these sentences."""
    place = {int(position): row for row, position in enumerate(reading.paragraphs)}
    rows = [place[int(owner)] for owner in candidates.owners[reading.sentences]]
    signals = np.concatenate(
        [candidates.sentence_signals[reading.sentences], reading.sentence_signals[:, None], reading.judged[:, None]],
        axis=1,
    )
    return np.concatenate([scale(signals), scale(read_scores[:, None])[rows], holds[:, None]], axis=1)


def score_paragraphs(candidates: Candidates, weights: RankingWeights, *, other_script: bool) -> Floats:
    """The first order. Higher is better; comparable within one question."""
    chosen = weights.paragraph_other_script if other_script else weights.paragraph
    return paragraph_features(candidates) @ chosen


def score_read(
    candidates: Candidates, reading: Reading, holds: Floats, weights: RankingWeights, *, other_script: bool
) -> Floats:
    """The order of what is read. Higher is better; comparable within one question."""
    chosen = weights.read_other_script if other_script else weights.read
    return read_features(candidates, reading, holds) @ chosen


def score_sentences(
    candidates: Candidates,
    reading: Reading,
    read_scores: Floats,
    holds: Floats,
    weights: RankingWeights,
    *,
    other_script: bool,
) -> Floats:
    """Of the sentences of what is read. Higher is better; comparable within one question."""
    chosen = weights.sentence_other_script if other_script else weights.sentence
    return sentence_features(candidates, reading, read_scores, holds) @ chosen


def score_clauses(features: Floats, weights: RankingWeights, *, read: bool) -> Floats:
    """Log-odds, but for a constant, that each clause of a sentence is the one that answers. `read`: a reader has judged them."""
    return features @ (weights.clause if read else weights.clause_unread)


def scale(columns: Floats) -> Floats:
    """Each column to 0–1 by its smallest and largest value; a constant column becomes 0."""
    if not len(columns):
        return columns
    low, high = columns.min(axis=0), columns.max(axis=0)
    width = np.where(high - low > 1e-9, high - low, 1)
    return np.asarray((columns - low) / width, dtype=np.float32)


def _finite(values: Sequence[float]) -> Floats:
    """What has no value counts as the least of the others."""
    known = [value for value in values if np.isfinite(value)]
    least = min(known, default=0.0)
    return np.array([value if np.isfinite(value) else least for value in values], dtype=np.float32)


def _vector(stored: Mapping[str, float], names: Sequence[str]) -> Floats:
    return np.array([stored[name] for name in names], dtype=np.float32)
