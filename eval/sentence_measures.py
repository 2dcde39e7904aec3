"""Whether the sentence that holds the answer is ranked first, among all sentences of the documents.

Success@k (as for paragraphs) with sentences for paragraphs: sentence selection as in WikiQA (Yang et al., EMNLP 2015),
over the whole corpus. A sentence is relevant when it stands in a relevant paragraph and holds any of the case's facts.
"""

from __future__ import annotations

from collections.abc import Sequence

from eval.corpus import Corpus
from eval.records import Case, CaseResult
from eval.text_matching import holds_fact

_DEPTHS = (1, 3)
SENTENCE_MEASURES = tuple(f"answer_sentence@{depth}" for depth in _DEPTHS)


def measure_sentences(results: Sequence[CaseResult], corpus: Corpus) -> list[dict[str, float | None]]:
    """Return `answer_sentence@k` of each question, in order: 1 when a relevant sentence is among the first k, else 0.

    None where no sentence is sought (`seeks_sentence`), and for all when the configuration tells of no sentences. A
    question that failed scores 0, as does one whose answer no single sentence holds.
    """
    tells = any(result.sentences is not None for result in results)
    return [
        _measure(result, corpus) if tells and seeks_sentence(result.case, corpus) else dict.fromkeys(SENTENCE_MEASURES)
        for result in results
    ]


def seeks_sentence(case: Case, corpus: Corpus) -> bool:
    """Say whether a sentence can hold a question's answer: it is answerable, with gold and facts that stand in it.

    Gold that is nowhere in the documents is sought all the same, and not found.
    """
    return case.answerable and bool(case.gold and case.facts) and not has_foreign_facts(case, corpus)


def has_foreign_facts(case: Case, corpus: Corpus) -> bool:
    """Say whether none of a question's facts stands in the gold paragraphs that there are: someone's own words."""
    texts = [corpus.text_of(anchor) for anchor in corpus.relevant_anchors(case)]
    facts = [fact for group in case.facts for fact in group]
    return bool(texts and facts) and not any(holds_fact(text, fact) for text in texts for fact in facts)


def _measure(result: CaseResult, corpus: Corpus) -> dict[str, float | None]:
    relevant = corpus.relevant_anchors(result.case)
    facts = [fact for group in result.case.facts for fact in group]
    hits = [
        anchor in relevant and any(holds_fact(corpus.text_of(anchor)[start:end], fact) for fact in facts)
        for anchor, start, end in (result.sentences or ())[: max(_DEPTHS)]
    ]
    return {f"answer_sentence@{depth}": float(any(hits[:depth])) for depth in _DEPTHS}
