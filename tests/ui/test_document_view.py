from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from ingest import Notice, NoticeCode, Paragraph, ParagraphKind, Snapshot, Span, find_place
from tests.fakes import make_document, make_paragraph, written
from ui.document_view import render_document
from ui.words import CHINESE, ENGLISH

HEADING = make_paragraph(
    "d/一", "总则", label="一、", number="一、", heading_path=("总则",), kind=ParagraphKind.HEADING
)
BODY = make_paragraph(
    "d/一/1",
    "1目的。为了XX所学校,保障学位。",
    position=1,
    label="一、1",
    number="1",
    heading_path=("总则", "1目的"),
    title_end=3,
    notices=(
        Notice(NoticeCode.MASKED_FIGURE, written(""), "d/一/1", "", Span(6, 8)),
        Notice(NoticeCode.PAGE_SPLIT, written("已去掉"), "d/一/1", "微信:secret", Span(9, 9)),
    ),
)


def render(
    *paragraphs: Paragraph, at: str = "d/一/1", span: Span | None = None, changed: bool = False, english: bool = False
) -> str:
    snapshot = Snapshot("g", {"d": make_document("d", title="要点")}, {one.anchor: one for one in paragraphs}, {})
    place = find_place(snapshot, at, neighbours=5)
    assert place is not None
    return render_document(place, ENGLISH if english else CHINESE, span=span, changed=changed)


def marked(html: str) -> list[str]:
    return [re.sub("<[^>]+>", "", one) for one in re.findall("<mark>(.*?)</mark>", html)]


def test_the_quoted_characters_are_marked_across_a_heading_and_a_hidden_figure() -> None:
    html = render(HEADING, BODY, span=Span(1, 10))
    assert marked(html) == ["目的。为了XX所学"]
    assert "<mark><strong>目的</strong>。为了" in html
    assert '<span class="flaw" title="原文把这个数字隐去了，文件没有公布具体数值。">XX</span>' in html


def test_a_hidden_figure_is_explained_and_what_only_staff_must_know_is_not() -> None:
    html = render(HEADING, BODY)
    assert html.count('<p class="notice"') == 1
    assert "已去掉" not in html
    assert "secret" not in html
    assert "The source hides this figure" in render(HEADING, BODY, english=True)


def test_a_number_that_word_draws_is_shown_and_a_typed_one_not_twice() -> None:
    html = render(HEADING, BODY)
    assert '<h3><span class="drawn">一、</span>总则</h3>' in html
    assert html.count(">1目的<") == 2  # in the outline and in the text
    assert html.count('class="drawn"') == 1


def test_a_typed_heading_is_named_once_over_the_page() -> None:
    typed = make_paragraph(
        "d/一", "一、总则", label="一、", number="一、", heading_path=("一、总则",), kind=ParagraphKind.HEADING
    )
    assert '<p class="where">一、总则</p>' in render(typed, at="d/一")
    assert '<p class="where"><span class="label">一、</span> 总则</p>' in render(HEADING, at="d/一")


def test_a_counted_word_is_shown_once() -> None:
    batch = make_paragraph("d/第一批", "第一批：市一中。", label="第一批：", number="第一批：")
    assert 'class="drawn"' not in render(batch, at="d/第一批")


def test_a_changed_paragraph_says_since_when_and_marks_nothing() -> None:
    html = render(HEADING, BODY, span=Span(1, 10), changed=True)
    assert marked(html) == []
    assert "在 2022-01-01 更新过" in html


def test_offsets_beyond_the_paragraph_mark_nothing() -> None:
    assert marked(render(BODY, span=Span(5, 900))) == []


def test_the_outline_names_where_one_is() -> None:
    current = re.findall(r'aria-current="location">([^<]+)<', render(HEADING, BODY))
    assert current == ["1目的"]


def test_what_lies_beyond_the_neighbours_is_a_link() -> None:
    many = tuple(make_paragraph(f"d/p{i}", f"第{i}段。", position=i) for i in range(20))
    html = render(*many, at="d/p10")
    links = [unescape(one) for one in re.findall(r'<p class="part"><a href="([^"]+)"', html)]
    assert links == ["document?anchor=d%2Fp5&lang=zh#cited", "document?anchor=d%2Fp15&lang=zh#cited"]
    assert 'class="part"' not in render(*many[:3], at="d/p1")


@given(st.text(max_size=60), st.data())
def test_no_character_is_lost_and_none_becomes_a_tag(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    flaw = data.draw(st.integers(0, len(text)))
    notices = (
        Notice(NoticeCode.MASKED_NAME, written(""), "d/x", "", Span(flaw, data.draw(st.integers(flaw, len(text))))),
    )
    paragraph = replace(make_paragraph("d/x", text, title_end=data.draw(st.integers(0, len(text)))), notices=notices)
    html = render(paragraph, at="d/x", span=Span(start, end))
    body = re.search(r'aria-current="true"><p>(.*?)</p>', html, re.DOTALL)
    assert body is not None
    plain = re.sub('<span class="unseen"[^>]*>[^<]*</span>', "", body[1])
    assert unescape(re.sub("</?(?:mark|strong|span)[^>]*>", "", plain)) == text
    assert marked(html.replace("\n", " ")) == (
        [re.sub("<[^>]+>", "", _escaped(text[start:end]))] if end > start else []
    )


def _escaped(text: str) -> str:
    from html import escape

    return escape(text).replace("\n", " ")
