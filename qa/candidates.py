"""The paragraphs that could answer, with what every signal says of them and of each of their sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ingest import ChunkKind, Vectors
from qa.corpus import Corpus
from qa.query import Floats, Query
from qa.terms import with_terms

PER_LIST = 24  # paragraphs taken from each signal's own ranking
_FEW = 200  # paragraphs; where no more than these may answer, all are candidates
_VIEWS = 4  # two encoders, each with the question's vector as encoded and as learned
_SENTENCES_PER_PARAGRAPH = 4  # a ranking of sentences must be that much longer to hold as many paragraphs

PARAGRAPH_SIGNALS = (
    "dense",  # cosine of the main encoder with the best window of the paragraph
    "dense_sentence",  # … with its best sentence
    "second",  # the same for the second encoder
    "second_sentence",
    "dense_learned",  # the same four with the question's vectors as learned (`qa/query_adapter.py`)
    "dense_learned_sentence",
    "second_learned",
    "second_learned_sentence",
    "lexical",  # BM25 of the paragraph under its headings, 0 to about 1
    "lexical_sentence",  # BM25 of its best sentence
    "sound",  # BM25 of its best sentence over syllables: finds what a homophone typo hides
)
SENTENCE_SIGNALS = ("dense", "second", "dense_learned", "second_learned", "lexical", "sound")


@dataclass(frozen=True, slots=True)
class Among:
    """Which paragraphs may answer: those of these documents, and of them only these anchors; None for all. Where `naming`
    is not empty a sentence answers only if it, or a heading above it, holds one of these words; where `of_years` is not, only
    if it tells of one of them, in documents that are of other years: all but `own`."""

    documents: frozenset[str] | None = None
    anchors: frozenset[str] | None = None
    naming: frozenset[str] = frozenset()
    of_years: frozenset[int] = frozenset()
    own: frozenset[str] = frozenset()

    def names(self, sentence: str, headings: Iterable[str]) -> bool:
        """Whether a sentence under these headings holds one of the words, where any is wanted."""
        return not self.naming or any(word in text for word in self.naming for text in (sentence, *headings))


EVERYTHING = Among()


@dataclass(frozen=True, slots=True)
class Candidates:
    """`paragraphs` are indexes in the corpus; `signals` has shape (paragraphs, len(PARAGRAPH_SIGNALS)).

    `sentences` are indexes in the corpus of all the candidates' sentences, grouped by paragraph in the same
    order; `owners[i]` is the candidate that sentence i belongs to; `sentence_signals` has the columns
    SENTENCE_SIGNALS.
    """

    paragraphs: npt.NDArray[np.int64]
    signals: Floats
    sentences: npt.NDArray[np.int64]
    owners: npt.NDArray[np.int64]
    sentence_signals: Floats


def find_candidates(query: Query, corpus: Corpus, among: Among = EVERYTHING) -> Candidates:
    """Everything that any signal ranks high, with all signals filled in. An empty corpus gives no candidates."""
    terms = tuple(with_terms(query, corpus).terms.values())
    lexical, lexical_sentences = (
        index.scores_of_terms(terms) for index in (corpus.paragraph_index, corpus.sentence_index)
    )
    sounds = corpus.sound_index.scores(query.sounds)
    allowed = _allowed(corpus, among)
    if allowed is not None:
        of_sentences = allowed[corpus.sentence_paragraphs]
        lexical, lexical_sentences, sounds = lexical * allowed, lexical_sentences * of_sentences, sounds * of_sentences
    found: dict[int, None] = {}
    if allowed is not None and among.anchors is not None and allowed.sum() <= _FEW:
        found.update(dict.fromkeys(int(index) for index in np.flatnonzero(allowed)))
    for encoder, vector in enumerate(query.learned or query.vectors):
        for kind, count in ((ChunkKind.PARAGRAPH, PER_LIST), (ChunkKind.SENTENCE, PER_LIST * _SENTENCES_PER_PARAGRAPH)):
            for hit in corpus.vectors.search(encoder, kind, vector, count, among.documents):
                if hit.chunk_id in corpus.chunks:
                    found[corpus.paragraph_positions[corpus.chunks[hit.chunk_id].anchor]] = None
    found.update(dict.fromkeys(_best(lexical, PER_LIST)))
    for index in (*_best(lexical_sentences, PER_LIST), *_best(sounds, PER_LIST)):
        found[corpus.paragraph_positions[corpus.sentences[index].anchor]] = None
    chosen = [index for index in found if allowed is None or allowed[index]]
    return _fill_in(query, corpus, sorted(chosen), lexical, np.stack([lexical_sentences, sounds], axis=1))


def _allowed(corpus: Corpus, among: Among) -> npt.NDArray[np.bool_] | None:
    """Which paragraphs may answer, shape (paragraphs,); None when all may."""
    if among.documents is None and among.anchors is None:
        return None
    allowed = np.ones(len(corpus.paragraphs), dtype=bool)
    if among.documents is not None:
        allowed &= np.isin(corpus.paragraph_documents, list(among.documents))
    if among.anchors is not None:
        named = np.zeros_like(allowed)
        known = [corpus.paragraph_positions[one] for one in among.anchors if one in corpus.paragraph_positions]
        named[known] = True
        allowed &= named
    return allowed


def _best(scores: Floats, count: int) -> list[int]:
    """Indexes of the highest positive scores, best first; ties by index."""
    if not len(scores):
        return []
    top = np.argpartition(-scores, min(count, len(scores)) - 1)[:count]
    return [int(index) for index in sorted(top, key=lambda i: (-scores[i], i)) if scores[index] > 0]


def _fill_in(query: Query, corpus: Corpus, chosen: Sequence[int], lexical: Floats, of_sentences: Floats) -> Candidates:
    anchors = [corpus.paragraphs[index].anchor for index in chosen]
    sentences = [corpus.sentences_of.get(anchor, ()) for anchor in anchors]
    windows = [corpus.windows_of.get(anchor, ()) for anchor in anchors]
    flat_sentences = np.array([index for group in sentences for index in group], dtype=np.int64)
    owners = np.repeat(np.arange(len(chosen)), [len(group) for group in sentences]).astype(np.int64)
    flat_windows = [index for group in windows for index in group]
    window_owners = np.repeat(np.arange(len(chosen)), [len(group) for group in windows])
    sentence_lexical = of_sentences[flat_sentences]
    encoders = len(query.vectors)
    sentence_cosines = np.zeros((len(flat_sentences), _VIEWS), dtype=np.float32)
    window_cosines = np.zeros((len(flat_windows), _VIEWS), dtype=np.float32)
    sentence_ids = [corpus.sentences[index].chunk_id for index in flat_sentences]
    window_ids = [corpus.windows[index].chunk_id for index in flat_windows]
    for encoder in range(encoders):
        both = np.stack([query.vectors[encoder], (query.learned or query.vectors)[encoder]], axis=1)
        columns = [encoder, encoder + _VIEWS // 2]
        sentence_cosines[:, columns] = _cosines(corpus, encoder, ChunkKind.SENTENCE, sentence_ids, both)
        window_cosines[:, columns] = _cosines(corpus, encoder, ChunkKind.PARAGRAPH, window_ids, both)
    count = len(chosen)
    of_views = [
        _largest(cosines[:, view], of, count)
        for view in range(_VIEWS)
        for cosines, of in ((window_cosines, window_owners), (sentence_cosines, owners))
    ]
    signals = np.stack(
        [
            *of_views,
            lexical[list(chosen)] if count else np.zeros(0, dtype=np.float32),
            _largest(sentence_lexical[:, 0], owners, count),
            _largest(sentence_lexical[:, 1], owners, count),
        ],
        axis=1,
    )
    sentence_signals = np.concatenate([sentence_cosines, sentence_lexical], axis=1)
    return Candidates(np.array(chosen, dtype=np.int64), signals, flat_sentences, owners, sentence_signals)


def _cosines(corpus: Corpus, encoder: int, kind: ChunkKind, chunk_ids: Sequence[str], vectors: Vectors) -> Floats:
    """Shape (chunks, views) for vectors of shape (dimensions, views)."""
    if not chunk_ids:
        return np.zeros((0, vectors.shape[1]), dtype=np.float32)
    rows = corpus.vectors.vectors(encoder, kind, chunk_ids)
    if not rows.size:  # every one of them left the store since the corpus was read
        return np.zeros((len(chunk_ids), vectors.shape[1]), dtype=np.float32)
    return np.asarray(rows @ vectors, dtype=np.float32)


def _largest(values: Floats, owners: npt.NDArray[np.int64], count: int) -> Floats:
    """The largest value of each owner; 0 for one that has none."""
    largest = np.full(count, -np.inf, dtype=np.float32)
    np.maximum.at(largest, owners, values)
    largest[np.isinf(largest)] = 0
    return largest
