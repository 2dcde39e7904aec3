import pytest

from qa.follow_up.standalone import make_standalone


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
