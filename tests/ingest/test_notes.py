from pathlib import Path

from ingest.records import BlockKind
from tests.ingest.word_builder import note, note_reference, paragraph, placed_texts, read_body, row, run, table


def test_a_note_follows_the_paragraph_that_refers_to_it_and_leaves_its_text_alone(tmp_path: Path) -> None:
    footnotes = (
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        + note("footnote", 2, paragraph("<w:r><w:footnoteRef/></w:r>" + run(" 含民办学校。")), paragraph("不含技校。"))
        + note("footnote", 3, paragraph("见附件。"))
        + note("footnote", 9, paragraph("无人引用"))
    )
    endnotes = note("endnote", 2, paragraph("来源：统计局"))
    body = paragraph(
        run("招生1200") + note_reference("footnote", 3) + run("人") + note_reference("endnote", 2)
    ) + paragraph(run("学校") + note_reference("footnote", 2) + note_reference("footnote", 3))
    read = read_body(tmp_path, body, footnotes=footnotes, endnotes=endnotes)
    assert placed_texts(read.blocks) == [
        ("", "招生1200人"), ("fn1", "见附件。"), ("en1", "来源：统计局"), ("", "学校"),
        ("fn2", "含民办学校。 不含技校。"),
    ]  # fmt: skip
    assert [b.kind for b in read.blocks if b.place] == [BlockKind.FOOTNOTE] * 3


def test_a_note_in_a_cell_follows_its_row(tmp_path: Path) -> None:
    cell = f"<w:tc><w:p>{run('1200')}{note_reference('footnote', 1)}</w:p></w:tc>"
    body = table(row("区县", "人数"), row("甲", cell), row("乙", "300"))
    read = read_body(tmp_path, body, footnotes=note("footnote", 1, paragraph("估计数")))
    assert placed_texts(read.blocks) == [
        ("t1/r1", "区县；人数"), ("t1/r2", "区县：甲；人数：1200"), ("fn1", "估计数"), ("t1/r3", "区县：乙；人数：300"),
    ]  # fmt: skip


def test_a_note_with_a_typed_mark_takes_no_number_from_the_others(tmp_path: Path) -> None:
    notes = note("footnote", 1, paragraph("星注")) + note("footnote", 2, paragraph("一注"))
    body = paragraph(run("甲") + note_reference("footnote", 1, own_mark="*") + note_reference("footnote", 2))
    read = read_body(tmp_path, body, footnotes=notes)
    assert placed_texts(read.blocks) == [("", "甲*"), ("fn-own1", "星注"), ("fn1", "一注")]


def test_a_note_of_deleted_text_or_without_content_is_not_shown(tmp_path: Path) -> None:
    body = paragraph(
        run("甲")
        + f"<w:del>{note_reference('footnote', 1)}</w:del>"
        + note_reference("footnote", 2)
        + note_reference("footnote", 8)
    )
    notes = note("footnote", 1, paragraph("删")) + note("footnote", 2, paragraph())
    assert placed_texts(read_body(tmp_path, body, footnotes=notes).blocks) == [("", "甲")]


def test_a_note_that_refers_to_itself_is_read_once(tmp_path: Path) -> None:
    notes = note("footnote", 1, paragraph(run("自") + note_reference("footnote", 1)))
    read = read_body(tmp_path, paragraph(run("甲") + note_reference("footnote", 1)), footnotes=notes)
    assert placed_texts(read.blocks) == [("", "甲"), ("fn1", "自")]
