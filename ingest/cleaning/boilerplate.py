"""Lines that a document-sharing site put around a document: telling them from the document's own.

One group of site words says nothing, since a real notice may speak of 下载 or 文库; several at a document's very
end do. Around such a line its short neighbours (labels, keyword lists, uploader, price) belong to it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from ingest.cleaning.site_words import (
    SHORT,
    cue_score,
    groups_in,
    is_count,
    is_keyword_field,
    is_label,
    is_shelf,
    is_site_field,
    is_site_name,
    is_site_speech,
)
from ingest.text.folding import fold_in_place
from ingest.text.number_styles import CHINESE_NUMERALS, NumberStyle, read_head
from ingest.text.sentences import ends_sentence, has_stop
from ingest.text.signatures import is_date, is_signature

_BREADCRUMB = re.compile(r"^(?:首页|主页|当前位置)|\S\s?[>»]\s?\S.*[>»]")
_END_LINE = re.compile(r"[-—–=*·\s]*(?:END|The end|全文完|完|结束)[-—–=*·\s]*", re.IGNORECASE)
_STRONG = 3
_ZONE = 40
_PAGE_HEAD = 5  # lines among which a page names who published and when
_LONGEST_SITE_LINE = 150
# Numbers that only a document gives its parts. A site counts its own remarks in Arabic figures.
_OWN_STYLES = frozenset(style for style in NumberStyle if style <= NumberStyle.CHINESE_PAREN) - {
    NumberStyle.CHINESE_SPACE
}
_ANNEX = re.compile(rf"附\s?[件表录]\s?:?\s?(?:\d{{1,2}}|[{CHINESE_NUMERALS}]{{1,2}})(?:$|[\s:.、])")
_ITEM = re.compile(r"\(?(\d{1,2})\s?[:.、)]")


def find_site_lines(texts: Sequence[str], running: Sequence[bool], numbers: Sequence[str] = ()) -> set[int]:
    """The indices of a site's lines before and after the document. `running` is false for table rows and notes,
    `numbers` are those that Word draws before the lines.

    A line that begins with a number such as only a document gives its parts is no site's, and what stands between two
    is one only where nobody else speaks so.
    """
    scores = [cue_score(text) if run else 0 for text, run in zip(texts, running, strict=True)]
    drawn = numbers or [""] * len(texts)
    own = [index for index, text in enumerate(texts) if _is_part(drawn[index] + text)]
    found = _zones(texts, scores, len(texts), -1)
    if not own:
        return found
    inside = {index for index in range(own[0] + 1, own[-1]) if running[index]}.difference(own)
    speech = {i for i in inside if (i in found or len(texts[i]) <= 2 * SHORT) and is_site_speech(texts[i])}
    cutting = {i for i in inside if i + 1 not in found and _cuts(texts, running, drawn, i)}
    return _zones(texts, scores, own[0], own[-1]) | speech | cutting


def _cuts(texts: Sequence[str], running: Sequence[bool], drawn: Sequence[str], index: int) -> bool:
    """Whether a site speaks in a line that stands inside a sentence of the document: the one before is not ended, and the
    one after begins no part of its own."""
    before, text, after = texts[index - 1 : index + 2]
    if not (running[index - 1] and running[index + 1] and after) or len(text) > 2 * SHORT:
        return False
    if not (cue_score(text) or is_site_name(text)) or drawn[index] or drawn[index + 1] or _is_title(text):
        return False
    unfinished = has_stop(before) or len(before) > SHORT
    ended = ends_sentence(before) or before.endswith((":", "：", ";", "；"))
    return unfinished and not ended and read_head(text) is None and read_head(after, weak=False) is None


def _zones(texts: Sequence[str], scores: Sequence[int], first: int, last: int) -> set[int]:
    """The site's lines before line `first` and after line `last`."""
    count = len(texts)
    head = _zone(texts, scores, range(min(_ZONE, first, count)))
    tail = _zone(texts, scores, range(count - 1, max(count - 1 - _ZONE, last), -1))
    return head | tail


def _is_part(text: str) -> bool:
    """Whether the line is a numbered part of the document: 一、 （一） 第三条 第二章 附件1.

    >>> _is_part("（二）版权声明"), _is_part("附件1"), _is_part("附件1.docx"), _is_part("2. 本站的文档")
    (True, True, False, False)
    """
    if _ANNEX.match(fold_in_place(text)):
        return FILE_EXTENSION.search(text) is None
    head = read_head(text, weak=False)
    return head is not None and head.style in _OWN_STYLES


def _zone(texts: Sequence[str], scores: Sequence[int], order: range) -> set[int]:
    """The site's lines from one end of the document inwards: as far as its lines go without a real text between."""
    found: set[int] = set()
    waiting: list[int] = []
    sure = set(takewhile(lambda index: is_site_name(texts[index]), order))
    if order.step < 0:
        sure |= _short_site_lines(texts, scores, order) | _shelves(texts, scores, order)
    for index in order:
        text = texts[index]
        # Beside a site's line, or under its label, two groups are enough.
        introduced = bool(found) or (index > 0 and is_label(texts[index - 1]))
        strong = _is_strong(text, scores[index], introduced=introduced) or index in sure or is_site_field(text)
        if order.step > 0:
            strong = strong or _is_trail_of_pages(text)
        else:
            strong = strong or _ends_with_keywords(text, waiting) or _counts_on(texts, scores, index, found)
        at_end = order.step < 0 or index > _PAGE_HEAD
        if at_end and index and is_date(text) and is_signature(texts[index - 1]):
            break  # the document's own end
        if strong:
            found.add(index)
            found.update(i for i in waiting if _belongs(texts, scores, i, order.step))
            waiting = []
        elif _is_real(text, scores[index]):
            break
        else:
            waiting.append(index)
    if not found:
        return found
    # Labels on the inner side (`- 配套讲稿:` above its text) belong to the line they introduce.
    for index in waiting:
        text = texts[index]
        beside = order.step < 0 and _belongs(texts, scores, index, order.step)
        if not is_label(text) and (has_stop(text) or not (beside or (scores[index] and len(text) <= SHORT))):
            break
        inside = index and has_stop(texts[index - 1]) and not ends_sentence(texts[index - 1])
        if order.step < 0 and inside and not is_label(text):
            break  # the end of a sentence that a page had cut
        if read_head(text, weak=False) is None:
            found.add(index)
    if order.step > 0:
        found.discard(_title_line(texts, order))
    return found


