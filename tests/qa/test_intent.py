import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa import AnswerKind, Intent, holds_answer, read_intent
from qa.units import CHANGE_OF_RATIO, DURATION, HOUR, LOCATION, NAME, RATIO, SCORE


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("2022年中职招生多少人?", AnswerKind.FIGURE),
        ("普惠性园覆盖率要达到多少?", AnswerKind.FIGURE),
        ("How many kindergartens will be built?", AnswerKind.FIGURE),
        ("My son is five. What's the most pupils they can put in one class?", AnswerKind.FIGURE),
        ("Maximum minutes of written homework per day for senior high?", AnswerKind.FIGURE),
        ("how much sleep should a primary pupil get", AnswerKind.FIGURE),
        ("School bus fee per semester?", AnswerKind.MONEY),
        ("What's the cap on what a nursery can charge parents?", AnswerKind.MONEY),
        ("We had a fire. What's the most the emergency fund can pay out?", AnswerKind.MONEY),
        ("When there are more applicants than places, how are they ranked?", AnswerKind.MANNER),
        ("What's the latest we can hand in the form?", AnswerKind.TIME),
        ("We've moved here. Can my daughter start first grade this year?", AnswerKind.YES_NO),
        ("Is there a cap on class size?", AnswerKind.YES_NO),
        ("A tutor wants a year's fees at once. Is that permitted?", AnswerKind.YES_NO),
        ("What documents do we need to bring?", AnswerKind.LIST),
        ("We disagree with the result. Who can we turn to?", AnswerKind.WHO),
        ("Which hospital will the school send them to?", AnswerKind.WHO),
        ("Which building is the county office in?", AnswerKind.PLACE),
        ("Is there a phone number we can call?", AnswerKind.CONTACT),
        ("How come the village school closes?", AnswerKind.REASON),
        ("學校要建幾所?", AnswerKind.FIGURE),
        ("学校食堂一餐多少钱?", AnswerKind.MONEY),
        ("学费是多少?", AnswerKind.MONEY),
        ("幼儿园的收费标准", AnswerKind.MONEY),
        ("学费由谁出?", AnswerKind.WHO),
        ("工资按正式工的几成算?", AnswerKind.FIGURE),
        ("廉政检查盯着哪几块?", AnswerKind.LIST),
        ("什么人不能报考?", AnswerKind.LIST),
        ("什么人可以申请?", AnswerKind.LIST),
        ("申请交给什么人?", AnswerKind.WHO),
        ("how much does lunch cost?", AnswerKind.MONEY),
        ("什么时候开学?", AnswerKind.TIME),
        ("When does the term begin?", AnswerKind.TIME),
        ("多久督导一次?", AnswerKind.TIME),
        ("材料交上去多久有答复?", AnswerKind.FIGURE),
        ("May a prize count when a school decides?", AnswerKind.YES_NO),
        ("谁负责这项工作?", AnswerKind.WHO),
        ("教育局的电话是多少?", AnswerKind.CONTACT),
        ("心理援助热线的号码是多少?", AnswerKind.CONTACT),
        ("想举报,邮箱地址发我一下", AnswerKind.CONTACT),
        ("居住证在哪办?", AnswerKind.PLACE),
        ("老是有人打电话骗钱怎么治?", AnswerKind.MANNER),
        ("心理热线是哪家医院开通的?", AnswerKind.WHO),
        ("pupils who need help", AnswerKind.OPEN),
        ("在哪里报名?", AnswerKind.PLACE),
        ("在哪所学校报名?", AnswerKind.PLACE),
        ("违规的如何处理?", AnswerKind.MANNER),
        ("经费从哪里来?", AnswerKind.OPEN),
        ("教师队伍存在哪些问题?", AnswerKind.LIST),
        ("为什么要办职业教育?", AnswerKind.REASON),
        ("2022年中职招生有什么规定?", AnswerKind.RULE),
        ("what is the 2022 vocational enrolment rule", AnswerKind.RULE),
        ("这份文件讲了什么?", AnswerKind.OVERVIEW),
        ("思政教育有哪些措施?", AnswerKind.LIST),
        ("怎么办好学前教育?", AnswerKind.MANNER),
        ("孩子上小学要考试吗?", AnswerKind.YES_NO),
        ("Is there an exam?", AnswerKind.YES_NO),
        ("为什么初中生下乡劳动每家要交几百块?", AnswerKind.REASON),
        ("凭什么要查爸妈交了几年社保?", AnswerKind.REASON),
        ("凭什么证件进校?", AnswerKind.LIST),
        ("工资每月最迟几号到账?", AnswerKind.TIME),
        ("值班老师星期几在?", AnswerKind.TIME),
        ("体育课一周几节?", AnswerKind.FIGURE),
        ("作业几时公示?", AnswerKind.TIME),
        ("校车几个月检一回?", AnswerKind.TIME),
        ("村小剩十几个孩子能撤吗?", AnswerKind.YES_NO),
        ("乡村老师能拿多少生活补助?", AnswerKind.MONEY),
        ("新生在哪个网站登记?", AnswerKind.OPEN),
        ("办事处是哪个网站?", AnswerKind.CONTACT),
        ("奖补的钱花在哪儿?", AnswerKind.OPEN),
        ("How much living subsidy does a pupil get?", AnswerKind.MONEY),
        ("How much did the city spend on schools?", AnswerKind.MONEY),
        ("How much will the economy grow?", AnswerKind.FIGURE),
        ("What happens to a school that misses the deadline?", AnswerKind.MANNER),
        ("When a teacher is ill, who takes the class?", AnswerKind.WHO),
        ("Are we told if our phone number is passed on?", AnswerKind.YES_NO),
        ("What is the phone number?", AnswerKind.CONTACT),
        ("该校后来更名为什么?", AnswerKind.OPEN),
        ("学生被划分为什么等级?", AnswerKind.OPEN),
        ("报名为什么要交费?", AnswerKind.REASON),
        ("招生工作为什么推迟?", AnswerKind.REASON),
        ("积分为什么不算了?", AnswerKind.REASON),
        ("请愿网站上有多少人签名?", AnswerKind.FIGURE),
        ("多少人在局里的网站报了名?", AnswerKind.FIGURE),
        ("公告发在什么类型的网站上?", AnswerKind.OPEN),
        ("心理热线几点到几点有人接?", AnswerKind.TIME),
        ("有急事怎么给家里打电话?", AnswerKind.MANNER),
        ("报名截止了还能补吗?", AnswerKind.YES_NO),
        ("报名截止到几号?", AnswerKind.TIME),
        ("在哪个阶段评估?", AnswerKind.TIME),
        ("在哪个窗口办?", AnswerKind.PLACE),
        ("这个平台叫什么名字?", AnswerKind.OPEN),
        ("要花多少时间?", AnswerKind.FIGURE),
        ("What is the passing score?", AnswerKind.FIGURE),
        ("食品安全有啥规定?", AnswerKind.RULE),
        ("报名要带啥子材料?", AnswerKind.LIST),
        ("啥部门负责?", AnswerKind.WHO),
        ("该校后来更名为啥?", AnswerKind.OPEN),
        ("报名啥时候截止?", AnswerKind.TIME),
        ("初一新生什么时侯报名?", AnswerKind.TIME),
        ("赔付有什么时限要求?", AnswerKind.LIST),
        ("啥材料都不交,怎么认定?", AnswerKind.MANNER),
        ("凭啥领不到补助?", AnswerKind.REASON),
        ("凭啥入不了公办园?", AnswerKind.REASON),
        ("凭啥申请被拒?", AnswerKind.REASON),
        ("凭啥条件那么高?", AnswerKind.REASON),
        ("凭啥上学还要交钱?", AnswerKind.REASON),
        ("随迁子女凭什么上学?", AnswerKind.OPEN),
        ("职称评为啥等这么久?", AnswerKind.REASON),
        ("这次评选为啥名额这么少?", AnswerKind.REASON),
        ("录取分为啥等到七月才公布?", AnswerKind.REASON),
        ("校区划分为啥名校旁边的不算?", AnswerKind.REASON),
        ("考核评为什么等次?", AnswerKind.OPEN),
        ("用啥几个档来表示?", AnswerKind.FIGURE),
        ("家长为什么几次都没报上?", AnswerKind.REASON),
        ("啥时限内办完?", AnswerKind.TIME),
        ("有什么时政课?", AnswerKind.LIST),
        ("什么时长合适?", AnswerKind.OPEN),
        ("啥时政府开会?", AnswerKind.TIME),
        ("空出来的房子打算拿来干啥?", AnswerKind.OPEN),
        ("旧校舍做什么用?", AnswerKind.OPEN),
        ("开学前要做什么?", AnswerKind.LIST),
        ("分几个阶段实施?", AnswerKind.LIST),
        ("老校区搬哪去了?", AnswerKind.PLACE),
        ("职业教育", AnswerKind.OPEN),
        ("", AnswerKind.OPEN),
    ],
)
def test_the_words_of_a_question_tell_what_kind_of_answer_it_wants(question: str, kind: AnswerKind) -> None:
    assert read_intent(question).kind is kind


