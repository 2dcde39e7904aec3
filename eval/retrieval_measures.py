"""How well the paragraphs that were looked at are ranked. Computed by ir-measures over pytrec_eval.

All on paragraph anchors with binary relevance: a paragraph is relevant when it holds a gold quote or
is the gold passage.

success@k  1 when a relevant paragraph is among the first k, else 0
recall@k   relevant paragraphs among the first k ÷ all relevant paragraphs
mrr@10     1 ÷ rank of the first relevant paragraph, 0 beyond rank 10 (Voorhees, TREC-8, 1999)
ndcg@10    DCG@10 ÷ the DCG@10 of the best order, gain ÷ log2(rank + 1) (Järvelin & Kekäläinen, TOIS 2002)
all_gold@5 1 when for every gold item one of its paragraphs is among the first 5, else 0
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from eval.corpus import Corpus
from eval.records import CaseResult
from qa import Answer

_LIBRARY_NAMES = {
    "success@1": "Success@1",
    "success@3": "Success@3",
    "success@5": "Success@5",
    "success@10": "Success@10",
    "recall@5": "R@5",
    "recall@10": "R@10",
    "mrr@10": "RR@10",
    "ndcg@10": "nDCG@10",
}
RETRIEVAL_MEASURES = (*_LIBRARY_NAMES, "all_gold@5")


def ranking_of(answer: Answer | None) -> tuple[str, ...]:
    """Return the anchors that were looked at, best first, each once; none for a failed question.

    That is `consulted` in its order. A cited paragraph that `consulted` leaves out was looked at too,
    and found best: it goes first, in the order of the citations.
    """
    if answer is None:
        return ()
    consulted = [item.anchor for item in answer.consulted]
    cited = [citation.anchor for citation in answer.citations if citation.anchor not in consulted]
    return tuple(dict.fromkeys((*cited, *consulted)))


def measure_retrieval(results: Sequence[CaseResult], corpus: Corpus) -> list[dict[str, float | None]]:
    """Return the retrieval measures of each question, in order.

    All are None for a question without gold (unanswerable ones). A question that failed or looked at
    nothing scores 0, as does one whose gold is nowhere in the corpus: it does not vanish from the mean.
    """
    relevant = [corpus.relevant_anchors(result.case) for result in results]
    rankings = [ranking_of(result.answer) for result in results]
    library_values = _measure_with_library(relevant, rankings)
    measured: list[dict[str, float | None]] = []
    for index, result in enumerate(results):
        if not result.case.gold or not result.case.answerable:
            measured.append(dict.fromkeys(RETRIEVAL_MEASURES))
            continue
        first_five = set(rankings[index][:5])
        complete = all(corpus.anchors_of(gold) & first_five for gold in result.case.gold)
        measured.append({**library_values[index], "all_gold@5": float(complete)})
    return measured


def _measure_with_library(
    relevant: Sequence[frozenset[str]], rankings: Sequence[Sequence[str]]
) -> list[Mapping[str, float]]:
    import ir_measures

    names = {ir_measures.parse_measure(theirs): ours for ours, theirs in _LIBRARY_NAMES.items()}
    judgements = {str(i): dict.fromkeys(anchors, 1) for i, anchors in enumerate(relevant) if anchors}
    # Scores only carry the order: 1/rank has no ties.
    run = {str(i): {a: 1.0 / rank for rank, a in enumerate(order, 1)} for i, order in enumerate(rankings) if order}
    values: list[dict[str, float]] = [dict.fromkeys(_LIBRARY_NAMES, 0.0) for _ in rankings]
    if judgements and run:
        for metric in ir_measures.iter_calc(list(names), judgements, run):
            values[int(metric.query_id)][names[metric.measure]] = float(metric.value)
    return list(values)
