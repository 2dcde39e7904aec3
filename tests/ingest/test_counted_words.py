"""Lines numbered by counted words: `甲、`, `第一，`, `任务一：`; and those that only look so."""

from __future__ import annotations

import pytest

from tests.ingest.documents import by_anchor, codes, parse

LONG = "各校要成立工作领导小组，由校长任组长，明确责任分工，落实各项任务。"


@pytest.mark.parametrize(
    ("numbers", "anchors"),
    [
        (("甲、", "乙、", "丙、"), ("甲", "乙", "丙")),
        (("任务一：", "任务二：", "任务三："), ("任务一", "任务二", "任务三")),
        (("措施1:", "措施2:", "措施3:"), ("措施1", "措施2", "措施3")),
        (("第一阶段：", "第二阶段：", "第三阶段："), ("第一阶段", "第二阶段", "第三阶段")),
        (("第一，", "第二，", "第三，"), ("第一", "第二", "第三")),
        (("第一、", "第二、", "第三、"), ("第一", "第二", "第三")),
    ],
)
def test_words_that_count_on_number_their_lines(numbers: tuple[str, ...], anchors: tuple[str, ...]) -> None:
    items = [f"{number}加强组织领导。{LONG}" for number in numbers]
    found = by_anchor(parse("2024年教育工作要点", "一、总体要求", *items, "二、保障措施", *items))
    for number, anchor in zip(numbers, anchors, strict=True):
        for part, heading in (("一", "一、总体要求"), ("二", "二、保障措施")):
            paragraph = found[f"{part}/{anchor}"]
            assert paragraph.label == f"{part}、{number}"
            assert paragraph.heading_path == (heading, f"{number}加强组织领导")
            assert codes(paragraph) == []


def test_what_stands_under_a_counted_word_belongs_to_it() -> None:
    found = by_anchor(parse(
        "2024年教育工作方案", "一、主要任务", "任务一：加强领导", "（一）建立机制。" + LONG, "（二）压实责任。" + LONG, "任务二：落实经费", LONG,
    ))  # fmt: skip
    assert found["一/任务一/(二)"].heading_path == ("一、主要任务", "任务一：加强领导", "（二）压实责任")
    assert found["一/任务二/p2"].heading_path == ("一、主要任务", "任务二：落实经费")


def test_a_missing_stem_is_told() -> None:
    found = by_anchor(parse("工作要点", *(f"{stem}、{LONG}" for stem in "甲乙丁")))
    assert codes(found["丁"]) == ["numbering_gap"]


@pytest.mark.parametrize(
    "lines",
    [
        ("第一，坚持改革。", "坚持创新。"),
        ("甲、乙双方应当履行合同。", "乙、丙双方应当履行合同。"),
        ("第一、二产业协调发展。", "第二、三产业协调发展。"),
        ("第一中学：张三", "第三中学：李四"),
        ("师生比1：20", "师生比1：30"),
        ("要坚持第一，改革。", "要坚持第二，创新。"),
        ("任务二：落实经费。", "任务三：加强督导。"),
    ],
)
def test_words_that_do_not_count_from_one_number_nothing(lines: tuple[str, ...]) -> None:
    paragraphs = parse("2024年教育工作要点", LONG, *lines, LONG).paragraphs
    assert [p.label for p in paragraphs if p.text in lines] == ["", ""]
