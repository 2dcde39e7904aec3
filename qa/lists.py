"""Lists: items that are paragraphs of their own ("应当具备下列条件：" with its (一), (二) …), and items inside one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice, pairwise

from ingest import Paragraph, ParagraphKind, Span, read_numeral, split_sentences, trim_stops
from qa.corpus import Corpus
from qa.quotation import Quotation, Role

MOST_ITEMS = 20
_LONGEST_QUOTED = 420  # characters of a list quoted in one piece, and of an item quoted by itself
_LONGEST_HEAD = 40  # characters before the colon of an enumeration
_COLONS = ("：", ":")
_INLINE_ITEM = re.compile(
    r"(?:(?<=[：:；;。，,])|^)\s*(?:(?P<brackets>[（(](?P<in_brackets>[一二三四五六七八九十]{1,3}|\d{1,2})[)）])"
    r"|(?P<arabic>\d{1,2})(?:[．、]|\.(?!\d))|(?P<circled>[①-⑳])|(?P<spoken>[一二三四五六七八九十])是)"
)
# What introduces a list although its items bear no numbers, and what an item cannot be understood without.
_ANNOUNCES = re.compile(r"(?:如下|下列|以下|之一)")


# What stands before the colon of an enumeration without numbers: "存在的问题主要是：…；…；…。"
_MOST_COLONS = 100  # of a paragraph that lists are looked for behind
_ENUMERATES = re.compile(r"(?:主要|分别|包括|具体)(?:有|是|为|包括)?$")
# … or what counts them: "落实“六不”要求：不…；不…", "建立三项制度：…；…；…".
_COUNTS = re.compile(
    r"(?<![第\d])([三四五六七八九十]{1,3}|\d{1,2})(?![年月日号时点元岁])[\u4e00-\u9fff]{1,6}[”\"」]?[\u4e00-\u9fff]{0,4}$"
)
_FEWEST_ITEMS = 3  # between semicolons
# Where a row's next cell begins, "；完成时限：…", and no further item of this one.
_NEXT_CELL = re.compile(
    r"[；;](?!\s*(?:[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）.．、]|[①-⑳]|[一二三四五六七八九十]是))(?=[^；;：:。，,]{1,20}：)"
)


@dataclass(frozen=True, slots=True)
class InlineList:
    """`introduction` ends before its colon; `whole` runs from there to the end of the last item."""

    introduction: Span
    items: tuple[Span, ...]

    @property
    def whole(self) -> Span:
        return Span(self.introduction.start, self.items[-1].end)


def find_inline_lists(paragraph: Paragraph) -> tuple[InlineList, ...]:
    """Lists whose items stand in the paragraph itself, numbered from one behind a colon, told one by one behind a full
    stop (一是…，二是…), parted by semicolons behind "主要是：" or as many as "六不：" counts, or announced by "如下：". In a
    row of a table a list ends with its cell.

    >>> text = "有下列情形的，不予办理：1.休学的；2.毕业的。其他照办。"
    >>> (one,) = find_inline_lists(Paragraph("a", "d", (), "", "", "body", text, "", 0))
    >>> [text[span.start : span.end] for span in (one.introduction, *one.items)]
    ['有下列情形的，不予办理', '1.休学的；', '2.毕业的。']
    """
    text, first = paragraph.text, paragraph.label_end
    stops = _NEXT_CELL.finditer(text, first) if paragraph.kind is ParagraphKind.TABLE_ROW else ()
    cuts = [first, *(stop.end() for stop in islice(stops, _MOST_COLONS)), len(text)]
    return tuple(one for start, end in pairwise(cuts) for one in _find_lists(text[:end], start))


def _find_lists(text: str, start: int) -> list[InlineList]:
    """Those of the text from `start` on."""
    lists = []
    position = start
    for _ in range(_MOST_COLONS):
        colon = _next_colon(text, position)
        if colon < 0:
            break
        position = colon + 1
        items = _numbered_items(text, colon + 1)
        introduction = Span(_sentence_start(text, colon, start), colon)
        words = text[introduction.start : introduction.end]
        if not items and (counts := _COUNTS.search(words)):
            parted = _items_between_semicolons(text, colon + 1)
            items = parted if len(parted) == read_numeral(counts[1]) else ()
        if not items and (enumerates := _ENUMERATES.search(words)):
            items = _items_between_semicolons(text, colon + 1)
            if enumerates.start() == 0:  # "…不少困难和问题。主要是：": what they are stands before
                before = introduction.start - 1
                introduction = Span(_sentence_start(text, max(before, start), start), colon)
        if not items and _ANNOUNCES.search(words):
            end = text.find("。", colon) + 1 or len(text)
            items = (Span(colon + 1, end),) if end > colon + 1 else ()
        if items:
            lists.append(InlineList(introduction, items))
            position = items[-1].end
    return lists


def find_inline_list_around(paragraph: Paragraph, span: Span) -> InlineList | None:
    lists = find_inline_lists(paragraph)
    return next((one for one in lists if one.whole.start < span.end and span.start < one.whole.end), None)


def quote_inline_list(paragraph: Paragraph, inline: InlineList, *, by_item: bool) -> tuple[Quotation, ...]:
    """All of it in one piece where it is short, else what introduces it and each item if these are wanted; or nothing. Of
    a table's row, the row where that is short, else the list with what names the row."""
    text = paragraph.text
    if is_short_row(paragraph):
        return (Quotation(paragraph, trim_stops(text, Span(paragraph.label_end, len(text)))),)
    name = find_head(paragraph, inline.whole) if paragraph.kind is ParagraphKind.TABLE_ROW else None
    named = (Quotation(paragraph, name, Role.INTRODUCTION),) if name is not None else ()
    if _is_short(inline.whole):
        return (Quotation(paragraph, trim_stops(text, inline.whole)), *named)
    if not by_item or not all(map(_is_short, inline.items)):
        return ()
    items = (Quotation(paragraph, trim_stops(text, item), Role.ITEM) for item in inline.items[:MOST_ITEMS])
    return (Quotation(paragraph, trim_stops(text, inline.introduction)), *items, *named)


