"""Small Word files, one a feature, whose paragraphs are kept as golden files in `golden/word/`.

`python -m tests.ingest.golden_documents` writes the golden files anew; read the difference before committing it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from ingest.parsing import parse_document
from ingest.reading import read_file
from ingest.records import ParsedDocument
from tests.ingest.word_builder import (
    MAIN_TYPE,
    build_docx,
    cell,
    definition,
    field,
    level,
    list_of,
    note,
    note_reference,
    paragraph,
    row,
    run,
    start_override,
    style,
    table,
)

FOLDER = Path(__file__).parent / "golden" / "word"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TITLE = paragraph("2024年教育工作要点")
LEAD = paragraph("为做好2024年教育工作，结合实际，制定本要点，请各单位认真贯彻执行。")
BODY = "各校要成立工作领导小组，由校长任组长，明确责任分工。"
BOX = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:inline><a:graphic><a:graphicData>"
    "<wps:wsp><wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx></wps:wsp>"
    "</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
    "<w:txbxContent>{0}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
OUTLINE = definition(
    0, level(0, "chineseCounting", "%1、"), level(1, "chineseCounting", "（%2）"), level(2, "decimal", "%3.")
)


def official_numbering(path: Path) -> Path:
    """Three drawn levels, a restart by instance, circled numbers, letters, stems and thousands."""
    formats = (
        ("decimalEnclosedCircle", "%1"), ("upperLetter", "%1."), ("ideographTraditional", "%1、"),
        ("chineseCountingThousand", "第%1条"), ("lowerRoman", "(%1)"),
    )  # fmt: skip
    numbering = OUTLINE + "".join(
        definition(n, level(0, number_format, text, start=10 if n == 4 else 1))
        for n, (number_format, text) in enumerate(formats, 1)
    )
    numbering += list_of(1, 0) + list_of(2, 0, start_override(0, 1)) + "".join(list_of(n + 2, n) for n in range(1, 6))
    body = TITLE + LEAD
    for depth, words in (
        (0, "总体要求"),
        (1, "指导思想"),
        (1, "主要目标"),
        (2, BODY),
        (2, BODY),
        (0, "保障措施"),
        (1, BODY),
    ):
        body += paragraph(words, numbered=(1, depth))
    body += paragraph("附则", numbered=(2, 0)) + paragraph("解释", numbered=(2, 1))
    for number in range(3, 8):
        body += paragraph(BODY, numbered=(number, 0)) * 2
    return build_docx(path, body, numbering=numbering)


def style_tied_numbering(path: Path) -> Path:
    """Headings that are numbered by their styles; the level names the style."""
    levels = (
        level(0, "chineseCounting", "第%1章", further='<w:pStyle w:val="H1"/>'),
        level(1, "decimal", "%1.%2", further='<w:pStyle w:val="H2"/><w:isLgl/>'),
    )
    tied = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    styles = style("H1", "heading 1", properties=tied) + style("H2", "heading 2", properties=tied)
    body = TITLE + "".join(
        paragraph(words, style=style_id)
        for style_id, words in (
            ("H1", "总则"),
            ("H2", "目的"),
            ("", BODY),
            ("H2", "依据"),
            ("H1", "附则"),
            ("H2", "施行"),
        )
    )
    return build_docx(path, body, styles=styles, numbering=definition(0, *levels) + list_of(1, 0))


def headings(path: Path) -> Path:
    """By style, by outline level, and typed."""
    styles = style("H1", "heading 1") + style("C", "Custom", based_on="H1")
    body = TITLE + LEAD + paragraph("组织领导", style="H1") + paragraph(BODY)
    body += paragraph("经费保障", style="C") + paragraph(BODY)
    body += paragraph("督导检查", properties='<w:outlineLvl w:val="1"/>') + paragraph(BODY)
    body += paragraph("工作要求", style="H1") + paragraph("1.加强领导。" + BODY) + paragraph("2.严格管理。" + BODY)
    return build_docx(path, body, styles=styles)


def typed_outline(path: Path) -> Path:
    """The official levels typed, with a gap and a doubled number."""
    lines = (
        "第一编 总则", "第一章 一般规定", "第一节 目的", "第一条 为规范管理，制定本规定。", "第二条 本规定适用于全市学校。",
        "一、招生", "（一）小学。按时完成招生工作，确保公平公正。", "1.报名。7月1日开始报名。", "（1）网上报名", "①提交材料", "②审核",
        "（2）现场报名", "3.录取。按计划录取新生。", "（二）初中。按时完成招生工作，确保公平公正。", "（二）高中。按时完成招生工作，确保公平公正。",
    )  # fmt: skip
    return build_docx(path, TITLE + "".join(paragraph(line) for line in lines))


def tables(path: Path) -> Path:
    """A header row, cells merged across and down, a nested table."""
    nested = table(row("年级", "班数"), row("一年级", "6"))
    body = TITLE + paragraph("一、招生计划") + table(
        row("区县", cell("招生数", span=2)),
        row(cell("A区", merge="restart"), "小学", "1200"),
        row(cell(merge="continue"), "初中", "800"),
        row("B区", "小学", cell("900", nested)),
    ) + paragraph("二、说明") + paragraph(BODY)  # fmt: skip
    return build_docx(path, body)


def text_boxes(path: Path) -> Path:
    box = BOX.format(paragraph("咨询时间为每天上午。") + table(row("电话", "地址"), row("12345", "市民中心")))
    body = TITLE + paragraph(run("一、联系方式"), box) + paragraph(BODY)
    return build_docx(path, body)


def content_controls(path: Path) -> Path:
    def control(content: str) -> str:
        return f"<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    body = TITLE + control(paragraph("一、总体要求") + control(paragraph(BODY)))
    body += paragraph(run("全市招生"), control(run("1200")), run("人。"))
    return build_docx(path, body)


def notes(path: Path) -> Path:
    body = TITLE + paragraph(run("一、适用范围"), note_reference("footnote", 2)) + paragraph(BODY)
    body += paragraph(run("第二段说明有关情况"), note_reference("endnote", 3), run("。"))
    return build_docx(
        path,
        body,
        footnotes=note("footnote", 2, paragraph("指本市行政区域内的学校。")),
        endnotes=note("endnote", 3, paragraph("见附件。")),
    )


def changes(path: Path) -> Path:
    """Inserted in, deleted out, moved once, at its new place; hyperlinks by their text."""
    deleted = "<w:del><w:r><w:delText>旧数1000</w:delText></w:r></w:del>"
    body = TITLE + paragraph(run("招生"), deleted, f"<w:ins>{run('1200')}</w:ins>", run("人。"))
    body += paragraph(f"<w:moveFrom>{run('移走的话。')}</w:moveFrom>", run("留下的话。"))
    body += paragraph(f"<w:moveTo>{run('移走的话。')}</w:moveTo>", run("另一段话。"))
    body += paragraph(run("详见"), f'<w:hyperlink r:id="none">{run("市教育局网站")}</w:hyperlink>', run("。"))
    return build_docx(path, body)


def fields_and_contents(path: Path) -> Path:
    """Fields by result, a table of contents left out, number fields drawn."""
    contents = paragraph(field(' TOC \\o "1-2" ', run("一、总体要求"), "<w:r><w:tab/></w:r>", run("1")))
    body = TITLE + contents + paragraph("一、总体要求")
    body += paragraph(
        run("共"), field(" =SUM(ABOVE) ", run("1200")), run("人，见"), field(" REF a ", run("第三条")), run("。")
    )
    body += paragraph(field(" AUTONUM "), run("各校要加强管理，" + BODY)) + paragraph(field(" AUTONUM "), run(BODY))
    return build_docx(path, body)


def headers_and_breaks(path: Path) -> Path:
    """Headers and footers out; soft breaks, tabs, full-width and zero-width characters made plain."""
    header = (
        f'<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{paragraph("页眉")}</w:hdr>'
    )
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="h1" Type="{OFFICE}/header" Target="header1.xml"/></Relationships>'
    )
    body = TITLE + paragraph(run("一、总体要求\u3000\u200b"), "<w:r><w:br/></w:r>", run("\u3000\u3000全面推进\u200b各项工作，"
        "确保按时完成各项目标"), "<w:r><w:br/></w:r>", run("任务，让人民满意。"))  # fmt: skip
    body += paragraph(run("姓名"), "<w:r><w:tab/><w:tab/></w:r>", run("职务\u00a0\u00a0"))
    body += '<w:sectPr><w:headerReference w:type="default" r:id="h1"/></w:sectPr>'
    return build_docx(path, body, further={"word/header1.xml": header, "word/_rels/document.xml.rels": rels})


def imported_page(path: Path) -> Path:
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="c1" Type="{OFFICE}/aFChunk" Target="a.htm"/></Relationships>'
    )
    page = f"<html><body><h1>一、总体要求</h1><p>{BODY}</p></body></html>"
    body = TITLE + '<w:altChunk r:id="c1"/>' + paragraph("二、保障措施") + paragraph(BODY)
    return build_docx(path, body, further={"word/a.htm": page, "word/_rels/document.xml.rels": rels})


def set_apart_headings(path: Path) -> Path:
    body = TITLE + "".join(
        paragraph(run(f"（{number}）{words}", "<w:b/>"), run(BODY))
        for number, words in (("一", "加强领导"), ("二", "做好宣传"))
    )
    return build_docx(path, body)


def preview(path: Path) -> Path:
    """Every cleaning at once: site lines, a file's name, cut marks, a contact for a figure, masks, a torn end."""
    text = (
        "为深入贯彻党的教育方针，制定本要点。一、总体要求。坚持立德树人，普惠率达到XX%以上，XX县、××校率先达标。"
        "二、重点任务（一）扩大资源。新增学位(微信:jiaoyu_66)个，新建学校3所，投入____万元。（二）规范管理。"
        "严格落实职普比不低于4:6的要求，实行X光安检，咨询电话：0731-1234567。（三）加强督导。每学期督导不少于[ ]次，对工作不力的学校"
    )
    pieces = [f"{n // 60 + 1}、{text[n : n + 60]}" for n in range(0, len(text), 60)]
    lines = ("2024年教育工作要点.docx", "本文档由会员上传分享，版权归原作者所有，请下载后编辑", *pieces, "关键词：", "教育 要点",
             "还剩3页未读，继续阅读，下载文档查看全文，收益归上传者所有")  # fmt: skip
    return build_docx(path, "".join(paragraph(line) for line in lines))


