"""From clean lines to paragraphs: labels, heading paths and anchors."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.headings import is_heading_only, looks_like_heading, run_in_end, strip_stops
from ingest.levels import Part, find_parents
from ingest.masks import mask_notices
from ingest.number_styles import DECIMALS, NumberHead, NumberStyle, anchor_part, read_head
from ingest.numbered_pieces import Piece
from ingest.records import Block, BlockKind, Notice, NoticeCode, Paragraph, ParagraphKind, Span
from ingest.traced_text import TracedText

_ANNEX = re.compile(r"附\s?[件录表]\s?(?P<value>\d{1,2}|[一二三四五六七八九十]{1,3}|[A-Z])?\s?[:：]?")


@dataclass(slots=True)
class _Entry:
    """A numbered or headed part while the outline is built."""

    parent: int
    label: str
    anchor: str
    path: tuple[str, ...]
    paragraphs: int = 1
    tables: dict[str, int] = field(default_factory=dict)
    used: Counter[str] = field(default_factory=Counter)
    headings: int = 0


def build_paragraphs(
    pieces: Sequence[Piece], blocks: Sequence[Block], doc_id: str, titles: Sequence[int]
) -> list[Paragraph]:
    """The document's paragraphs in order. `titles` are the indices of the pieces that hold its title."""
    return _Outline(pieces, blocks, doc_id, frozenset(titles)).build()


