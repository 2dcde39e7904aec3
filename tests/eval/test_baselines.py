from collections.abc import Callable

import pytest
from langchain_core.embeddings import Embeddings

from eval.baselines import build_bm25, build_dense, build_naive
from eval.citation_measures import citation_precision, citation_recall, figure_accuracy, verbatim_rate
from eval.corpus import Corpus
from qa import Outcome, Question

TEXTS = {
    "a/1": "普职比达到4:6，新建学校10所。",
    "a/2": "加强教师队伍建设，开展培训。",
    "b/1": "中职招生2000人左右。",
}


class CountingEmbeddings(Embeddings):
    """A vector that counts five characters: cosines can be worked out by head."""

    def embed_query(self, text: str) -> list[float]:
        return [float(text.count(character)) for character in "普教招人学"]

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [self.embed_query(text) for text in texts]


@pytest.fixture
def corpus(make_corpus: Callable[..., Corpus]) -> Corpus:
    return make_corpus(TEXTS, titles={"a": "要点", "b": "方案"})


def test_bm25_answers_with_the_paragraph_that_shares_the_words(corpus: Corpus) -> None:
    answer = build_bm25(corpus).invoke("中职招生多少人？")
    assert answer.citations[0].anchor == "b/1"
    assert answer.citations[0].quote == TEXTS["b/1"]
    assert answer.citations[0].doc_title == "方案"
    assert answer.text == TEXTS["b/1"] + "[1]"
    assert {item.anchor for item in answer.consulted} == set(TEXTS)
    assert 0 < answer.confidence <= 1


def test_bm25_without_a_shared_word_still_answers_with_no_confidence(corpus: Corpus) -> None:
    answer = build_bm25(corpus).invoke("wholly unknown")
    assert answer.outcome is Outcome.ANSWERED
    assert answer.confidence == 0
    assert [item.anchor for item in answer.consulted] == list(TEXTS)


def test_dense_ranks_by_cosine(corpus: Corpus) -> None:
    answer = build_dense(corpus, CountingEmbeddings()).invoke(Question("教", id="q7"))
    assert answer.id == "q7"
    assert answer.citations[0].anchor == "a/2"
    assert answer.confidence == pytest.approx(1)
    # a/1 has 普 and 学, b/1 has 招 and 人: nothing in common with 教, so the order of the corpus.
    assert [item.anchor for item in answer.consulted] == ["a/2", "a/1", "b/1"]


def test_naive_quotes_the_parts_of_the_paragraphs_that_its_first_chunk_holds(
    make_corpus: Callable[..., Corpus],
) -> None:
    long = "普通高中招生，" * 60
    corpus = make_corpus({"a/1": "开头一段。", "a/2": long, "b/1": "教师培训。"})
    answer = build_naive(corpus, CountingEmbeddings()).invoke("教")
    assert [citation.quote for citation in answer.citations] == ["教师培训。"]
    both = build_naive(corpus, CountingEmbeddings()).invoke("普招")
    assert [citation.anchor for citation in both.citations] == ["a/1", "a/2"]
    assert all(c.paragraph[c.start : c.end] == c.quote for c in both.citations)
    assert verbatim_rate(both, corpus) == 1


def test_quoting_whole_paragraphs_is_perfectly_cited(corpus: Corpus) -> None:
    for chain in (build_bm25(corpus), build_dense(corpus, CountingEmbeddings())):
        answer = chain.invoke("普职比是多少？")
        measures = (citation_recall, citation_precision, verbatim_rate, figure_accuracy)
        assert [measure(answer, corpus) for measure in measures] == [1, 1, 1, 1]


@pytest.mark.parametrize("name", ["bm25", "dense", "naive"])
def test_a_question_that_names_its_document_is_answered_from_it(corpus: Corpus, name: str) -> None:
    baseline = {
        "bm25": lambda: build_bm25(corpus),
        "dense": lambda: build_dense(corpus, CountingEmbeddings()),
        "naive": lambda: build_naive(corpus, CountingEmbeddings()),
    }[name]()
    answer = baseline.invoke(Question("教师培训", documents=("b",)))
    assert [item.anchor for item in answer.consulted] == ["b/1"]
    assert baseline.invoke(Question("教师培训")).citations[0].doc_id == "a"
    assert baseline.invoke(Question("教师培训", documents=("none",))).citations == ()