def test_the_counter_asked_for_is_read() -> None:
    assert read_intent("建多少所?").unit == "所"
    assert read_intent("新增几个学位?").unit == "个"
    assert read_intent("覆盖率多少?").unit == RATIO
    assert read_intent("多久答复?").unit == DURATION
    assert read_intent("要做几个钟头?").unit == "小时"
    assert read_intent("一个班配几个老师?").unit == "名"
    assert read_intent("学生多少?").unit == ""
    assert read_intent("资助多少困难学生?") == Intent(AnswerKind.FIGURE, "人")
    assert read_intent("多少学生配一个师傅?").unit == ""
    assert read_intent("招几个班?").unit == "个班"
    assert read_intent("周转房一间多大?").unit == "平方米"
    assert read_intent("孩子多大能上学?").unit == ""
    assert read_intent("How many new kindergartens will be built?").unit == "所"
    assert read_intent("How many extra places will primary schools gain?").unit == "个"
    assert read_intent("How many primary school teachers are there?").unit == "人"
    assert read_intent("How many of them are there?").unit == ""
    assert read_intent("How many bonus points do children get?").unit == SCORE
    assert read_intent("What's the maximum number of children in a class?") == Intent(AnswerKind.FIGURE, "人")
    assert read_intent("今年建多少幼儿园?").unit == "所"
    assert read_intent("多少名额?").unit == "个"
    assert read_intent("要多少家长同意?").unit == "人"
    assert read_intent("有多少年轻教师?").unit == "人"
    assert read_intent("招多少中小学老师?").unit == "人"
    assert read_intent("司机要培训几个小时?").unit == "小时"
    assert read_intent("家长代表占多少?").unit == RATIO
    assert read_intent("几乎没有").kind is AnswerKind.OPEN


