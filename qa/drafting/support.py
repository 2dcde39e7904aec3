"""How likely it is that paragraphs support a sentence: a logistic model over coverage by words and nearness of meaning.

Learned on sentences that their paragraphs support and on the same ones altered, by `python -m eval.support_training`.
Weights, threshold and where they come from: `qa/weights/support.json`. Where other encoders are used than those it was
learned with, words alone decide. A sentence in another language than the paragraph's is not held for supported as yet:
its threshold in use lets nothing pass.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest import Encoder, Paragraph, PooledTokenEncoder, Span, split_clauses, tokenize_words
from qa.drafting.alignment import clause_runs, pairs_of, sentence_spans, share_of
from qa.drafting.figure_check import counts_as_said, figures_of, least_figure_overlap, read_english
from qa.errors import BrokenResource
from qa.intent import ASKING_WORDS
from qa.query import Floats
from qa.quotation import Quotation

WEIGHTS_FILE = Path(__file__).parents[1] / "weights" / "support.json"

NOTHING_PASSES = 1.0  # a threshold

_CLAUSE_COST = 0.02
_MOVED = 0.03
_PART = re.compile(r"[^，。；、：,;（）()]+")
WORD_FEATURES = (
    "pairs_in_quote",  # share of the sentence's character pairs that the quotation holds
    "pairs_in_paragraphs",
    "words_in_quote",  # share of its words, without those that only carry
    "words_in_paragraphs",
    "longest_gap",  # longest run of its pairs that the quotation lacks, ln(1 + n)
    "longest_gap_in_paragraphs",
    "in_order",  # each clause's longest common subsequence with the quotation, all together of the sentence's length
    "figure_overlap",  # the least that a clause with a figure shares with the source's clause of the same figure
)
MEANING_FEATURES = (
    "second",  # cosine of sentence and quotation by the second encoder
    "late",  # late interaction: mean over the sentence's tokens of the best cosine with one of the quotation
    "late_low",  # the lowest tenth of these
    "late_least",
)
OTHER_LANGUAGE_FEATURES = (*MEANING_FEATURES, "length")  # ln of characters of the sentence by those of the quotation


@dataclass(frozen=True, slots=True)
class SupportModel:
    """`support = 1 / (1 + exp(-(bias + weights · features)))`; below `threshold` the sentence is withheld."""

    features: tuple[str, ...]
    weights: Floats
    bias: float
    threshold: float

    def support(self, features: Mapping[str, float]) -> float:
        score = self.bias + sum(w * features[name] for name, w in zip(self.features, self.weights, strict=True))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, float(score)))))


@dataclass(frozen=True, slots=True)
class SupportModels:
    """`encoders` are the names of those that all but `by_words` was learned with.

    `translation_threshold` is a cosine of the second one: below it a translated question does not mean the same.
    """

    encoders: tuple[str, ...]
    by_meaning: SupportModel
    by_words: SupportModel
    other_language: SupportModel
    translation_threshold: float


@lru_cache(maxsize=4)
def load_support_models(path: Path = WEIGHTS_FILE, *, fitted: bool = False) -> SupportModels:
    """With the thresholds in use, or those that were fitted: what is not good enough to be shown has another one in use.

    Raises BrokenResource when the file is missing or lacks a feature.
    """
    threshold = "fitted_threshold" if fitted else "threshold"
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        return SupportModels(
            tuple(stored["provenance"]["encoders"]),
            _model(stored["by_meaning"], (*WORD_FEATURES, *MEANING_FEATURES), threshold),
            _model(stored["by_words"], WORD_FEATURES, threshold),
            _model(stored["other_language"], OTHER_LANGUAGE_FEATURES, threshold),
            float(stored["translation"]["threshold"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BrokenResource(
            f"The weights {path} cannot be used ({error}). Make them: python -m eval.support_training"
        ) from error


class SupportJudge:
    """The models with the encoders in use."""

    def __init__(self, encoders: Sequence[Encoder], models: SupportModels) -> None:
        self._encoders = encoders
        self._models = models
        self._by_meaning = tuple(encoder.name for encoder in encoders) == models.encoders

    def support(
        self, sentence: str, quotations: Sequence[Quotation], paragraphs: Sequence[Paragraph], *, same_language: bool
    ) -> float:
        """The probability that the paragraphs support the sentence, 0 to 1."""
        if not same_language and not self._by_meaning:
            return 0.0
        quote = "，".join(quotation.text for quotation in quotations)
        features = support_features(sentence, quote, paragraphs, self._encoders if self._by_meaning else ())
        return self._model(same_language).support(features)

    def may_suffice(self, *, same_language: bool) -> bool:
        """Whether any sentence at all may be held for supported: if not, none need be written."""
        return (same_language or self._by_meaning) and self._model(same_language).threshold < NOTHING_PASSES

    def suffices(self, support: float, same_language: bool) -> bool:
        return support >= self._model(same_language).threshold

    def quote_by_meaning(self, sentence: str, paragraph: Paragraph) -> Quotation:
        """The run of clauses nearest in meaning, within the sentence nearest in meaning; of those that hold as many of the
        sentence's figures."""
        whole = self._nearest(sentence, paragraph, sentence_spans(paragraph))
        return Quotation(paragraph, self._nearest(sentence, paragraph, clause_runs(paragraph.text, whole)))

    def nearest_clause(self, sentence: str, quotation: Quotation) -> str:
        """Of the sentence that a quotation is from, the one clause nearest in meaning."""
        paragraph = quotation.paragraph
        whole = next(span for span in sentence_spans(paragraph) if span.end >= quotation.span.end)
        clauses = split_clauses(paragraph.text, whole.start, whole.end)
        nearest = max(zip(self._cosines(sentence, paragraph, clauses), clauses, strict=True), key=itemgetter(0))[1]
        return paragraph.text[nearest.start : nearest.end]

    def is_figure_moved(self, sentence: str, quotation: Quotation) -> bool:
        """Whether what stands around a figure of the sentence is nearer in meaning to a part of the quotation with another
        figure of the same unit, which the sentence leaves out."""
        quoted = quotation.text
        asked = figures_of(read_english(sentence))
        parts = [Span(part.start(), part.end()) for part in _PART.finditer(quoted)]
        held = [figures_of(quoted[part.start : part.end]) for part in parts]
        said = {figure.value for figure in asked}
        for figure in asked:
            own = [index for index, of in enumerate(held) if figure.value in {one.value for one in of}]
            others = [
                index
                for index, of in enumerate(held)
                if index not in own and any(one.value not in said and counts_as_said(figure, one) for one in of)
            ]
            if own and others:
                cosines = self._cosines(figure.clause, replace(quotation.paragraph, text=quoted), parts)
                if cosines[others].max() - cosines[own].max() >= _MOVED:
                    return True
        return False

    def _nearest(self, sentence: str, paragraph: Paragraph, spans: Sequence[Span]) -> Span:
        """Of spans ordered by length a longer one must be nearer by so much."""
        asked = {figure.value for figure in figures_of(read_english(sentence))}
        held = [
            len(asked & {figure.value for figure in figures_of(paragraph.text[span.start : span.end])})
            for span in spans
        ]
        lengths = [len(split_clauses(paragraph.text, span.start, span.end)) for span in spans]
        worth = self._cosines(sentence, paragraph, spans) - _CLAUSE_COST * np.array(lengths)
        return spans[max(range(len(spans)), key=lambda index: (held[index], worth[index]))]

    def _cosines(self, sentence: str, paragraph: Paragraph, spans: Sequence[Span]) -> NDArray[np.float64]:
        """Of the sentence with each span, all encoders together."""
        texts = [paragraph.text[span.start : span.end] for span in spans]
        cosines = np.zeros(len(texts))
        for encoder in self._encoders:
            vectors = encoder.encode_documents([sentence, *texts])
            cosines += vectors[1:] @ vectors[0]
        return cosines

    def _model(self, same_language: bool) -> SupportModel:
        if not same_language:
            return self._models.other_language
        return self._models.by_meaning if self._by_meaning else self._models.by_words


