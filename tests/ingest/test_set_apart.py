"""Headings that run into their bodies without a stop, told by their look."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.parsing import parse_document
from ingest.records import Paragraph
from tests.ingest.word_builder import definition, level, list_of, paragraph, read_body, run

BOLD = "<w:b/>"
KAITI, SONG = (f'<w:rFonts w:eastAsia="{name}"/>' for name in ("楷体", "仿宋"))
BODY = "各校要成立工作领导小组，由校长任组长，明确责任分工。"


def read(folder: Path, *paragraphs: str, numbering: str = "") -> tuple[Paragraph, ...]:
    body = paragraph("2024年招生工作方案") + paragraph("为做好招生工作，现就有关事项明确如下，请遵照执行。")
    found = read_body(folder, body + "".join(paragraphs), numbering=numbering)
    return parse_document(found, doc_id="d", fallback_title="文件").paragraphs[2:]


@pytest.mark.parametrize(("look", "rest"), [(BOLD, ""), (KAITI, SONG), ("", '<w:b w:val="0"/>')])
def test_a_bold_or_otherwise_set_beginning_of_numbered_items_is_their_heading(
    look: str, rest: str, tmp_path: Path
) -> None:
    found = read(
        tmp_path,
        paragraph(run("（一）加强组织领导", look), run(BODY, rest)),
        paragraph(run("（二）"), run("做好宣传工作", look), run(BODY, rest), run("（2024）", rest)),
    )
    assert [p.heading_path for p in found] == [("（一）加强组织领导",), ("（二）做好宣传工作",)]
    assert [p.text[: p.title_end] for p in found] == ["（一）加强组织领导", "（二）做好宣传工作"]


def test_so_it_is_where_word_draws_the_number(tmp_path: Path) -> None:
    numbering = definition(0, level(0, "chineseCounting", "（%1）")) + list_of(1, 0)
    words = ("加强组织领导", "做好宣传工作")
    items = (paragraph(run(word, BOLD), run(BODY), numbered=(1, 0)) for word in words)
    found = read(tmp_path, *items, numbering=numbering)
    assert [p.heading_path for p in found] == [("（一）加强组织领导",), ("（二）做好宣传工作",)]


@pytest.mark.parametrize(
    "items",
    [
        (paragraph(run("（一）加强组织领导", BOLD), run(BODY)), paragraph("（二）做好宣传工作" + BODY)),  # one alone
        tuple(
            paragraph(run(f"（{n}）"), run("各校", BOLD), run("要成立领导小组，明确责任。")) for n in "一二"
        ),  # too short
        tuple(paragraph(run(f"（{n}）各校要在"), run("六月底前", BOLD), run("公布政策。")) for n in "一二"),  # inside
        tuple(paragraph(run(f"（{n}）加强领导，", BOLD), run(BODY)) for n in "一二"),  # half a sentence
    ],
)
def test_emphasis_is_no_heading(items: tuple[str, ...], tmp_path: Path) -> None:
    assert [p.title_end for p in read(tmp_path, *items)] == [0, 0]
