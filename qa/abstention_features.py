"""What tells whether the documents answer a question, in numbers: of the best paragraph and sentence how well they
match, how far they stand out, how much of the question's own words they cover, whether they hold the kind of answer
wanted, and what the question names that they do not say.
"""

from __future__ import annotations

import math

import numpy as np

from ingest import Span, fold, split_clauses, tokenize, tokenize_words
from qa.answer_kind import AnswerKind
from qa.aspects import ASPECTS, find_aspects
from qa.clauses import clause_features
from qa.corpus import Corpus, searchable_text
from qa.evidence import Evidence
from qa.glossary import find_everyday_words
from qa.holding import HOLDS, holds_answer
from qa.intent import ASKING_WORDS, asking_part, read_focus
from qa.late_interaction import met_words, read_paragraph
from qa.mismatch import MISMATCHES, find_mismatches
from qa.query import Floats
from qa.terms import WeighedTerms, weigh_terms

_OFFICIAL = 0.25  # share of sentences that say what is to be done from which a document is one of policy

_KINDS = {kind: f"asks_{kind}" for kind in AnswerKind}
ABSTENTION_FEATURES = (
    "lexical_top",  # BM25 of the best paragraph by lexical score, divided by what a perfect match could reach
    "lexical_gap",  # … minus the next one
    "lexical_sentence_top",
    "dense_top",
    "dense_gap",
    "dense_above_mean",  # best minus the mean of the ten best
    "dense_sentence_top",
    "second_top",
    "second_sentence_top",
    "second_above_mean",
    "dense_learned_top",
    "dense_learned_gap",
    "dense_learned_above_mean",
    "dense_learned_sentence_top",
    "second_learned_top",
    "second_learned_sentence_top",
    "second_learned_above_mean",
    "coverage_sentence",  # share of the question's inverse document frequencies found in the chosen sentence
    "coverage_paragraph",  # … in its paragraph with the headings above it
    "coverage_known",  # … in the documents at all: an unknown word is often the thing asked
    "agreement",  # share of the signals that put the chosen paragraph first
    "holds_best",  # whether the chosen sentence holds the kind of answer wanted
    "holds_any",  # … any sentence of the chosen paragraph
    "kind_missing",  # 1 when a particular kind is asked and no sentence of the chosen paragraph holds it
    "late_holding",  # late interaction of the best sentence of the chosen paragraph that may hold that kind; 0 without one
    "coverage_holding",  # share of the question's inverse document frequencies found in such a sentence
    "coverage_words",  # share of the question's words (weighted as above) found in the chosen paragraph
    "rarest_missing",  # the largest weight of a word that is not in it, of the largest possible: often the thing asked
    "missing_everywhere",  # … of a word that is in no document
    "focus_missing",  # 1 when the words next to the one that asks are not in the chosen paragraph
    "focus_unknown",  # … nor in any document
    "sound_top",  # BM25 over syllables of the best sentence
    "late_top",  # late interaction with the paragraph that matches best
    "late_gap",
    "late_low_top",
    "late_least_top",
    "late_best",  # … with the chosen paragraph
    "late_sentence",  # … with the chosen sentence
    "late_words",  # mean over the question's own words, without those that ask, of how well the paragraph meets them
    "late_words_least",  # … the worst met of them
    "late_words_sentence",  # … mean in the chosen sentence
    "late_words_sentence_least",
    "late_focus",  # … the words next to the one that asks, in the paragraph
    "late_focus_sentence",
    "judged_best",  # the reader's log-odds that the chosen sentence answers
    "judged_top",  # … of the surest sentence
    "kind_asked",  # 1 when a particular kind of answer is asked (how many, when, who …)
    "question_length",  # tokens, ln(1 + n)
    # Of the clauses of the chosen sentence that hold the kind asked, the one that meets the question's own words best:
    "clause_words",  # late interaction with these words
    "clause_words_least",
    "clause_focus",  # … of the words next to the one that asks
    "clause_near",  # … of its own words with that clause and the one before
    "clause_coverage",  # share of the question's inverse document frequencies in such a clause
    "clause_judged",  # the reader's log-odds that such a clause answers by itself
    "official",  # how far the document says what is to be done: policies err otherwise than an encyclopedia
    *_KINDS.values(),  # 1 for the kind of answer that is asked
    *ASPECTS,
    *MISMATCHES,
)


