from collections.abc import Callable

import pytest

from eval.corpus import Corpus, document_goes_by
from eval.records import Case, Gold
from ingest import Document

WORK_POINTS = Document("2022年要点", "2022年全市教育工作要点", 2022, "data/in/2022年要点.docx", "0" * 64, "")


@pytest.mark.parametrize(
    "name",
    [
        "2022年要点",
        "2022年全市教育工作要点",
        "data/in/2022年要点.docx",
        "2022年要点.docx",
        "other/folder/2022年要点.docx",
        " ２０２２年要点 ",
    ],
)
def test_a_document_goes_by_its_id_title_path_and_file_name(name: str) -> None:
    assert document_goes_by(WORK_POINTS, name)


@pytest.mark.parametrize("name", ["要点", "2023年要点.docx", ".docx", "data/in"])
def test_a_document_does_not_go_by_a_part_of_its_name(name: str) -> None:
    assert not document_goes_by(WORK_POINTS, name)
    assert not document_goes_by(None, name)


def test_a_quote_is_looked_for_in_its_own_document_only(make_corpus: Callable[..., Corpus]) -> None:
    corpus = make_corpus({"a/1": "新建10所学校。", "b/1": "新建10所学校。"})
    assert corpus.anchors_of(Gold(quote="新建 10 所", document="a")) == {"a/1"}
    assert corpus.anchors_of(Gold(quote="新建 10 所")) == {"a/1", "b/1"}
    assert corpus.anchors_of(Gold(quote="新建 10 所", document="c")) == frozenset()


def test_gold_passages_lead_to_their_paragraph(make_corpus: Callable[..., Corpus]) -> None:
    corpus = make_corpus({"d/1": "文"}, passages={"p1": "d/1"})
    assert corpus.anchors_of(Gold(passage="p1")) == {"d/1"}
    assert corpus.anchors_of(Gold(passage="p2")) == frozenset()


def test_all_gold_items_make_paragraphs_relevant(
    make_corpus: Callable[..., Corpus], make_case: Callable[..., Case]
) -> None:
    corpus = make_corpus({"d/1": "甲乙丙", "d/2": "丁戊己", "d/3": "庚"})
    assert corpus.relevant_anchors(make_case(gold=["甲乙", "戊己"])) == {"d/1", "d/2"}
