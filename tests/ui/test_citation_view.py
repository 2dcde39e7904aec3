from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import NoticeCode, hash_text
from qa import Answer, AnswerNotice, Citation, Outcome, Sentence
from ui.answer_tools import write_as_text
from ui.citation_view import (
    choose_excerpt,
    render_answer_text,
    render_citation,
    render_paragraph,
    render_reply,
    split_at_markers,
)
from ui.words import CHINESE, ENGLISH

Ask = Callable[[str], Answer]


@pytest.fixture
def ask(chain: Any) -> Ask:
    return chain.invoke


class Page(HTMLParser):
    """What a browser would make of a piece of HTML: its tags, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.extend(attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


def visible(html: str) -> str:
    """The text of a card's paragraph before anyone unfolds it."""
    return unescape(re.sub(r'<span class="far">.*?</span>|<[^>]+>', "", html, flags=re.DOTALL))


def test_the_quotation_is_marked_at_its_place_in_the_whole_paragraph(ask: Ask) -> None:
    citation = ask("职普比").citations[0]
    html = render_paragraph(citation.paragraph, citation.start, citation.end)
    assert re.findall("<mark>(.*?)</mark>", html) == ["严格落实高中阶段职普比不低于4:6要求"]
    assert Page(html).text.replace("…", "") == citation.paragraph


def test_of_two_equal_phrases_the_cited_one_is_marked() -> None:
    html = render_paragraph("提升质量。再提升质量。", 6, 10)
    assert "<blockquote" in html
    assert "提升质量。再<mark>提升质量</mark>。" in html


def test_signs_of_html_are_escaped_after_the_offsets_are_applied() -> None:
    assert "a&lt;b&gt;<mark>&amp;c&lt;</mark>d" in render_paragraph("a<b>&c<d", 4, 7)


def test_a_short_paragraph_is_shown_whole(ask: Ask) -> None:
    html = render_citation(ask("特殊").citations[0], [], "t1", CHINESE)
    assert "展开整段" not in html
    assert 'class="far"' not in html


def test_a_long_paragraph_is_folded_around_its_quotation(ask: Ask) -> None:
    citation = ask("中职").citations[0]
    html = render_citation(citation, [], "t1", CHINESE)
    shown = visible(re.search("<blockquote.*?</blockquote>", html, re.DOTALL)[0])  # type: ignore[index]
    assert citation.quote in shown
    assert len(shown) < len(citation.paragraph)
    assert ">展开整段</button>" in html


