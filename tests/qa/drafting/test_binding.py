"""What stands together in a sentence stands together in its source: rates, seasons, levels, bodies and their figures."""

from __future__ import annotations

import pytest

from qa.drafting.binding import find_moved
from qa.drafting.circumstances import Kind, read_circumstances
from qa.drafting.figure_check import read_english
from tests.fakes import make_paragraph

COMPLAINTS = "学校应当在接到投诉后3个工作日内答复，区县教育局应当在7个工作日内办结。市教育局每两年评选一次先进学校。"
TERMS = "转学申请每学期集中受理一次，春季学期受理时间为2月20日至2月25日，秋季学期受理时间为8月15日至8月20日。"
GRANTS = "寄宿生生活费补助标准为小学每生每年1250元、初中每生每年1500元，托班月保育费不超过900元。"


def moved(sentence: str, source: str, *, english: bool) -> str:
    text = read_english(sentence) if english else sentence
    return find_moved(text, [make_paragraph("d/1", source)], [source], english=english)


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("A school must answer within 3 working days.", COMPLAINTS),
        ("The district education bureau (区县教育局) settles complaints within 7 working days.", COMPLAINTS),
        ("Outstanding schools are chosen every two years.", COMPLAINTS),
        ("For the autumn term, transfers are handled from 15 August to 20 August.", TERMS),
        ("Transfers are handled once a term.", TERMS),
        ("Boarders at primary school get 1,250 yuan per pupil per year.", GRANTS),
        ("Nursery care costs at most 900 yuan a month.", GRANTS),
        ("Boarders get 1,250 yuan annually at primary and 1,500 at junior secondary school.", GRANTS),
    ],
)
def test_what_the_source_says_together_may_be_said_together_in_english(sentence: str, source: str) -> None:
    assert moved(sentence, source, english=True) == ""


@pytest.mark.parametrize(
    ("sentence", "source", "problem"),
    [
        ("A school must answer within 7 working days.", COMPLAINTS, "moved"),
        ("The district education bureau (区县教育局) settles complaints within 3 working days.", COMPLAINTS, "moved"),
        ("The city education bureau (市教育局) settles complaints within 7 working days.", COMPLAINTS, "moved"),
        ("Outstanding schools are chosen every year.", COMPLAINTS, "rate"),
        ("For the spring term, transfers are handled from 15 August to 20 August.", TERMS, "moved"),
        ("Transfers are handled once a month.", TERMS, "rate"),
        ("Boarders at primary school get 1,500 yuan per pupil per year.", GRANTS, "moved"),
        ("Boarders at primary school get 1,250 yuan per pupil and term.", GRANTS, "rate"),
    ],
)
def test_what_the_source_says_of_another_is_not_said_in_english(sentence: str, source: str, problem: str) -> None:
    assert moved(sentence, source, english=True) == problem


@pytest.mark.parametrize(
    ("sentence", "source", "problem"),
    [
        ("区县教育局应当在7个工作日内办结。", COMPLAINTS, ""),
        ("区县教育局应当在3个工作日内办结。", COMPLAINTS, "moved"),
        ("先进学校由市教育局每两年评选一次。", COMPLAINTS, ""),
        ("先进学校由市教育局每年评选一次。", COMPLAINTS, "rate"),
        ("秋季学期8月15日至8月20日受理转学。", TERMS, ""),
        ("春季学期8月15日至8月20日受理转学。", TERMS, "moved"),
        ("初中寄宿生每生每年1500元。", GRANTS, ""),
        ("小学寄宿生每生每年1500元。", GRANTS, "moved"),
        ("托班保育费每月不超过900元。", GRANTS, ""),
        ("托班保育费每年不超过900元。", "托班每月保育费不超过900元。", "rate"),
    ],
)
def test_the_same_holds_in_chinese(sentence: str, source: str, problem: str) -> None:
    assert moved(sentence, source, english=False) == problem


def test_a_body_told_of_another_bodys_work_is_moved() -> None:
    source = "县教育局负责学科类培训机构的审批；县体育局负责体育类培训机构的审批。"
    assert moved("县体育局负责体育类培训机构的审批。", source, english=False) == ""
    assert moved("文件要求县体育局负责体育类培训机构的审批。", source, english=False) == ""
    assert moved("县教育局负责体育类培训机构的审批。", source, english=False) == "moved"


@pytest.mark.parametrize(
    ("sentence", "source", "problem"),
    [
        ("街道办事处在7个工作日内初审。", "街道在7个工作日内初审，市住房保障中心复核后公示10日。", ""),
        ("市住房保障中心在7个工作日内初审。", "街道在7个工作日内初审，市住房保障中心复核后公示10日。", "moved"),
        ("普通维修3日内完成。", "水电急修2小时内到场，普通维修3日内完成。", ""),
        ("普通维修2小时内到场。", "水电急修2小时内到场，普通维修3日内完成。", "moved"),
        ("二套房首付最少三成。", "首套房首付不低于两成，二套房不低于三成。", ""),
        ("首套房首付最少三成。", "首套房首付不低于两成，二套房不低于三成。", "moved"),
        ("建设500个省重大项目和200个民间项目。", "加快建设500个省重大项目和200个民间项目。", ""),
        ("建设200个省重大项目和500个民间项目。", "加快建设500个省重大项目和200个民间项目。", "moved"),
        ("人为损坏由承租人承担。", "自然损坏由市住房保障中心承担，人为损坏由承租人承担。", ""),
        ("人为损坏由市住房保障中心承担。", "自然损坏由市住房保障中心承担，人为损坏由承租人承担。", "moved"),
        (
            "区教育局收到预算后，应当在20个工作日内分解。",
            "区财政局每年2月底前下达预算，区教育局应当在20个工作日内分解。",
            "",
        ),
        (
            "区财政局收到预算后，应当在20个工作日内分解。",
            "区财政局每年2月底前下达预算，区教育局应当在20个工作日内分解。",
            "moved",
        ),
        ("普通高中提取比例不低于5%。", "公办幼儿园提取比例为3%至5%，普通高中提取比例不低于5%。", ""),
        ("公办幼儿园提取比例不低于5%。", "公办幼儿园提取比例为3%至5%，普通高中提取比例不低于5%。", "moved"),
    ],
)
def test_figures_and_bodies_of_two_clauses_are_not_exchanged(sentence: str, source: str, problem: str) -> None:
    assert moved(sentence, source, english=False) == problem


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("每半年", "every six months"),
        ("每季度", "quarterly"),
        ("每周", "once a week"),
        ("按月", "monthly"),
        ("每5年", "in every five years"),
        ("一年一次", "once a year"),
        ("每个学期", "each term"),
        ("每生每天", "per pupil and day"),
    ],
)
def test_a_rate_is_the_same_in_both_languages(chinese: str, english: str) -> None:
    rates = read_circumstances(chinese, english=False)[Kind.RATE]
    assert len(rates) == 1
    assert read_circumstances(read_english(english), english=True)[Kind.RATE] == rates


@pytest.mark.parametrize(
    "text", ["in a year", "for a year", "a quarter of the schools", "a year's notice", "a day-care centre"]
)
def test_a_length_of_time_is_no_rate(text: str) -> None:
    assert Kind.RATE not in read_circumstances(text, english=True)
