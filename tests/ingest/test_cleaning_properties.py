"""What must hold for all input: nothing lost, nothing invented, everything leads back to the file."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from ingest.parsing import parse_document
from ingest.records import Block, BlockKind, ParsedDocument, ReadFile
from tests.ingest.documents import typed

SENTENCES = (
    "各校要成立招生工作领导小组，明确责任分工",
    "到2025年普惠性幼儿园覆盖率达到85%以上，公办园占比超过50%",
    "扎实推进“双减”工作，落实《未成年人保护法》等法律法规",
    "新增学位1200个，新建学校3所，投入资金4500万元",
    "切实加强教师队伍建设，完善教师培训制度，提升教育教学质量",
    "严格落实职普比不低于4:6的要求，合理制定高中阶段招生计划",
    "积极开展重大节日主题实践活动，引导青少年传承红色基因",
    "推进城乡教育一体化发展，促进义务教育优质均衡",
    "健全完善考核办法，重点考核活动开展、作用发挥、机制建设等",
    "报名时间为7月1日至7月10日，请登录市教育局网站查询",
)
MARKS = (
    "{}、", "{}.", "{}）", "（{}）", "({})", "（{}）、", "[{}]", "【{}】", "第{}页", "[第{}页]", "第 {} 页 共 9 页", "- {} -", "— {} —",
    "Page {}",
)  # fmt: skip
prose = st.lists(st.sampled_from(SENTENCES), min_size=14, max_size=60).map(lambda parts: "。".join(parts) + "。")
anything = st.text(
    alphabet="一二三、（）()1234567890.。，；：“”X×*_[]〔〕年月人所个%QVXq微信:：ab\n 　第条章编号教育局是否附件-—/",
    max_size=120,
)
blocks = st.lists(
    st.builds(
        Block,
        kind=st.sampled_from((BlockKind.PARAGRAPH, BlockKind.PARAGRAPH, BlockKind.TABLE_ROW, BlockKind.FOOTNOTE)),
        text=anything,
        number=st.sampled_from(("", "", "", "一、", "（一）", "1.", "1.1", "•", "①")),
        heading_level=st.sampled_from((None, None, None, 1, 2)),
        place=st.sampled_from(("t1/r1", "t1/r2", "fn1", "")),
    ),
    max_size=14,
)


def parse(read: ReadFile, undone: frozenset[str] = frozenset()) -> ParsedDocument:
    return parse_document(read, doc_id="d", fallback_title="文件", undone=undone)


def squeeze(text: str) -> str:
    return "".join(text.split())


@given(prose, st.integers(45, 520), st.sampled_from(MARKS), st.booleans())
@settings(max_examples=150, deadline=None)
@example("新增学位1200个，新建学校3所，投入资金4500万元。" * 44, 287, "{}.", True)  # most marks read as decimals
def test_a_text_cut_at_any_length_by_any_mark_comes_back_whole(
    body: str, length: int, mark: str, embedded: bool
) -> None:
    pieces = [body[at : at + length] for at in range(0, len(body), length)]
    if len(pieces) < 4 or len(pieces[-1]) < 5:
        return
    marked = [mark.format(number) + piece for number, piece in enumerate(pieces, 1)]
    broken = sum(piece[-1] != "。" for piece in pieces[:-1])
    if broken * 2 < len(pieces) - 1:  # cuts that mostly fall on sentence ends look like a list
        return
    document = parse(typed("2024年工作要点", *(["".join(marked)] if embedded else marked)))
    assert squeeze("".join(p.text for p in document.paragraphs[1:])) == squeeze(body)


@given(blocks)
@settings(max_examples=300, deadline=None)
def test_every_character_leads_back_to_the_file(read: list[Block]) -> None:
    for paragraph in parse(ReadFile(tuple(read))).paragraphs:
        at = 0
        for span in paragraph.sources:
            assert span.start == at
            at = span.end
            source = read[span.block].text[span.source_start : span.source_end]
            if span.end - span.start == len(source):
                shown = paragraph.text[span.start : span.end]
                assert [c for c in shown if not c.isspace()] == [c for c in source if not c.isspace()]
                assert squeeze(source) in squeeze(paragraph.original)
            else:
                assert paragraph.text[span.start : span.end].startswith("〔原文此处")
        assert at == len(paragraph.text)


@given(blocks)
@settings(max_examples=300, deadline=None)
def test_anchors_are_unique_and_notices_point_into_their_paragraph(read: list[Block]) -> None:
    document = parse(ReadFile(tuple(read)))
    anchors = [p.anchor for p in document.paragraphs]
    assert len(set(anchors)) == len(anchors)
    assert [p.position for p in document.paragraphs] == list(range(len(anchors)))
    for paragraph in document.paragraphs:
        assert 0 <= paragraph.title_end <= len(paragraph.text)
        for notice in paragraph.notices:
            assert notice.anchor == paragraph.anchor
            assert notice.span is None or 0 <= notice.span.start <= notice.span.end <= len(paragraph.text)


@given(blocks)
@settings(max_examples=300, deadline=None)
def test_what_is_neither_shown_nor_told_as_removed_does_not_exist(read: list[Block]) -> None:
    document = parse(ReadFile(tuple(read)))
    shown = sum(len(squeeze(p.text)) for p in document.paragraphs)
    told = [n for n in (*document.notices, *(n for p in document.paragraphs for n in p.notices)) if n.cleaning_id]
    gaps = sum(len("〔原文此处数字缺失〕") for n in told if n.code == "damaged_text")
    assert shown - gaps + sum(len(squeeze(n.original)) for n in told) == sum(len(squeeze(b.text)) for b in read)


@given(blocks)
@settings(max_examples=300, deadline=None)
def test_with_every_cleaning_undone_the_original_stays(read: list[Block]) -> None:
    first = parse(ReadFile(tuple(read)))
    undone: frozenset[str] = frozenset()
    for _ in range(6):  # an undone cleaning may uncover another one
        told = (*first.notices, *(n for p in first.paragraphs for n in p.notices))
        fresh = frozenset(n.cleaning_id for n in told if n.cleaning_id)
        if not fresh:
            break
        undone |= fresh
        first = parse(ReadFile(tuple(read)), undone)
    assert squeeze("".join(p.text for p in first.paragraphs)) == squeeze("".join(b.text for b in read))


@given(st.lists(anything, max_size=10))
@settings(max_examples=300, deadline=None)
@example(["2024年要点", "招生（微信:abc123）人", "1、加强", "2、改进"])
def test_cleaning_a_cleaned_text_changes_nothing_more(texts: list[str]) -> None:
    once = [p.text for p in parse(typed(*texts)).paragraphs]
    twice = [p.text for p in parse(typed(*once)).paragraphs]
    thrice = [p.text for p in parse(typed(*twice)).paragraphs]
    assert twice == thrice
    assert squeeze("".join(once)) == squeeze("".join(twice))


@given(prose, st.integers(45, 520), st.sampled_from(MARKS))
@settings(max_examples=60, deadline=None)
def test_cleaning_a_cleaned_preview_changes_nothing(body: str, length: int, mark: str) -> None:
    pieces = [mark.format(n // length + 1) + body[n : n + length] for n in range(0, len(body), length)]
    once = [p.text for p in parse(typed("2024年工作要点", *pieces)).paragraphs]
    assert [p.text for p in parse(typed(*once)).paragraphs] == once


@given(st.lists(st.sampled_from(SENTENCES), min_size=3, max_size=8), st.integers(0, 2))
@settings(max_examples=60, deadline=None)
def test_a_paragraph_inserted_in_one_section_moves_no_anchor_in_the_next(sentences: list[str], at: int) -> None:
    first = ["一、总体要求", *(s + "。" for s in sentences)]
    second = ["二、主要任务", *(s + "。" for s in sentences), "（一）加强领导。" + sentences[0] + "。"]
    title = "2024年工作要点"
    before = parse(typed(title, *first, *second))
    first.insert(1 + at, "新增加的一段话，说明有关情况。")
    after = parse(typed(title, *first, *second))

    def anchors(document: ParsedDocument) -> list[tuple[str, str]]:
        return [(p.anchor, p.text) for p in document.paragraphs if p.anchor.startswith("d/二")]

    assert anchors(before) == anchors(after)
    assert len(anchors(after)) == len(second)
