"""A follow-up of a holiday after a question of another one, of a term, or of something within one."""

from __future__ import annotations

import pytest

from qa.follow_up.standalone import make_standalone


@pytest.mark.parametrize(
    ("before", "question", "standalone"),
    [
        ("本学期食堂几点开门？", "寒假呢？", "寒假食堂几点开门？"),
        ("秋季学期教材费多少", "寒假呢", "寒假教材费多少"),
        ("本学期食堂几点开门？", "寒假期间呢？", "寒假期间食堂几点开门？"),
        ("节约粮食教育怎么开展？", "寒假呢？", "寒假节约粮食教育怎么开展？"),
        ("每周上几节体育课？", "寒假呢", "寒假每周上几节体育课？"),
        ("虚假招生怎么处罚？", "寒假呢", "寒假虚假招生怎么处罚？"),
        ("学生上学期间能带手机吗？", "寒假呢", "寒假学生上学期间能带手机吗？"),
        ("每学期家访几次？", "寒假呢", "寒假每学期家访几次？"),
        ("下学期什么时候开学？", "寒假呢", "寒假什么时候开学?"),
        ("学期什么时候结束？", "春节呢", "春节什么时候结束?"),
        ("产假休几天？", "寒假呢", "寒假休几天？"),
        ("期末考试什么时候？", "春节呢", "春节什么时候?"),
        ("体育节什么时候？", "春节呢", "春节什么时候？"),
    ],
)
def test_a_holiday_takes_the_place_of_a_term_and_leaves_what_is_asked_within_it(
    before: str, question: str, standalone: str
) -> None:
    assert make_standalone(question, [before]) == standalone


@pytest.mark.parametrize(
    ("before", "question", "standalone"),
    [
        ("国庆放几天假？", "中秋节呢", "中秋节放几天假？"),
        ("元旦放假吗？", "春节呢", "春节放假吗？"),
        ("五一学校放假吗？", "国庆假期呢", "国庆假期学校放假吗？"),
        ("十一放几天假？", "五一劳动节呢", "五一劳动节放几天假？"),
        ("教师节慰问谁？", "春节呢", "春节慰问谁？"),
        ("国庆放假几天？", "寒假呢", "寒假放假几天？"),
        ("食堂几点开门？", "国庆呢", "国庆食堂几点开门？"),
        ("春节食堂开门吗？", "晚上呢", "春节晚上食堂开门吗？"),
        ("五一小学几点放学？", "寒假呢", "寒假五一小学几点放学？"),
        ("十一年级几点放学？", "寒假呢", "寒假十一年级几点放学？"),
        ("五一班几点放学", "周五呢", "周五五一班几点放学"),
        ("五一广场校区几点放学", "周五呢", "周五五一广场校区几点放学"),
        ("五一班车几点", "国庆呢", "国庆班车几点"),
    ],
)
def test_a_holiday_takes_the_place_of_another_and_not_of_a_name_or_number_written_alike(
    before: str, question: str, standalone: str
) -> None:
    assert make_standalone(question, [before]) == standalone
