import pytest

from qa.follow_up.standalone import make_standalone, read_follow_up


@pytest.mark.parametrize(
    ("before", "question", "standalone"),
    [
        ("每学期家访几次？", "高中呢", "高中每学期家访几次？"),
        ("一节课几分钟？", "中学呢", "中学一节课几分钟？"),
        ("作业不能超过几分钟？", "三年级呢", "三年级作业不能超过几分钟？"),
        ("作业不能超过几分钟？", "谁来检查", "作业不能超过谁来检查"),
        ("每天睡几小时？", "初中生呢", "初中生每天睡几小时？"),
        ("体育课一周几节？", "音乐课呢", "音乐课一周几节？"),
        ("午餐一顿几块钱？", "怎么交", "午餐一顿怎么交"),
    ],
)
def test_how_many_times_minutes_and_lessons_are_asked_of_others(before: str, question: str, standalone: str) -> None:
    assert make_standalone(question, [before]) == standalone


def test_what_will_follow_is_no_subject() -> None:
    assert make_standalone("带了会怎么样", ["学生可以带手机吗？"]) == "学生带手机带了会怎么样"


@pytest.mark.parametrize(
    ("history", "question", "standalone"),
    [
        (["课后服务收费多少"], "这个太贵了。低保户能减免吗？", "课后服务收费这个太贵了。低保户能减免吗？"),
        (["课后服务收费多少", "这个太贵了。低保户能减免吗？"], "孤儿呢", "孤儿课后服务收费多少"),
        (["校车多少钱", "这个太贵了。能少交点吗？"], "怎么申请", "校车怎么申请"),
        (
            ["小学什么时候报名", "他们家在外地。孩子能上公办园吗？"],
            "要带什么材料",
            "孩子上公办园要带什么材料",
        ),
    ],
)
def test_what_is_told_of_the_earlier_question_is_no_subject(history: list[str], question: str, standalone: str) -> None:
    assert make_standalone(question, history) == standalone


def test_a_thing_counted_alone_may_be_all_that_is_asked() -> None:
    assert read_follow_up("早餐几块", ["食堂午餐多少钱"]) == ("早餐几块", "食堂午餐早餐几块")
    assert read_follow_up("英语几节", ["体育课几节"])[0] == "英语几节"
    assert read_follow_up("每天几节", ["体育课一周几节"]) == ("体育课一周每天几节",)
    assert read_follow_up("初中几节", ["小学每周几节体育课"]) == ("初中每周几节体育课",)


def test_how_often_for_whom_keeps_what_was_asked_only_where_that_counts_too() -> None:
    assert read_follow_up("初中几节", ["小学每周几节体育课"]) == ("初中每周几节体育课",)
    assert any("每月几节课" in one for one in read_follow_up("初中每月几节课?", ["心理健康教育怎么开展?"]))
    assert any("几小时" in one for one in read_follow_up("学生每天几小时?", ["学校要怎么安排体育锻炼?"]))
    assert read_follow_up("低保户几次", ["补贴怎么申请"])[0] == "低保户几次"
    assert any("几小时" in one for one in read_follow_up("初中几小时", ["课后服务怎么收费"]))
    assert read_follow_up("小学一天几次", ["眼保健操多长时间"])[0] == "小学一天几次"


def test_then_that_only_leads_points_at_no_document() -> None:
    readings = read_follow_up("那招生计划什么时候公布?", ["云杉县今年高中怎么招生?"])
    assert any("云杉县" in one for one in readings)
    told = ["高中学费多少", "那本科招生计划什么时候公布"]
    assert make_standalone("初中呢", told) == "那初中招生计划什么时候公布"


@pytest.mark.parametrize(
    ("history", "question", "standalone"),
    [
        (["可以带手机吗？"], "考试的时候呢？", "考试的时候可以带手机吗？"),
        (["电话手表能带吗"], "上课时呢", "上课时电话手表能带吗"),
        (["手机能带吗"], "被发现了呢", "手机能带吗，被发现了呢"),
        (["校服多少钱"], "弄丢了呢？", "校服多少钱，弄丢了呢？"),
        (["生孩子能报多少"], "产检呢", "产检能报多少?"),
        (["住院能报多少"], "省级的呢", "省级住院能报多少"),
        (["门诊能报吗"], "二级医院呢", "二级医院门诊能报吗"),
        (["新增公交车多少辆"], "校车呢", "校车多少辆?"),
        (["午餐怎么退"], "钱什么时候到账", "午餐钱什么时候到账"),
    ],
)
def test_circumstances_sorts_and_what_is_done_keep_the_subject(
    history: list[str], question: str, standalone: str
) -> None:
    assert make_standalone(question, history) == standalone
