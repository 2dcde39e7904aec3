import pytest

from ingest import fold
from qa.aspects import ASPECTS, find_aspects, lacks_members, says_no_reason


def missing(question: str, sentence: str, paragraph: str = "") -> set[str]:
    found = find_aspects(fold(question), fold(sentence), fold(paragraph or sentence))
    assert tuple(found) == ASPECTS
    return {name for name, value in found.items() if value}


ASKED, LACKING = {"aspect_asked"}, {"aspect_asked", "aspect_missing", "aspect_missing_paragraph"}


@pytest.mark.parametrize(
    ("question", "sentence", "told"),
    [
        ("为什么每周只上门一次?", "送教上门每周一次。", LACKING),
        ("为什么改到8点上课?", "为保证睡眠，8点上课。", ASKED),
        ("补助怎么申请?", "每年发放补助2400元。", LACKING),
        ("补助怎么申请?", "由本人向村委会提出，经审核后发放。", ASKED),
        ("How do parents apply for the subsidy?", "每年发放补助2400元。", LACKING),
        ("乱收费的学校会怎样?", "学校不得乱收费。", LACKING),
        ("乱收费的学校会怎样?", "乱收费的责令清退。", ASKED),
        ("“三支队伍”指什么?", "建设“三支队伍”", LACKING),
        ("“三支队伍”指什么?", "“三支队伍”，即教师、校长、教研员", ASKED),
        ("试点的是哪几所学校?", "先行试点，逐步推开。", LACKING),
        ("试点的是哪几所学校?", "在一中、二中试点。", ASKED),
        ("招生比去年多多少?", "招生5000人。", LACKING),
        ("What happens if a school overcharges?", "学校不得乱收费。", LACKING),
        ("Who do I apply to for a subsidy?", "每年发放补助2400元。", LACKING),
        ("Which two schools host the pilot classes?", "先行试点。", LACKING),
        ("Which schools host the pilot classes?", "在一中、二中试点。", ASKED),
        ("Who is in charge of the canteen?", "学校食堂由校长负责。", set()),
        ("What documents do we need to bring?", "新生报到：8月31日。", LACKING),
        ("报到那天要带什么?", "新生报到：8月31日。", LACKING),
        ("报到那天要带什么?", "凭户口簿和录取通知书报到。", ASKED),
        ("司机要什么证?", "对查证属实的，给予奖励。", LACKING),
        ("今年招生多少人?", "招生5000人。", set()),
        ("为什么职普比不低于5:5?", "职普比不低于4:6。", set()),
        ("", "招生5000人。", set()),
    ],
)
def test_what_else_is_asked_and_whether_the_sentence_tells_it(question: str, sentence: str, told: set[str]) -> None:
    assert missing(question, sentence) == told


def test_what_only_the_paragraph_tells_is_missing_in_the_sentence() -> None:
    assert missing("补助怎么申请?", "补助2400元。", "补助2400元。由本人提出申请。") == {
        "aspect_asked",
        "aspect_missing",
    }


@pytest.mark.parametrize(
    ("question", "sentence", "lacks"),
    [
        ("补贴打到卡里还是抵车票?", "交通补贴每学期300元。", True),
        ("补贴打到卡里还是抵车票?", "补贴打入社会保障卡里。", False),
        ("补贴多少?", "交通补贴每学期300元。", False),
        ("还是不行吗?", "不得乱收费。", False),
    ],
)
def test_a_choice_of_which_neither_stands_there(question: str, sentence: str, lacks: bool) -> None:
    assert ("choice_missing" in missing(question, sentence)) is lacks


@pytest.mark.parametrize(
    ("question", "sentence", "says_none"),
    [
        ("为什么送教上门每周只有一次?", "重度残疾儿童送教上门,每周只一次。", True),
        ("为什么对作文实行双评?", "对作文实行双评,评分差距过大的由学科组长仲裁。", True),
        ("Why are essays double-marked?", "对作文实行双评。", True),
        ("为什么对作文实行双评?", "为减少误差,对作文实行双评。", False),
        ("为什么不再新建?", "随着出生人口减少,不再新建。", False),
        ("学校饭堂为什么包给外面?", "学校食堂不得承包。", False),
        ("示范高中创建为什么停办?", "继续开展示范高中创建活动。", False),
        ("科技类机构为何由市教育局审批?", "体育类由市文体局审批,科技类由市科技局审批。", False),
        ("为什么小学生要睡9小时?", "小学生每天睡眠10小时,初中生9小时。", False),
        ("对作文怎么评分?", "对作文实行双评。", False),
        ("该校更名为什么?", "该校更名。", False),
        ("村小为什么撤并?", "生源不足致使村小撤并。", False),
        ("为何不让随便进校检查?", "进校检查须经审批,把时间还给教师。", False),
    ],
)
def test_a_sentence_that_only_says_again_what_a_reason_is_asked_for(
    question: str, sentence: str, says_none: bool
) -> None:
    assert says_no_reason(question.lower(), sentence) is says_none