def _is_strong(text: str, score: int, *, introduced: bool) -> bool:
    """Whether a site speaks in the line. A long text holds some of its words by chance: of 3,213 paragraphs of reports
    and laws none holds three groups, texts glued from several do."""
    if introduced and len(text) > 2 * SHORT:
        groups = groups_in(fold_in_place(text))
        introduced = 0 in groups or groups >= {1, 2}
    longer = max(len(text) - _LONGEST_SITE_LINE, 0)
    return score >= (_STRONG - introduced if not longer else _STRONG + longer // 100)


def _short_site_lines(texts: Sequence[str], scores: Sequence[int], order: range) -> set[int]:
    """Short lines in a row at the very end, none a site's alone, that together speak as only a site does."""
    run: list[int] = []
    groups: set[int] = set()
    for index in order:
        text = texts[index]
        if is_count(text):
            run.append(index)
            continue
        if not scores[index] or len(text) > SHORT or has_stop(text) or _is_title(text) or read_head(text, weak=False):
            break
        run.append(index)
        groups |= groups_in(fold_in_place(text))
    speaks = (len(run) >= 2 and len(groups) >= _STRONG) or (len(run) >= 3 and sum(scores[i] for i in run) > _STRONG)
    return set(run) if speaks else set()


def _shelves(texts: Sequence[str], scores: Sequence[int], order: range) -> set[int]:
    """The lists of other files at the very end: from the first line that announces one, if more speaks for a site."""
    seen: list[int] = []
    first = -1
    for index in order:
        if _is_real(texts[index], scores[index]):
            break
        shelf = is_shelf(texts[index])
        first = index if shelf else first
        if shelf or scores[index] or is_site_field(texts[index]):
            seen.append(index)
    return set(range(first, order.start + 1)) if first >= 0 and sum(i >= first for i in seen) > 1 else set()


def _ends_with_keywords(text: str, waiting: Sequence[int]) -> bool:
    """Whether the line gives the keywords that close a page: with them, or over the one line that is left."""
    inside = not fold_in_place(text).rstrip().endswith(":")
    return is_keyword_field(text) and (len(waiting) == 1 or (inside and not waiting))


def _counts_on(texts: Sequence[str], scores: Sequence[int], index: int, found: set[int]) -> bool:
    """Whether a line without a site's words is one item between others of a site's numbered list."""
    if index + 1 not in found or not index or scores[index - 1] < _STRONG - 1:
        return False
    before, own, after = (_ITEM.match(fold_in_place(texts[i])) for i in (index - 1, index, index + 1))
    if before is None or own is None or after is None:
        return False
    return int(after[1]) - 1 == int(own[1]) == int(before[1]) + 1


def _is_trail_of_pages(text: str) -> bool:
    """Whether a line says where in a site the page stands: 首页 > 政务公文 > 工作要点."""
    return (
        re.match(r"(?:(?:您|你)?(?:现在|当前)?的?位置[::]\s?)?(?:首页|主页)\s?[>»/].*\S$", fold_in_place(text))
        is not None
    )


def _belongs(texts: Sequence[str], scores: Sequence[int], index: int, inward: int) -> bool:
    """Whether a line beside a site's line is the site's too. `inward` is -1 at the document's end."""
    text = texts[index]
    if FILE_EXTENSION.search(text) and index and not has_stop(text[:-5]):
        return inward < 0
    if _BREADCRUMB.search(fold_in_place(text)):
        return True
    if _END_LINE.fullmatch(text):
        return inward < 0
    if is_label(text) or scores[index]:
        return not _is_title(text)
    # The value of a label stands on the line after it: a keyword list, a name, a date.
    after_label = index > 0 and is_label(texts[index - 1]) and fold_in_place(texts[index - 1]).rstrip().endswith(":")
    return after_label and not has_stop(text)


def _is_real(text: str, score: int) -> bool:
    """Whether the line is the document's own running text, where a site's zone ends; a long one may hold a site's word."""
    if score:
        return has_stop(text) and len(text) > _LONGEST_SITE_LINE * score
    return not is_label(text) and (len(text) > 60 or (has_stop(text) and len(text) > SHORT))


def _is_title(text: str) -> bool:
    """Whether it is a title, perhaps as a file's name."""
    if _BREADCRUMB.search(fold_in_place(text)):
        return False
    return (
        not has_stop(re.sub(r"\.\w{2,4}$", "", text))
        and ":" not in fold_in_place(text)
        and len(text) <= 60
        and bool(
            re.search(
                r"(?:要点|通知|意见|方案|办法|规定|报告|规划|计划|细则|条例|纲要|公告|决定|总结|制度|章程|规则|规程|守则|预案)(?:[((].{1,12}[))])?(?:\.\w{2,4})?$",
                text,
            )
        )
    )


def _title_line(texts: Sequence[str], order: range) -> int:
    return next((index for index in order if _is_title(texts[index])), -1)


FILE_EXTENSION = re.compile(r"\.(?:docx?|pdf|wps|txt|rtf|pptx?)$", re.IGNORECASE)
