"""Numbers that are typed unlike the usual ones: before a month, with another stop, behind an answer's mark; and a document's last line."""

from __future__ import annotations

import pytest

from tests.ingest.documents import codes, parse

OPENING = "全县教育系统要坚持育人为本，抓好以下各项重点工作，确保取得实效。"


def test_items_of_a_plan_by_months_keep_their_numbers() -> None:
    items = (
        "1.3月召开全县教育工作会议。", "2.4月举办运动会。", "3.5月、10月各检查一次。", "4.6—7月组织考试。",
        "5.8、9月开展培训。", "6.9月XX日开学。", "7.10月*日前上报总结。",
    )  # fmt: skip
    numbered = [
        p for p in parse("工作要点", "一、重点工作", *items, "二、要求", OPENING).paragraphs if p.kind == "body"
    ]
    assert [p.text[p.label_end :] for p in numbered[:-1]] == [item[2:] for item in items]
    assert all(p.number and "numbering_gap" not in codes(p) for p in numbered[:-1])


def test_an_item_that_begins_with_an_age_keeps_its_number() -> None:
    items = (
        "1.本市户籍居民可以申请。",
        "2.65周岁以上老年人免费乘车。",
        "3.6—12周岁儿童半价。",
        "4.其他乘客按票价付费。",
    )
    numbered = [p for p in parse("乘车办法", "一、优惠", *items, OPENING).paragraphs if p.kind == "body"]
    assert [(p.number, p.text[p.label_end :]) for p in numbered[:4]] == [(one[:2], one[2:]) for one in items]


@pytest.mark.parametrize(
    "text", ["1.1月度考核按月进行。", "1.5月内完成。", "1.5月以上工龄的教师。", "1.2月报制度要健全。"]
)
def test_a_decimal_before_a_month_s_word_is_no_item_of_a_month(text: str) -> None:
    assert [p.number for p in parse("工作要点", OPENING, text).paragraphs] == ["", "", ""]


@pytest.mark.parametrize("words", ["月调度制度", "月例会制度", "月底检查"])
@pytest.mark.parametrize("blank", ["", " "])
def test_a_decimal_before_a_month_counts_beside_another_decimal(words: str, blank: str) -> None:
    lines = [
        ("1", "总体要求"),
        ("1.1", "指导思想"),
        ("2", "工作制度"),
        ("2.1", words),
        ("2.2", "周例会制度"),
        ("3", "保障措施"),
    ]
    text = [line for number, heading in lines for line in (number + blank + heading, OPENING)]
    numbered = [p for p in parse("工作要点", *text).paragraphs if p.number]
    assert [(p.number, codes(p)) for p in numbered] == [(number, []) for number, _ in lines]


def test_items_of_two_lists_that_begin_with_months_are_no_decimals() -> None:
    items = ("1.1月召开会议。", "2.1月举办活动。", "3.4月检查食堂。")
    document = parse("工作要点", "一、上半年", *items, "二、下半年", "1.2月总结工作。", "2.9月开学。", OPENING)
    assert [p.number for p in document.paragraphs if p.kind == "body"] == ["1.", "2.", "3.", "1.", "2.", ""]


def test_items_that_begin_with_months_stay_items_behind_decimals_that_their_months_count_on() -> None:
    steps = ("1.3月启动部署", "2.4月组织实施", "3.5月总结")
    lines = ("一、总体要求", "1.1指导思想", OPENING, "1.2工作目标", OPENING, "二、步骤", *steps, OPENING)
    numbered = [p for p in parse("工作方案", *lines).paragraphs if p.number]
    assert [(p.number, codes(p)) for p in numbered[-3:]] == [("1.", []), ("2.", []), ("3.", [])]


@pytest.mark.parametrize("stop", ["丶", "﹑", "､"])
def test_what_is_typed_for_the_enumeration_comma_ends_a_number(stop: str) -> None:
    lines = (f"一{stop}扩大学位", "（一）新建学校", f"1{stop}新建5所。", f"二{stop}招聘教师", "招聘教师90名。")
    document = parse("工作要点", OPENING, *lines)
    assert [p.label for p in document.paragraphs if p.number] == ["一、", "一、（一）", "一、（一）1、", "二、"]
    assert [p.text[p.label_end :] for p in document.paragraphs if p.number == f"1{stop}"] == ["新建5所。"]
    assert document.paragraphs[-1].heading_path == ("二、招聘教师",)
    assert [p.anchor for p in document.paragraphs][2:5] == ["d/一", "d/一/(一)", "d/一/(一)/1"]