class _Outline:
    def __init__(self, pieces: Sequence[Piece], blocks: Sequence[Block], doc_id: str, titles: frozenset[int]) -> None:
        self.pieces = pieces
        self.blocks = blocks
        self.titles = titles
        self.heads = [self._head(index) for index in range(len(pieces))]
        self.part_of: dict[int, int] = {}
        self.parts: list[Part] = []
        for index, piece in enumerate(pieces):
            head, line = self.heads[index], piece.line
            running = line.kind is BlockKind.PARAGRAPH and index not in titles
            if running and (head is not None or line.heading_level is not None):
                self.part_of[index] = len(self.parts)
                style, value, key = (head.style, head.value, head.key) if head else (None, 0, "")
                self.parts.append(Part(style, value, line.heading_level, key))
        self.parents = find_parents(self.parts)
        self.piece_of = {part: index for index, part in self.part_of.items()}
        self.with_content = self._find_content()
        self.kin_with_content = {
            (self.parents[part], self.parts[part].style) for part in self.part_of.values() if part in self.with_content
        }
        self.root = _Entry(-1, "", doc_id, (), paragraphs=0)
        self.entries: list[_Entry] = []

    def _head(self, index: int) -> NumberHead | None:
        """The piece's number, typed or drawn; a drawn one that is no number (a bullet) is none."""
        piece = self.pieces[index]
        if piece.head is not None:
            return piece.head
        line = piece.line
        if line.kind is not BlockKind.PARAGRAPH:
            return None
        if line.number:
            return read_drawn(line.number)
        annex = _ANNEX.fullmatch(line.text)
        if annex and index not in self.titles:
            printed = line.text.rstrip(":： ")
            return NumberHead(NumberStyle.ANNEX, 0, 0, len(printed), printed)
        return None

    def _find_content(self) -> set[int]:
        """The parts under which something stands: a part of its own, or a paragraph without number right after it."""
        found = {parent for parent in self.parents if parent >= 0}
        for index, part in self.part_of.items():
            after = index + 1
            if (
                after < len(self.pieces)
                and after not in self.part_of
                and not _is_signature(self.pieces[after].line.text)
            ):
                found.add(part)
        return found

    def build(self) -> list[Paragraph]:
        paragraphs: list[Paragraph] = []
        current = self.root
        typed: tuple[str, ...] = ()
        body_seen = False
        for index, piece in enumerate(self.pieces):
            line, part = piece.line, self.part_of.get(index, -1)
            kind, notices, title_end, label, number = ParagraphKind.BODY, [], 0, "", ""
            if line.kind is BlockKind.TABLE_ROW:
                kind, anchor, path = (
                    ParagraphKind.TABLE_ROW,
                    self._row_anchor(current, line.place),
                    current.path + typed,
                )
            elif line.kind is BlockKind.FOOTNOTE:
                kind, path = ParagraphKind.FOOTNOTE, current.path + typed
                anchor = self._free(self.root, f"{self.root.anchor}/{line.place or 'fn'}")
            elif index in self.titles:
                kind, anchor, path = (
                    ParagraphKind.HEADING,
                    self._free(self.root, f"{self.root.anchor}/title"),
                    (line.text,),
                )
            elif part >= 0:
                head = self.heads[index]
                kind, title_end, own = self._judge(index, part)
                current, notices = self._open(part, head, own)
                typed = ()
                label, number = (current.label, head.printed) if head else ("", "")
                anchor, path = current.anchor, current.path
            else:
                before = self.pieces[index - 1].line.text if index else ""
                after = self._next_text(index)
                if body_seen and looks_like_heading(line.text, before, after):
                    kind, typed = ParagraphKind.HEADING, (strip_stops(line.text),)
                path = current.path + typed
                anchor = self._next_anchor(current)
            body_seen = body_seen or (kind is ParagraphKind.BODY and len(line.text) >= 40)
            paragraphs.append(
                self._paragraph(piece, anchor, path, label, number, kind, len(paragraphs), title_end, notices)
            )
        return paragraphs

    def _next_text(self, index: int) -> str:
        """The text of the paragraph after it; of a numbered one too."""
        after = index + 1
        return self.pieces[after].line.text if after < len(self.pieces) else ""

    def _judge(self, index: int, part: int) -> tuple[ParagraphKind, int, str]:
        """Kind, end of a run-in heading in the text (0: none), and the part's words in heading paths ("" for none)."""
        line, head = self.pieces[index].line, self.heads[index]
        typed = self.pieces[index].head is not None or (head is not None and head.style is NumberStyle.ANNEX)
        begin = len(head.printed) if head and typed else 0
        words = line.text[begin:]
        printed = head.printed if head else ""
        has_content = part in self.with_content
        kin = (self.parents[part], self.parts[part].style) in self.kin_with_content
        style = head.style if head else None
        annex = style is NumberStyle.ANNEX
        if (
            line.heading_level is not None
            or annex
            or is_heading_only(words, style, has_content=has_content, kin_have_content=kin)
        ):
            own = strip_stops(line.text) if typed or not printed else _heading_name(printed, words)
            return ParagraphKind.HEADING, 0, own
        end = run_in_end(words, style)
        if end:
            own = line.text[: begin + end] if typed else _heading_name(printed, words[:end])
            return ParagraphKind.BODY, begin + end, strip_stops(own)
        return ParagraphKind.BODY, 0, ""

    def _open(self, part: int, head: NumberHead | None, own: str) -> tuple[_Entry, list[Notice]]:
        """Enters the part into the outline; says when its number is doubled or one is missing before it."""
        parent = self.entries[self.parents[part]] if self.parents[part] >= 0 else self.root
        path = (*parent.path, own) if own else parent.path
        notices: list[Notice] = []
        if head is None:
            parent.headings += 1
            entry = _Entry(
                self.parents[part], parent.label, self._free(parent, f"{parent.anchor}/h{parent.headings}"), path
            )
        else:
            base = parent
            while (
                head.style in DECIMALS
                and base is not self.root
                and self.parts[self.entries.index(base)].style in DECIMALS
            ):
                base = self.entries[base.parent] if base.parent >= 0 else self.root
            label = base.label + head.printed
            name = f"{base.anchor}/{anchor_part(head.printed)}"
            anchor = self._free(base, name)
            entry = _Entry(self.parents[part], label, anchor, path)
            notices = self._sequence_notices(part, head, anchor, doubled=anchor != name)
        self.entries.append(entry)
        return entry, notices

    def _sequence_notices(self, part: int, head: NumberHead, anchor: str, *, doubled: bool) -> list[Notice]:
        if doubled:
            message = f"编号“{head.printed}”在同一级重复出现，引用时请注意区分。"
            return [Notice(NoticeCode.DUPLICATE_NUMBER, message, anchor, head.printed, Span(0, 0))]
        return []

    def _free(self, entry: _Entry, anchor: str) -> str:
        """The anchor, with a suffix when it is taken: `-2` for the second."""
        entry.used[anchor] += 1
        count = entry.used[anchor]
        return anchor if count == 1 else f"{anchor}-{count}"

    def _next_anchor(self, entry: _Entry) -> str:
        entry.paragraphs += 1
        return f"{entry.anchor}/p{entry.paragraphs}"

    def _row_anchor(self, entry: _Entry, place: str) -> str:
        """Tables are counted under their label, so that a new table elsewhere moves nothing."""
        table, _, row = place.partition("/")
        number = entry.tables.setdefault(table, len(entry.tables) + 1)
        return self._free(entry, f"{entry.anchor}/t{number}" + (f"/{row}" if row else ""))

    def _paragraph(
        self,
        piece: Piece,
        anchor: str,
        path: tuple[str, ...],
        label: str,
        number: str,
        kind: ParagraphKind,
        position: int,
        title_end: int,
        notices: Sequence[Notice],
    ) -> Paragraph:
        body = piece.line.body
        told = [
            Notice(f.code, f.message, anchor, f.original, Span(f.start, f.end), f.cleaning_id) for f in body.findings
        ]
        block_notices = [
            Notice(n.code, n.message, anchor, n.original, n.span, n.cleaning_id) for n in piece.line.notices
        ]
        text = body.text
        return Paragraph(
            anchor=anchor,
            doc_id=self.root.anchor,
            heading_path=path,
            label=label,
            number=number,
            kind=kind,
            text=text,
            text_hash=hashlib.sha256(text.encode()).hexdigest()[:16],
            position=position,
            title_end=title_end,
            original=read_original(body, self.blocks),
            sources=body.spans,
            notices=(*block_notices, *told, *mask_notices(text, anchor), *notices),
        )


def read_drawn(number: str) -> NumberHead | None:
    """A number as Word draws it; None for a bullet."""
    head = read_head(number) or read_head(number + "、") or read_head(number + "文")
    if head is None:
        return None
    return NumberHead(head.style, head.value, 0, 0, number, head.key)


def read_original(body: TracedText, blocks: Sequence[Block]) -> str:
    """What stood in the file from the first to the last character of the text, marks that left included."""
    reach: dict[int, tuple[int, int]] = {}
    places = [(span.block, span.source_start, span.source_end) for span in body.spans]
    for block, start, end in places + body.removed_ranges():
        low, high = reach.get(block, (start, end))
        reach[block] = (min(low, start), max(high, end))
    return "\n".join(blocks[block].text[low:high] for block, (low, high) in sorted(reach.items()))


def _heading_name(printed: str, words: str) -> str:
    """A drawn number and its heading as one would print them: a space after a number that has no stop of its own."""
    name = strip_stops(words)
    return printed + (" " if printed and printed[-1] not in "、.．)）" else "") + name


def _is_signature(text: str) -> bool:
    return len(text) <= 30 and bool(
        re.search(r"(?:局|厅|部|委|委员会|政府|办公室|办公厅|会|院|中心|日)$", text.strip())
    )
