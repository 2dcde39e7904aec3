from pathlib import Path

import pytest

from ingest import Store
from qa import PolicyRetriever, build_retriever
from tests.fakes import make_document, make_paragraph, open_letter_store


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = open_letter_store(tmp_path_factory.mktemp("retriever") / "store")
    with store.writing():
        store.put(
            make_document("d", title="2022年要点", year=2022),
            (
                make_paragraph("d/1", "学校招生。", label="1", heading_path=("一、教育",)),
                make_paragraph("d/2", "建设幼儿园。", position=1, label="2", heading_path=("一、教育",)),
            ),
        )
    return store


def test_paragraphs_come_as_langchain_documents_best_first(store: Store) -> None:
    documents = build_retriever(store).invoke("建设幼儿园")
    assert documents[0].page_content == "建设幼儿园。"
    assert documents[0].metadata | {"score": 0} == {
        "anchor": "d/2", "doc_id": "d", "doc_title": "2022年要点", "label": "2", "heading_path": ["一、教育"], "score": 0,
    }  # fmt: skip
    scores = [document.metadata["score"] for document in documents]
    assert scores == sorted(scores, reverse=True)
    assert len(documents) == 2


def test_no_more_than_asked_for(store: Store) -> None:
    assert len(build_retriever(store, k=1).invoke("学校")) == 1


@pytest.mark.parametrize("question", ["2019年学校招生", "", "  "])
def test_what_no_document_covers_finds_nothing(question: str, store: Store) -> None:
    assert build_retriever(store).invoke(question) == []


def test_half_a_surrogate_pair_stops_nothing(store: Store) -> None:
    assert build_retriever(store).invoke("建设幼儿园\ud83c")[0].page_content == "建设幼儿园。"


def test_it_is_a_langchain_retriever(store: Store, tmp_path: Path) -> None:
    from langchain_core.retrievers import BaseRetriever

    retriever = build_retriever(store)
    assert isinstance(retriever, BaseRetriever)
    assert isinstance(retriever, PolicyRetriever)
    assert [len(found) for found in retriever.batch(["学校", "幼儿园"])] == [2, 2]