def abstention_features(evidence: Evidence, corpus: Corpus) -> Floats:
    """Shape (len(ABSTENTION_FEATURES),). The evidence must hold a sentence."""
    best = evidence.sentences[0]
    signals = {name: _descending(evidence, name) for name in evidence.passages[0].scores}
    chosen = next(one.scores for one in evidence.passages if one.paragraph.anchor == best.paragraph.anchor)
    index = corpus.paragraph_index
    terms = tuple(evidence.query.terms.values())
    asked = weigh_terms(terms, index)
    paragraph_tokens = set(tokenize(searchable_text(best.paragraph)))
    of_paragraph = [one for one in evidence.sentences if one.paragraph.anchor == best.paragraph.anchor]
    holding = [one for one in of_paragraph if one.holds >= HOLDS]

    kind_asked = best.holds != 0.5
    features = {
        "lexical_top": signals["lexical"][0],
        "lexical_gap": _gap(signals["lexical"]),
        "lexical_sentence_top": signals["lexical_sentence"][0],
        "dense_top": signals["dense"][0],
        "dense_gap": _gap(signals["dense"]),
        "dense_above_mean": _above_mean(signals["dense"]),
        "dense_sentence_top": signals["dense_sentence"][0],
        "second_top": signals["second"][0],
        "second_sentence_top": signals["second_sentence"][0],
        "second_above_mean": _above_mean(signals["second_sentence"]),
        "dense_learned_top": signals["dense_learned"][0],
        "dense_learned_gap": _gap(signals["dense_learned"]),
        "dense_learned_above_mean": _above_mean(signals["dense_learned"]),
        "dense_learned_sentence_top": signals["dense_learned_sentence"][0],
        "second_learned_top": signals["second_learned"][0],
        "second_learned_sentence_top": signals["second_learned_sentence"][0],
        "second_learned_above_mean": _above_mean(signals["second_learned_sentence"]),
        "coverage_sentence": asked.share_in(set(tokenize(best.chunk.text))),
        "coverage_paragraph": asked.share_in(paragraph_tokens),
        "coverage_known": asked.share_in(index.tokens),
        "sound_top": signals["sound"][0],
        "late_top": signals["late"][0],
        "late_gap": _gap(signals["late"]),
        "late_low_top": signals["late_low"][0],
        "late_least_top": signals["late_least"][0],
        "late_best": chosen["late"],
        "late_sentence": best.late,
        **_late_features(evidence),
        "agreement": _agreement(evidence, best.paragraph.anchor),
        "holds_best": best.holds,
        "holds_any": max(one.holds for one in of_paragraph),
        "kind_missing": float(kind_asked and max(one.holds for one in of_paragraph) < HOLDS),
        "late_holding": max((one.late for one in holding), default=0.0),
        "coverage_holding": max((asked.share_in(set(tokenize(one.chunk.text))) for one in holding), default=0.0),
        **_word_features(evidence, corpus, paragraph_tokens),
        "judged_best": best.judged,
        "judged_top": max(one.judged for one in evidence.sentences),
        "kind_asked": float(kind_asked),
        "question_length": math.log1p(len(terms)),
        **_clause_features(evidence, corpus, asked),
        "official": min(corpus.officialness[best.paragraph.doc_id], _OFFICIAL) / _OFFICIAL,
        **{name: float(evidence.intent.kind is kind) for kind, name in _KINDS.items()},
        **find_aspects(*map(fold, (evidence.query.text, best.chunk.text, searchable_text(best.paragraph)))),
        **find_mismatches(evidence, corpus),
    }
    return np.array([features[name] for name in ABSTENTION_FEATURES], dtype=np.float32)


def _late_features(evidence: Evidence) -> dict[str, float]:
    """How well the paragraph and the sentence meet the question's own words; the mean of all tokens where it has none."""
    own, focus = _own_words(evidence), read_focus(evidence.query.text)
    features = {}
    for name, met in (("", evidence.met), ("_sentence", evidence.sentence_met)):
        everything = float(met.mean()) if len(met) else 0.0
        words = met_words(evidence.query, own, met) or [everything]
        features[f"late_words{name}"] = sum(words) / len(words)
        features[f"late_words{name}_least"] = min(words)
        features[f"late_focus{name}"] = min(met_words(evidence.query, focus, met), default=everything)
    return features


def _own_words(evidence: Evidence) -> list[str]:
    """The words of the part of the question that asks, folded, without those that only ask and single characters."""
    asked = fold(asking_part(evidence.query.text))
    return [word for word in tokenize_words(asked) if word not in ASKING_WORDS and len(word) > 1]


