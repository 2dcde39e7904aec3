"""Which numbers in the text begin a part of the document: at the start of a line, and inside text that lost its line breaks.

A text that a preview ran together reads `…胜利召开。一、加强党的领导1切实强化理论武装。坚持…2切实…`. A number counts
there when it is the next one of its kind, stands after a sentence stop or right after a heading, and begins
words; `2022年`, `4:6` or `3所` do not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.cleaning.contacts import MEASURE
from ingest.cleaning.trail import Line
from ingest.outline.contents import find_contents_lines
from ingest.outline.headings import begins_answer, is_document_name
from ingest.outline.number_sequences import Place, accept_weak
from ingest.records import BlockKind
from ingest.text.counted_words import read_counted_head
from ingest.text.folding import fold_in_place
from ingest.text.number_styles import (
    CHINESE_NUMERALS,
    DECIMALS,
    WEAK,
    NumberHead,
    NumberStyle,
    iterate_heads,
    read_head,
)
from ingest.text.sentences import STOPS

_CITED = re.compile(
    r"\s?(?:规定|所(?![需有属在])|第|中(?![小央心等外学国介层长期职考共华医午])|的|、|和(?!谐)|至(?![少迟])|及(?!时)|或|之|款|,|到(?![校岗位])|—|-|修改|改为|项(?!目)|明确|要求)"
)
_NEVER = re.compile(
    r"\s?(?:年(?![级轻度])|月|号|时(?!代)|点(?!面)|分钟|小时|秒|学年|学期|岁|世纪|[万亿]|%|多[所个名人]|余[所个名人]|至\d|到\d)"
)
_AFTER_BARE = re.compile(
    rf"\s?(?:{MEASURE}|日|多|余|几|至|到|—|-|/|:|,|、|\.|大(?=[类项])|类|种|级|"
    r"所|名|人|个|项|家|位|元|部|本|篇|章|节|条|款|区|省|市|县|校|班|组|层|楼|栋|车|路|地|国|处|周|天|期|届|批|次|倍|成|折|与|和|及|是|为|的)"
)
# What a bare number behind it belongs to: 附件2, 表1.
_NAMES_BY_NUMBER = re.compile(r"附[件录表图]$|[见如按在][表图]$")
_NOTE = re.compile(r"(?:备?注|说明)\s?:\s?(?=1\s?[.、](?![\d.]))")
_WORDS = re.compile(r"\s?[\u4e00-\u9fff“\"《(]")
_LONGEST_HEADING = 60


@dataclass(frozen=True, slots=True)
class Piece:
    """A line, or a part of one, that is one paragraph. `head` is its typed number, None when it has none."""

    line: Line
    head: NumberHead | None = None


def split_into_pieces(lines: Sequence[Line]) -> list[Piece]:
    """Every line, cut before each number inside it that begins a part. No character is lost or moved."""
    unnumbered = find_contents_lines([line.text for line in lines]) | _find_note_lines(lines)
    places = [[] if index in unnumbered else _find_places(index, line) for index, line in enumerate(lines)]
    accepted = _accept(places, lines)
    pieces: list[Piece] = []
    for index, line in enumerate(lines):
        pieces.extend(_cut(line, accepted[index]))
    return pieces


def _find_note_lines(lines: Sequence[Line]) -> set[int]:
    """The lines of notes counted from 注：1. on: their numbers go on from there and are none of the text around them."""
    plain = [line.kind is BlockKind.PARAGRAPH and not line.number for line in lines]
    starts = [read_head(line.text) if typed else None for line, typed in zip(lines, plain, strict=True)]
    found: set[int] = set()
    listed: dict[NumberStyle, int] = {}
    last: NumberHead | None = None
    begun = -1
    for index, (line, start) in enumerate(zip(lines, starts, strict=True)):
        if plain[index] and _NOTE.match(fold_in_place(line.text)):
            begun, last = index, None
        elif (
            last is None
            or start is None
            or not _counts_on(last, start)
            or (index == begun + 1 and _list_goes_on(starts, index, listed.get(start.style, start.value)))
        ):
            last = None
            if start is not None:
                outer = {style: value for style, value in listed.items() if style < start.style}
                listed = outer | {start.style: _count_on(line.text, start).value}
            continue
        last = _count_on(line.text, last)
        found.add(index)
    return found


def _count_on(text: str, last: NumberHead | None) -> NumberHead:
    """The last of a line's numbers that count on from one; without one, from the line's first, which must be there."""
    heads = list(iterate_heads(text, fold_in_place(text)))
    last = last or heads[0]
    for head in heads:
        last = head if _counts_on(last, head) else last
    return last


def _list_goes_on(starts: Sequence[NumberHead | None], index: int, listed: int) -> bool:
    """Whether the number at the line behind a note is that of the list around it, which had come to `listed`: it is
    higher, and the list's next number does not come later, where the note's numbers end. If neither goes on, a 2 is the
    note's, whose 1 would not be counted without it."""
    last = starts[index]
    if last is None or last.value <= listed:
        return False
    for head in filter(None, starts[index + 1 :]):
        if head.style < last.style:
            break
        if head.style is last.style and not _counts_on(last, head):
            return head.value != listed + 1
        last = head if head.style is last.style else last
    return last.value > 2


