"""What people who ask see of a document whose contact strings staff put back."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from ingest import Chunk, ChunkKind, NoticeCode, Paragraph, Snapshot, Span
from ingest.cleaning.contacts import FIGURE_GAP
from ingest.public_text import hide_contacts
from ingest.records import Notice
from tests.fakes import make_document, make_paragraph, written

CONTACT = "(微信:abc12345)"
TEXT = f"8扩大规模。招生{CONTACT}人,新建XX所,就业{CONTACT}人。"


def make_snapshot(*paragraphs: Paragraph, chunks: Sequence[Chunk] = ()) -> Snapshot:
    document = make_document("d", title="要点")
    return Snapshot(
        "1", {"d": document}, {one.anchor: one for one in paragraphs}, {one.chunk_id: one for one in chunks}
    )


def notice_at(start: int, end: int, text: str, code: NoticeCode = NoticeCode.DAMAGED_TEXT) -> Notice:
    return Notice(code, written(""), "d/8", text[start:end], Span(start, end))


def put_back(text: str, *, code: NoticeCode = NoticeCode.DAMAGED_TEXT) -> tuple[Notice, ...]:
    """A notice without a name for each contact in the text."""
    places = [at for at in range(len(text)) if text.startswith(CONTACT, at)]
    return tuple(notice_at(at, at + len(CONTACT), text, code) for at in places)


def test_the_mark_stands_in_place_of_each_contact_and_notices_move_along() -> None:
    masked = TEXT.index("XX")
    notices = (*put_back(TEXT), notice_at(masked, masked + 2, TEXT, NoticeCode.MASKED_FIGURE))
    stored = make_paragraph("d/8", TEXT, title_end=len("8扩大规模"), notices=notices)
    shown = hide_contacts(make_snapshot(stored)).paragraphs["d/8"]
    assert shown.text == TEXT.replace(CONTACT, FIGURE_GAP)
    assert shown.text_hash != stored.text_hash
    assert shown.text[: shown.title_end] == "8扩大规模"
    told = [shown.text[one.span.start : one.span.end] for one in shown.notices if one.span]
    assert told == [FIGURE_GAP, FIGURE_GAP, "XX"]


def test_headings_and_what_is_searched_show_it_neither() -> None:
    heading = f"招生{CONTACT}人"
    stored = make_paragraph("d/8", TEXT, heading_path=(heading,), notices=put_back(TEXT))
    beside = make_paragraph("d/9", "9办好学校。", heading_path=(heading,))
    start = TEXT.index("招生")
    chunk = Chunk(
        "s-1", "d/8", ChunkKind.SENTENCE, Span(start, len(TEXT)), TEXT[start:], f"要点\n{heading}\n{TEXT[start:]}"
    )
    other = Chunk("s-2", "d/9", ChunkKind.SENTENCE, Span(0, 6), "9办好学校。", f"要点\n{heading}\n9办好学校。")
    public = hide_contacts(make_snapshot(stored, beside, chunks=(chunk, other)))
    assert {one.heading_path for one in public.paragraphs.values()} == {(heading.replace(CONTACT, FIGURE_GAP),)}
    shown = public.chunks["s-1"]
    assert shown.text == public.paragraphs["d/8"].text[shown.span.start : shown.span.end]
    assert shown.text.startswith("招生")
    assert shown.text.endswith("人。")
    assert not any("abc12345" in one.text + one.index_text for one in public.chunks.values())
    assert public.chunks["s-2"].text == "9办好学校。"


def test_a_cleaning_in_force_and_damage_of_another_kind_change_nothing() -> None:
    marked = TEXT.replace(CONTACT, FIGURE_GAP)
    at = marked.index(FIGURE_GAP)
    in_force = Notice(NoticeCode.DAMAGED_TEXT, written(""), "d/8", CONTACT, Span(at, at + len(FIGURE_GAP)), "c1")
    bytes_lost = Notice(NoticeCode.DAMAGED_TEXT, written(""), "d/9", "9办好\ufffd校。")
    snapshot = make_snapshot(
        make_paragraph("d/8", marked, notices=(in_force,)),
        make_paragraph("d/9", "9办好\ufffd校。", notices=(bytes_lost,)),
    )
    assert hide_contacts(snapshot) is snapshot


@given(st.lists(st.text("甲乙,。", max_size=5), min_size=2, max_size=5), st.data())
def test_words_around_a_contact_keep_their_places(around: list[str], data: st.DataObject) -> None:
    text = CONTACT.join(around)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    chunk = Chunk("s-1", "d/8", ChunkKind.SENTENCE, Span(start, end), text[start:end], text[start:end])
    public = hide_contacts(make_snapshot(make_paragraph("d/8", text, notices=put_back(text)), chunks=(chunk,)))
    shown, span = public.paragraphs["d/8"].text, public.chunks["s-1"].span
    assert shown == FIGURE_GAP.join(around)
    assert 0 <= span.start <= span.end <= len(shown)
    assert public.chunks["s-1"].text.replace(FIGURE_GAP, "") in text.replace(CONTACT, "")
