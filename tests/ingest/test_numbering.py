from pathlib import Path

import pytest

from ingest.word.number_formats import format_number
from tests.ingest.word_builder import (
    cell,
    definition,
    level,
    list_of,
    numbered_texts,
    paragraph,
    read_body,
    row,
    run,
    start_override,
    style,
    table,
    texts,
)


@pytest.mark.parametrize(
    ("number_format", "value", "shown"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 7, "07"),
        ("decimalFullWidth", 12, "１２"),
        ("decimalEnclosedCircle", 20, "⑳"),
        ("decimalEnclosedCircle", 21, "21"),
        ("decimalEnclosedCircleChinese", 3, "③"),
        ("decimalEnclosedParen", 2, "⑵"),
        ("decimalEnclosedFullstop", 2, "⒉"),
        ("upperRoman", 1994, "MCMXCIV"),
        ("lowerRoman", 4, "iv"),
        ("upperLetter", 26, "Z"),
        ("upperLetter", 27, "AA"),
        ("lowerLetter", 54, "bbb"),
        ("chineseCounting", 9, "九"),
        ("chineseCounting", 10, "十"),
        ("chineseCounting", 11, "十一"),
        ("chineseCounting", 20, "二十"),
        ("chineseCounting", 105, "一〇五"),
        ("chineseCountingThousand", 10, "十"),
        ("chineseCountingThousand", 100, "一百"),
        ("chineseCountingThousand", 101, "一百零一"),
        ("chineseCountingThousand", 110, "一百一十"),
        ("chineseCountingThousand", 1001, "一千零一"),
        ("chineseCountingThousand", 10010, "一万零一十"),
        ("taiwaneseCountingThousand", 215, "二百一十五"),
        ("taiwaneseCounting", 21, "二十一"),
        ("japaneseCounting", 10, "十"),
        ("japaneseCounting", 111, "百十一"),
        ("chineseLegalSimplified", 10, "壹拾"),
        ("chineseLegalSimplified", 23, "贰拾叁"),
        ("ideographLegalTraditional", 3, "參"),
        ("ideographTraditional", 3, "丙"),
        ("ideographZodiac", 12, "亥"),
        ("ideographZodiacTraditional", 13, "丙子"),
        ("ideographEnclosedCircle", 1, "㈠"),
        ("ideographEnclosedCircle", 11, "11"),
        ("ideographDigital", 10, "一〇"),
        ("numberInDash", 2, "- 2 -"),
        ("ordinal", 22, "22nd"),
        ("ordinal", 13, "13th"),
        ("cardinalText", 1, "One"),
        ("cardinalText", 21, "Twenty-one"),
        ("cardinalText", 1101, "One thousand one hundred one"),
        ("cardinalText", 2_000_000, "2000000"),
        ("ordinalText", 3, "Third"),
        ("ordinalText", 12, "Twelfth"),
        ("ordinalText", 20, "Twentieth"),
        ("ordinalText", 42, "Forty-second"),
        ("ordinalText", 100, "One hundredth"),
        ("none", 5, ""),
        ("bullet", 5, ""),
        ("no such format", 5, "5"),
        ("lowerRoman", 2_000_000_000, "2000000000"),
        ("upperLetter", 2_000_000_000, "2000000000"),
        ("chineseCountingThousand", 2_000_000_000, "2000000000"),
        ("ideographTraditional", 0, "0"),
    ],
)
def test_a_value_is_written_as_word_draws_it(number_format: str, value: int, shown: str) -> None:
    assert format_number(value, number_format) == shown


def test_levels_of_a_chinese_outline_are_drawn_with_the_numbers_above_them(tmp_path: Path) -> None:
    numbering = definition(
        0,
        level(0, "chineseCountingThousand", "第%1章"),
        level(1, "chineseCounting", "%2、"),
        level(2, "decimal", "%1.%2.%3", further="<w:isLgl/>"),
        level(3, "decimalEnclosedCircleChinese", "%4"),
    ) + list_of(1, 0)
    body = "".join(paragraph(f"t{i}", numbered=(1, lvl)) for i, lvl in enumerate([0, 1, 1, 2, 2, 3, 1, 2, 0, 1, 2]))
    read = read_body(tmp_path, body, numbering=numbering)
    assert [b.number for b in read.blocks] == [
        "第一章", "一、", "二、", "1.2.1", "1.2.2", "①", "三、", "1.3.1", "第二章", "一、", "2.1.1",
    ]  # fmt: skip
    assert [b.list_level for b in read.blocks] == [0, 1, 1, 2, 2, 3, 1, 2, 0, 1, 2]
    assert read.blocks[0].text == "t0"