def is_short_row(paragraph: Paragraph) -> bool:
    """Whether it is a row of a table that is told whole, with the lists in its cells."""
    return paragraph.kind is ParagraphKind.TABLE_ROW and _is_short(Span(0, len(paragraph.text)))


def _is_short(span: Span) -> bool:
    return span.end - span.start <= _LONGEST_QUOTED


def find_head(paragraph: Paragraph, span: Span) -> Span | None:
    """What stands before the colon of the sentence that the span is of, when the span begins behind its first clause.

    >>> text = "主要预期目标是：生产总值增长5%，新增就业40万人。"
    >>> head = find_head(Paragraph("a", "d", (), "", "", "body", text, "", 0), Span(17, 25))
    >>> text[17:25], head and text[head.start : head.end]
    ('新增就业40万人', '主要预期目标是')
    >>> find_head(Paragraph("a", "d", (), "", "", "body", "小学：7月5日起；初中：7月1日起。", "", 0), Span(9, 16)) is None
    True
    """
    text = paragraph.text
    if paragraph.kind is ParagraphKind.TABLE_ROW:  # its first cell names the row
        first = trim_stops(text, split_sentences(text)[0])
        return first if first.end <= span.start and first.end <= _LONGEST_HEAD else None
    start = max(paragraph.label_end, *(text.rfind(stop, 0, span.start) + 1 for stop in "。！？\n"))
    part = max(text.rfind(stop, start, span.start) + 1 for stop in "；;")
    if part and 0 <= _next_colon(text, part) < span.end:  # it has a head of its own, beside that one
        start = part
    colon = _next_colon(text, start)
    if not start < colon < span.start - 1 or colon - start > _LONGEST_HEAD or "，" in text[start:colon]:
        return None
    return trim_stops(text, Span(start, colon))


def _next_colon(text: str, start: int) -> int:
    """Not one inside a ratio or a time of day; or the full stop that stands before 一是."""
    match = re.compile(r"：(?!\d\d(?!\d))|:(?!\d)|。(?=\s*一是)").search(text, start)
    return match.start() if match else -1


def _sentence_start(text: str, before: int, earliest: int) -> int:
    """With what announces the list before a semicolon: "有下列行为之一的，责令改正；情节严重的，给予处分：（一）…"."""
    start = max(earliest, *(text.rfind(stop, earliest, before) + 1 for stop in "。！？；;\n"))
    above = max(earliest, *(text.rfind(stop, earliest, start - 1) + 1 for stop in "。！？；;\n"))
    if text[start - 1 : start] in ("；", ";") and not announces(text[start:before]) and announces(text[above:start]):
        start = above
    while start < before and text[start] in " 　\n":
        start += 1
    return start


