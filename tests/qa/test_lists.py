"""Lists whose items are paragraphs of their own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest import ParagraphKind, Span
from qa.lists import (
    find_head,
    find_inline_lists,
    find_introduction,
    last_sentence,
    list_items,
    quote_inline_list,
)
from tests.fakes import make_corpus, make_paragraph
from tests.ingest.documents import parse

CORPUS = make_corpus(parse(
    "管理办法", "第一条 为规范办学，制定本办法。", "第二条 申请设立的，应当具备下列条件：", "（一）有下列人员：", "1.负责人一名；", "2.教师三名；",
    "（二）有固定场所。", "第三条 禁止下列行为：", "（一）虚假宣传；", "（二）超标收费。", "第四条 许可证三年有效。",
).paragraphs)  # fmt: skip
BY_TEXT = {paragraph.text[:8]: paragraph for paragraph in CORPUS.paragraphs}


def test_a_list_in_a_row_ends_with_its_cell() -> None:
    text = "任务：公办园扩容：（1）新建3所；（2）改扩建5所，其中：城区2所；完成时限：2025年12月"
    (found,) = find_inline_lists(make_paragraph("a/r1", text, kind=ParagraphKind.TABLE_ROW))
    assert [text[span.start : span.end] for span in (found.introduction, *found.items)] == [
        "任务：公办园扩容",
        "（1）新建3所；",
        "（2）改扩建5所，其中：城区2所；",
    ]


@pytest.mark.parametrize("rows", [1, 40])
def test_a_list_in_a_short_row_is_quoted_with_the_row_and_in_a_long_one_with_its_name(rows: int) -> None:
    listing = "有下列情形的，不予办理：1.休学的；2.毕业的。"
    text = f"事项：转学；要求：{'书面申请。' * rows * 2}{listing}；时限：5日"
    row = make_paragraph("a/r1", text, kind=ParagraphKind.TABLE_ROW)
    (inline,) = find_inline_lists(row)
    quoted = [one.text for one in quote_inline_list(row, inline, by_item=False)]
    assert quoted == ([text] if rows == 1 else [listing[:-1], "事项：转学"])


def test_an_item_carries_all_that_introduces_it() -> None:
    assert BY_TEXT["（二）有固定场所"].lead == "申请设立的，应当具备下列条件"
    assert BY_TEXT["1.负责人一名；"].lead == "申请设立的，应当具备下列条件 有下列人员"
    assert BY_TEXT["（一）虚假宣传；"].lead == "禁止下列行为"
    assert BY_TEXT["第四条 许可证三"].lead == ""


def test_a_list_is_its_own_items_and_not_those_below_or_after() -> None:
    introduction = find_introduction(BY_TEXT["（二）有固定场所"], CORPUS)
    assert introduction is not None
    assert introduction.number == "第二条"
    assert [item.number for item in list_items(introduction, CORPUS)] == ["（一）", "（二）"]
    inner = find_introduction(BY_TEXT["2.教师三名；"], CORPUS)
    assert inner is not None
    assert [item.text for item in list_items(inner, CORPUS)] == ["1.负责人一名；", "2.教师三名；"]


def test_what_introduces_nothing_has_no_list() -> None:
    assert find_introduction(BY_TEXT["第四条 许可证三"], CORPUS) is None
    assert find_introduction(BY_TEXT["第一条 为规范办"], CORPUS) is None


def test_what_announces_a_list_before_a_semicolon_introduces_it_too() -> None:
    document = parse(
        "办法", "第一条 有下列情形之一的，不予认定；已经认定的，取消资格：", "（一）弄虚作假的；", "（二）家有两车的。"
    )
    introduction = next(one for one in document.paragraphs if one.number == "第一条")
    lead = last_sentence(introduction)
    assert introduction.text[lead.start :].startswith("有下列情形之一的")


def test_what_is_told_one_by_one_behind_a_full_stop_is_a_list() -> None:
    paragraph = make_paragraph("d/1", "今年重点抓好三件事。一是建学校；二是招教师。三是管食堂。其他照常。")
    (found,) = find_inline_lists(paragraph)
    texts = [paragraph.text[span.start : span.end] for span in (found.introduction, *found.items)]
    assert texts == ["今年重点抓好三件事", "一是建学校；", "二是招教师。", "三是管食堂。"]
    assert find_inline_lists(make_paragraph("d/2", "今年抓好一件事。这一是建学校，二是招教师。")) == ()


def test_what_semicolons_part_behind_a_colon_is_a_list_of_three_and_more() -> None:
    paragraph = make_paragraph("d/1", "困难不少，主要是：产业不强；人才不足；财政紧张。今年努力。")
    (found,) = find_inline_lists(paragraph)
    texts = [paragraph.text[span.start : span.end] for span in (found.introduction, *found.items)]
    assert texts == ["困难不少，主要是", "产业不强；", "人才不足；", "财政紧张。"]
    assert find_inline_lists(make_paragraph("d/2", "困难不少，主要是：产业不强；人才不足。")) == ()
    assert find_inline_lists(make_paragraph("d/3", "他说：产业不强；人才不足；财政紧张。")) == ()


def test_what_semicolons_part_is_a_list_where_there_are_as_many_as_are_counted_before() -> None:
    def items(text: str) -> list[int]:
        return [len(one.items) for one in find_inline_lists(make_paragraph("d/1", text))]

    assert items("落实“六不”要求：不私自下水；不结伴下水；不去野外；不去陌生水域；不盲目施救；不无人带领。") == [6]
    assert items("重点建立三项制度：值班制度；巡查制度；报告制度。") == [3]
    assert items("重点建立四项制度：值班制度；巡查制度；报告制度。") == []
    assert items("自2024年3月起：值班；巡查；报告。") == []


def test_what_a_list_is_of_may_stand_in_the_sentence_before() -> None:
    paragraph = make_paragraph("d/1", "成绩不小。还有不少困难。主要是：产业不强；人才不足；财政紧张。今年努力。")
    (found,) = find_inline_lists(paragraph)
    assert paragraph.text[found.introduction.start : found.introduction.end] == "还有不少困难。主要是"


def test_what_announces_items_of_its_own_paragraph_before_a_semicolon_introduces_them_too() -> None:
    paragraph = make_paragraph(
        "d/1", "照办。有下列行为之一的，责令改正；情节严重的，给予处分：（一）不开课的；（二）乱收费的。"
    )
    (found,) = find_inline_lists(paragraph)
    assert paragraph.text[found.introduction.start : found.introduction.end] == (
        "有下列行为之一的，责令改正；情节严重的，给予处分"
    )
    plain = make_paragraph("d/2", "照常办学；禁止下列行为：（一）不开课的；（二）乱收费的。")
    (found,) = find_inline_lists(plain)
    assert plain.text[found.introduction.start : found.introduction.end] == "禁止下列行为"


def test_a_head_begins_behind_the_number_of_its_article() -> None:
    paragraph = replace(make_paragraph("d/1", "第二条　单位应当具备以下条件：有证，有人。"), number="第二条")
    head = find_head(paragraph, Span(18, 20))
    assert head is not None
    assert paragraph.text[head.start : head.end] == "单位应当具备以下条件"
