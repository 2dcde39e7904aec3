"""The parts of the check that need no model: sentences, figures, names, forces, alignment, completed questions."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import Paragraph
from qa.drafting.checking import Source, check_sentence
from qa.drafting.figure_check import find_wrong_figure
from qa.drafting.modality import disagreement, read_forces
from qa.drafting.names import find_unknown_names
from qa.drafting.reading import DraftSentence, read_sentences
from qa.drafting.rewriting import is_completion
from qa.drafting.support import WORD_FEATURES, SupportJudge, SupportModel, SupportModels
from qa.records import Language
from tests.fakes import make_document, make_paragraph

PARAGRAPH = make_paragraph(
    "d/1",
    "新建公办园3所，新增学位1.35万个，公办园占比达到54%以上，普惠园覆盖率达到94%以上。2022年12月底前完成。每班不超过35人。",
)


@pytest.mark.parametrize(
    ("sentence", "problem"),
    [
        ("新建公办园三所，新增13500个学位。", ""),
        ("公办园占比要达到54%以上。", ""),
        ("每班最多35人。", ""),
        ("2022年12月底前要完成。", ""),
        ("新建公办园5所。", "figure"),
        ("新建公办园54所。", "figure"),
        ("新增学位3个。", "unit"),
        ("公办园占比达到94%以上。", "moved"),
        ("公办园占比达到54%以下。", "bound"),
        ("公办园占比达到54%。", "bound"),
        ("每班不少于35人。", "bound"),
        ("每班35人以内。", ""),
        ("到2022年12月底完成。", ""),
        ("不晚于2022年12月完成。", ""),
        ("2022年12月以后完成。", "bound"),
    ],
)
def test_figures_keep_their_value_unit_bound_and_thing(sentence: str, problem: str) -> None:
    assert find_wrong_figure(sentence, [PARAGRAPH], "", same_language=True) == problem


@pytest.mark.parametrize(
    ("sentence", "problem"),
    [
        ("It builds three kindergartens and adds 13,500 places.", ""),
        ("The share reaches 54 percent or more.", ""),
        ("A class has no more than thirty-five children.", ""),
        ("It builds five kindergartens.", "figure"),
        ("Half of the classes grow.", "figure"),
        ("A class has at least 35 children.", "bound"),
    ],
)
def test_english_figures_are_read_by_value_as_well(sentence: str, problem: str) -> None:
    assert find_wrong_figure(sentence, [PARAGRAPH], "", same_language=False) == problem


# What is true in other words, and what is false in nearly the same: sentence, source, what the check of figures tells.
WORDED: list[tuple[str, str, str]] = [
    ("Lessons end no later than 20:30.", "不晚于20时30分", ""),
    ("Lessons end no later than 8:30 p.m.", "不得晚于20时30分", ""),
    ("Lessons end no earlier than 20:30.", "不晚于20时30分", "bound"),
    ("Lessons end no later than 21:30.", "不晚于20时30分", "figure"),
    ("Lessons start no earlier than 8:20 a.m.", "不早于8:20", ""),
    ("Lessons start no later than 8:20.", "不早于8时20分", "bound"),
    ("By 2025 the share is 90% or more.", "到2025年，占比达到90%以上", ""),
    ("By 2026 the share is 90% or more.", "到2025年，占比达到90%以上", "figure"),
    ("At the end of 2021 it had 86 kindergartens.", "截至2021年底，共有幼儿园86所", ""),
    ("After 2021 it had 86 kindergartens.", "截至2021年底，共有幼儿园86所", "bound"),
    ("It ends by the end of August.", "8月底前完成", ""),
    ("It ends after August.", "8月底前完成", "bound"),
    ("It ends by the end of July.", "8月底前完成", "figure"),
    ("It runs from 20 July to 30 September.", "7月20日至9月30日", ""),
    ("It runs from 20 June to 30 September.", "7月20日至9月30日", "figure"),
    ("Children born on or before 31 August 2017 enter.", "2017年8月31日（含）以前出生", ""),
    ("Children born after 31 August 2017 enter.", "2017年8月31日（含）以前出生", "bound"),
    ("Children born on or before 31 July 2017 enter.", "2017年8月31日（含）以前出生", "figure"),
    ("It runs from 2021.", "自2021年起执行", ""),
    ("It runs until 2021.", "自2021年起执行", "bound"),
    ("The allowance rises from 200 to 400 yuan.", "由200元提高到400元", ""),
    ("The allowance rises to 200 yuan.", "由200元提高到400元", "bound"),
    ("The allowance rises by 400 yuan.", "由200元提高到400元", "bound"),
    ("The allowance is raised to at least 600 yuan.", "提高到每月不低于600元", ""),
    ("The allowance is raised to at most 600 yuan.", "提高到每月不低于600元", "bound"),
    ("The subjects add up to 750 points.", "总分调整为750分", ""),
    ("The subjects give up to 750 points.", "总分调整为750分", "bound"),
    ("Over five years 86 schools are built.", "五年新建86所", ""),
    ("Over 86 schools are built.", "五年新建86所", "bound"),
    ("In five years they train 360 hours.", "五年内培训360学时", ""),
    ("They train 360 hours in more than five years.", "五年内培训360学时", "bound"),
    ("60% go to the schools of the area.", "60%分配到区域内初中学校", ""),
    ("Up to 60% go to the schools of the area.", "60%分配到区域内初中学校", "bound"),
    ("A course must not cost more than 50 yuan.", "每门不得超过50元", ""),
    ("A course must cost more than 50 yuan.", "每门不得超过50元", "bound"),
    ("They must not be paid less than 80%.", "不得低于80%", ""),
    ("They must not be paid more than 80%.", "不得低于80%", "bound"),
    ("A class has up to 35 pupils in primary school and 40 in junior school.", "小学不超过35人，初中不超过40人", ""),
    (
        "A class has at least 35 pupils in primary school and 40 in junior school.",
        "小学不超过35人，初中不超过40人",
        "bound",
    ),
    ("Teachers with 15 years of service or more get 600 yuan.", "教龄15年以上的，发放600元", ""),
    ("Teachers with 15 years of service or less get 600 yuan.", "教龄15年以上的，发放600元", "bound"),
    ("In 2023 it adds 3 schools.", "2.2023年新增3所", ""),
    ("In 2023 it adds 2 schools.", "2.2023年新增3所", "unit"),
    ("In grades 3 to 6 it takes 60 minutes.", "三至六年级60分钟", ""),
    ("In grades 3 to 5 it takes 60 minutes.", "三至六年级60分钟", "figure"),
    ("A half-day child gets 150 yuan.", "半日托150元", ""),
    ("A half-day child gets 150 yuan.", "全日托150元", "figure"),
    ("Homework is doubled.", "加倍布置", ""),
    ("Homework is doubled.", "布置", "figure"),
    ("It is published each Friday.", "每周五公示", ""),
    ("It is published each Monday.", "每周五公示", "figure"),
    ("It takes 3 hours.", "不少于2小时，共3人", "unit"),
    ("It costs 800 yuan.", "800人", "unit"),
    ("It takes place once a term.", "每学期一次", ""),
    ("It meets once a quarter.", "每季度一次", ""),
    ("It meets once a year.", "每季度一次", "figure"),
    ("It has no more than 2,000 characters.", "不超过2000字", ""),
    ("The test is retaken within one year.", "一年内补测", ""),
    ("The test is retaken after one year.", "一年内补测", "bound"),
    ("It takes place once a term.", "每学期两次", "figure"),
    ("The bachelor's aid is 3000 yuan, the other 3000 yuan.", "本科5000元、专科3000元", "moved"),
]


@pytest.mark.parametrize(("sentence", "source", "problem"), WORDED)
def test_figures_in_english_words_are_read_as_the_source_has_them(sentence: str, source: str, problem: str) -> None:
    paragraph = make_paragraph("d/2", source)
    assert find_wrong_figure(sentence, [paragraph], "", same_language=False) == problem


def test_a_label_is_no_figure_of_an_english_sentence() -> None:
    paragraph = make_paragraph("d/3", "18设12个班。", label="18", number="18")
    assert find_wrong_figure("It has 12 classes.", [paragraph], "", same_language=False) == ""
    assert find_wrong_figure("It has 18 classes.", [paragraph], "", same_language=False) == "figure"


@pytest.mark.parametrize(
    ("draft", "source", "told"),
    [
        ("学校不准组织考试", "学校不得组织考试", ""),
        ("学校可以组织考试", "学校不得组织考试", "negation"),
        ("学校应当公开", "学校可以公开", "modality"),
        ("要求企业捐资", "鼓励企业捐资", "modality"),
        ("班额超标须备案", "班额超标须备案", ""),
        ("超出班额的须备案", "原则上超出班额的须备案", "modality"),
        ("减少招生规模", "扩大招生规模", "direction"),
        ("市级以下表彰的优先", "市级以上表彰的优先", "direction"),
        ("所有学校开放场地", "学校开放场地", "extent"),
        ("每人填报一所", "每人只能填报一所", "extent"),
        ("Schools must not set tests", "学校不得组织考试", ""),
        ("Schools may set tests", "学校不得组织考试", "negation"),
        ("Pupils may apply", "学生可以申请", ""),
        ("Schools open every day", "学校每天开放", ""),
        ("At least 15% move within the group", "交流不少于专任教师的15%", ""),
        ("Results come every March", "每年3月公开", ""),
        ("It runs from 20 May to 20 June", "5月20日至6月20日", ""),
        ("Schools open to all pupils", "学校每天开放", "extent"),
        ("The check-up is free of charge", "免费体检", ""),
        ("Families pay nothing", "免收费用", ""),
        ("Families pay nothing", "家庭不得缴费", "negation"),
        ("Families pay a fee", "免收费用", "negation"),
        ("It is no longer required", "不再要求", ""),
        ("It is still required", "不再要求", "negation"),
        ("The programme no longer takes students", "停招该专业", ""),
        ("The programme takes students", "停招该专业", "negation"),
        ("Schools are not forbidden to set tests", "学校严禁组织考试", "negation"),
        ("No school may set tests", "任何学校不得组织考试", ""),
        ("No school may not set tests", "任何学校不得组织考试", "negation"),
        ("Schools must not set tests", "学校可以组织考试", "negation"),
        ("Teachers need not take part", "教师可以不参加", ""),
        ("Teachers must not take part", "教师可以不参加", "modality"),
        ("收入不超过公务员平均水平", "收入不低于公务员平均水平", "direction"),
        ("收入不少于公务员平均水平", "收入不低于公务员平均水平", ""),
        ("The share must be higher than the employer's", "个人部分不得高于单位部分", "direction"),
        ("The share must not be higher than the employer's", "个人部分不得高于单位部分", ""),
        ("加重学生负担", "减轻学生负担", "direction"),
        ("抓好以上工作", "抓好以下工作", "direction"),
        ("体检后方可上岗", "须体检，方可上岗", ""),
        ("体检后可以上岗", "须体检，方可上岗", "modality"),
    ],
)
def test_forces_must_agree(draft: str, source: str, told: str) -> None:
    assert disagreement(read_forces(draft), read_forces(source)) == told


@pytest.mark.parametrize(
    ("sentence", "source", "unknown"),
    [
        ("市教育局负责。", "由市教育局负责", ()),
        ("市财政局负责。", "由市教育局负责", ("财政局", "市财政局")),
        ("区教育局负责。", "由区县教育局负责", ("区教育局",)),
        ("依据《实施办法》。", "依据《实施方案》", ("实施办法",)),
        ("见市教发〔2022〕6号。", "见市教发〔2022〕5号", ("见市教发〔2022〕6号",)),
        ("推行STEM课程。", "推行课程", ("STEM",)),
        ("文件写道“免费入学”。", "免试入学", ("免费入学",)),
        ("分好班以后不准再换班。", "分班以后不得调换", ()),
        ("平台由残联建设。", "平台由市教育局建设", ("残联",)),
        ("The Finance Bureau pays.", "市财政局", ("Finance Bureau",)),
        ("The Finance Bureau (市财政局) pays.", "市财政局", ()),
        ("The Education Bureau (市教育局) pays.", "市财政局", ("市教育局",)),
        ("New university students get 500 yuan.", "大学新生", ()),
        ("The university pays.", "学校", ("university",)),
        ("The competent department shall reply.", "主管部门", ()),
        ("The People's Government of Hudong District (湖东区人民政府) pays.", "湖东区人民政府", ()),
        (
            "The People's Government of Hudong District pays.",
            "湖东区人民政府",
            ("People's Government of Hudong District",),
        ),
    ],
)
def test_names_stand_in_the_source(sentence: str, source: str, unknown: tuple[str, ...]) -> None:
    assert set(find_unknown_names(sentence, source)) == set(unknown)


@pytest.mark.parametrize(
    ("reply", "read"),
    [
        ("甲。[1][2] 乙【3】。", [("甲。", (1, 2)), ("乙。", (3,))]),
        ("The share is 4.5 percent. [1] It rose. [2]", [("The share is 4.5 percent.", (1,)), ("It rose.", (2,))]),
        ("- **甲**。[1]\n2. 乙。[2]", [("甲。", (1,)), ("乙。", (2,))]),
        ("<think>也许是9。[1]</think>甲。[1]", [("甲。", (1,))]),
        ("<think>想了很久", []),
        ("没有出处", [("没有出处。", ())]),
        ("", []),
    ],
)
def test_a_reply_is_read_into_sentences(reply: str, read: list[tuple[str, tuple[int, ...]]]) -> None:
    assert [(one.text, one.numbers) for one in read_sentences([reply])] == read


@given(st.text(alphabet="甲乙。.[]1２ ,，\n!？<>ab", max_size=40), st.integers(1, 7))
def test_a_reply_reads_the_same_in_whatever_pieces_it_comes(reply: str, size: int) -> None:
    pieces = [reply[start : start + size] for start in range(0, len(reply), size)]
    assert list(read_sentences(pieces)) == list(read_sentences([reply]))


def test_a_completed_question_says_all_that_was_asked_and_nothing_new() -> None:
    history = ["2022年中职招生有什么规定?"]
    assert is_completion("2022年普通高中招生有什么规定?", "那普通高中呢?", history)
    assert not is_completion("2022年中职招生有什么规定?", "那普通高中呢?", history), "what is asked now is lost"
    assert not is_completion("2023年普通高中招生有什么规定?", "那普通高中呢?", history), "another year"
    assert not is_completion(
        "What are the rules for 普通高中 enrolment in 2022, please tell me", "那普通高中呢?", history
    )


def check(sentence: str, *paragraphs: Paragraph) -> str:
    """What the rules say in one language; the learned model lets everything pass."""
    nothing = SupportModel(WORD_FEATURES, np.zeros(len(WORD_FEATURES), dtype=np.float32), 0.0, 0.0)
    judge = SupportJudge((), SupportModels((), nothing, nothing, nothing, 0.0))
    sources = [Source(paragraph, make_document("d", title="2022年管理办法", year=2022)) for paragraph in paragraphs]
    return check_sentence(DraftSentence(sentence, (1,)), sources, Language.ZH, judge).problem


@pytest.mark.parametrize(
    ("sentence", "problem"),
    [
        ("平台由市教育局统一建设，免费提供给学校使用。", ""),
        ("2022年平台由市教育局统一建设，免费提供给学校使用。", ""),
        ("2022年扩建3所。", "figure"),
        ("2023年扩建3所。", ""),
        ("平台由残联统一建设，免费提供给学校使用。", "name"),
        ("亲友借住超过30日的应当报备。", ""),
        ("退回来的钱可以充公。", "modality"),
    ],
)
def test_a_body_stands_in_what_is_quoted_and_nothing_is_allowed_that_no_clause_allows(
    sentence: str, problem: str
) -> None:
    paragraph = make_paragraph(
        "d/9",
        "平台由市教育局统一建设，免费提供给学校使用。亲友借住超过30日的应当报备，剩余费用退还家长，租赁合同每期三年。2023年扩建3所。收费标准会同市残联制定。",
    )
    assert check(sentence, paragraph) == problem