def support_features(
    sentence: str, quote: str, paragraphs: Sequence[Paragraph], encoders: Sequence[Encoder]
) -> dict[str, float]:
    """All features by name; those of meaning only with encoders."""
    pairs, of_quote = pairs_of(sentence), frozenset(pairs_of(quote))
    of_paragraphs = frozenset(pair for paragraph in paragraphs for pair in pairs_of(paragraph.text))
    words = [word for word in tokenize_words(sentence) if word not in ASKING_WORDS]
    known = {word for paragraph in paragraphs for word in tokenize_words(paragraph.text)}
    features = {
        "pairs_in_quote": share_of(pairs, of_quote),
        "pairs_in_paragraphs": share_of(pairs, of_paragraphs),
        "words_in_quote": share_of(words, frozenset(tokenize_words(quote))),
        "words_in_paragraphs": share_of(words, frozenset(known)),
        "longest_gap": _longest_gap(pairs, of_quote),
        "longest_gap_in_paragraphs": _longest_gap(pairs, of_paragraphs),
        "in_order": _in_order(sentence, pairs_of(quote)),
        "figure_overlap": least_figure_overlap(sentence, paragraphs),
        "length": math.log((1 + len(sentence)) / (1 + len(quote))),
    }
    return features | (_meaning(sentence, quote, encoders) if encoders else {})


def _meaning(sentence: str, quote: str, encoders: Sequence[Encoder]) -> dict[str, float]:
    main, second = encoders[0], encoders[-1]
    vectors = second.encode_documents([sentence, quote])
    met = np.zeros(1, dtype=np.float32)
    if isinstance(main, PooledTokenEncoder):
        of_sentence, of_quote = main.encode_pooled_tokens([sentence, quote])
        if len(of_sentence) and len(of_quote):
            met = (of_sentence @ of_quote.T).max(axis=1)
    return {
        "second": float(vectors[0] @ vectors[1]),
        "late": float(met.mean()),
        "late_low": float(np.quantile(met, 0.1)),
        "late_least": float(met.min()),
    }


def _longest_gap(pairs: Sequence[str], within: frozenset[str]) -> float:
    gaps = [len(list(run)) for missing, run in groupby(pairs, key=lambda pair: pair not in within) if missing]
    return math.log1p(max(gaps, default=0))


def _in_order(sentence: str, others: Sequence[str]) -> float:
    """1 for a sentence without pairs."""
    clauses = [pairs_of(sentence[span.start : span.end]) for span in split_clauses(sentence)]
    total = sum(map(len, clauses))
    return sum(_common(clause, others) for clause in clauses) / total if total else 1.0


def _common(pairs: Sequence[str], others: Sequence[str]) -> int:
    """The length of the longest common subsequence."""
    row = [0] * (len(others) + 1)
    for pair in pairs:
        before = 0
        for index, other in enumerate(others, start=1):
            before, row[index] = row[index], before + 1 if pair == other else max(row[index], row[index - 1])
    return row[-1]


def _model(stored: Mapping[str, object], features: tuple[str, ...], threshold: str) -> SupportModel:
    weights = stored["weights"]
    if not isinstance(weights, dict):
        raise ValueError("weights are not an object")  # noqa: TRY004 — a malformed file, told as one
    return SupportModel(
        features,
        np.array([weights[name] for name in features], dtype=np.float32),
        float(str(stored["bias"])),
        float(str(stored[threshold])),
    )
