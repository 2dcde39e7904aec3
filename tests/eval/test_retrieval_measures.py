from collections.abc import Callable
from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.corpus import Corpus
from eval.records import Case, CaseResult, Gold
from eval.retrieval_measures import RETRIEVAL_MEASURES, measure_retrieval, ranking_of
from qa import Answer, Outcome

TEXTS = {f"d/{i}": f"第{i}段" for i in range(1, 21)}
PASSAGES = {f"p{i}": f"d/{i}" for i in range(1, 21)}


def test_the_ranking_is_what_was_consulted(
    make_corpus: Callable[..., Corpus], make_answer: Callable[..., Answer]
) -> None:
    corpus = make_corpus(TEXTS)
    answer = make_answer(corpus, [("d/2", "第2段")], consulted=["d/1", "d/2", "d/1"])
    assert ranking_of(answer) == ("d/1", "d/2")


def test_a_cited_paragraph_that_was_not_listed_as_consulted_goes_first(
    make_corpus: Callable[..., Corpus], make_answer: Callable[..., Answer]
) -> None:
    corpus = make_corpus(TEXTS)
    answer = make_answer(corpus, [("d/3", "第3段"), ("d/2", "第2段")], consulted=["d/1"])
    assert ranking_of(answer) == ("d/3", "d/2", "d/1")
    assert ranking_of(None) == ()


def test_values_worked_out_by_hand(
    make_corpus: Callable[..., Corpus], make_case: Callable[..., Case], make_answer: Callable[..., Answer]
) -> None:
    corpus = make_corpus(TEXTS, passages=PASSAGES)
    case = make_case(gold=[Gold(passage="p2"), Gold(passage="p7")])
    # Relevant at ranks 2 and 6.
    answer = make_answer(corpus, consulted=["d/1", "d/2", "d/3", "d/4", "d/5", "d/7", "d/8"])
    (measured,) = measure_retrieval([CaseResult(case, answer, "", 0.1)], corpus)
    assert measured["success@1"] == 0
    assert measured["success@3"] == 1
    assert measured["recall@5"] == pytest.approx(1 / 2)
    assert measured["recall@10"] == 1
    assert measured["mrr@10"] == pytest.approx(1 / 2)
    best = 1 / log2(2) + 1 / log2(3)
    assert measured["ndcg@10"] == pytest.approx((1 / log2(3) + 1 / log2(7)) / best)
    assert measured["all_gold@5"] == 0


def test_a_relevant_paragraph_beyond_rank_10_scores_nothing(
    make_corpus: Callable[..., Corpus], make_case: Callable[..., Case], make_answer: Callable[..., Answer]
) -> None:
    corpus = make_corpus(TEXTS, passages=PASSAGES)
    answer = make_answer(corpus, consulted=[f"d/{i}" for i in range(1, 21)])
    (measured,) = measure_retrieval([CaseResult(make_case(gold=[Gold(passage="p11")]), answer, "", 0.1)], corpus)
    assert set(measured.values()) == {0.0}


def test_questions_that_failed_or_found_nothing_or_have_lost_gold_score_zero(
    make_corpus: Callable[..., Corpus], make_case: Callable[..., Case], make_answer: Callable[..., Answer]
) -> None:
    corpus = make_corpus(TEXTS, passages=PASSAGES)
    here, lost = [Gold(passage="p1")], [Gold(passage="p99")]
    results = [
        CaseResult(make_case("failed", gold=here), None, "ValueError: x", 0.1),
        CaseResult(make_case("nothing", gold=here), make_answer(corpus), "", 0.1),
        CaseResult(make_case("lost", gold=lost), make_answer(corpus, consulted=["d/1"]), "", 0.1),
        CaseResult(make_case("fine", gold=here), make_answer(corpus, consulted=["d/1"]), "", 0.1),
    ]
    measured = measure_retrieval(results, corpus)
    assert [set(values.values()) for values in measured] == [{0.0}, {0.0}, {0.0}, {1.0}]
    assert all(tuple(values) == RETRIEVAL_MEASURES for values in measured)


def test_questions_without_gold_are_not_measured(
    make_corpus: Callable[..., Corpus], make_case: Callable[..., Case], make_answer: Callable[..., Answer]
) -> None:
    corpus = make_corpus(TEXTS)
    results = [
        CaseResult(make_case(answerable=False), make_answer(corpus, outcome=Outcome.NOT_IN_DOCUMENTS), "", 0.1),
        CaseResult(make_case(answerable=False, gold=["第1段"]), make_answer(corpus, consulted=["d/1"]), "", 0.1),
    ]
    assert [set(values.values()) for values in measure_retrieval(results, corpus)] == [{None}, {None}]
    assert measure_retrieval([], corpus) == []


@given(st.lists(st.integers(1, 15), unique=True, max_size=15), st.sets(st.integers(1, 15), min_size=1))
def test_the_library_agrees_with_the_formulas(ranking: list[int], relevant: set[int]) -> None:
    from eval.retrieval_measures import _measure_with_library

    (values,) = _measure_with_library([frozenset(map(str, relevant))], [[str(i) for i in ranking]])
    gains = [i in relevant for i in ranking[:10]]
    ideal = sum(1 / log2(rank + 1) for rank in range(1, min(len(relevant), 10) + 1))
    assert values["ndcg@10"] == pytest.approx(sum(g / log2(r + 1) for r, g in enumerate(gains, 1)) / ideal)
    assert values["mrr@10"] == pytest.approx(max((1 / r for r, g in enumerate(gains, 1) if g), default=0))
    assert values["recall@5"] == pytest.approx(sum(gains[:5]) / len(relevant))
    assert values["success@3"] == float(any(gains[:3]))