def closings(path: Path) -> Path:
    items = "".join(
        paragraph(f"（{n}）{word}。" + BODY) for n, word in (("一", "加强领导"), ("二", "严格管理"), ("三", "做好宣传"))
    )
    body = TITLE + paragraph("一、保障措施") + items + paragraph("各县（区）、各学校要结合实际，抓好贯彻落实。")
    body += paragraph("附件：招生计划表") + paragraph("某市教育局") + paragraph("2024年3月1日")
    return build_docx(path, body)


def strict(path: Path) -> Path:
    body = TITLE + paragraph("总体要求", numbered=(1, 0)) + paragraph(BODY)
    return build_docx(path, body, numbering=OUTLINE + list_of(1, 0), strict=True)


def macro_file(path: Path) -> Path:
    kind = "application/vnd.ms-word.document.macroEnabled.main+xml"
    return build_docx(path.with_suffix(".docm"), TITLE + paragraph("一、总体要求") + paragraph(BODY), main_type=kind)


def template(path: Path) -> Path:
    kind = MAIN_TYPE.replace("document.main", "template.main")
    return build_docx(path.with_suffix(".dotx"), TITLE + paragraph("一、总体要求") + paragraph(BODY), main_type=kind)


CASES: tuple[Callable[[Path], Path], ...] = (
    official_numbering, style_tied_numbering, headings, typed_outline, tables, text_boxes, content_controls, notes, changes,
    fields_and_contents, headers_and_breaks, imported_page, set_apart_headings, preview, closings, strict, macro_file, template,
)  # fmt: skip


def render(document: ParsedDocument) -> str:
    """One line a paragraph: anchor, kind, label, heading path, text and what was noticed."""
    lines = [f"《{document.title}》 {document.year} {[notice.code.value for notice in document.notices]}"]
    for p in document.paragraphs:
        shown = f"{p.text[: p.title_end]}‖{p.text[p.title_end :]}" if p.title_end else p.text
        codes = " ".join(notice.code.value for notice in p.notices)
        lines.append(" | ".join((p.anchor, p.kind.value, p.label, " › ".join(p.heading_path), shown, codes)).rstrip())
    return "\n".join(lines) + "\n"


def parse_case(case: Callable[[Path], Path], folder: Path) -> ParsedDocument:
    read = read_file(case(folder / f"{case.__name__}.docx"))
    return parse_document(read, doc_id="d", fallback_title=case.__name__)


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for case in CASES:
            text = render(parse_case(case, Path(folder)))
            (FOLDER / f"{case.__name__}.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
