"""Numbers that Word draws by fields."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.word.number_fields import NumberFields
from tests.ingest.word_builder import (
    definition,
    field,
    level,
    list_of,
    numbered_texts,
    paragraph,
    read_body,
    run,
    style,
    texts,
)


@pytest.mark.parametrize(
    ("codes", "drawn"),
    [
        (("LISTNUM", "LISTNUM", "LISTNUM"), ("1)", "2)", "3)")),
        (("LISTNUM NumberDefault \\l 2", 'LISTNUM "NumberDefault" \\l 2', "LISTNUM \\l 3"), ("a)", "b)", "i)")),
        (("LISTNUM \\l 1", "LISTNUM \\l 2", "LISTNUM \\l 1", "LISTNUM \\l 2"), ("1)", "a)", "2)", "a)")),
        (("LISTNUM \\l 4 \\s 5", "LISTNUM \\l 4"), ("(5)", "(6)")),
        (("LISTNUM LegalDefault", "LISTNUM LegalDefault \\l 2", "LISTNUM LegalDefault \\l 2"), ("1.", "1.1.", "1.2.")),
        (("LISTNUM OutlineDefault", "LISTNUM OutlineDefault \\l 2"), ("I.", "A.")),
        (("AUTONUM", 'AUTONUM \\s "、"', "AUTONUM \\* Arabic"), ("1.", "2、", "3.")),
        (("AUTONUMLGL", "AUTONUMLGL \\e"), ("1.", "2")),
        (("PAGE", "REF listnum", "AUTOTEXT x", ""), ("", "", "", "")),
    ],
)
def test_a_field_draws_its_number(codes: tuple[str, ...], drawn: tuple[str, ...]) -> None:
    fields = NumberFields()
    assert tuple(fields.draw(code) for code in codes) == drawn


def test_paragraphs_numbered_by_fields_show_their_numbers(tmp_path: Path) -> None:
    body = paragraph(field(" AUTONUM "), run(" 各校要加强管理。"))
    body += paragraph('<w:fldSimple w:instr=" AUTONUM "/>', run(" 各地要加强督导。"))
    assert texts(read_body(tmp_path, body)) == ["1. 各校要加强管理。", "2. 各地要加强督导。"]


def test_a_list_inside_a_numbered_paragraph_counts_below_it_and_begins_anew_in_the_next(tmp_path: Path) -> None:
    numbering = definition(0, level(0, "decimal", "%1.")) + list_of(1, 0)
    body = paragraph(
        run("报名需带"), field("LISTNUM"), run("户口簿，"), field("LISTNUM"), run("房产证。"), numbered=(1, 0)
    )
    body += paragraph(run("录取需经"), field("LISTNUM"), run("审核。"), numbered=(1, 0))
    assert numbered_texts(read_body(tmp_path, body, numbering=numbering)) == [
        "1.|报名需带a)户口簿，b)房产证。",
        "2.|录取需经a)审核。",
    ]


def test_legal_numbers_follow_the_headings(tmp_path: Path) -> None:
    styles = style("H1", "heading 1") + style("H2", "heading 2")
    body = "".join(
        paragraph(field("AUTONUMLGL"), run(words), style=style_id)
        for words, style_id in (("总则", "H1"), ("目的", "H2"), ("依据", "H2"), ("附则", "H1"), ("施行", "H2"))
    )
    assert texts(read_body(tmp_path, body, styles=styles)) == ["1.总则", "1.1.目的", "1.2.依据", "2.附则", "2.1.施行"]


def test_a_number_that_the_file_stores_is_shown_as_stored(tmp_path: Path) -> None:
    assert texts(read_body(tmp_path, paragraph(field("LISTNUM", run("（三）")), run("组织实施")))) == ["（三）组织实施"]