@pytest.mark.parametrize(
    ("question", "sentence", "lacks"),
    [
        ("评上的是哪8所?", "创建市级示范园8所、省级示范园2所。", True),
        ("试点的12所都是哪些?", "12所试点学校开展托管,每天8:00至17:00。", True),
        ("Which twenty primary schools were picked?", "遴选20所幼儿园和20所小学结对。", True),
        ("What are the names of the three new schools?", "新建学校7所(小学4所、初中3所)。", True),
        ("试点的12所都是哪些?", "选定一中、二中等12所学校。", False),
        ("由哪几种设施构成?", "建设684个,其中水库5座、塘坝20座。", False),
        ("哪些县成了普及普惠县?", "新增普及普惠县市区21个、义务教育优质均衡发展县市区12个", True),
        ("哪些县成了普及普惠县?", "新增青山县、云溪县等普及普惠县2个", False),
        ("哪些高职升本科了?", "3所高等职业学校升格为本科高校,新增硕士学位授权单位2所", True),
        ("哪些中职学生免学费?", "3所学校的农村学生免学费", False),
        ("薄弱学校是哪11所?", "组建清河学校、滨江中学等4个教育集团,覆盖薄弱学校11所", True),
        ("试点学校是哪4所?", "选定一中、二中等4所学校,覆盖学生900人", False),
    ],
)
def test_numbers_side_by_side_name_no_members(question: str, sentence: str, lacks: bool) -> None:
    assert lacks_members(question.lower(), sentence) is lacks


@pytest.mark.parametrize(
    ("question", "sentence", "lacks"),
    [
        ("Who is the director of the county health bureau?", "县卫生健康局负责托育服务。", True),
        ("Who's the county magistrate?", "县卫生健康局负责托育服务。", True),
        ("What is the name of the director?", "县卫生健康局负责托育服务。", True),
        ("县卫健局局长是谁？", "县卫生健康局负责托育服务。", True),
        ("谁是县长？", "县政府各部门，各街道办事处。", True),
        ("Who is the governor of Hubei?", "省人民政府代省长李殿勋作政府工作报告。", False),
        ("湖北省省长是谁？", "湖北省省长 李殿勋，各部门到会。", False),
        ("Who is the head of the leading group?", "领导小组组长为县教育局局长。", False),
        ("Who is the director of the office?", "办公室主任由县教育局局长兼任。", False),
        ("Who is the director of the bureau?", "县教育局局长XX到会。", False),
        ("Who is the principal appointed by?", "校长由县教育局任命。", False),
        ("Who is responsible for childcare?", "县卫生健康局负责托育服务。", False),
        ("班主任是谁？", "学校各班由教师管理。", False),
        ("实验小学校长是谁？", "专家组：周涛（实验小学校长）、孙丽（县医院院长）。", False),
        (
            "Who is the director of the county education bureau?",
            "姓名：王强；职务：县教育局局长；分工：全面工作",
            False,
        ),
        ("县教育局局长是谁？", "成员：王强，县教育局局长", False),
        ("招生办主任是谁？", "王强，招生办主任，电话3021101", False),
        ("谁是实验小学校长？", "实验小学 王强 校长", False),
        ("第一中学校长是谁？", "学校：第一中学；校长（负责人）：王强", False),
        ("县医院院长是谁？", "县医院王强院长到会。", False),
        ("县卫健局局长是谁？", "县卫健局局长负责，林业局、县林业局局长。", True),
        ("实验小学校长是谁？", "教育局专项资金，金额，由校长。", True),
        ("卫生院院长是谁？", "卫生院院长负责，公共卫生，院长。", True),
    ],
)
def test_a_body_is_not_the_person_at_its_head(question: str, sentence: str, lacks: bool) -> None:
    assert lacks_members(fold(question), fold(sentence)) is lacks