def _counts_on(last: NumberHead, head: NumberHead) -> bool:
    return head.style is last.style and head.value == last.value + 1


def _cut(line: Line, heads: Sequence[NumberHead]) -> list[Piece]:
    cuts = [head for head in heads if head.start]
    if not cuts:
        return [Piece(line, heads[0] if heads else None)]
    starts = [0, *(head.start for head in cuts)]
    by_start = {head.start: head for head in heads}
    pieces = []
    for start, end in zip(starts, [*starts[1:], len(line.text)], strict=True):
        head = by_start.get(start)
        body = line.body.part(start, end).stripped()
        number = (
            None if head is None else NumberHead(head.style, head.value, 0, len(head.printed), head.printed, head.key)
        )
        inner = Line(body, notices=() if start else line.notices, number="" if start else line.number)
        pieces.append(Piece(inner, number))
    return pieces


def _find_places(index: int, line: Line) -> list[Place]:
    """What is written like a number where a part could begin; a few per line, most lines none or one."""
    if line.kind is not BlockKind.PARAGRAPH or line.number:
        return []
    text = line.text
    folded = fold_in_place(text)
    counted = read_counted_head(text)
    places = [Place(counted, index, at_start=True, after_stop=False, strong=True, stop_at=-1)] if counted else []
    for head in iterate_heads(text, folded):
        at_start = head.start == 0
        before = folded[max(head.start - 4, 0) : head.start].rstrip(" ”’)\"'")
        after_stop = bool(before) and (before[-1] in STOPS or _ends_long_item(folded, head, before, places))
        after = folded[head.end : head.end + 12]
        if not _begins_words(head, after, at_start=at_start):
            continue
        if not at_start and head.style in WEAK and _NAMES_BY_NUMBER.search(before):
            continue
        strong = head.style not in WEAK or not _AFTER_BARE.match(after)
        reach = max(0, head.start - _LONGEST_HEADING)
        stop_at = max(folded.rfind(stop, reach, head.start) for stop in STOPS)
        # Inside a text it may follow a heading only, so the last stop is near.
        if at_start or after_stop or stop_at >= 0 or not reach:
            places.append(Place(head, index, at_start, after_stop, strong, stop_at))
    return places


def _ends_long_item(folded: str, head: NumberHead, before: str, places: Sequence[Place]) -> bool:
    """Whether a semicolon before the number ends an item that itself holds a sentence: 1.加强领导。成立小组；2.…"""
    if before[-1] != ";":
        return False
    last = next((p.head for p in reversed(places) if p.head.style is head.style), None)
    follows = last is not None and last.value == head.value - 1
    return follows and last is not None and any(stop in folded[last.end : head.start] for stop in STOPS)


