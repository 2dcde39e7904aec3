"""From clean lines to paragraphs: labels, heading paths and anchors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ingest.cleaning.blank_masks import hidden_notices
from ingest.messages import say
from ingest.outline.closing import find_closings
from ingest.outline.headings import is_heading_only, reads_like_heading, run_in_end, strip_stops
from ingest.outline.numbered_pieces import Piece
from ingest.outline.parts import OpenedPart, find_parts
from ingest.outline.set_apart import find_set_apart
from ingest.records import Block, BlockKind, Notice, NoticeCode, Paragraph, ParagraphKind, Span
from ingest.said import Said
from ingest.text.number_styles import DECIMALS, NumberHead, NumberStyle, anchor_part, plain_number
from ingest.text.signatures import begins_signature
from ingest.text.text_hash import hash_text
from ingest.text.traced_text import TracedText


@dataclass(slots=True)
class _Counts:
    """What was counted under one anchor so far; the heading itself counts as its first paragraph."""

    paragraphs: int = 1
    headings: int = 0
    tables: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Entry:
    """An open part: what the paragraphs under it inherit. `last` holds the latest number of each series in it."""

    label: str
    anchor: str
    path: tuple[str, ...]
    style: NumberStyle | None = None
    number: str = ""
    above: _Entry | None = None
    counts: _Counts = field(default_factory=_Counts)
    last: dict[tuple[NumberStyle, str], int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a paragraph stands and what it is."""

    anchor: str
    path: tuple[str, ...]
    kind: ParagraphKind = ParagraphKind.BODY
    label: str = ""
    number: str = ""
    title_end: int = 0
    notices: tuple[Notice, ...] = ()


def build_paragraphs(
    pieces: Sequence[Piece], blocks: Sequence[Block], doc_id: str, titles: Collection[int]
) -> list[Paragraph]:
    """The document's paragraphs in order. `titles` are the indices of the pieces that hold its title."""
    parts = find_parts(pieces, titles)
    outline = _Outline(doc_id, parts, find_set_apart(pieces, parts, blocks))
    closings = find_closings(pieces, parts)
    paragraphs: list[Paragraph] = []
    texts = [piece.line.text for piece in pieces]
    for index, piece in enumerate(pieces):
        if begins_signature(texts, index):
            outline.close()
        elif index in closings:
            outline.close(closings[index])
        place = outline.place_title(piece) if index in titles else outline.place(index, piece)
        paragraphs.append(_build_paragraph(piece, place, blocks, doc_id, len(paragraphs)))
    return paragraphs


# Annexes may be named in any order; a name that Word draws (五是, 注：) need not count.
_UNCHECKED = frozenset({NumberStyle.ANNEX, NumberStyle.NAMED})


class _Outline:
    """Walks the pieces in order and says where each stands."""

    def __init__(self, doc_id: str, parts: Sequence[OpenedPart], set_apart: Mapping[int, int]) -> None:
        self._set_apart = set_apart
        self._parts = {part.piece: number for number, part in enumerate(parts)}
        self._opened = parts
        self._entries: list[_Entry] = []
        self._root = _Entry("", doc_id, (), counts=_Counts(paragraphs=0))
        self._current = self._root
        self._used: Counter[str] = Counter()
        self._last: dict[NumberStyle, int] = {}

    def close(self, part: int = -1) -> None:
        """What follows stands under this part again; -1: under none, as behind the signature."""
        self._current = self._entries[part] if part >= 0 else self._root

    def place_title(self, piece: Piece) -> _Place:
        return _Place(self._free(f"{self._root.anchor}/title"), (strip_stops(piece.line.text),), ParagraphKind.HEADING)

    def place(self, index: int, piece: Piece) -> _Place:
        current, line = self._current, piece.line
        if line.kind is BlockKind.TABLE_ROW:
            return _Place(self._row_anchor(current, line.place), current.path, ParagraphKind.TABLE_ROW)
        if line.kind is BlockKind.FOOTNOTE:
            anchor = self._free(f"{self._root.anchor}/{line.place or 'fn'}")
            return _Place(anchor, current.path, ParagraphKind.FOOTNOTE)
        if index in self._parts:
            return self._open(self._parts[index], piece)
        return _Place(self._paragraph_anchor(current), current.path)

    def _open(self, number: int, piece: Piece) -> _Place:
        """Enters the part that this piece opens."""
        part = self._opened[number]
        head = part.head
        parent = self._entries[part.parent] if part.parent >= 0 else self._root
        kind, title_end, own = _judge(part, piece, parent.style, self._set_apart.get(part.piece, 0))
        path = (*parent.path, own) if own else parent.path
        notices: tuple[Notice, ...] = ()
        if head is not None:
            base = parent
            while head.style in DECIMALS and base.above is not None and _leads(base.number, head.key):
                base = base.above  # 1.2.3 says itself where it stands
            wanted = f"{base.anchor}/{anchor_part(head.printed)}"
            anchor = self._free(wanted)
            between = " " if base.label[-1:].isdigit() and head.printed[:1].isdigit() else ""  # 附件3 1．
            entry = _Entry(
                f"{base.label}{between}{plain_number(head.printed)}",
                anchor,
                path,
                head.style,
                anchor_part(head.printed),
                parent,
            )
            notices = self._check_sequence(parent, head, anchor)
        elif part.typed:
            # Known by its look only, so no anchor may hang on it: what follows counts on in the part around it.
            anchor = self._paragraph_anchor(parent)
            entry = _Entry(parent.label, parent.anchor, path, above=parent, counts=parent.counts)
        else:
            parent.counts.headings += 1
            anchor = self._free(f"{parent.anchor}/h{parent.counts.headings}")
            entry = _Entry(parent.label, anchor, path, above=parent)
        self._entries.append(entry)
        self._current = entry
        label, printed = (entry.label, head.printed) if head else ("", "")
        return _Place(anchor, path, kind, label, printed, title_end, notices)

    def _check_sequence(self, parent: _Entry, head: NumberHead, anchor: str) -> tuple[Notice, ...]:
        """Says when a number is doubled or does not follow the one before it."""
        series = (head.style, head.key if head.style in DECIMALS else "")
        before = parent.last.get(series)
        anywhere = self._last.get(head.style)
        parent.last[series] = self._last[head.style] = head.value
        if head.style in _UNCHECKED or (head.style is NumberStyle.ARTICLE and head.key):
            return ()
        span = Span(0, 0)
        if before is not None and head.value <= before:
            message = say(Said.NUMBER_REPEATED, number=head.printed)
            return (Notice(NoticeCode.DUPLICATE_NUMBER, message, anchor, head.printed, span),)
        expected = {before + 1} if before is not None else {1, (anywhere or 0) + 1}
        if head.value in expected or parent.style is NumberStyle.ANNEX:
            return ()
        message = say(Said.NUMBER_WITHOUT_FIRST, number=head.printed)
        if before is not None:
            message = say(Said.NUMBER_SKIPS, number=head.printed, before=before)
        return (Notice(NoticeCode.NUMBERING_GAP, message, anchor, head.printed, span),)

    def _free(self, anchor: str) -> str:
        """The anchor, with a suffix when it is taken: `-2` for the second."""
        self._used[anchor] += 1
        count = self._used[anchor]
        return anchor if count == 1 else self._free(f"{anchor}-{count}")

    def _paragraph_anchor(self, entry: _Entry) -> str:
        entry.counts.paragraphs += 1
        return self._free(f"{entry.anchor}/p{entry.counts.paragraphs}")

    def _row_anchor(self, entry: _Entry, place: str) -> str:
        """Tables are counted under their label, so that a new table elsewhere moves nothing."""
        table, _, row = place.partition("/")
        number = entry.counts.tables.setdefault(table, len(entry.counts.tables) + 1)
        return self._free(f"{entry.anchor}/t{number}" + (f"/{row}" if row else ""))


