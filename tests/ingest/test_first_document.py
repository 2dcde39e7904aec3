"""The first corpus: a sharing site's preview of a city's education work points, pasted into Word."""

from __future__ import annotations

import pytest

from ingest.parsing import parse_document
from ingest.reading import read_file
from ingest.records import NoticeCode, Paragraph, ParagraphKind, ParsedDocument
from tests.ingest.documents import FIRST_DOCUMENT, by_anchor, codes, spans


@pytest.fixture(scope="module")
def document() -> ParsedDocument:
    if not FIRST_DOCUMENT.exists():
        pytest.skip(f"the first document is not at {FIRST_DOCUMENT}")
    return parse_document(read_file(FIRST_DOCUMENT), doc_id="d", fallback_title="2022年全市教育工作要点")


@pytest.fixture(scope="module")
def paragraphs(document: ParsedDocument) -> dict[str, Paragraph]:
    return by_anchor(document)


def test_it_has_a_title_a_preamble_two_sections_and_twelve_items(paragraphs: dict[str, Paragraph]) -> None:
    items = [f"一/{n}" for n in range(1, 5)] + ["二"] + [f"二/{n}" for n in range(5, 13)]
    assert list(paragraphs) == ["title", "p1", "一", *items]
    labels = [paragraphs[anchor].label for anchor in paragraphs]
    assert labels == ["", "", "一、", "一、1", "一、2", "一、3", "一、4", "二、", *(f"二、{n}" for n in range(5, 13))]
    assert paragraphs["title"].text == "2022年全市教育工作要点"
    assert paragraphs["p1"].text.startswith("2022年全市教育工作总体要求是:")
    assert paragraphs["p1"].text.endswith("以优异成绩迎接党的二十大胜利召开。")


def test_section_headings_are_split_from_the_text_they_were_glued_to(paragraphs: dict[str, Paragraph]) -> None:
    assert paragraphs["一"].kind is ParagraphKind.HEADING
    assert paragraphs["一"].text == "一、加强党的全面领导,坚守初心铸魂育人"
    assert paragraphs["二"].text == "二、协调发展各类教育,聚力建设教育强市"
    assert paragraphs["二"].heading_path == ("二、协调发展各类教育,聚力建设教育强市",)


def test_a_run_in_heading_ends_the_heading_path(paragraphs: dict[str, Paragraph]) -> None:
    item = paragraphs["二/8"]
    assert item.kind is ParagraphKind.BODY
    assert item.number == "8"
    assert item.text[: item.title_end] == "8加快发展现代职业教育"
    assert item.heading_path == ("二、协调发展各类教育,聚力建设教育强市", "8加快发展现代职业教育")


def test_every_line_of_the_site_is_gone_and_told(document: ParsedDocument) -> None:
    told = [n for n in document.notices if n.code is NoticeCode.BOILERPLATE]
    assert len(told) == 7
    assert all(n.cleaning_id for n in told)
    text = "".join(p.text for p in document.paragraphs)
    for word in ("会员", "文库", "PPT", "特殊限制", "关 键 词", "著作权", ".docx"):
        assert word not in text


def test_no_character_is_lost_or_invented_by_the_joins(document: ParsedDocument) -> None:
    blocks = read_file(FIRST_DOCUMENT).blocks[2:10]
    source = "".join(block.text[2:] for block in blocks).replace("(微信:zugongl893)", "〔原文此处数字缺失〕")
    assert "".join(p.text for p in document.paragraphs[1:]) == source


def test_the_cut_marks_are_told_where_they_stood(paragraphs: dict[str, Paragraph]) -> None:
    marks = [(a, n.original) for a, p in paragraphs.items() for n in p.notices if n.code is NoticeCode.PAGE_SPLIT]
    assert marks == [("p1", "1、"), ("一/1", "2、"), ("一/3", "3、"), ("二/5", "4、"), ("二/6", "5、"),
                     ("二/8", "6、"), ("二/8", "7、"), ("二/10", "8、")]  # fmt: skip
    assert "党史学习教育长效化" in paragraphs["一/1"].text
    assert paragraphs["二/8"].text.endswith("服务全民终身学习。")


def test_the_contact_string_leaves_a_gap_mark_that_only_the_notice_explains(paragraphs: dict[str, Paragraph]) -> None:
    item = paragraphs["二/8"]
    assert "2022年中职招生〔原文此处数字缺失〕人左右。" in item.text
    assert spans(item, "damaged_text") == ["〔原文此处数字缺失〕"]
    notice = next(n for n in item.notices if n.code is NoticeCode.DAMAGED_TEXT)
    assert notice.original == "(微信:zugongl893)"
    assert "zugong" not in str(notice.message)


def test_masked_figures_and_names_are_told_apart(paragraphs: dict[str, Paragraph]) -> None:
    figures = {a: [n.original for n in p.notices if n.code == "masked_figure"] for a, p in paragraphs.items()}
    assert {a: f for a, f in figures.items() if f} == {
        "二/5": ["XX%", "XX%", "XX所", "XXXX个", "XXX所"],
        "二/6": ["XX所", "XX所", "XXX万个", "XX%"],
        "二/11": ["XX个", "XX个"],
    }
    names = {a: [n.original for n in p.notices if n.code == "masked_name"] for a, p in paragraphs.items()}
    assert {a: f for a, f in names.items() if f} == {
        "p1": ["XX"],
        "二/5": ["XX县", "XX县"],
        "二/6": ["XX", "XX"],
        "二/7": ["XX市"],
        "二/8": ["XX", "XX", "XX", "XX", "XX", "XX"],
    }
    assert spans(paragraphs["二/6"], "masked_figure") == ["XX", "XX", "XXX", "XX"]


def test_only_the_last_item_is_truncated(paragraphs: dict[str, Paragraph]) -> None:
    assert [anchor for anchor, p in paragraphs.items() if "truncated" in codes(p)] == ["二/12"]
    assert spans(paragraphs["二/12"], "truncated")[0].endswith("常态开展“三支队")


def test_its_title_and_year_are_read_and_no_region_is_guessed(document: ParsedDocument) -> None:
    assert (document.title, document.year, document.region) == ("2022年全市教育工作要点", 2022, "")