def test_a_blank_before_a_number_s_stop_is_shown_nowhere() -> None:
    document = parse(
        "工作要点", OPENING, "一 、主要成绩", "1 、项目建设。完成投资2亿元，新开工学校3所。", "2 、招聘。招8人。"
    )
    last = document.paragraphs[-1]
    assert (last.label, last.heading_path) == ("一、2、", ("一、主要成绩", "2、招聘"))
    assert last.text[last.label_end :] == "招聘。招8人。"


def test_a_comma_ends_a_number_where_the_next_line_counts_on() -> None:
    lines = ("一，工作目标", "新建学校5所。", "二，主要任务", "招聘教师90名。")
    assert [p.label for p in parse("工作要点", OPENING, *lines).paragraphs if p.number] == ["一，", "二，"]
    alone = parse("工作要点", OPENING, "一，二年级不考试。", "二，三年级考试。", "三，四年级学生全部参加。")
    assert [p.number for p in alone.paragraphs if p.number] == []
    assert [p.number for p in parse("工作要点", OPENING, "一，工作目标。", OPENING).paragraphs if p.number] == []


def test_a_first_number_behind_an_answer_s_mark_counts_where_the_next_line_goes_on() -> None:
    document = parse(
        "招生问答", "问：怎么报名？", "答：（1）登录平台。", "（2）填写信息。", "问：怎么补录？", "答：登录平台。"
    )
    numbered = [p for p in document.paragraphs if p.number]
    assert [(p.number, p.text, codes(p)) for p in numbered] == [
        ("（1）", "（1）登录平台。", []),
        ("（2）", "（2）填写信息。", []),
    ]
    annexes = parse("招生通知", OPENING, "附件：1.招生计划", "2.报名表")
    assert [p.text for p in annexes.paragraphs][2:] == ["附件：1.招生计划", "2.报名表"]


def test_the_mark_of_an_answer_is_no_word_of_it() -> None:
    pairs = (
        ("Q1：何时？", "A1：7月。"),
        ("Ｑ：能吗？", "Ａ：能。"),
        ("【Q】贵吗？", "【A】不贵。"),
        ("问：几班？", "答2：两班。"),
    )
    document = parse("招生问答", *(line for pair in pairs for line in pair), "奖项设置", "A：一等奖三名。")
    assert [p.text[p.label_end :] for p in document.paragraphs if p.kind == "body"] == [
        "7月。", "能。", "不贵。", "两班。", "奖项设置", "A：一等奖三名。",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("咨询电话：0877—2036120（工作日9：00—11：30，14：30—17：00）", False),
        ("联系方式：张老师，0877—2036120转基础教育股办公室，工作日上午", False),
        ("报名方式：采取网上报名方式进行，考生登录县教育局网站填写信息，上传照片，并在规定时间", True),
        ("联系方式：各校应明确专人，负责2023年招生信息的报送，保证所报信息的真实性", True),
        ("受理方式：现场受理或网上受理，二者任选其一即可", False),
        ("联系方式：关注“石门教育”微信公众号，在后台留言反馈", False),
        ("报名方式：登录县教育局网站，填写个人信息，并", True),
        ("报名方式：登录市教育局官网，填写报名表并上传照片", False),
        ("服务方式：送教上门，远程辅导，每月不少于两次", False),
        ("联系方式：市教育局基础教育科，张老师，李老师", False),
        ("受理方式：线上申报，线下审核，一次办结，全程网办", False),
        ("受理方式：线上申报，线下审核，十分钟内电话响应", False),
        ("报名方式：登录市教育局官网，填写报名表，考生应", True),
        ("报名方式：登录市教育局官网，填写报名表，考生须", True),
        ("二、咨询地址：石门县人民路12号，县教育局三楼301室", False),
        ("联系人及电话：张老师、李老师，2036120转基础教育股办公室（上午）", False),
        ("咨询电话：0877—2036120（工作日9：00—11：30，14：30—17：00", True),
        ("各学校要严格控制报名人数，确保招生工作平稳有序，全面落实", True),
    ],
)
def test_a_contact_line_at_the_end_breaks_off_nowhere(line: str, told: bool) -> None:
    document = parse("石门县招生简章", OPENING, "一、对象。本县学生。", line)
    assert ("truncated" in codes(document.paragraphs[-1])) is told