def _numbered_items(text: str, start: int) -> tuple[Span, ...]:
    found: list[re.Match[str]] = []
    for match in _INLINE_ITEM.finditer(text, start):
        if not found and match.start() > start:
            return ()
        if _number_of(match) == len(found) + 1 and (not found or _style_of(match) == _style_of(found[0])):
            found.append(match)
    if len(found) < 2:
        return ()
    starts = [match.end() - len(match.group().lstrip()) for match in found]
    return tuple(Span(begin, end) for begin, end in zip(starts, [*starts[1:], _end_of_last(text, starts)], strict=True))


def _items_between_semicolons(text: str, start: int) -> tuple[Span, ...]:
    """Those of one sentence; none where there are fewer than three."""
    end = text.find("。", start) + 1 or len(text)
    stops = [match.end() for match in re.finditer("[；;]", text[start:end])]
    cuts = [start, *(start + stop for stop in stops), end]
    items = tuple(Span(begin, finish) for begin, finish in pairwise(cuts) if text[begin:finish].strip("。；; "))
    return items if len(items) >= _FEWEST_ITEMS else ()


def _number_of(match: re.Match[str]) -> int | None:
    if match["circled"]:
        return ord(match["circled"]) - ord("①") + 1
    numeral = match["in_brackets"] or match["arabic"] or match["spoken"]
    return read_numeral(numeral)


def _style_of(match: re.Match[str]) -> str:
    return next(name for name in ("brackets", "arabic", "circled", "spoken") if match[name])


def _end_of_last(text: str, starts: list[int]) -> int:
    """The last item ends as the others do: after one sentence, or with the paragraph where they have several."""
    sentences = max(
        text.count("。", begin, end) + (text[begin:end].rstrip()[-1:] != "。") for begin, end in pairwise(starts)
    )
    end = text.find("。", starts[-1]) + 1
    return end if end and sentences <= 1 else len(text)


def find_introduction(paragraph: Paragraph, corpus: Corpus) -> Paragraph | None:
    """The paragraph whose last sentence introduces the list that this one begins or belongs to; None without one."""
    start = corpus.paragraph_positions[paragraph.anchor]
    if _follows(corpus, start + 1, paragraph):
        return paragraph
    if not paragraph.lead:
        return None
    for index in range(start - 1, -1, -1):
        above = corpus.paragraphs[index]
        if above.doc_id != paragraph.doc_id:
            return None
        words = above.text[above.label_end :].rstrip("：: ")
        if above.text.rstrip().endswith(_COLONS) and (paragraph.lead.endswith(words) or words.endswith(paragraph.lead)):
            return above
    return None


def last_sentence(paragraph: Paragraph) -> Span:
    """The one that introduces a list below, with what announces it before a semicolon."""
    *before, last = split_sentences(paragraph.text, paragraph.label_end, len(paragraph.text))
    above = paragraph.text[before[-1].start : before[-1].end].rstrip() if before else ""
    announced = above.endswith(("；", ";")) and announces(above)
    return Span(before[-1].start, last.end) if announced else last


def announces(words: str) -> bool:
    """Whether an item of the list that these words introduce means nothing without them."""
    return _ANNOUNCES.search(words) is not None


def list_items(introduction: Paragraph, corpus: Corpus) -> tuple[Paragraph, ...]:
    """The items themselves, in order, at most MOST_ITEMS; not what stands under an item."""
    index = corpus.paragraph_positions[introduction.anchor] + 1
    lead = corpus.paragraphs[index].lead if index < len(corpus.paragraphs) else ""
    items: list[Paragraph] = []
    for paragraph in corpus.paragraphs[index:]:
        within = paragraph.doc_id == introduction.doc_id and paragraph.lead.startswith(lead) and lead
        if not within or len(items) == MOST_ITEMS:
            break
        if paragraph.lead == lead and paragraph.text[paragraph.label_end :].strip():  # not a number alone on its line
            items.append(paragraph)
    return tuple(items)


def _follows(corpus: Corpus, index: int, introduction: Paragraph) -> bool:
    """Whether the paragraph at `index` is the first item that `introduction` introduces."""
    if index >= len(corpus.paragraphs) or not introduction.text.rstrip().endswith(_COLONS):
        return False
    item = corpus.paragraphs[index]
    return item.doc_id == introduction.doc_id and len(item.lead) > len(introduction.lead)
