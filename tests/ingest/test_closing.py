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


def test_a_list_of_semicolons_ends_with_its_full_stop_however_short_its_items() -> None:
    rules = ("第三条　政府应当履行下列职责：", "（一）编制规划；", "（二）其他职责。", "乡镇人民政府应当协助做好工作。")
    document = parse(
        "校车安全管理办法", "第一条　为了加强管理，制定本办法。", *rules, "第四条　本办法自公布之日起施行。"
    )
    assert document.paragraphs[-2].anchor == "d/第三条/p2"


def test_thanks_and_those_present_close_a_text_whose_last_item_is_short() -> None:
    for closing in ("感谢您对教育工作的关心和支持！", "联系单位：市教育局", "出席：李建国、王伟", "抄送：市委办公室。"):
        assert (
            paths("一、基本情况", "现有幼儿园412所。", "二、打算", "（一）扩大资源。", "（二）加强师资。", closing)[-1]
            == ()
        )
    assert paths("一、总则", "为规范管理，制定本方案。", "二、附则", "本方案自印发之日起施行。")[-1] == ("二、附则",)


def test_copies_to_others_stand_under_no_annex() -> None:
    annex = ("附件1", "招生计划表", "东城区实验小学：人民路以东、解放路以南。")
    assert paths("一、总体要求", "坚持公平公正。", *annex, "抄送：市委办公室，市政府办公室。")[-1] == ()


def test_words_to_all_who_listen_stand_beside_the_next_part() -> None:
    items = ("（一）产业转型取得新成效。制造业投资增长15%。", "项目建设提速增效。", "（二）民生改善实现新提升。")
    address = "各位代表！过去一年的成绩来之不易。"
    found = paths("一、工作回顾", *items, address, "二、重点工作", "做好今年工作。", "各位代表，让我们团结起来！")
    assert (found[4], found[-1]) == (("一、工作回顾",), ())
    assert paths("一、回顾", items[0], address, items[2], "二、工作")[2][-1].startswith("（一）")


def test_a_contact_line_closes_nothing_where_the_text_goes_on_behind_it() -> None:
    contact, more = "咨询电话：0573-85120000", "报名费每人每科50元，由区教育局统一收取。"
    lines = ("一、认定机构", "认定对象：本区户籍人员", contact, "认定地点：政务服务中心3楼", more)
    assert paths(*lines) == [("一、认定机构",)] * 5
    signed = ("某市教育局", "2024年5月6日")
    assert paths(*lines, *signed)[-4:] == [("一、认定机构",)] * 2 + [()] * 2
    assert paths(*lines[:3], "地址：人民路1号。", "特此公告。", *signed, more)[2:] == [()] * 6
    for last in ("其余学位按积分由高到低录取。", "其他学生由教育局统筹安排。", "请求复核的，应在三日内提出书面申请。"):
        assert paths(*lines[:3], last) == [("一、认定机构",)] * 4
    assert paths(*lines[:3], "其他未尽事宜另行通知。")[-1] == ()


@pytest.mark.parametrize(
    "last",
    ["逾期不予受理。", "请各单位于6月1日前报送材料。", "材料请寄送至市教育局305室。", "未尽事宜另行通知。", "欢迎广大家长监督。", "本办法解释权归市教育局。"],
)  # fmt: skip
def test_a_last_word_behind_a_contact_line_stands_under_no_item(last: str) -> None:
    items = ("1.公布计划。", "2.组织报名。", "3.按计划录取。")
    document = parse("2024年招生工作方案", *items, "联系电话：0371-7654321", last, "某市教育局", "2024年5月6日")
    assert [paragraph.anchor for paragraph in document.paragraphs[4:]] == ["d/p1", "d/p2", "d/p3", "d/p4"]