def _begins_words(head: NumberHead, after: str, *, at_start: bool) -> bool:
    if NumberStyle.PART <= head.style <= NumberStyle.SUBARTICLE:
        return (at_start and after[:1].isspace()) or not _CITED.match(after)
    if not after.strip():
        return at_start and head.style not in WEAK
    if head.style is NumberStyle.CHINESE and after[0] in CHINESE_NUMERALS:
        # 一、二年级 counts two years; 二、三个方面的任务 may be a heading, at a line's start only.
        return at_start and not re.match(rf"[{CHINESE_NUMERALS}]+(?:年级|等|级|线|本|类|季度|产|、)", after)
    if head.style is NumberStyle.ARABIC_COMMA and after[0].isdigit():
        enumerated = re.match(rf"{head.value + 1}(?!\d)(?:年级|月|号|日|楼|班|、|个|名|级|类|%)", after)
        return at_start and enumerated is None
    if head.style in DECIMALS:
        return bool(_WORDS.match(after)) and not re.match(rf"(?!月)(?:{MEASURE})", after)
    if head.style in {NumberStyle.ARABIC_BARE, NumberStyle.ARABIC_SPACE} and _NEVER.match(after):
        return False
    return at_start or bool(_WORDS.match(after)) or head.style is NumberStyle.CHINESE


def _accept(places: Sequence[Sequence[Place]], lines: Sequence[Line]) -> list[list[NumberHead]]:
    """The heads that count, line by line."""
    weak = accept_weak([place for of_line in places for place in of_line])
    decimals = {place.line for place in weak if place.head.style in DECIMALS}
    last: dict[NumberStyle, int] = {}
    accepted: list[list[NumberHead]] = []
    for line, of_line, below in zip(lines, places, [*places, []][1:], strict=True):
        heads: list[NumberHead] = []
        answers = bool(of_line) and begins_answer(line.text)
        followed = _find_followed(of_line, below if answers else ())
        for position, place in enumerate(of_line):
            head = place.head
            if heads and head.start < heads[-1].end:
                continue
            if head.style in WEAK:
                counts = place in weak
            elif place.at_start:
                counts = place.line not in decimals
            else:
                counts = _counts_inside(place, followed[position], heads, last, line.text)
            if not counts:
                continue
            heads.append(head)
            last[head.style] = head.value
        accepted.append(heads)
    return accepted


def _find_followed(places: Sequence[Place], below: Sequence[Place]) -> list[bool]:
    """For each place of a line whether the next number of its style begins a sentence later in the line, or the line
    `below` it."""
    seen = {(place.head.style, place.head.value) for place in below if place.at_start}
    followed: list[bool] = []
    for place in reversed(places):
        followed.append((place.head.style, place.head.value + 1) in seen)
        if place.after_stop:
            seen.add((place.head.style, place.head.value))
    return followed[::-1]


def _counts_inside(
    place: Place, followed: bool, heads: Sequence[NumberHead], last: dict[NumberStyle, int], text: str
) -> bool:
    """Whether a number inside a line begins a part: the next of its kind, or a first that a second follows."""
    head = place.head
    continues = head.value == last.get(head.style, -1) + 1
    if place.after_stop:
        if head.style in {NumberStyle.CHINESE, NumberStyle.ARTICLE, NumberStyle.CHAPTER, NumberStyle.SECTION}:
            return continues or head.value == 1
        return continues or (head.value == 1 and followed)
    before = fold_in_place(text[max(head.start - 4, 0) : head.start]).rstrip()
    if before.endswith(":"):
        return head.value == 1 and followed
    if head.style is NumberStyle.CHINESE and head.value == 1 and followed and place.stop_at >= 0:
        # The title of what is sent may stand glued between a letter and its annex: …落实。2024年工作要点一、总体要求
        return is_document_name(text[place.stop_at + 1 : head.start])
    return (continues or (head.value == 1 and followed)) and _glued_to_heading(head, heads, text)


def _glued_to_heading(head: NumberHead, heads: Sequence[NumberHead], text: str) -> bool:
    """Whether only a heading's words stand between the number before and this one, without any stop."""
    if not heads or heads[-1].style >= head.style or head.start - heads[-1].end > _LONGEST_HEADING:
        return False
    between = fold_in_place(text[heads[-1].end : head.start])
    return len(between.strip()) >= 2 and not any(c in STOPS + ":;" for c in between)
