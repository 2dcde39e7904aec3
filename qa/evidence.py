"""What the documents hold on a question: paragraphs and sentences in their learned order, and how strong they are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ingest import Chunk, Paragraph
from qa.candidates import EVERYTHING, PARAGRAPH_SIGNALS, Among, Candidates, Floats, Query, find_candidates
from qa.corpus import Corpus
from qa.intent import Intent, holds_answer
from qa.ranking import (
    RankingWeights,
    is_other_script,
    score_paragraphs,
    score_sentences,
)
from qa.records import Passage

MAX_PASSAGES = 20


@dataclass(frozen=True, slots=True)
class FoundSentence:
    """A sentence of a paragraph, with its learned score (higher is better, comparable within a question).

    `dense`, `second` and `lexical` are its signals, `holds` whether it holds the kind of answer wanted.
    """

    chunk: Chunk
    paragraph: Paragraph
    score: float
    dense: float
    second: float
    lexical: float
    holds: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """Best first, both. `other_script`: the question's words are not those of the documents (English, say).

    `part` is the part of a document that the question names by its number and wants whole; None otherwise.
    """

    query: Query
    intent: Intent
    passages: tuple[Passage, ...]
    sentences: tuple[FoundSentence, ...]
    other_script: bool
    part: Paragraph | None = None


def gather_evidence(
    query: Query, intent: Intent, corpus: Corpus, weights: RankingWeights, among: Among = EVERYTHING
) -> Evidence:
    """Find and order what might answer."""
    other_script = is_other_script(query.text, corpus)
    candidates = find_candidates(query, corpus, among)
    if not len(candidates.paragraphs):
        return Evidence(query, intent, (), (), other_script)
    scores = score_paragraphs(candidates, weights, other_script=other_script)
    holds = np.array([holds_answer(intent, corpus.sentences[i].text) for i in candidates.sentences], dtype=np.float32)
    sentence_scores = score_sentences(candidates, scores, holds, weights, other_script=other_script)
    return Evidence(
        query,
        intent,
        _passages(candidates, scores, corpus),
        _sentences(candidates, sentence_scores, holds, corpus),
        other_script,
    )


def _passages(candidates: Candidates, scores: Floats, corpus: Corpus) -> tuple[Passage, ...]:
    order = np.argsort(-scores, kind="stable")[:MAX_PASSAGES]
    return tuple(
        Passage(
            rank=rank,
            paragraph=corpus.paragraphs[int(candidates.paragraphs[index])],
            score=float(scores[index]),
            scores=dict(zip(PARAGRAPH_SIGNALS, map(float, candidates.signals[index]), strict=True)),
        )
        for rank, index in enumerate(order, start=1)
    )


def _sentences(candidates: Candidates, scores: Floats, holds: Floats, corpus: Corpus) -> tuple[FoundSentence, ...]:
    order = np.argsort(-scores, kind="stable")[: MAX_PASSAGES * 4]
    found = []
    for index in order:
        chunk = corpus.sentences[int(candidates.sentences[index])]
        dense, second, lexical, _ = map(float, candidates.sentence_signals[index])
        paragraph = corpus.paragraphs[int(candidates.paragraphs[candidates.owners[index]])]
        found.append(FoundSentence(chunk, paragraph, float(scores[index]), dense, second, lexical, float(holds[index])))
    return tuple(found)
