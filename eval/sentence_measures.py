"""Whether the sentence that holds the answer is ranked first, among all sentences of the documents.

Success@k (as for paragraphs) with sentences for paragraphs: sentence selection as in WikiQA (Yang et al., EMNLP 2015),
over the whole corpus. A sentence is relevant when it stands in a relevant paragraph and holds any of the case's facts.
"""

from __future__ import annotations

from collections.abc import Sequence

from eval.corpus import Corpus
from eval.records import CaseResult
from eval.text_matching import holds_fact

_DEPTHS = (1, 3)
SENTENCE_MEASURES = tuple(f"answer_sentence@{depth}" for depth in _DEPTHS)


def measure_sentences(results: Sequence[CaseResult], corpus: Corpus) -> list[dict[str, float | None]]:
    """Return `answer_sentence@k` of each question, in order: 1 when a relevant sentence is among the first k, else 0.

    None for unanswerable questions and those without gold or facts, and for all when the configuration tells of no
    sentences. A question that failed scores 0, as does one whose answer no single sentence holds.
    """
    tells = any(result.sentences is not None for result in results)
    return [_measure(result, corpus) if tells and _applies(result) else _nothing() for result in results]


def _applies(result: CaseResult) -> bool:
    return result.case.answerable and bool(result.case.gold and result.case.facts)


def _nothing() -> dict[str, float | None]:
    return dict.fromkeys(SENTENCE_MEASURES)


def _measure(result: CaseResult, corpus: Corpus) -> dict[str, float | None]:
    relevant = corpus.relevant_anchors(result.case)
    facts = [fact for group in result.case.facts for fact in group]
    hits = [
        anchor in relevant and any(holds_fact(corpus.text_of(anchor)[start:end], fact) for fact in facts)
        for anchor, start, end in (result.sentences or ())[: max(_DEPTHS)]
    ]
    return {f"answer_sentence@{depth}": float(any(hits[:depth])) for depth in _DEPTHS}
