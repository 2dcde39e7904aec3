"""Documents that a Word file imports into its text, and charts, which are named and left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.records import ReadFile
from ingest.word.embedded import read_embedded_text
from tests.ingest.word_builder import (
    build_docx,
    definition,
    level,
    list_of,
    paragraph,
    placed_texts,
    read_body,
    row,
    run,
    table,
    texts,
)

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PAGE = """<html><head><title>标题</title><style>p{color:red}</style></head><body>
<h1>一、总则</h1><p>各校要<b>加强</b>管理&amp;服务。<script>alert("x")</script>请
执行。<img src="http://example.org/x.png"></p><ul><li>第一项</li><li>第二项</li></ul>
<table><tr><td>区县</td><td>人数</td></tr><tr><td>A区</td><td>1200</td></tr></table><p style="display: none">看不见</p>尾部文字</body></html>"""


def read_with(folder: Path, part: bytes | str, name: str = "chunk.htm", *, times: int = 1) -> ReadFile:
    """A document with one part imported between two paragraphs."""
    relations = f'<Relationship Id="c1" Type="{OFFICE}/aFChunk" Target="{name}"/>'
    rels = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>'
    return read_body(
        folder,
        paragraph("前文。") + '<w:altChunk r:id="c1"/>' * times + paragraph("后文。"),
        further={f"word/{name}": part, "word/_rels/document.xml.rels": rels},
    )


def test_an_imported_web_page_is_read_in_its_place(tmp_path: Path) -> None:
    read = read_with(tmp_path, PAGE)
    assert texts(read) == [
        "前文。",
        "一、总则",
        "各校要加强管理&服务。请 执行。",
        "第一项",
        "第二项",
        "区县；人数",
        "A区；1200",
        "尾部文字",
        "后文。",
    ]
    assert [block.heading_level for block in read.blocks][1:3] == [1, None]
    assert read.notices == ()


def test_an_imported_text_in_an_old_encoding_is_read(tmp_path: Path) -> None:
    read = read_with(tmp_path, "各校要加强管理。\r\n二、招生计划1200人。".encode("gb18030"), "chunk.txt")
    assert texts(read) == ["前文。", "各校要加强管理。", "二、招生计划1200人。", "后文。"]


def test_an_imported_word_document_is_read_with_its_numbers_and_tables(tmp_path: Path) -> None:
    inner = build_docx(
        tmp_path / "inner.docx",
        paragraph("加强管理", numbered=(1, 0)) + table(row("区县", "人数"), row("A区", "1200")),
        numbering=definition(0, level(0, "chineseCounting", "%1、")) + list_of(1, 0),
    ).read_bytes()
    relations = f'<Relationship Id="c1" Type="{OFFICE}/aFChunk" Target="inner.docx"/>'
    rels = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>'
    body = (
        table(row("学校", "班级"), row("一中", "30"))
        + '<w:altChunk r:id="c1"/>'
        + table(row("甲", "乙"), row("1", "2"))
    )
    read = read_body(tmp_path, body, further={"word/inner.docx": inner, "word/_rels/document.xml.rels": rels})
    assert [(b.number, b.text) for b in read.blocks if not b.place] == [("一、", "加强管理")]
    assert [place for place, _ in placed_texts(read.blocks) if place] == [
        "t1/r1", "t1/r2", "t2/r1", "t2/r2", "t3/r1", "t3/r2",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("part", "name"),
    [
        (b"{\\rtf1 text}", "chunk.rtf"),
        (b"PK\x03\x04 torn", "chunk.docx"),
        (b"\x89PNG\r\n\x1a\n", "chunk.png"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\r\nx", "chunk.mht"),
    ],
)
def test_what_cannot_be_imported_is_named(part: bytes, name: str, tmp_path: Path) -> None:
    read = read_with(tmp_path, part, name)
    assert texts(read) == ["前文。", "后文。"]
    assert [str(notice.message) for notice in read.notices] == ["Not read after “前文。”: embedded document."]


def test_a_part_that_is_imported_again_and_again_is_read_once(tmp_path: Path) -> None:
    read = read_with(tmp_path, "<p>甲</p>" * 50, times=300)
    assert len(read.blocks) == 52
    assert len(read.notices) == 1


def test_a_torn_or_fragmentary_web_page_gives_what_it_holds() -> None:
    assert [b.text for b in read_embedded_text("<div><p>甲<p>乙<div>丙".encode()) or ()] == ["甲", "乙", "丙"]
    assert read_embedded_text(b"") == ()
    deep = read_embedded_text(b"<html>" + b"<div>" * 5000 + "深".encode() + b"</div>" * 5000)
    assert deep is not None


def test_an_entity_in_an_imported_page_is_not_resolved(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("机密", encoding="utf-8")
    page = f'<!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">]><html><p>甲&x;乙</p></html>'
    assert "机密" not in "".join(texts(read_with(tmp_path, page)))


@pytest.mark.parametrize(
    "graphic",
    [
        '<a:graphicData><c:chart r:id="x"/></a:graphicData>',
        '<a:graphicData><cx:chart xmlns:cx="http://schemas.microsoft.com/office/drawing/2014/chartex" r:id="x"/></a:graphicData>',
    ],
)
def test_a_chart_is_named_with_what_it_is_said_to_show(graphic: str, tmp_path: Path) -> None:
    drawing = (
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="c" descr="各区招生数"/><a:graphic>'
        f"{graphic}</a:graphic></wp:inline></w:drawing></w:r>"
    )
    read = read_body(tmp_path, paragraph(run("招生情况见图。"), drawing))
    assert texts(read) == ["招生情况见图。"]
    (notice,) = read.blocks[0].notices
    assert (notice.code.value, str(notice.message), notice.original) == (
        "unsupported_object",
        "Not read here: chart.",
        "各区招生数",
    )
