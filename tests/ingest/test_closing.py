"""Paragraphs behind a list's last item: which belong to it, and which close the part or the document."""

from __future__ import annotations

import pytest

from tests.ingest.documents import by_anchor, parse

ITEMS = (
    "（一）加强领导。各校要成立工作领导小组，由校长任组长，明确责任分工。",
    "（二）严格管理。严禁以任何形式组织入学考试，违者严肃处理并追究责任。",
    "（三）做好宣传。及时公布招生政策，主动接受社会监督，确保公平公正。",
)


def paths(*texts: str) -> list[tuple[str, ...]]:
    """Heading paths without the title's."""
    return [paragraph.heading_path for paragraph in parse("2024年招生工作方案", *texts).paragraphs[1:]]


def test_a_paragraph_behind_items_of_one_paragraph_each_stands_under_their_part() -> None:
    document = parse(
        "2024年招生工作方案",
        "三、保障措施",
        *ITEMS,
        "通过上述措施，全市招生工作秩序明显好转。",
        "四、其他",
        "其他事项另行通知。",
    )
    closing = document.paragraphs[5]
    assert (closing.heading_path, closing.anchor) == (("三、保障措施",), "d/三/p2")
    assert by_anchor(document)["四"].heading_path == ("四、其他",)


@pytest.mark.parametrize(
    "closing",
    [
        "各县（区）、各学校要按照本方案要求，结合实际制定实施细则，抓好贯彻落实。",
        "请各地认真贯彻执行，执行中遇到的问题及时报告市教育局。",
        "本方案自2024年9月1日起施行，由市教育局负责解释。",
        "特此通知。",
        "附件：1.招生计划表",
        "联系人：张老师，联系电话：0731-1234567。",
    ],
)
def test_what_closes_the_document_stands_under_no_part(closing: str) -> None:
    assert paths("一、总体要求", "坚持公平公正，全面落实招生政策。", "二、保障措施", *ITEMS, closing)[-1] == ()
    assert paths("一、保障措施", *ITEMS[:2], closing, "某市教育局", "2024年5月6日")[-3:] == [(), (), ()]


def test_a_paragraph_stays_under_an_item_whose_neighbours_have_paragraphs_too() -> None:
    under = "各校要把责任落实到人。"
    found = paths("三、保障措施", ITEMS[0], under, ITEMS[1], under, ITEMS[2], "各地各部门要高度重视，抓好落实。")
    assert found[-1] == ("三、保障措施", "（三）做好宣传")


@pytest.mark.parametrize(
    "items",
    [
        ("（一）加强领导", "（二）严格管理", "（三）做好宣传"),
        (*ITEMS[:2], "（三）做好宣传。各校要在招生网站公布以下内容，接受社会监督："),
        ITEMS[:1],
    ],
)
def test_a_paragraph_stays_under_an_item_that_waits_for_more(items: tuple[str, ...]) -> None:
    found = paths("三、保障措施", *items, "各校要在六月底前公布招生政策，主动接受社会监督。")
    assert found[-1][-1].startswith(items[-1][:3])


def test_two_items_do_not_show_a_list_s_shape() -> None:
    assert paths("三、保障措施", *ITEMS[:2], "同时，要做好防汛工作。")[-1] == ("三、保障措施", "（二）严格管理")
