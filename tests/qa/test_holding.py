"""Whether a stretch of text holds an answer of the kind asked."""

from __future__ import annotations

import pytest

from qa.holding import holds_answer
from qa.intent import read_intent


@pytest.mark.parametrize("question", ["谁负责", "校长叫什么名字"])
@pytest.mark.parametrize(("text", "wanted"), [("黄莉", 1), ("张华", 1), ("任务", 0), ("方案", 0)])
def test_who_somebody_is_and_what_somebody_is_called_know_the_same_surnames(
    question: str, text: str, wanted: float
) -> None:
    assert holds_answer(read_intent(question), text) == wanted


@pytest.mark.parametrize(
    ("question", "text", "wanted"),
    [
        ("几号报名", "请于XX号前报名", 1.0),
        ("报名费多少钱", "考生不需要交纳报名费", 1.0),
        ("要设多少块警示牌", "设置警示牌20块", 1.0),
        ("警示牌设多少块?", "设置警示牌20块", 1.0),
        ("押金多少块?", "整治农田20块地", 0.0),
        ("什么时候报名", "XX号之前报名", 1.0),
        ("几号报名", "XX月 XX 号报名", 1.0),
        ("几号报名", "在XX号以内的窗口报名", 0.0),
        ("几号报名", "在XX号楼报名", 0.0),
        ("几点要到校", "学生XX点要到校", 1.0),
        ("几点集合", "提出XX点要求", 0.0),
        ("几点集合", "布设XX点位", 0.0),
    ],
)
def test_a_hidden_day_or_hour_is_one_where_what_stands_behind_tells_it_from_a_number(
    question: str, text: str, wanted: float
) -> None:
    assert holds_answer(read_intent(question), text) == wanted