@pytest.mark.parametrize(
    ("question", "unit"),
    [
        ("滨河中学在哪条路上?", LOCATION),
        ("滨河中学在哪?", LOCATION),
        ("Where is the middle school?", LOCATION),
        ("滨河中学迁到哪里?", LOCATION),
        ("滨河中学搬到啥地方?", LOCATION),
        ("学生转到哪里?", ""),
        ("小区的孩子搬到哪所学校?", ""),
        ("在哪里报名?", ""),
        ("招生和专业分别写在哪?", ""),
        ("组长叫什么名字?", NAME),
        ("副区长姓什么?", NAME),
        ("组长是谁?", ""),
    ],
)
def test_where_something_is_and_who_by_name_are_asked_more_closely(question: str, unit: str) -> None:
    assert read_intent(question).unit == unit


def test_only_lists_overviews_and_rules_want_several_quotations() -> None:
    wanting = {kind for kind in AnswerKind if Intent(kind).wants_several}
    assert wanting == {AnswerKind.LIST, AnswerKind.OVERVIEW, AnswerKind.RULE}


@pytest.mark.parametrize(
    ("kind", "unit", "text", "held"),
    [
        (AnswerKind.FIGURE, "", "不低于4:6", 1.0),
        (AnswerKind.FIGURE, "", "不低于４：６", 1.0),
        (AnswerKind.FIGURE, "", "建设三所学校", 1.0),
        (AnswerKind.FIGURE, "", "覆盖率达到XX%以上", 1.0),
        (AnswerKind.FIGURE, "", "招生〔原文此处数字缺失〕人左右", 1.0),
        (AnswerKind.FIGURE, "", "加强教育", 0.0),
        (AnswerKind.FIGURE, "人", "建设30所学校", 0.25),
        (AnswerKind.FIGURE, "所", "建设30所学校", 1.0),
        (AnswerKind.FIGURE, "", "分为三档", 1.0),
        (AnswerKind.FIGURE, "所", "结对学校12对", 1.0),
        (AnswerKind.FIGURE, "个班", "招收60个学生", 0.25),
        (AnswerKind.FIGURE, "个班", "新建36个教学班", 1.0),
        (AnswerKind.FIGURE, CHANGE_OF_RATIO, "下降1个百分点以上", 1.0),
        (AnswerKind.FIGURE, RATIO, "下降1间", 0.25),
        (AnswerKind.TIME, HOUR, "不早于11时20分开餐", 1.0),
        (AnswerKind.TIME, HOUR, "保留48小时", 0.0),
        (AnswerKind.TIME, HOUR, "不早于当地正常下班时间", 1.0),
        (AnswerKind.TIME, "", "服务满三年方可申请", 1.0),
        (AnswerKind.TIME, "", "每六年轮岗一次", 1.0),
        (AnswerKind.FIGURE, "人", "三分之二以上家长同意", 1.0),
        (AnswerKind.FIGURE, "所", "三分之二以上家长同意", 0.25),
        (AnswerKind.FIGURE, DURATION, "每学期家访一次", 1.0),
        (AnswerKind.FIGURE, "岁", "2017年8月31日以前出生", 1.0),
        (AnswerKind.FIGURE, DURATION, "名册保留至今", 1.0),
        (AnswerKind.FIGURE, "人", "在校学生达12345,其中女生占48%", 1.0),
        (AnswerKind.FIGURE, "人", "学生占48%", 0.25),
        (AnswerKind.FIGURE, "度", "水温保持在38℃", 1.0),
        (AnswerKind.TIME, "", "秋季开学", 1.0),
        (AnswerKind.TIME, "", "于夜间巡查", 1.0),
        (AnswerKind.WHO, "", "他们赢得了比赛", 1.0),
        (AnswerKind.PLACE, LOCATION, "住在城里的酒店", 1.0),
        (AnswerKind.FIGURE, "类", "水质保持Ⅱ类", 1.0),
        (AnswerKind.FIGURE, "等", "总评须达到B等级以上", 1.0),
        (AnswerKind.MONEY, "", "同一等级不予补贴", 1.0),
        (AnswerKind.MONEY, "", "按照基本工资的30%执行", 1.0),
        (AnswerKind.WHO, "", "由宿舍管理员巡查", 1.0),
        (AnswerKind.WHO, "", "面试成绩公开", 0.0),
        (AnswerKind.PLACE, LOCATION, "对口直升滨河中学", 0.25),
        (AnswerKind.PLACE, LOCATION, "滨河中学位于人民路", 1.0),
        (AnswerKind.PLACE, "", "在滨河中学报名", 1.0),
        (AnswerKind.PLACE, LOCATION, "10月举办全市中小学生运动会", 0.25),
        (AnswerKind.PLACE, LOCATION, "10月在市体育中心举办运动会", 1.0),
        (AnswerKind.CONTACT, "", "设立师德监督举报邮箱", 0.0),
        (AnswerKind.CONTACT, "", "通过“望津教育”微信公众号反映", 1.0),
        (AnswerKind.WHO, NAME, "由分管副区长任组长", 0.25),
        (AnswerKind.WHO, NAME, "组长由王小明担任", 1.0),
        (AnswerKind.WHO, NAME, "组长由XXX担任", 1.0),
        (AnswerKind.WHO, NAME, "落实XX市普通高中底线清单", 0.0),
        (AnswerKind.WHO, "", "由分管副区长任组长", 1.0),
        (AnswerKind.MONEY, "", "每生每年500元", 1.0),
        (AnswerKind.MONEY, "", "30所学校", 0.0),
        (AnswerKind.TIME, "", "2022年9月", 1.0),
        (AnswerKind.TIME, "", "加强教育", 0.0),
        (AnswerKind.WHO, "", "由教育局负责", 1.0),
        (AnswerKind.CONTACT, "", "电话0371-12345678", 1.0),
        (AnswerKind.CONTACT, "", "职业教育", 0.0),
        (AnswerKind.OPEN, "", "加强教育", 0.5),
        (AnswerKind.RULE, "", "", 0.5),
    ],
)
def test_a_text_holds_an_answer_of_the_kind_or_not(kind: AnswerKind, unit: str, text: str, held: float) -> None:
    assert holds_answer(Intent(kind, unit), text) == held


@given(st.sampled_from(AnswerKind), st.text(max_size=40))
def test_what_is_held_is_a_share(kind: AnswerKind, text: str) -> None:
    assert holds_answer(Intent(kind), text) in {0.0, 0.25, 0.5, 1.0}


def test_english_renderings_are_read_as_the_chinese_questions_that_they_render() -> None:
    lines = Path("eval/questions/policies.jsonl").read_text(encoding="utf-8").splitlines()
    cases = {case["id"]: case for case in map(json.loads, lines)}
    kinds = [
        (read_intent(cases[case["variant_of"]]["question"]).kind, read_intent(case["question"]).kind)
        for case in cases.values()
        if case["language"] == "en" and case["variant_of"] and cases[case["variant_of"]]["language"] == "zh"
    ]
    told = [(chinese, english) for chinese, english in kinds if chinese is not AnswerKind.OPEN]
    assert len(told) > 2000
    assert sum(chinese is english for chinese, english in told) / len(told) > 0.8
