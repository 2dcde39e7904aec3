"""The documents as people who ask may see them: a contact string never stands where a figure should.

Staff may take back the cleaning of such a string. Then the file's own words stand in the paragraph again, for staff
to judge; people who ask go on seeing the mark, in the text, in its headings and in what is searched.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ingest.cleaning.contacts import FIGURE_GAP
from ingest.document_records import Snapshot
from ingest.records import Chunk, Notice, NoticeCode, Paragraph, Span
from ingest.text.text_hash import hash_text


def hide_contacts(snapshot: Snapshot) -> Snapshot:
    """The same snapshot where nothing is to be hidden."""
    shown = {anchor: _Shown.of(paragraph) for anchor, paragraph in snapshot.paragraphs.items() if _to_hide(paragraph)}
    if not shown:
        return snapshot
    contacts = {one.original for anchor in shown for one in _to_hide(snapshot.paragraphs[anchor])}
    paragraphs = {
        anchor: _in_headings(shown[anchor].paragraph if anchor in shown else paragraph, contacts)
        for anchor, paragraph in snapshot.paragraphs.items()
    }
    chunks = {chunk_id: _in_chunk(chunk, shown, contacts) for chunk_id, chunk in snapshot.chunks.items()}
    return replace(snapshot, paragraphs=paragraphs, chunks=chunks)


def _to_hide(paragraph: Paragraph) -> tuple[Notice, ...]:
    """Notices of contacts that stand in the text: a cleaning that is in force has left a mark and a name to undo it by."""
    return tuple(
        notice
        for notice in paragraph.notices
        if notice.code is NoticeCode.DAMAGED_TEXT
        and not notice.cleaning_id
        and notice.span is not None
        and notice.original
        and paragraph.text[notice.span.start : notice.span.end] == notice.original
    )


@dataclass(frozen=True, slots=True)
class _Shown:
    """`paragraph` as it is shown; `hidden` are the places in the stored text, in order."""

    paragraph: Paragraph
    hidden: tuple[Span, ...]

    @classmethod
    def of(cls, stored: Paragraph) -> _Shown:
        hidden = tuple(sorted((one.span for one in _to_hide(stored) if one.span), key=lambda span: span.start))
        text, at = "", 0
        for span in hidden:
            text += stored.text[at : span.start] + FIGURE_GAP
            at = span.end
        text += stored.text[at:]
        shown = cls(replace(stored, text=text, text_hash=hash_text(text)), hidden)
        notices = tuple(
            replace(one, span=shown.place(one.span)) if one.span is not None else one for one in stored.notices
        )
        title_end = shown.place(Span(0, stored.title_end)).end
        return cls(replace(shown.paragraph, notices=notices, title_end=title_end), hidden)

    def place(self, span: Span) -> Span:
        """Where characters of the stored text are shown; of a hidden contact, all of the mark."""
        start, end = span.start, span.end
        for gap in self.hidden:
            longer = len(FIGURE_GAP) - (gap.end - gap.start)
            if gap.end <= span.start:
                start += longer
            elif gap.start < span.start:
                start -= span.start - gap.start
            if gap.end <= span.end:
                end += longer
            elif gap.start < span.end:
                end += len(FIGURE_GAP) - (span.end - gap.start)
        return Span(start, end)


def _in_headings(paragraph: Paragraph, contacts: set[str]) -> Paragraph:
    heading_path = tuple(_replace(heading, contacts) for heading in paragraph.heading_path)
    lead = _replace(paragraph.lead, contacts)
    if (heading_path, lead) == (paragraph.heading_path, paragraph.lead):
        return paragraph
    return replace(paragraph, heading_path=heading_path, lead=lead)


def _in_chunk(chunk: Chunk, shown: Mapping[str, _Shown], contacts: set[str]) -> Chunk:
    index_text = _replace(chunk.index_text, contacts)
    if chunk.anchor not in shown:
        return chunk if index_text == chunk.index_text else replace(chunk, index_text=index_text)
    place = shown[chunk.anchor]
    span = place.place(chunk.span)
    return replace(chunk, span=span, text=place.paragraph.text[span.start : span.end], index_text=index_text)


def _replace(text: str, contacts: set[str]) -> str:
    for contact in contacts:
        text = text.replace(contact, FIGURE_GAP)
    return text
