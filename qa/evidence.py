"""What the documents hold on a question: paragraphs and sentences in their learned order, and how strong they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from ingest import Chunk, Paragraph, ParagraphKind
from qa.candidates import (
    EVERYTHING,
    PARAGRAPH_SIGNALS,
    SENTENCE_SIGNALS,
    Among,
    Candidates,
    find_candidates,
)
from qa.corpus import Corpus, searchable_text
from qa.demotions import BEHIND_ALL, find_demotions
from qa.holding import HOLDS, holds_answer
from qa.intent import Intent, asks
from qa.late_interaction import LATE_SIGNALS, Reading, judge, read_candidates
from qa.query import Floats, Query
from qa.ranking import (
    RankingWeights,
    score_paragraphs,
    score_read,
    score_sentences,
)
from qa.records import Passage
from qa.reranking import RERANKED, Reranker, fuse
from qa.terms import with_terms

MAX_PASSAGES = 20
_SIGNALS = (*PARAGRAPH_SIGNALS, *LATE_SIGNALS)
_AS_NEAR = 1.5  # … of questions of the document's own that may be meant
_JUST_BEHIND = 0.001
_QUESTION = re.compile(r"\s*(?:\d+\s?[.．、])?\s?(?:问|[Qq])\s?[\d一二三四五六七八九十]{0,3}\s?[:：]")
NOTHING_MET = np.zeros(0, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class FoundSentence:
    """A sentence of a paragraph, with its learned score (higher is better, comparable within a question).

    `dense`, `second`, `lexical`, `late` and `judged` are its signals, `holds` whether it holds the kind of answer wanted.
    """

    chunk: Chunk
    paragraph: Paragraph
    score: float
    dense: float
    second: float
    lexical: float
    late: float
    holds: float
    judged: float = 0.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """Best first, both. `other_script`: the question's words are not those of the documents (English, say).

    `met` says how well each token of the question is met in the paragraph of the best sentence, `sentence_met` in that
    sentence itself; both are empty without token vectors.

    `weights` are those that the order is by; `part` is the part of a document that the question names by its number and
    wants whole; None otherwise. `whole` are paragraphs that answer as they stand: the question asks of the document itself.
    `asked` is the same with a question of the document's own first, where that is nearest and its answer therefore the best.
    """

    query: Query
    intent: Intent
    passages: tuple[Passage, ...]
    sentences: tuple[FoundSentence, ...]
    other_script: bool
    weights: RankingWeights
    met: Floats = field(default_factory=lambda: NOTHING_MET)
    sentence_met: Floats = field(default_factory=lambda: NOTHING_MET)
    part: Paragraph | None = None
    whole: tuple[Paragraph, ...] = ()
    asked: Evidence | None = None


def gather_evidence(
    query: Query,
    intent: Intent,
    corpus: Corpus,
    weights: RankingWeights,
    among: Among = EVERYTHING,
    reranker: Reranker | None = None,
) -> Evidence:
    """Find and order what might answer. Raises WrongSetting when the reranker cannot be loaded."""
    other_script = corpus.is_other_script(query.text)
    query = weights.adapt(with_terms(query, corpus), corpus)
    candidates = find_candidates(query, corpus, among)
    if not len(candidates.paragraphs):
        return Evidence(query, intent, (), (), other_script, weights)
    first = score_paragraphs(candidates, weights, other_script=other_script)
    reranked = _rerank(query.text, candidates, first, corpus, reranker)
    first = first if reranker is None else fuse(first, reranked)
    reading = judge(read_candidates(query, candidates, first, corpus), weights.reader_for(corpus))
    chunks = [corpus.sentences[index] for index in candidates.sentences[reading.sentences]]
    texts = [chunk.text for chunk in chunks]
    holds = np.array([holds_answer(intent, text) for text in texts], dtype=np.float32)
    scores = score_read(candidates, reading, holds, weights, other_script=other_script)
    scores = scores if reranker is None else fuse(scores, reranked[reading.paragraphs])
    sentence_scores = score_sentences(candidates, reading, scores, holds, weights, other_script=other_script)
    owners = candidates.paragraphs[candidates.owners[reading.sentences]]
    paragraphs = [corpus.paragraphs[int(index)] for index in owners]
    questions = np.array([_is_question(text, one) for text, one in zip(texts, paragraphs, strict=True)], dtype=bool)
    sentence_scores -= find_demotions(query.text, intent, among, chunks, paragraphs, holds, corpus)
    as_asked, holds_asked = sentence_scores.copy(), holds.copy()
    asked, answers = _find_asked(sentence_scores, questions, holds, paragraphs)
    if answers:
        as_asked[asked], holds_asked[asked] = sentence_scores.max(), holds[answers].max()
        as_asked[[row for row in range(len(as_asked)) if row != asked]] -= _JUST_BEHIND
        sentence_scores[answers] += max(0.0, as_asked[asked] - sentence_scores[answers].max())
    sentence_scores[questions] -= BEHIND_ALL

    def order_by(scores_of_sentences: Floats, holds: Floats) -> Evidence:
        met, sentence_met = NOTHING_MET, NOTHING_MET
        if len(scores_of_sentences):
            best = int(np.argmax(scores_of_sentences))
            owner = candidates.owners[reading.sentences[best]]
            met, sentence_met = reading.met[list(reading.paragraphs).index(owner)], reading.sentence_met[best]
        passages = _passages(candidates, reading, first, scores, reranked, corpus)
        sentences = _sentences(candidates, reading, scores_of_sentences, holds, corpus)
        return Evidence(query, intent, passages, sentences, other_script, weights, met, sentence_met)

    found = order_by(sentence_scores, holds)
    return replace(found, asked=order_by(as_asked, holds_asked)) if answers else found


def _find_asked(
    scores: Floats, questions: npt.NDArray[np.bool_], holds: Floats, paragraphs: Sequence[Paragraph]
) -> tuple[int, list[int]]:
    """The document's own question that is as near as anything, and the sentences that answer it; of several the one whose
    answer holds the kind wanted. No sentences where none is so near."""
    if not questions.any():
        return -1, []
    near = [row for row in np.argsort(-scores, kind="stable") if scores[row] > scores.max() - _AS_NEAR]
    pairs = [(int(row), _answers_to(int(row), questions, paragraphs)) for row in near if questions[row]]
    pairs = [(row, answers) for row, answers in pairs if answers]
    if not pairs or not questions[near[0]]:
        return -1, []
    return next((pair for pair in pairs if holds[pair[1]].max() >= HOLDS), pairs[0])


def _answers_to(question: int, questions: npt.NDArray[np.bool_], paragraphs: Sequence[Paragraph]) -> list[int]:
    """The sentences under a heading that asks, or behind the question in its paragraph."""
    own = paragraphs[question]
    under = own.kind is ParagraphKind.HEADING
    return [
        row
        for row, one in enumerate(paragraphs)
        if not questions[row]
        and (one.doc_id, one.heading_path) == (own.doc_id, own.heading_path)
        and (under or one.anchor == own.anchor)
    ]


def _is_question(text: str, paragraph: Paragraph) -> bool:
    """Whether a sentence is a heading that asks ("问2：什么时候报名？") or the question before an answer: what stands under
    it or behind it answers, not itself."""
    return (paragraph.kind is ParagraphKind.HEADING and asks(paragraph.text)) or _QUESTION.match(text) is not None


def _rerank(question: str, candidates: Candidates, scores: Floats, corpus: Corpus, reranker: Reranker | None) -> Floats:
    """What the reranker says of the candidates of the highest scores, shape (candidates,); NaN for the others."""
    reranked = np.full(len(scores), np.nan, dtype=np.float32)
    if reranker is not None:
        best = np.argsort(-scores, kind="stable")[:RERANKED]
        texts = [searchable_text(corpus.paragraphs[int(index)]) for index in candidates.paragraphs[best]]
        reranked[best] = reranker.score(question, texts)
    return reranked


def _passages(
    candidates: Candidates, reading: Reading, first: Floats, scores: Floats, reranked: Floats, corpus: Corpus
) -> tuple[Passage, ...]:
    """Those read in their order, then the others in the first order, with scores that go on below."""
    order = np.argsort(-scores, kind="stable")
    late = {int(reading.paragraphs[row]): reading.signals[row] for row in order}
    rest = [int(index) for index in np.argsort(-first, kind="stable") if int(index) not in late]
    below = float(scores.min() - (first[rest[0]] if rest else 0))
    ranked = [(int(reading.paragraphs[row]), float(scores[row])) for row in order]
    ranked += [(index, float(first[index]) + below) for index in rest]
    unread = np.zeros(len(LATE_SIGNALS), dtype=np.float32)
    return tuple(
        Passage(
            rank=rank,
            paragraph=corpus.paragraphs[int(candidates.paragraphs[index])],
            score=score,
            scores=dict(zip(_SIGNALS, map(float, (*candidates.signals[index], *late.get(index, unread))), strict=True))
            | ({} if np.isnan(reranked[index]) else {"rerank": float(reranked[index])}),
        )
        for rank, (index, score) in enumerate(ranked[:MAX_PASSAGES], start=1)
    )


def _sentences(
    candidates: Candidates, reading: Reading, scores: Floats, holds: Floats, corpus: Corpus
) -> tuple[FoundSentence, ...]:
    found = []
    for row in np.argsort(-scores, kind="stable"):
        index = reading.sentences[row]
        signals = dict(zip(SENTENCE_SIGNALS, map(float, candidates.sentence_signals[index]), strict=True))
        found.append(
            FoundSentence(
                chunk=corpus.sentences[int(candidates.sentences[index])],
                paragraph=corpus.paragraphs[int(candidates.paragraphs[candidates.owners[index]])],
                score=float(scores[row]),
                dense=signals["dense"],
                second=signals["second"],
                lexical=signals["lexical"],
                late=float(reading.sentence_signals[row]),
                holds=float(holds[row]),
                judged=float(reading.judged[row]),
            )
        )
    return tuple(found)