def _leads(number: str, key: str) -> bool:
    """Whether a number is the beginning of a decimal's parent: 1 and 1.2 of 1.2.3."""
    return bool(number) and (key == number or key.startswith(number + "."))


def _judge(
    part: OpenedPart, piece: Piece, parent_style: NumberStyle | None, lead: int
) -> tuple[ParagraphKind, int, str]:
    """Kind, end of a run-in heading in the text (0: none), and the part's words in heading paths ("" for none)."""
    head, line = part.head, piece.line
    begin = head.end if head is not None and not line.number else 0
    drawn = head if begin == 0 else None
    words, style = line.text[begin:], head.style if head is not None else None
    annex = style is NumberStyle.ANNEX and len(line.text) <= begin + 1
    known_by_words = head is None and line.heading_level is None
    if (
        annex
        or known_by_words
        or (line.heading_level is not None and reads_like_heading(words, has_content=part.content))
        or is_heading_only(
            words,
            style,
            has_content=part.content,
            kin_share=part.kin_share if parent_style is not NumberStyle.ARTICLE else 0.0,
        )
    ):
        return ParagraphKind.HEADING, 0, _name(drawn, line.text)
    end = min((end for end in (run_in_end(words, style), lead - begin) if end > 0), default=0)
    if end:
        return ParagraphKind.BODY, begin + end, _name(drawn, line.text[: begin + end])
    return ParagraphKind.BODY, 0, ""


def _name(drawn: NumberHead | None, words: str) -> str:
    """A heading as one prints it: a space after a drawn number that has no stop of its own."""
    if drawn is None:
        return strip_stops(plain_number(words))
    return drawn.printed + ("" if drawn.printed[-1:] in tuple("、.．)）") else " ") + strip_stops(words)


def _build_paragraph(piece: Piece, place: _Place, blocks: Sequence[Block], doc_id: str, position: int) -> Paragraph:
    body = piece.line.body
    found = (
        Notice(f.code, f.message, place.anchor, f.original, Span(f.start, f.end), f.cleaning_id) for f in body.findings
    )
    read = (replace(notice, anchor=place.anchor) for notice in piece.line.notices)
    return Paragraph(
        anchor=place.anchor,
        doc_id=doc_id,
        heading_path=place.path,
        label=place.label,
        number=place.number,
        kind=place.kind,
        text=body.text,
        text_hash=hash_text(body.text),
        position=position,
        title_end=place.title_end,
        original=read_original(body, blocks),
        sources=body.spans,
        notices=(*read, *found, *hidden_notices(body, blocks, place.anchor), *place.notices),
    )


def read_original(body: TracedText, blocks: Sequence[Block]) -> str:
    """What stood in the file from the first to the last character of the text, marks that left included.

    Stretches of several blocks are parted by line breaks.
    """
    reach: dict[int, tuple[int, int]] = {}
    places = [(span.block, span.source_start, span.source_end) for span in body.spans]
    for block, start, end in places + body.removed_ranges():
        low, high = reach.get(block, (start, end))
        reach[block] = (min(low, start), max(high, end))
    return "\n".join(blocks[block].text[low:high] for block, (low, high) in sorted(reach.items()))