def test_a_level_that_restarts_never_or_after_one_level_only_does_so(tmp_path: Path) -> None:
    numbering = (
        definition(0, level(0, "decimal", "%1"), level(1, "decimal", "%2", further='<w:lvlRestart w:val="0"/>'))
        + definition(
            1,
            level(0, "decimal", "%1"),
            level(1, "decimal", "%2"),
            level(2, "decimal", "%3", further='<w:lvlRestart w:val="1"/>'),
        )
        + list_of(1, 0)
        + list_of(2, 1)
    )
    levels = [(1, 0), (1, 1), (1, 0), (1, 1), (2, 0), (2, 1), (2, 2), (2, 1), (2, 2), (2, 0), (2, 1), (2, 2)]
    read = read_body(tmp_path, "".join(paragraph("x", numbered=at) for at in levels), numbering=numbering)
    assert [b.number for b in read.blocks] == ["1", "1", "2", "2", "1", "1", "1", "2", "2", "2", "1", "1"]


def test_lists_of_one_definition_count_on_unless_a_start_is_set_anew(tmp_path: Path) -> None:
    numbering = (
        definition(0, level(0, "decimal", "%1.", start=3), level(1, "lowerLetter", "%2)"))
        + list_of(1, 0)
        + list_of(2, 0)
        + list_of(3, 0, start_override(0, 1))
    )
    order = [(1, 0), (1, 0), (2, 0), (2, 1), (3, 0), (3, 0), (3, 1), (1, 0)]
    read = read_body(tmp_path, "".join(paragraph("x", numbered=at) for at in order), numbering=numbering)
    assert [b.number for b in read.blocks] == ["3.", "4.", "5.", "a)", "1.", "2.", "a)", "3."]


def test_an_override_may_replace_the_level_itself(tmp_path: Path) -> None:
    replaced = f'<w:lvlOverride w:ilvl="0">{level(0, "upperRoman", "(%1)", start=4)}</w:lvlOverride>'
    numbering = definition(0, level(0, "decimal", "%1.")) + list_of(1, 0, replaced)
    read = read_body(tmp_path, paragraph("x", numbered=(1, 0)) * 2, numbering=numbering)
    assert [b.number for b in read.blocks] == ["(IV)", "(V)"]


def test_a_skipped_level_shows_and_counts_as_its_first_number(tmp_path: Path) -> None:
    numbering = definition(0, level(0, "decimal", "%1"), level(1, "decimal", "%1.%2")) + list_of(1, 0)
    body = "".join(paragraph("x", numbered=(1, at)) for at in (1, 1, 0))
    assert [b.number for b in read_body(tmp_path, body, numbering=numbering).blocks] == ["1.1", "1.2", "2"]


def test_bullets_are_no_label_and_do_not_show_as_number(tmp_path: Path) -> None:
    numbering = definition(
        0, level(0, "bullet", "o"), level(1, "decimal", "■"), level(2, "decimal", "%1%3.")
    ) + list_of(1, 0)
    read = read_body(tmp_path, "".join(paragraph("x", numbered=(1, at)) for at in (0, 1, 2)), numbering=numbering)
    assert [(b.number, b.list_level) for b in read.blocks] == [("", None), ("", None), ("1.", 2)]


def test_the_blank_that_follows_a_number_is_not_part_of_it(tmp_path: Path) -> None:
    numbering = definition(0, level(0, "decimal", "　%1. ", further='<w:suff w:val="space"/>')) + list_of(1, 0)
    assert numbered_texts(read_body(tmp_path, paragraph("x", numbered=(1, 0)), numbering=numbering)) == ["1.|x"]


def test_a_number_in_hidden_format_is_not_shown_but_counted(tmp_path: Path) -> None:
    hidden = level(0, "decimal", "%1.", further="").replace("</w:lvl>", "<w:rPr><w:vanish/></w:rPr></w:lvl>")
    numbering = definition(0, hidden, level(1, "decimal", "%1.%2")) + list_of(1, 0)
    body = "".join(paragraph("x", numbered=(1, at)) for at in (0, 0, 1))
    assert [b.number for b in read_body(tmp_path, body, numbering=numbering).blocks] == ["", "", "2.1"]


