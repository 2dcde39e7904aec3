"""Lines that a page's head or foot repeats through a document: its title, or the name and issue of what printed it, alone,
beside a line with the page's number, or with the number behind it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from itertools import pairwise

from ingest.cleaning.seams import runs_on
from ingest.cleaning.trail import Line
from ingest.outline.headings import begins_signature, is_date, is_office
from ingest.text.number_styles import fold, read_head
from ingest.text.sentences import PAUSES, has_stop

_SHORTEST, _LONGEST = 6, 40
_FIRST = 3  # lines, among which a head that repeats a title has it
_TIMES = 2  # it stands again, behind these
_ISSUE = re.compile(r"(?:19|20)\d\d年?[第年]\s?\d{1,3}\s?期|第\s?\d{1,4}\s?期(?:\s?\(?总第?\s?\d+\s?期\)?)?$")
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
            places[fold(line.text).strip()].append(index)
    texts = [line.text for line in lines]
    tops = [fold(text) for text in texts[:_FIRST]]
    found = _find_numbered(lines, tops)
    for text, at in places.items():
        again = [i for i in at if i >= _FIRST and not _signs(texts, i)]
        title = any(top.startswith(text) for top in tops)
        often = len(again) >= _TIMES
        beside = (often or title) and ":" not in text and _stand_beside(again, texts, numbers)
        if beside or (often and (title or _ISSUE.search(text))):
            found.update(again)
    return found


def _signs(texts: Sequence[str], index: int) -> bool:
    """Whether a line is a signature: above its date, a page's end between them or not, alone or with others."""
    return any(is_date(text) for text in texts[index + 1 : index + 3]) or begins_signature(texts, index)


def _stand_beside(again: Sequence[int], texts: Sequence[str], numbers: Collection[int]) -> bool:
    """Whether a line stands beside page numbers every time, and once inside a sentence, as no heading or item does."""
    always = all(i - 1 in numbers or i + 1 in numbers for i in again)
    return always and any(_cuts_sentence(index, texts, numbers) for index in again)


def _cuts_sentence(index: int, texts: Sequence[str], numbers: Collection[int]) -> bool:
    """Whether a line, with the page number beside it, parts a sentence."""
    before = next((i for i in range(index - 1, max(index - 3, -1), -1) if i not in numbers), None)
    after = next((i for i in range(index + 1, min(index + 3, len(texts))) if i not in numbers), None)
    return before is not None and after is not None and runs_on(texts[before], texts[after])


def _find_numbered(lines: Sequence[Line], tops: Sequence[str]) -> set[int]:
    """The lines of a head and a page's number, at least two of them with a page between, or where they part a sentence; a
    bare number only behind a title or the name of an authority."""
    pages: dict[str, list[tuple[int, int]]] = defaultdict(list)
    texts = [line.text for line in lines]
    for index, line in enumerate(lines):
        match = _NUMBERED.fullmatch(fold(line.text).strip()) if line.plain and len(line.text) <= _LONGEST + 20 else None
        if match is None or not _may_be_head(head := match["head"].rstrip()):
            continue
        named = any(top.startswith(head) for top in tops) or (is_office(head) and ":" not in head)
        if (named or not match["bare"]) and (index or head in tops):
            pages[head].append((index, int(next(filter(None, match.groups()[1:])))))
    found: set[int] = set()
    for of_head in pages.values():
        for (first, page), (second, next_page) in pairwise(of_head):
            between = sum(map(len, texts[first + 1 : second]))
            evident = between >= PAGE or any(_cuts_sentence(at, texts, ()) for at in (first, second))
            if next_page - page in _STEPS and between and evident:
                found |= {first, second}
    return found


def _may_be_head(text: str) -> bool:
    folded = fold(text).strip()
    sized = _SHORTEST <= len(folded) <= _LONGEST
    return sized and not has_stop(text) and folded[-1] not in PAUSES and read_head(text, weak=False) is None
