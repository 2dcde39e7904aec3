"""Figures that a published document leaves out, a wide gap in their place: 改造老旧小区    个，惠及居民1.2万户.

Text is read with one blank for any run; `Block.wide_blanks` keeps where the file has a wide one. A form's gaps are to be
filled in and hide nothing: they stand behind colons, before stops, in lines without any sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from ingest.cleaning.contacts import MEASURE
from ingest.cleaning.counted_columns import find_counted_columns
from ingest.cleaning.masks import FIGURE_BEFORE, NOT_FIGURE, mask_notices
from ingest.cleaning.missing_figures import find_missing_figures
from ingest.messages import say
from ingest.records import Block, BlockKind, Notice, NoticeCode, Span
from ingest.said import Said
from ingest.text.folding import fold_in_place
from ingest.text.traced_text import TracedText

_SENTENCE = re.compile(r"[,。;]")
# What a figure follows at once: a typist's blank after 完成 or 为 is none.
_LIMIT = re.compile(
    r"(?:达到?|至少|不低于|不少于|不超过|不高于|超过|高于|低于|约|共计?|总计|增至|提高到?|百分之|[<>≥≤=¥$])$"
)
# What begins no word: a figure stands before it, whatever leads to one (生均补助 元/生), unless it is spelled out, follows
# the unit (学费 元/学期：500; 面积 平方米 不低于20), or the unit is that of a heading (金额 万元) or a column of its own,
# behind which another word stands between blanks (巩固率 % 约束性 98).
_SURE_UNIT = re.compile(
    r"(?:个百分点|[%‰]|[万亿]元|元(?=/)|平方米|人次)(?:[/·][\u4e00-\u9fff]{1,6}+){0,2}+"
    r"(?!:|\s?(?:\d|[<>≥≤=]|不[低少高多超])|\s(?!左右|以[上下内]|用于)[\u4e00-\u9fff]{1,6}\s|\s?(?:备注|约束性|预期性|由\s?\d))"
)
_WORD_BEFORE = re.compile(
    r"[\u4e00-\u9fff](?<![一二三四五六七八九十百千万亿两几数多余半位])(?<!若干)(?<!\((?:金额|面积|比例|数量|价格|标准))$"
)
# In a table's row: the rest of a column's name, and the last cell that is a figure, whose unit may stand before it.
_IN_NAME = re.compile(r"[^:;]{0,40}:")
_FIGURE_CELL = re.compile(r":\s?[\d.,]+%?(?=;|$)")
_BLANK = re.compile(r"(?<=\S) (?=\S)")
# The parts of a word spaced out (姓　　名) have one character on their left; a column's heading has a colon or a blank
# after it, or counts (份数).
_WORDS_BEFORE = re.compile(r"[\u4e00-\u9fff]{2}$")
_UNIT = re.compile(
    rf"(?:个百分点|[%‰]|[万亿]元)(?!:)|(?![十百千])[余多]?[万亿]{{0,2}}[余多]?{MEASURE}(?![\s:数率量费额价值表单名])"
)
# Dates are filled in on forms, and some measure words are surnames: only where a figure is certain, or ends its clause.
_DATE = re.compile(r"[年月日]")
_SURNAME = re.compile(r"[张万余项米支时门](?![,。;、)元人个名所]|以[上下内]|左右)")


def hidden_notices(body: TracedText, blocks: Sequence[Block], anchor: str) -> list[Notice]:
    """All that is hidden in a paragraph, behind signs and in wide gaps, or gone, in order; the notice of a gap spans its
    unit too, that of a figure that is gone its unit alone."""
    gaps = []
    row = _in_table(body, blocks)
    for start, end in find_missing_figures(body.text, row=row):
        gaps.append(Notice(NoticeCode.DAMAGED_TEXT, say(Said.FIGURE_ABSENT), anchor, "", Span(start, end)))
    for start, end in _find_gaps(body, blocks):
        shown = body.text[start:end]
        message = say(Said.MASKED_FIGURE, shown=shown)
        gaps.append(Notice(NoticeCode.MASKED_FIGURE, message, anchor, shown, Span(start, end)))
    masks = mask_notices(body.text, anchor)
    if row and any(notice.code is NoticeCode.MASKED_NAME for notice in masks):
        masks = mask_notices(body.text, anchor, find_counted_columns(blocks, body.spans[0].block))
    notices = [*masks, *gaps]
    return sorted(notices, key=lambda notice: notice.span.start if notice.span is not None else 0) if gaps else notices


def _find_gaps(body: TracedText, blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    folded = fold_in_place(body.text)
    places = find_blanks(body, blocks)
    if not _SENTENCE.search(folded) or any(_is_form(folded, at) for at in places):
        return
    for at in places:
        unit = _find_unit(folded, at)
        if unit is None:
            continue
        before = folded[max(at - 12, 0) : at]
        certain = FIGURE_BEFORE.search(before) is not None
        doubtful = _DATE.match(unit[0]) or _SURNAME.match(folded, at + 1)
        if certain or (_WORDS_BEFORE.search(before) and not doubtful):
            yield at, unit.end()


def find_blanks(body: TracedText, blocks: Sequence[Block]) -> list[int]:
    """Where in the paragraph a blank may stand for a figure: it is wide in the file, parts a word that wants one from a
    unit (达到 %), or any word from a unit that begins none (增长 个百分点)."""
    folded = fold_in_place(body.text)
    row = _in_table(body, blocks)
    values = _values_start(folded) if row else 0
    places = [at for match in _BLANK.finditer(folded) if _wants_figure(folded, at := match.start(), values, row=row)]
    for span in body.spans:
        wide = blocks[span.block].wide_blanks
        if wide and span.end - span.start == span.source_end - span.source_start:
            first, end = bisect_left(wide, span.source_start), bisect_left(wide, span.source_end)
            places += [span.start + at - span.source_start for at in wide[first:end]]
    return sorted(set(places))


def _in_table(body: TracedText, blocks: Sequence[Block]) -> bool:
    return any(blocks[span.block].kind is BlockKind.TABLE_ROW for span in body.spans)


def _values_start(folded: str) -> int:
    """Where in a row words begin that may lead to a figure: behind the first column's name and the last cell of a figure."""
    colon = folded.find(":")
    return max([len(folded) if colon < 0 else colon, *(match.end() for match in _FIGURE_CELL.finditer(folded))])


def _wants_figure(folded: str, at: int, values: int, *, row: bool) -> bool:
    """Whether a single blank stands where a figure must; in a table's row it may part a column's name from its unit."""
    start = max(at - 12, 0)
    named = at < values or (row and _IN_NAME.match(folded, at))
    if not named and _SURE_UNIT.match(folded, at + 1) and _WORD_BEFORE.search(folded, start, at):
        return True
    return _LIMIT.search(folded, start, at) is not None and _find_unit(folded, at) is not None


def _find_unit(folded: str, at: int) -> re.Match[str] | None:
    """The unit behind a blank."""
    return None if NOT_FIGURE.match(folded, at + 1) else _UNIT.match(folded, at + 1)


def _is_form(folded: str, at: int) -> bool:
    """Whether the blank at a place is one to fill in: behind a colon, or before a stop or the end."""
    return folded[at - 1 : at] == ":" or folded[at + 1 : at + 2] in ("", *",.。;:、)")
