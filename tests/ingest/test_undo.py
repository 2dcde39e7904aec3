"""Each cleaning has a name by which staff can take it back, and which edits elsewhere do not change."""

from __future__ import annotations

from ingest.cleaning.contacts import FIGURE_GAP
from ingest.records import Notice, NoticeCode, ParsedDocument
from tests.ingest.documents import parse

TEXT = (
    "各校要成立招生工作领导小组，明确责任分工。切实加强教师队伍建设，完善培训制度，提升教育教学质量，推动教育发展。"
    "2024年招生(微信:abc12345)人左右，新建学校3所，投入资金450万元，确保学位充足，促进公平均衡，办好人民满意的教育。"
    "推进城乡教育一体化，促进义务教育优质均衡，健全完善考核办法，加强督导评价结果运用，落实主体责任。"
)
PIECES = tuple(f"{at // 45 + 1}、{TEXT[at : at + 45]}" for at in range(0, len(TEXT), 45))
SITE = "本文档由会员上传分享，版权归原作者所有，请下载后编辑"


def told(document: ParsedDocument) -> dict[str, Notice]:
    notices = (*document.notices, *(n for p in document.paragraphs for n in p.notices))
    return {n.cleaning_id: n for n in notices if n.cleaning_id}


def name_of(document: ParsedDocument, original: str) -> str:
    return next(key for key, notice in told(document).items() if notice.original == original)


def test_an_undone_mark_stays_with_its_line_and_the_others_still_join() -> None:
    first = parse("2024年要点", *PIECES)
    again = parse("2024年要点", *PIECES, undone=frozenset({name_of(first, "3、")}))
    texts = [p.text for p in again.paragraphs[1:]]
    assert texts[1] == "3、" + "".join(piece[2:] for piece in PIECES[2:])
    assert texts[0] == (PIECES[0] + PIECES[1][2:]).replace("1、", "").replace("(微信:abc12345)", FIGURE_GAP)
    assert sorted(n.original for n in told(again).values()) == ["(微信:abc12345)", "1、", "2、", "4、"]


def test_an_undone_gap_shows_the_original() -> None:
    first = parse("2024年要点", *PIECES)
    again = parse("2024年要点", *PIECES, undone=frozenset({name_of(first, "(微信:abc12345)")}))
    assert "2024年招生(微信:abc12345)人左右" in again.paragraphs[1].text


def test_an_undone_site_line_stays() -> None:
    first = parse("2024年要点", *PIECES, SITE)
    again = parse("2024年要点", *PIECES, SITE, undone=frozenset({name_of(first, SITE)}))
    assert again.paragraphs[-1].text == SITE
    assert again.notices == ()


def test_names_stay_under_edits_elsewhere_and_are_unique() -> None:
    first = told(parse("2024年要点", *PIECES, SITE))
    edited = told(
        parse(
            "2024年要点（修订）",
            "新增一段前言，说明有关情况，请认真阅读。",
            *PIECES[:3],
            PIECES[3] + "新增结尾。",
            SITE,
        )
    )
    assert len(first) == 6
    changed = {n.original for key, n in first.items() if key not in edited}
    assert changed <= {"1、", "4、", SITE}
    assert {"2、", "3、", "(微信:abc12345)"} <= {n.original for n in edited.values()}


def test_an_undone_contact_in_a_figure_s_place_goes_on_being_told_without_a_name_to_undo_it_by() -> None:
    first = parse("2024年要点", *PIECES)
    again = parse("2024年要点", *PIECES, undone=frozenset({name_of(first, "(微信:abc12345)")}))
    paragraph = again.paragraphs[1]
    (notice,) = [one for one in paragraph.notices if one.code is NoticeCode.DAMAGED_TEXT]
    assert notice.span
    assert paragraph.text[notice.span.start : notice.span.end] == notice.original == "(微信:abc12345)"
    assert notice.cleaning_id == ""