@given(st.text(alphabet="教育。，,1<", max_size=700), st.data())
def test_an_excerpt_always_holds_the_quotation(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, last = choose_excerpt(text, start, end)
    assert 0 <= first <= start <= end <= last <= len(text)


@given(st.text(max_size=400), st.data())
def test_no_text_of_a_paragraph_is_lost_or_becomes_a_tag(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    html = render_paragraph(text, start, data.draw(st.integers(start, len(text))))
    page = Page(html.replace('<span class="dots">…</span>', ""))
    assert page.text == text
    assert set(page.tags) <= {"blockquote", "mark", "span"}


def test_an_excerpt_begins_after_a_stop_but_not_inside_a_number() -> None:
    text = "开头" * 60 + "1,200人，安排" + "资金" * 26 + "目标" + "后文" * 100
    start = text.index("目标")
    first, _ = choose_excerpt(text, start, start + 2)
    assert text[first:].startswith("安排")


def test_markers_become_links_to_their_citations(ask: Ask) -> None:
    html = render_answer_text(ask("职普比和学位"), "t3", CHINESE)
    assert re.findall(r'<a class="marker" id="(\S+)"[^>]* data-card="(\S+)"', html) == [
        ("t3-m1", "t3-c1"),
        ("t3-m2", "t3-c2"),
    ]
    assert Page(html).text == (
        "文件规定:严格落实高中阶段职普比不低于4:6要求。[1]文件规定:2022年规划建设公办园XX所,新增学位XXXX个。[2]"
    )


def test_a_marker_leads_to_the_quoted_characters_of_its_paragraph(ask: Ask) -> None:
    answer = ask("学位")
    (address,) = re.findall(r'<a class="marker"[^>]* href="([^"]+)"', render_answer_text(answer, "t1", CHINESE))
    citation = answer.citations[0]
    assert dict(parse_qsl(urlsplit(unescape(address)).query)) == {
        "anchor": citation.anchor,
        "start": str(citation.start),
        "end": str(citation.end),
        "hash": hash_text(citation.paragraph),
        "lang": "zh",
    }


def test_a_quotation_that_does_not_hold_leads_to_its_paragraph_without_a_mark(ask: Ask) -> None:
    answer = ask("学位")
    wrong = replace(answer, citations=(replace(answer.citations[0], start=3),))
    assert "start=" not in render_answer_text(wrong, "t1", CHINESE)


def test_an_answer_is_written_as_text_with_its_citations(ask: Ask) -> None:
    assert write_as_text(ask("学位有多少?"), CHINESE) == (
        "问：学位有多少?\n"
        "答：文件规定:2022年规划建设公办园XX所,新增学位XXXX个。[1]\n\n"
        "原文出处\n"
        "[1] 《2022年全市教育工作要点》 二、5 › 二、协调发展各类教育,聚力建设教育强市 › 5提升学前教育普及普惠水平\n"
        "    2022年规划建设公办园XX所,新增学位XXXX个\n"
        "※ 引文中的“XX”是原文隐去的数字，没有公布具体是多少。"
    )


def test_thumbs_are_offered_only_where_a_judgement_can_be_kept(ask: Ask) -> None:
    assert 'class="thumb"' not in render_reply(ask("特殊"), "t1", CHINESE)
    assert render_reply(ask("特殊"), "t1", CHINESE, thumbs=True).count('class="thumb"') == 2
    assert render_reply(ask("下雨"), "t1", CHINESE, thumbs=True).count('class="thumb"') == 2


def test_a_bracketed_number_inside_a_quoted_sentence_is_no_marker(ask: Ask) -> None:
    answer = ask("标签")
    assert answer.text.count("[1]") == 2
    assert split_at_markers(answer) == (answer.sentences[0].text, 1, "")


def test_a_bracketed_number_that_no_citation_bears_stays_text(make_answer: Callable[..., Answer], ask: Ask) -> None:
    known = ask("职普比")
    answer = replace(known, text="见[7]和[1]", sentences=(Sentence("见[7]和", (1,)),))
    assert split_at_markers(answer) == ("见[7]和", 1, "")


def test_a_marker_stays_on_the_line_of_the_sign_before_it(ask: Ask) -> None:
    assert '<span class="unbroken">。<a class="marker"' in render_answer_text(ask("职普比"), "t1", CHINESE)


def test_a_repeated_marker_has_its_id_once(ask: Ask) -> None:
    answer = replace(ask("职普比"), text="甲[1]乙[1]", sentences=())
    html = render_answer_text(answer, "t1", CHINESE)
    assert html.count('id="t1-m1"') == 1
    assert html.count('data-card="t1-c1"') == 2


def test_a_card_names_document_label_and_headings(ask: Ask) -> None:
    html = render_citation(ask("学位").citations[0], [], "t1", CHINESE)
    text = Page(html).text
    assert text.startswith("1《2022年全市教育工作要点》二、5")
    assert "二、协调发展各类教育,聚力建设教育强市 › 5提升学前教育普及普惠水平" in text
    assert 'id="t1-c1" tabindex="-1"' in html


def test_a_title_in_title_marks_gets_no_second_pair(ask: Ask) -> None:
    citation = replace(ask("学位").citations[0], doc_title="《办法》")
    assert "<cite>《办法》</cite>" in render_citation(citation, [], "t1", CHINESE)


@pytest.mark.parametrize(
    ("changes", "marked"),
    [({}, True), ({"verified": False}, False), ({"start": 3, "end": 5}, False), ({"end": 9_999}, False)],
)
def test_a_quotation_that_does_not_hold_is_not_marked_and_the_card_says_so(
    ask: Ask, changes: dict[str, Any], marked: bool
) -> None:
    citation: Citation = replace(ask("特殊").citations[0], **changes)
    html = render_citation(citation, [], "t1", CHINESE)
    assert ("<mark>" in html) is marked
    assert (CHINESE.not_verified in html) is not marked


def test_a_masked_figure_is_explained_on_the_card_it_belongs_to(ask: Ask) -> None:
    html = render_reply(ask("职普比和学位"), "t1", CHINESE)
    first, second = html.split('id="t1-c2"')
    assert len(re.findall('<p class="notice">[^<]*没有公布具体是多少', first)) == 0
    assert len(re.findall('<p class="notice">[^<]*没有公布具体是多少', second)) == 1


def test_sentences_that_run_on_begin_a_new_line_where_the_citations_change(ask: Ask) -> None:
    known = ask("职普比和学位")
    first, second = known.sentences
    more = Sentence("第一处还写明：见[1]。", (1,))
    answer = replace(known, text=f"{first.text}[1]{more.text}[1]{second.text}[2]", sentences=(first, more, second))
    assert split_at_markers(answer) == (first.text, 1, more.text, 1, f"\n{second.text}", 2, "")
    assert render_answer_text(answer, "t1", CHINESE).count("<p>") == 2


def test_a_notice_without_a_citation_stands_with_the_answer_and_in_its_own_words(ask: Ask) -> None:
    answer = replace(ask("特殊"), notices=(AnswerNotice(NoticeCode.OTHER_YEAR, "问的是<2023>年"),))
    html = render_reply(answer, "t1", CHINESE)
    assert html.index("问的是&lt;2023&gt;年") < html.index('<aside class="citations"')


def test_equal_notices_are_said_once(ask: Ask) -> None:
    known = ask("学位")
    html = render_reply(replace(known, notices=known.notices * 3), "t1", CHINESE)
    assert len(re.findall('<p class="notice">[^<]*没有公布具体是多少', html)) == 1


def test_a_refusal_has_no_citations_and_lists_what_was_looked_at(ask: Ask) -> None:
    html = render_reply(ask("明天下雨吗"), "t1", CHINESE)
    assert 'class="reply refused"' in html
    assert "citation" not in html
    assert "<summary>查阅过、但没有采用的段落</summary>" in html
    assert "2022年全市教育工作要点 › 二 › 8" in html


def test_a_refusal_that_looked_at_nothing_lists_nothing(make_answer: Callable[..., Answer], ask: Ask) -> None:
    html = render_reply(replace(ask("明天下雨吗"), consulted=()), "t1", CHINESE)
    assert "<details" not in html


def test_a_greeting_is_only_its_text(ask: Ask) -> None:
    html = render_reply(ask("你好"), "t1", CHINESE)
    assert Page(html).text == "您好!我可以回答教育政策方面的问题。"
    assert "consulted" not in html


def test_who_answered_is_said(ask: Ask) -> None:
    assert "回答摘自文件原文" in render_reply(ask("特殊"), "t1", CHINESE)
    assert "model qwen&lt;3&gt;," in render_reply(replace(ask("特殊"), answerer="qwen<3>"), "t1", ENGLISH)


@given(st.text(max_size=60), st.sampled_from(list(Outcome)))
def test_whatever_a_document_or_a_model_writes_never_becomes_a_tag(hostile: str, outcome: Outcome) -> None:
    text = f"<img src=x onerror=alert(1)>{hostile}'\"`${{1}}</p><script>"
    citation = Citation(1, text, text, text, text, (text,), text, 0, len(text), text, verified=True)
    answer = _answer_with(text, outcome, (citation,))
    page = Page(render_reply(answer, "t1", CHINESE))
    assert not {"img", "script", "b"} & set(page.tags)
    assert not [name for name, _ in page.attributes if name.startswith("on")]


def _answer_with(text: str, outcome: Outcome, citations: tuple[Citation, ...]) -> Answer:
    from qa import Consulted, Language, Timings

    return Answer(
        id=text,
        question=text,
        standalone_question=text,
        language=Language.ZH,
        outcome=outcome,
        text=f"{text}[1]",
        sentences=(Sentence(text, (1,)),),
        citations=citations if outcome is Outcome.ANSWERED else (),
        notices=(AnswerNotice(NoticeCode.OTHER_YEAR, text, 1), AnswerNotice(NoticeCode.NEWEST_YEAR, text)),
        consulted=(Consulted(text, 0.5),),
        confidence=0.5,
        answerer=text,
        timings_ms=Timings(0, 0, 0, 0),
    )