def test_numbering_comes_from_the_style_through_its_ancestors(tmp_path: Path) -> None:
    numbering = definition(
        0,
        level(0, "chineseCounting", "%1、", further='<w:pStyle w:val="Part"/>'),
        level(1, "decimal", "%2．", further='<w:pStyle w:val="Item"/>'),
    ) + list_of(7, 0)
    listed = '<w:numPr><w:numId w:val="7"/></w:numPr>'
    styles = (
        style("Part", "Part", properties=listed)
        + style("Item", "Item", properties=listed)
        + style("SubPart", "Sub Part", based_on="Part")
        + style("NoNumber", "No Number", based_on="Part", properties='<w:numPr><w:numId w:val="0"/></w:numPr>')
        + style("Loop", "Loop", based_on="Loop2")
        + style("Loop2", "Loop2", based_on="Loop")
    )
    body = "".join(paragraph("x", style=s) for s in ("Part", "Item", "SubPart", "NoNumber", "Loop", "Item"))
    body += paragraph("x", style="Part", properties='<w:numPr><w:numId w:val="0"/></w:numPr>')
    read = read_body(tmp_path, body, numbering=numbering, styles=styles)
    assert [b.number for b in read.blocks] == ["一、", "1．", "二、", "", "", "1．", ""]


def test_a_definition_may_stand_in_a_numbering_style(tmp_path: Path) -> None:
    numbering = (
        definition(0, level(0, "ideographTraditional", "%1."))
        + '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Outline"/></w:abstractNum>'
        + '<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="Self"/></w:abstractNum>'
        + list_of(1, 0)
        + list_of(2, 1)
        + list_of(3, 2)
    )
    styles = style(
        "Outline", "Outline", properties='<w:numPr><w:numId w:val="1"/></w:numPr>', kind="numbering"
    ) + style("Self", "Self", properties='<w:numPr><w:numId w:val="3"/></w:numPr>', kind="numbering")
    body = paragraph("x", numbered=(2, 0)) + paragraph("x", numbered=(2, 0)) + paragraph("x", numbered=(3, 0))
    assert [b.number for b in read_body(tmp_path, body, numbering=numbering, styles=styles).blocks] == [
        "甲.",
        "乙.",
        "",
    ]


def test_custom_formats_pad_with_zeros(tmp_path: Path) -> None:
    choice = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><mc:AlternateContent><mc:Choice Requires="w14">'
        '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/>'
        '</mc:Fallback></mc:AlternateContent><w:lvlText w:val="%1"/></w:lvl>'
    )
    read = read_body(tmp_path, paragraph("x", numbered=(1, 0)), numbering=definition(0, choice) + list_of(1, 0))
    assert read.blocks[0].number == "001"


def test_empty_numbered_paragraphs_count_but_are_no_blocks(tmp_path: Path) -> None:
    numbering = definition(0, level(0, "decimal", "%1.")) + list_of(1, 0)
    hidden_mark = paragraph(numbered=(1, 0), properties="<w:rPr><w:vanish/></w:rPr>")
    body = paragraph("a", numbered=(1, 0)) + paragraph(numbered=(1, 0)) + hidden_mark + paragraph("b", numbered=(1, 0))
    assert numbered_texts(read_body(tmp_path, body, numbering=numbering)) == ["1.|a", "3.|b"]


def test_a_drawn_number_in_a_cell_is_part_of_the_row_and_never_joins_a_figure(tmp_path: Path) -> None:
    numbering = definition(0, level(0, "decimal", "%1"), level(1, "decimal", "%2.")) + list_of(1, 0)
    lines = [
        row(cell(paragraph(numbered=(1, 0))), cell(paragraph("2022年招生", numbered=(1, 1))), "1200人")
        for _ in range(2)
    ]
    read = read_body(tmp_path, table(row("序号", "事项", "人数"), *lines), numbering=numbering)
    assert texts(read)[1:] == [
        "序号：1；事项：1. 2022年招生；人数：1200人",
        "序号：2；事项：1. 2022年招生；人数：1200人",
    ]


def test_a_list_that_is_not_defined_draws_nothing(tmp_path: Path) -> None:
    read = read_body(tmp_path, paragraph("x", numbered=(9, 0)) + paragraph(run("y"), numbered=(1, 5)))
    assert numbered_texts(read) == ["|x", "|y"]
