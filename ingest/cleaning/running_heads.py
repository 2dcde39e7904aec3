"""Lines that a page's head or foot repeats through a document: its title, or the name and issue of what printed it, alone,
beside a line with the page's number, or with the number behind it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from itertools import pairwise

from ingest.cleaning.seams import leaves_open
from ingest.cleaning.trail import Line
from ingest.text.folding import fold_in_place
from ingest.text.number_styles import read_head
from ingest.text.sentences import PAUSES, has_stop
from ingest.text.signatures import begins_signature, is_date, is_office

_SHORTEST, _LONGEST = 6, 40
_FIRST = 3  # lines, among which a head that repeats a title has it
_TIMES = 2  # it stands again, behind these
_ISSUE = re.compile(r"(?:19|20)\d\d年?[第年]\s?\d{1,3}\s?期|第\s?\d{1,4}\s?期(?:\s?\(?总第?\s?\d+\s?期\)?)?$")
_PRINTED = re.compile(r"(?:公报|文件|简报)$")
_OPEN_FIELD = re.compile(
    r"[\u4e00-\u9fff]{2,8}(?<!如下)[:：]?|[\u4e00-\u9fff]{2,12}(?:单位|部门|机关|主体)[:：]?|[\u4e00-\u9fff]{2,8}[:：][^,，。;；]{1,30}、"
)
_NUMBER = r"第\s?(\d{1,4})\s?页(?:[\s,/]{0,2}共\s?\d{1,4}\s?页)?|[—–·-]{1,2}\s?(\d{1,4})\s?[—–·-]{1,2}"
_NUMBERED = re.compile(rf"(?P<head>.{{5,38}}?)\s?(?:{_NUMBER}|\s(?P<bare>\d{{1,4}}))")
# Characters between one page number and the next. A page of large type or with a picture still holds so many; a list's
# item, a table's cell or what is told of one year, which stand between figures of a document's own, seldom do.
PAGE = 120
_STEPS = (1, 2)  # from a page to the next, or to the next of its side


def find_running_heads(lines: Sequence[Line], numbers: Collection[int]) -> set[int]:
    """The repetitions, not the first of all; a form's field or a list's item that comes again is none. `numbers`: the lines
    that are page numbers."""
    places: dict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if line.plain and _may_be_head(line.text):
            places[fold_in_place(line.text).strip()].append(index)
    texts = [line.text for line in lines]
    tops = [fold_in_place(text) for text in texts[:_FIRST]]
    found = _find_numbered(lines, tops)
    for text, at in places.items():
        again = [i for i in at if i >= _FIRST and not _signs(texts, i)]
        title = any(top.startswith(text) for top in tops)
        often = len(again) >= _TIMES
        beside = (often or title) and ":" not in text and all(i - 1 in numbers or i + 1 in numbers for i in again)
        inside = beside and (
            any(_cuts_sentence(i, texts, numbers) for i in again)
            or (title and any(_stands_above_later_part(i, texts, numbers) for i in again))
            or (
                often
                and _names_source(text)
                and 2 * sum(_fills_field(i, texts, numbers) for i in again) < len(again)
                and all(_size(texts, *two) >= PAGE for two in pairwise(again))
            )
        )
        if inside or (often and (title or _ISSUE.search(text))):
            found.update(again)
    return found


def _signs(texts: Sequence[str], index: int) -> bool:
    """Whether a line is a signature: above its date, a page's end between them or not, alone or with others."""
    return any(is_date(text) for text in texts[index + 1 : index + 3]) or begins_signature(texts, index)


def _names_source(text: str) -> bool:
    """Whether a line is the name of an authority or of what it prints its documents in, as heads of pages are.

    >>> _names_source("春阳县人民政府公报"), _names_source("春阳县教育局文件"), _names_source("相关政策文件")
    (True, True, False)
    """
    return ":" not in text and is_office(_PRINTED.sub("", text))


def _size(texts: Sequence[str], first: int, second: int) -> int:
    """The characters between two lines."""
    return sum(map(len, texts[first + 1 : second]))


def _cuts_sentence(index: int, texts: Sequence[str], numbers: Collection[int]) -> bool:
    """Whether a line, with the page number beside it, parts a sentence."""
    before = _find_previous(index, numbers)
    after = _find_next(index, texts, numbers)
    return before is not None and after is not None and leaves_open(texts[before], texts[after])


def _stands_above_later_part(index: int, texts: Sequence[str], numbers: Collection[int]) -> bool:
    """Whether a part that is no first one follows a line, above which no document begins."""
    after = _find_next(index, texts, numbers)
    head = None if after is None else read_head(texts[after], weak=False)
    return head is not None and head.value > 1


def _fills_field(index: int, texts: Sequence[str], numbers: Collection[int]) -> bool:
    """Whether a line stands below a field's bare label (责任单位), or the first of its values, whose value it is."""
    before = _find_previous(index, numbers)
    return before is not None and _OPEN_FIELD.fullmatch(texts[before].strip()) is not None


def _find_previous(index: int, numbers: Collection[int]) -> int | None:
    return next((i for i in range(index - 1, max(index - 3, -1), -1) if i not in numbers), None)


def _find_next(index: int, texts: Sequence[str], numbers: Collection[int]) -> int | None:
    return next((i for i in range(index + 1, min(index + 3, len(texts))) if i not in numbers), None)


def _find_numbered(lines: Sequence[Line], tops: Sequence[str]) -> set[int]:
    """The lines of a head and a page's number, at least two of them with a page between, or where they part a sentence; a
    bare number only behind a title or the name of an authority. A title or source with a written page has shorter ones."""
    pages: dict[str, list[tuple[int, int, bool]]] = defaultdict(list)
    texts = [line.text for line in lines]
    for index, line in enumerate(lines):
        match = (
            _NUMBERED.fullmatch(fold_in_place(line.text).strip())
            if line.plain and len(line.text) <= _LONGEST + 20
            else None
        )
        if match is None or not _may_be_head(head := match["head"].rstrip()):
            continue
        named = any(top.startswith(head) for top in tops) or _names_source(head)
        if (named or not match["bare"]) and (index or head in tops):
            page = int(next(filter(None, match.groups()[1:])))
            pages[head].append((index, page, named and not match["bare"]))
    found: set[int] = set()
    for of_head in pages.values():
        for (first, page, sure), (second, next_page, next_sure) in pairwise(of_head):
            between = _size(texts, first, second)
            whole = between >= PAGE or (sure and next_sure)
            evident = whole or any(_cuts_sentence(at, texts, ()) for at in (first, second))
            if next_page - page in _STEPS and between and evident:
                found |= {first, second}
    return found


def _may_be_head(text: str) -> bool:
    folded = fold_in_place(text).strip()
    sized = _SHORTEST <= len(folded) <= _LONGEST
    return sized and not has_stop(text) and folded[-1] not in PAUSES and read_head(text, weak=False) is None
