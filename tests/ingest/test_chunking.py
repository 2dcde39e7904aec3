from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from ingest import Chunk, ChunkKind, ParagraphKind, chunk_paragraphs
from ingest.chunking import MAX_WINDOW
from tests.fakes import make_document, make_paragraph

DOCUMENT = make_document("d", title="要点")
PATH = ("二、教育", "8发展职业教育")
PARAGRAPH = make_paragraph(
    "d/二/8", "8发展职业教育。职普比不低于4:6。扩大招生。", number="8", label="二、8", heading_path=PATH
)


def of_kind(chunks: tuple[Chunk, ...], kind: ChunkKind) -> list[Chunk]:
    return [chunk for chunk in chunks if chunk.kind is kind]


def test_a_short_paragraph_is_one_window_and_its_sentences_without_the_typed_number() -> None:
    chunks = chunk_paragraphs(DOCUMENT, (PARAGRAPH,))
    assert [(c.kind.value, c.text) for c in chunks] == [
        ("paragraph", "发展职业教育。职普比不低于4:6。扩大招生。"),
        ("sentence", "发展职业教育。"),
        ("sentence", "职普比不低于4:6。"),
        ("sentence", "扩大招生。"),
    ]
    assert {chunk.anchor for chunk in chunks} == {"d/二/8"}


def test_neighbouring_cells_of_a_table_row_are_one_sentence() -> None:
    text = "工作环节：网上报名；小学：6月15日；初中：7月1日"
    row = make_paragraph("d/t1/r2", text, kind=ParagraphKind.TABLE_ROW)
    long = make_paragraph("d/t1/r3", f"项目：校车；{'要求：' + '安全' * 60}；期限：7月", kind=ParagraphKind.TABLE_ROW)
    (sentence,) = of_kind(chunk_paragraphs(DOCUMENT, (row,)), ChunkKind.SENTENCE)
    assert sentence.text == text
    sentences = of_kind(chunk_paragraphs(DOCUMENT, (long,)), ChunkKind.SENTENCE)
    assert [(one.text[:3], one.text[-2:]) for one in sentences] == [
        ("项目：", "车；"),
        ("要求：", "全；"),
        ("期限：", "7月"),
    ]
    body = of_kind(chunk_paragraphs(DOCUMENT, (make_paragraph("d/p9", text),)), ChunkKind.SENTENCE)
    assert len(body) == 3


def test_what_is_embedded_begins_with_where_it_stands() -> None:
    window, sentence, *_ = chunk_paragraphs(DOCUMENT, (PARAGRAPH,))
    assert window.index_text == "要点 二、教育 8发展职业教育\n发展职业教育。职普比不低于4:6。扩大招生。"
    assert sentence.index_text == "8发展职业教育\n发展职业教育。"


def test_without_headings_a_sentence_stands_under_the_title_and_a_title_stands_alone() -> None:
    title, body = make_paragraph("d/title", "要点"), make_paragraph("d/p1", "甲。", position=1)
    assert [c.index_text for c in chunk_paragraphs(DOCUMENT, (title, body))] == [
        "要点",
        "要点",
        "要点\n甲。",
        "要点\n甲。",
    ]


def test_a_paragraph_without_words_still_leads_to_itself() -> None:
    chunks = chunk_paragraphs(DOCUMENT, (make_paragraph("d/p1", ""),))
    assert [(chunk.kind, chunk.text) for chunk in chunks] == [(ChunkKind.PARAGRAPH, "")]


def test_ids_change_only_with_what_is_embedded_and_where_it_stands() -> None:
    before = [chunk.chunk_id for chunk in chunk_paragraphs(DOCUMENT, (PARAGRAPH,))]
    assert before == [
        c.chunk_id for c in chunk_paragraphs(replace(DOCUMENT, path="x"), (replace(PARAGRAPH, position=9),))
    ]
    edited = [c.chunk_id for c in chunk_paragraphs(DOCUMENT, (replace(PARAGRAPH, text=PARAGRAPH.text[:-1] + "！"),))]
    assert [a == b for a, b in zip(before, edited, strict=True)] == [False, True, True, False]
    moved = {c.chunk_id for c in chunk_paragraphs(DOCUMENT, (replace(PARAGRAPH, anchor="d/二/9"),))}
    assert not moved & set(before)
    assert before[0] != chunk_paragraphs(replace(DOCUMENT, title="方案"), (PARAGRAPH,))[0].chunk_id


def test_equal_sentences_in_one_paragraph_are_two_chunks() -> None:
    chunks = chunk_paragraphs(DOCUMENT, (make_paragraph("d/p1", "甲。甲。"),))
    assert len({chunk.chunk_id for chunk in chunks}) == len(chunks) == 3


def test_long_paragraphs_become_windows_of_whole_sentences() -> None:
    text = ("甲" * 99 + "。") * 7
    windows = of_kind(chunk_paragraphs(DOCUMENT, (make_paragraph("d/p1", text),)), ChunkKind.PARAGRAPH)
    assert [len(window.text) for window in windows] == [300, 300, 100]


def test_a_sentence_longer_than_a_window_is_cut() -> None:
    windows = of_kind(chunk_paragraphs(DOCUMENT, (make_paragraph("d/p1", "甲" * 800),)), ChunkKind.PARAGRAPH)
    assert [len(window.text) for window in windows] == [380, 380, 40]


@given(st.lists(st.tuples(st.integers(1, 500), st.sampled_from("。！；\n，")), max_size=12))
def test_windows_stay_short_and_hold_every_word(parts: list[tuple[int, str]]) -> None:
    text = "".join("字" * length + stop for length, stop in parts)
    chunks = chunk_paragraphs(DOCUMENT, (make_paragraph("d/p1", text),))
    for kind in ChunkKind:
        covered = {i for chunk in of_kind(chunks, kind) for i in range(chunk.span.start, chunk.span.end)}
        assert {i for i, character in enumerate(text) if not character.isspace()} <= covered
    assert all(len(chunk.text) <= MAX_WINDOW for chunk in of_kind(chunks, ChunkKind.PARAGRAPH))
    assert all(text[chunk.span.start : chunk.span.end] == chunk.text for chunk in chunks)
    assert len({chunk.chunk_id for chunk in chunks}) == len(chunks)
