"""Late interaction: how well each token of the question is met by some token of a paragraph, and of its sentences.

The mean of these best cosines (MaxSim of ColBERT, doi:10.1145/3397271.3401075), with the main encoder's token vectors
as they are, nothing trained. It sees what one vector a text blurs: on 390 questions of lay people about policies,
success@1 0.72 → 0.79 beside dense and lexical scores, in English 0.24 → 0.76. Only the best candidates are read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from ingest import Span, TokenVectors
from qa.candidates import Candidates
from qa.corpus import Corpus
from qa.query import Floats, Query
from qa.reader import KEPT_PAGES, KEPT_TOKENS, Asked, Page, PageTokens, Reader, read_question

READ_PARAGRAPHS = 6  # a window that was not read before costs an encoding, some 40 ms on two cores
LATE_SIGNALS = (
    "late",  # mean over the question's tokens of the best cosine with a token of the paragraph under its headings
    "late_low",  # the lowest quarter of these
    "late_least",  # the worst of these: often the thing asked
)


_Places = npt.NDArray[np.int64]  # characters, shape (tokens,)


@dataclass(frozen=True, slots=True)
class Reading:
    """`paragraphs` are positions in the candidates, best first; `met` has shape (paragraphs, tokens of the question).

    `sentences` are the positions, in the candidates, of all their sentences, `sentence_met` the same for these, and
    `judged` the reader's log-odds that each answers, 0 without one. `asked` and `pages` are what a reader reads: the
    rows `rows[i]` of the sentences are those of page i.
    """

    paragraphs: npt.NDArray[np.int64]
    met: Floats
    sentences: npt.NDArray[np.int64]
    sentence_met: Floats
    judged: Floats
    asked: Asked
    pages: tuple[Page, ...] = ()
    rows: tuple[npt.NDArray[np.int64], ...] = ()

    @property
    def signals(self) -> Floats:
        """Shape (paragraphs, len(LATE_SIGNALS)); zeros where the question has no tokens."""
        if not self.met.shape[1]:
            return np.zeros((len(self.paragraphs), len(LATE_SIGNALS)), dtype=np.float32)
        columns = (self.met.mean(axis=1), np.quantile(self.met, 0.25, axis=1), self.met.min(axis=1))
        return np.stack(columns, axis=1).astype(np.float32)

    @property
    def sentence_signals(self) -> Floats:
        """The mean of each sentence, shape (sentences,)."""
        if not self.sentence_met.shape[1]:
            return np.zeros(len(self.sentences), dtype=np.float32)
        return np.asarray(self.sentence_met.mean(axis=1), dtype=np.float32)


def read_candidates(query: Query, candidates: Candidates, scores: Floats, corpus: Corpus) -> Reading:
    """Read the candidates of the highest scores. Where there are no token vectors, every signal is 0."""
    best = np.argsort(-scores, kind="stable")[:READ_PARAGRAPHS]
    sentences = np.flatnonzero(np.isin(candidates.owners, best))
    anchors = [corpus.paragraphs[candidates.paragraphs[position]].anchor for position in best]
    pieces = _read_paragraphs(query, anchors, corpus)
    count = len(query.token_vectors.vectors) if query.token_vectors is not None and pieces else 0
    met = np.zeros((len(best), count), dtype=np.float32)
    sentence_met = np.zeros((len(sentences), count), dtype=np.float32)
    pages, rows = [], []
    asked = read_question(query, corpus)
    for row, (position, piece) in enumerate(zip(best, pieces, strict=False)):
        of_page = np.flatnonzero(candidates.owners[sentences] == position)
        of_sentences = [corpus.sentences[index] for index in candidates.sentences[sentences[of_page]]]
        spans = [sentence.span for sentence in of_sentences]
        inside = np.array([piece.inside(span) for span in spans], dtype=bool).reshape(len(spans), len(piece.starts))
        met[row] = piece.met()
        for index, within in zip(of_page, inside, strict=True):
            sentence_met[index] = piece.met(within)
        if inside.size:
            pages.append(Page(piece.tokens, inside, asked.find_in([sentence.text for sentence in of_sentences])))
            rows.append(of_page)
    judged = np.zeros(len(sentences), dtype=np.float32)
    return Reading(best, met, sentences, sentence_met, judged, asked, tuple(pages), tuple(rows))


def judge(reading: Reading, reader: Reader | None) -> Reading:
    """With what the reader holds of each sentence."""
    if reader is None or not reading.pages:
        return reading
    judged = np.zeros_like(reading.judged)
    judged[np.concatenate(reading.rows)] = reader.score(reading.asked, reading.pages)
    return replace(reading, judged=judged)


def read_paragraph(query: Query, anchor: str, corpus: Corpus) -> ReadParagraph | None:
    """None without token vectors."""
    pieces = _read_paragraphs(query, [anchor], corpus)
    return pieces[0] if pieces else None


@dataclass(frozen=True, slots=True)
class ReadParagraph:
    """`tokens` are those of the paragraph's windows, `cosines` has shape (tokens of the question, these), which are
    characters [starts[i], ends[i]) of its text; those of the headings before it count below 0."""

    tokens: PageTokens
    cosines: Floats
    starts: npt.NDArray[np.int64]
    ends: npt.NDArray[np.int64]

    def inside(self, span: Span) -> npt.NDArray[np.bool_]:
        """Which tokens are of this span, shape (tokens,)."""
        return (self.starts >= span.start) & (self.ends <= span.end)

    def met(self, within: npt.NDArray[np.bool_] | None = None) -> Floats:
        """The best cosine of each token of the question, with any token or with one of these; 0 without any."""
        cosines = self.cosines if within is None else self.cosines[:, within]
        return np.asarray(cosines.max(axis=1, initial=0), dtype=np.float32)


def _read_paragraphs(query: Query, anchors: Sequence[str], corpus: Corpus) -> list[ReadParagraph]:
    """One for each anchor; none at all without token vectors."""
    windows = [[corpus.windows[index] for index in corpus.windows_of.get(anchor, ())] for anchor in anchors]
    if query.token_vectors is None:
        return []
    read = corpus.vectors.tokens([window for group in windows for window in group])
    if read is None:
        return []
    question, remaining = query.token_vectors.late, iter(read)
    paragraphs = []
    for group in windows:
        tokens = tuple(next(remaining) for _ in group)
        shifts = tuple(window.span.start - (len(window.index_text) - len(window.text)) for window in group)
        join = _join_once if sum(len(one.starts) for one in tokens) <= KEPT_TOKENS else _join
        page, starts, ends = join(tokens, shifts) if tokens else _no_tokens(query.token_vectors)
        layers = query.token_vectors.layers
        cosines = question @ page.vectors[:, : question.shape[1]].T * np.float32(layers**0.5)
        paragraphs.append(ReadParagraph(page, cosines, starts, ends))
    return paragraphs


def _join(windows: Sequence[TokenVectors], shifts: Sequence[int]) -> tuple[PageTokens, _Places, _Places]:
    """The tokens of windows one behind the other, and the characters where each begins and ends, moved by `shifts`."""
    vectors = np.concatenate([window.vectors for window in windows]).astype(np.float32)
    starts = np.concatenate([window.starts + np.int64(shift) for window, shift in zip(windows, shifts, strict=True)])
    ends = np.concatenate([window.ends + np.int64(shift) for window, shift in zip(windows, shifts, strict=True)])
    return PageTokens(vectors), starts, ends


_join_once = lru_cache(maxsize=KEPT_PAGES)(_join)


def _no_tokens(like: TokenVectors) -> tuple[PageTokens, _Places, _Places]:
    nowhere = np.zeros(0, dtype=np.int64)
    return PageTokens(np.zeros((0, like.vectors.shape[1]), dtype=np.float32)), nowhere, nowhere


def met_words(query: Query, words: Sequence[str], met: Floats) -> list[float]:
    """How well each of these words of the question is met, by `met` of its tokens; words without tokens are left out."""
    tokens, text = query.token_vectors, query.text.lower()
    if tokens is None or not len(met):
        return []
    found = []
    for word in words:
        start = text.find(word)
        within = (tokens.starts < start + len(word)) & (tokens.ends > start)
        if start >= 0 and within.any():
            found.append(float(met[within].mean()))
    return found
