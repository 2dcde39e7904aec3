"""What the steps of real chains tell of the sentences they found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from langchain_core.runnables import RunnableLambda

from eval.baselines import build_bm25, build_dense, build_naive
from eval.corpus import Corpus
from eval.records import Case, TextSpan
from eval.run import ask_all, evaluate
from ingest import EncoderEmbeddings
from qa import Answer, build_chain
from tests.fakes import LetterEncoder, make_document, make_paragraph, open_letter_store

FIRST, SECOND, THIRD = "加强教师培训。", "幼儿园招生不考试；", "高中学校招生看成绩。"
TEXTS = {"d/1": FIRST + SECOND, "d/2": THIRD}
WANTED = TextSpan("d/1", len(FIRST), len(FIRST + SECOND))


@pytest.fixture
def corpus(make_corpus: Callable[..., Corpus]) -> Corpus:
    return make_corpus(TEXTS)


@pytest.fixture
def case(make_case: Callable[..., Case]) -> Case:
    return make_case(question="幼儿园招生要考试吗？", gold=["幼儿园招生不考试"], facts=[["不考试"]])


def test_bm25_and_dense_rank_the_sentences_of_all_documents(corpus: Corpus, case: Case) -> None:
    for chain in (build_bm25(corpus), build_dense(corpus, EncoderEmbeddings(LetterEncoder()))):
        (result,) = ask_all(chain, [case], sentences_of={case.id})
        assert result.sentences is not None
        assert result.sentences[0] == WANTED
        assert len(result.sentences) == 3


def test_bm25_without_a_known_word_finds_no_sentence(corpus: Corpus, make_case: Callable[..., Case]) -> None:
    case = make_case("q1", question="wholly unknown")
    (result,) = ask_all(build_bm25(corpus), [case], sentences_of={"q1"})
    assert result.sentences == ()


def test_sentences_are_ranked_for_those_questions_only_whose_answer_one_may_hold(
    corpus: Corpus, make_case: Callable[..., Case]
) -> None:
    encoder = LetterEncoder()
    gold = ["幼儿园招生不考试"]
    cases = [
        make_case("foreign", question="招生？", gold=gold, facts=[["一般来说"]]),
        make_case("absent", question="招生？", answerable=False),
    ]
    evaluate("dense", build_dense(corpus, EncoderEmbeddings(encoder)), cases, corpus)
    assert encoder.documents == len(TEXTS)  # the paragraphs, no sentence


def test_a_chain_that_ranks_no_sentences_is_not_measured_by_them(
    corpus: Corpus, case: Case, make_answer: Callable[..., Answer]
) -> None:
    answering = RunnableLambda(lambda _: make_answer(corpus, [("d/1", "幼儿园招生不考试")]))
    for chain in (build_naive(corpus, EncoderEmbeddings(LetterEncoder())), answering):
        configuration, (result,) = evaluate("x", chain, [case], corpus)
        assert result.sentences is None
        assert "answer_sentence@1" not in configuration.figures


@pytest.mark.integration
def test_the_products_chain_tells_its_sentences_best_first(tmp_path: Path, corpus: Corpus, case: Case) -> None:
    store = open_letter_store(tmp_path)
    with store.writing():
        paragraphs = [make_paragraph(anchor, text, position=i) for i, (anchor, text) in enumerate(TEXTS.items())]
        store.put(make_document("d"), tuple(paragraphs))
    configuration, (result,) = evaluate("current", build_chain(store), [case], corpus)
    assert result.sentences is not None
    assert set(result.sentences) == {TextSpan("d/1", 0, len(FIRST)), WANTED, TextSpan("d/2", 0, len(THIRD))}
    assert result.sentences[0] == WANTED
    assert configuration.figures["answer_sentence@1"].value == 1