def _clause_features(evidence: Evidence, corpus: Corpus, asked: WeighedTerms) -> dict[str, float]:
    """How well single clauses that may answer meet the question: a figure beside the thing asked, not only near it."""
    best = evidence.sentences[0]
    text, query = best.paragraph.text, evidence.query
    spans = split_clauses(text, best.chunk.span.start, best.chunk.span.end)
    holds = [holds_answer(evidence.intent, text[span.start : span.end]) for span in spans]
    own, focus = _own_words(evidence), read_focus(query.text)
    piece = read_paragraph(query, best.paragraph.anchor, corpus)
    judged = clause_features(
        best.paragraph, spans, query, evidence.intent, corpus, evidence.weights.reader_for(corpus)
    )[:, 2]
    rows = []
    for number, span in enumerate(spans):
        if holds[number] < HOLDS and max(holds) >= HOLDS:
            continue
        covered = asked.share_in(set(tokenize(text[span.start : span.end])))
        if piece is None:
            rows.append((0.0, 0.0, 0.0, 0.0, covered, 0.0))
            continue
        met = piece.met(piece.inside(span))
        near = piece.met(piece.inside(Span(spans[max(0, number - 1)].start, span.end)))
        everything = float(met.mean()) if len(met) else 0.0
        words = met_words(query, own, met) or [everything]
        near_words = met_words(query, own, near) or [float(near.mean()) if len(near) else 0.0]
        rows.append(
            (
                sum(words) / len(words),
                min(words),
                min(met_words(query, focus, met), default=everything),
                sum(near_words) / len(near_words),
                covered,
                float(judged[number]),
            )
        )
    names = ("clause_words", "clause_words_least", "clause_focus", "clause_near", "clause_coverage", "clause_judged")
    if not rows:
        return dict.fromkeys(names, 0.0)
    return dict(zip(names, (max(column) for column in zip(*rows, strict=True)), strict=True))


def _word_features(evidence: Evidence, corpus: Corpus, paragraph_tokens: set[str]) -> dict[str, float]:
    """How much of what the question is about, its own words without those that ask, the paragraph holds."""
    index = corpus.paragraph_index
    asked = asking_part(evidence.query.text)
    terms = evidence.query.terms
    words = [word for word in read_focus(evidence.query.text) if not evidence.other_script or word in terms]
    focus = [terms[word] if evidence.other_script else frozenset((word,)) for word in words]
    weights: dict[str, float] = {}
    missing: dict[str, float] = {}
    nowhere: set[str] = set()
    for everyday, official in find_everyday_words(asked) if not evidence.other_script else ():
        asked = fold(asked).replace(everyday, " ")
        said_by = tokenize_words(official)
        weights[everyday] = max((index.inverse_document_frequency(word) for word in said_by), default=0.0)
        absent = sum(word not in paragraph_tokens for word in said_by)
        if absent:
            missing[everyday] = weights[everyday] * absent / len(said_by)
            nowhere |= set() if index.knows(everyday) else {everyday}
    said = [word for word in tokenize_words(asked) if word not in ASKING_WORDS]
    own = terms if evidence.other_script else {word: frozenset((word,)) for word in said}
    for word, term in own.items():
        weights[word] = index.rarity(term)
        if term.isdisjoint(paragraph_tokens):
            missing[word] = weights[word]
            nowhere |= set() if any(map(index.knows, term)) else {word}
    highest = index.inverse_document_frequency("")
    total = sum(weights.values())
    return {
        "coverage_words": 1 - sum(missing.values()) / total if total else 0.5,
        "rarest_missing": max(missing.values(), default=0.0) / highest,
        "focus_missing": float(any(term.isdisjoint(paragraph_tokens) for term in focus)),
        "focus_unknown": float(not all(any(map(index.knows, term)) for term in focus)),
        "missing_everywhere": max((missing[word] for word in nowhere), default=0.0) / highest,
    }


def _descending(evidence: Evidence, name: str) -> list[float]:
    return sorted((passage.scores[name] for passage in evidence.passages), reverse=True)


def _gap(values: list[float]) -> float:
    return values[0] - values[1] if len(values) > 1 else 0.0


def _above_mean(values: list[float]) -> float:
    return values[0] - sum(values[:10]) / len(values[:10])


def _agreement(evidence: Evidence, anchor: str) -> float:
    names = list(evidence.passages[0].scores)
    first = [max(evidence.passages, key=lambda passage: passage.scores[name]).paragraph.anchor for name in names]
    return sum(one == anchor for one in first) / len(names)
