"""How drawn numbers nest: by the levels of Word's lists, whatever their shapes."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.parsing import parse_document
from tests.ingest.documents import by_anchor, parse
from tests.ingest.word_builder import definition, level, list_of, paragraph, read_body

TITLE = paragraph("2024年教育工作要点")
RULE = "各校要成立工作领导小组，由校长任组长，明确责任分工。"


def anchors(folder: Path, body: str, numbering: str) -> list[str]:
    document = parse_document(read_body(folder, TITLE + body, numbering=numbering), doc_id="d", fallback_title="文件")
    assert not any(paragraph.notices for paragraph in document.paragraphs)
    return list(by_anchor(document))[1:]


def test_two_levels_of_one_shape_are_two_levels(tmp_path: Path) -> None:
    numbering = definition(0, level(0, "decimal", "%1."), level(1, "decimal", "%2.")) + list_of(1, 0)
    body = "".join(paragraph(RULE, numbered=(1, depth)) for depth in (0, 1, 1, 0, 1, 1, 0))
    assert anchors(tmp_path, body, numbering) == ["1", "1/1", "1/2", "2", "2/1", "2/2", "3"]


def test_an_inner_level_may_have_a_shape_that_usually_stands_outside(tmp_path: Path) -> None:
    numbering = definition(0, level(0, "decimal", "（%1）"), level(1, "chineseCounting", "%2、")) + list_of(1, 0)
    body = "".join(paragraph(RULE, numbered=(1, depth)) for depth in (0, 1, 1, 0, 1))
    assert anchors(tmp_path, body, numbering) == ["(1)", "(1)/一", "(1)/二", "(2)", "(2)/一"]


def test_typed_numbers_between_the_levels_of_a_list_keep_their_place(tmp_path: Path) -> None:
    numbering = definition(0, level(0, "chineseCounting", "%1、"), level(1, "decimal", "%2.")) + list_of(1, 0)
    body = (
        paragraph("主要任务", numbered=(1, 0))
        + paragraph("（一）学前教育")
        + paragraph(RULE, numbered=(1, 1)) * 2
        + paragraph("（二）义务教育")
        + paragraph("保障措施", numbered=(1, 0))
    )
    assert anchors(tmp_path, body, numbering) == ["一", "一/(一)", "一/(一)/1", "一/(一)/2", "一/(二)", "二"]


@pytest.mark.parametrize("number_format", ["upperLetter", "lowerLetter"])
def test_letters_that_are_roman_numerals_too_stay_letters(tmp_path: Path, number_format: str) -> None:
    numbering = definition(0, level(0, number_format, "%1.")) + list_of(1, 0)
    letters = [chr(code) for code in range(ord("A"), ord("Z") + 1)] + ["AA", "BB"]
    found = anchors(tmp_path, paragraph(RULE, numbered=(1, 0)) * 28, numbering)
    assert found == (letters if number_format == "upperLetter" else [letter.lower() for letter in letters])


def test_drawn_roman_numerals_count_past_single_letters(tmp_path: Path) -> None:
    numbering = definition(0, level(0, "lowerRoman", "(%1)", start=99)) + list_of(1, 0)
    read = read_body(tmp_path, paragraph(RULE, numbered=(1, 0)) * 3, numbering=numbering)
    paragraphs = parse_document(read, doc_id="d", fallback_title="文件").paragraphs
    assert [p.number for p in paragraphs] == ["(xcix)", "(c)", "(ci)"]
    assert [len(p.notices) for p in paragraphs] == [1, 0, 0], "the list begins at 99, and then goes on"


def test_typed_roman_numerals_in_ascii_letters_are_numbers() -> None:
    found = by_anchor(
        parse(
            "教研组工作计划", "I. 指导思想", RULE, "II. 工作目标", "A. 提高课堂效率", "B. 提升教学成绩",
            "III. 具体措施", "A. 集体备课", "B. 听课评课", "IV. 保障", "V. 其他",
        )
    )  # fmt: skip
    assert list(found)[1:] == ["I", "I/p2", "II", "II/A", "II/B", "III", "III/A", "III/B", "IV", "V"]
    assert found["III/A"].heading_path == ("III. 具体措施",)
    assert not any(paragraph.notices for paragraph in found.values())


def test_a_typed_list_of_letters_goes_on_past_those_that_are_roman_numerals() -> None:
    texts = [f"{chr(ord('A') + place)}. 第{place}所学校" for place in range(12)]
    assert list(by_anchor(parse("学校名单", *texts)))[1:] == list("ABCDEFGHIJKL")


def test_initials_and_types_are_no_roman_numerals() -> None:
    texts = (
        "I. 阿西莫夫作品赏析课安排在周四下午举行。",
        "V. 雨果作品赏析课安排在周五下午举行。",
        "C. S. 刘易斯作品赏析课另行通知。",
        "X. 509证书由信息中心发放。",
    )
    assert [p.number for p in parse("选修课安排通知", *texts).paragraphs[1:]] == [""] * 4


def test_traditional_units_and_round_zeros_are_read() -> None:
    found = by_anchor(parse("管理辦法", "第一章 總則", f"第一百○五條 {RULE}", f"第一百○六條 {RULE}"))
    assert list(found)[1:] == ["第一章", "第一章/第一百○五條", "第一章/第一百○六條"]
