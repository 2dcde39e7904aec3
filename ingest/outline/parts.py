"""Which paragraphs open a part of the document: by a number, by a heading style, or by a heading typed as plain text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ingest.outline.headings import (
    is_document_name,
    is_inner_title,
    is_last_part,
    is_question_over_answer,
    looks_like_heading,
)
from ingest.outline.levels import Part, find_parents
from ingest.outline.numbered_pieces import Piece
from ingest.records import BlockKind
from ingest.text.drawn_numbers import read_drawn_head
from ingest.text.number_styles import NumberHead, NumberStyle
from ingest.text.sentences import has_stop
from ingest.text.signatures import is_date, is_signature

_ANNEX = re.compile(
    r"(?P<name>附\s?[件录表]\s?(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[A-Z])?)\s?(?:[:：].{0,60})?|(?P<named>附\s?[件录表]\s?(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[A-Z])?)\s(?!\d)[^,，;；]{2,40}"
)


@dataclass(frozen=True, slots=True)
class OpenedPart:
    """The part that piece `piece` opens under part `parent` (-1: none).

    `head` None: a heading without a number; `typed` then says that it is known by its look only. `content`:
    something stands under it; `kin_share`: the share of its neighbours of the same kind, itself included, under
    which something does.
    """

    piece: int
    parent: int
    head: NumberHead | None
    typed: bool = False
    content: bool = False
    kin_share: float = 0.0


def find_parts(pieces: Sequence[Piece], titles: Collection[int]) -> list[OpenedPart]:
    """The parts in document order. `titles` are the pieces that hold the document's title."""
    opened: list[tuple[int, NumberHead | None, Part]] = []
    body_seen = False
    open_typed = -2
    for index, piece in enumerate(pieces):
        line = piece.line
        if index in titles or line.kind is not BlockKind.PARAGRAPH:
            continue
        head = _read_number(piece)
        before = pieces[index - 1].line.text if index else ""
        if head is not None or line.heading_level is not None:
            style, value, key = (head.style, head.value, head.key) if head else (None, 0, "")
            drawn = (line.list_name, line.list_level or 0) if line.number else ("", 0)
            opened.append((index, head, Part(style, value, line.heading_level, key, *drawn)))
        elif is_question_over_answer(line.text, pieces[index + 1].line.text if index + 1 < len(pieces) else ""):
            opened.append((index, None, Part(None, 0)))
        elif body_seen and is_inner_title(line.text, before) and not _ANNEX.fullmatch(before):
            opened.append((index, None, Part(None, 0, 0)))
        elif (body_seen or _is_preface(line.text)) and _is_typed_heading(pieces, index, open_typed):
            value = -1 if _is_preface(line.text) else 0
            level = 0 if is_last_part(line.text) else None
            opened.append((index, None, Part(None, value, level)))
            open_typed = index
        body_seen = body_seen or (len(line.text) >= 40 and has_stop(line.text)) or head is not None
    parts = [part for _, _, part in opened]
    parents = find_parents(parts)
    content = {parent for parent in parents if parent >= 0}
    opening = {index for index, _, _ in opened}
    for number, (index, _, _) in enumerate(opened):
        after = index + 1
        if after < len(pieces) and after not in opening and not _closes(pieces, after):
            content.add(number)
    kin = Counter((parents[number], part.style) for number, part in enumerate(parts))
    kin_content = Counter((parents[number], parts[number].style) for number in content)
    return [
        OpenedPart(
            piece=index,
            parent=parents[number],
            head=head,
            typed=head is None and parts[number].level is None,
            content=number in content,
            kin_share=kin_content[key] / kin[key],
        )
        for number, (index, head, part) in enumerate(opened)
        for key in [(parents[number], part.style)]
    ]


def _is_preface(text: str) -> bool:
    return re.fullmatch(r"[前引序导]\s*言|绪\s*论", text.strip()) is not None


def _read_number(piece: Piece) -> NumberHead | None:
    """The piece's number, typed or drawn; a bullet is none. A line `附件2` is numbered by itself."""
    if piece.head is not None:
        return piece.head
    if piece.line.number:
        return read_drawn_head(piece.line.number, piece.line.list_value)
    annex = _ANNEX.fullmatch(piece.line.text)
    if annex is None or has_stop(piece.line.text):
        return None
    printed = (annex["name"] or annex["named"]).rstrip()
    return NumberHead(NumberStyle.ANNEX, 0, 0, len(printed), printed)


def _is_typed_heading(pieces: Sequence[Piece], index: int, open_typed: int) -> bool:
    """Whether the line is a heading by its look: short, under a finished text or a heading, over a text."""
    before = pieces[index - 1] if index else None
    after = pieces[index + 1] if index + 1 < len(pieces) else None
    if before is None or after is None:
        return False
    if is_last_part(pieces[index].line.text):
        return True
    if _ANNEX.fullmatch(before.line.text):
        return is_document_name(pieces[index].line.text)
    if after.line.kind is not BlockKind.PARAGRAPH:
        return False
    heading_before = open_typed == index - 1 or (
        (before.head is not None or before.line.heading_level is not None or bool(before.line.number))
        and not has_stop(before.line.text)
    )
    return looks_like_heading(
        pieces[index].line.text,
        before.line.text,
        after.line.text,
        under_heading=heading_before,
        over_number=after.head is not None or bool(after.line.number),
    )


def _closes(pieces: Sequence[Piece], index: int) -> bool:
    """Whether the paragraph is the signature or the date at a document's end."""
    text = pieces[index].line.text
    after = pieces[index + 1].line.text if index + 1 < len(pieces) else ""
    return is_date(text) or (is_signature(text) and (is_date(after) or not after))
