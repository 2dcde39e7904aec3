"""A document of questions and answers, what it says of itself, and one that a page left broken, with the real models."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest import IngestSettings, ingest_paths, open_store
from qa import Answer, Outcome, Question, build_chain

pytestmark = pytest.mark.integration

PAIRS = """云岭县2024年学生资助和课后服务政策问答
云岭县教育局
云教助〔2024〕6号
为方便家长和学生了解有关政策，现对咨询较多的问题作出解答，供参考。
一、学前教育
问：孩子上幼儿园，家里困难，能申请补助吗？
答：可以。在普惠性幼儿园就读的脱贫户家庭儿童和残疾儿童，每生每年补助1000元。
问：什么时候申请、向谁申请？
答：每学期开学后两周内，由家长向就读幼儿园提出申请，填写申请表。
二、义务教育
问：外地户口的孩子能领吗？
答：学籍在本县学校的学生，不论户籍在哪里，只要符合条件都可以申请。
问：没有社会保障卡怎么办？
答：监护人可凭身份证到农商银行网点办理，免收工本费。
三、课后服务
问：课后服务到几点？
答：小学到17:30，初中到18:00，高中不开展收费的课后服务。
县学生资助管理中心咨询电话：0999-5550123。
云岭县教育局
2024年9月2日
"""
BROKEN = """松岭县人民政府公报2023年第3期
松岭县2023年教育工作要点
&nbsp;&nbsp;全县教育工作以“质量提升年”为抓手，坚持抓规范、提质量、强队伍、保安全，加强统筹，争
创全国义务教育优质均衡发展县。
一、优化布局
(一)学前教育。新建公办幼儿园4所（城关二幼、
石桥中心幼儿园、青溪中心幼儿园、凤凰幼儿园）,新增学位1080个。公办一级园每生每
月420元,二级园每生每月350元。
松岭县人民政府公报2023年第3期
(二)课后服务。参与率达到98%以上；课后服务经费由
县财政按每生每年240元补助，不向家长收费。
二、建强队伍
(三)教师交流。校长
在同一学校任职满8年、教师满6年必须交流。<br/>
松岭县人民政府公报2023年第3期
(四)师德师风。表彰优秀教师100名。更多公文范文请加QQ群：638201774 免费下载。
"""

Ask = Callable[..., Answer]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    chains = {}
    for name, text in (("pairs", PAIRS), ("broken", BROKEN)):
        folder = tmp_path_factory.mktemp(name)
        path = folder / f"{name}.txt"
        path.write_text(text, encoding="utf-8")
        store = open_store(IngestSettings(store=folder / "store"))
        ingest_paths([path], store)
        chains[name] = build_chain(store)

    def ask_document(name: str, question: str, *history: str) -> Answer:
        return chains[name].invoke(Question(question, history))

    return ask_document


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("我们是外地户口，能领补助不？", "不论户籍在哪里"),
        ("没有社保卡咋办？", "农商银行网点办理"),
        ("向谁申请补助？", "由家长向就读幼儿园提出申请"),
        ("课后服务几点结束", "小学到17:30"),
        ("What if we have no social security card?", "农商银行网点办理"),
    ],
)
def test_the_answer_is_quoted_and_never_the_question_above_it(ask: Ask, question: str, quoted: str) -> None:
    answer = ask("pairs", question)
    assert quoted in answer.citations[0].quote
    assert not any(citation.quote.startswith("问") for citation in answer.citations)
    assert answer.citations[0].heading_path[-1].startswith("问：")


def test_another_level_of_schools_is_asked_of_the_same_service(ask: Ask) -> None:
    answer = ask("pairs", "高中有吗？", "小学课后服务到几点？")
    assert "高中不开展收费的课后服务" in answer.citations[0].quote


@pytest.mark.parametrize(
    ("question", "quotes"),
    [
        ("这份文件是哪一年的？", ["云岭县2024年学生资助和课后服务政策问答"]),
        ("文件是谁发的", ["云岭县教育局"]),
        ("这个文件是什么时候发布的？", ["2024年9月2日"]),
        ("文号是多少", ["云教助〔2024〕6号"]),
        ("Who issued this document and when?", ["云岭县教育局", "2024年9月2日"]),
        ("有哪些文件", ["云岭县2024年学生资助和课后服务政策问答"]),
    ],
)
def test_a_document_tells_of_itself(ask: Ask, question: str, quotes: list[str]) -> None:
    answer = ask("pairs", question)
    assert [citation.quote for citation in answer.citations] == quotes
    assert all(citation.verified for citation in answer.citations)


def test_the_parts_of_a_document_are_told_by_their_headings(ask: Ask) -> None:
    quotes = [citation.quote for citation in ask("pairs", "这份文件一共分几部分？").citations]
    assert [one for one in quotes if not one.startswith("问")] == ["学前教育", "义务教育", "课后服务"]


@pytest.mark.parametrize("question", ["学生资助管理中心的主任是谁？", "食堂改造的施工单位是哪家？", "公布时间"])
def test_what_is_not_told_or_of_nothing_is_refused(ask: Ask, question: str) -> None:
    assert ask("pairs", question).outcome is Outcome.NOT_IN_DOCUMENTS


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("课后服务要交钱吗", "课后服务经费由县财政按每生每年240元补助，不向家长收费"),
        ("新建的4所幼儿园是哪几所", "城关二幼、石桥中心幼儿园、青溪中心幼儿园、凤凰幼儿园"),
        ("公办一级园一个月多少钱", "公办一级园每生每月420元"),
        ("校长干满几年要交流", "校长在同一学校任职满8年、教师满6年必须交流"),
    ],
)
def test_a_broken_document_answers_in_whole_sentences(ask: Ask, question: str, quote: str) -> None:
    assert quote in ask("broken", question).citations[0].quote


def test_what_a_page_left_is_quoted_nowhere(ask: Ask) -> None:
    answer = ask("broken", "这份文件讲了什么")
    assert [citation.quote for citation in answer.citations] == [
        "优化布局",
        "学前教育",
        "课后服务",
        "建强队伍",
        "教师交流",
        "师德师风",
    ]
    assert ask("broken", "范文QQ群是多少").outcome is Outcome.NOT_IN_DOCUMENTS
