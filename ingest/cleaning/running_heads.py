"""Lines that a page's head or foot repeats through a document: its title, or the name and issue of what printed it, alone,
beside a line with the page's number, or with the number behind it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from itertools import pairwise

from ingest.cleaning.trail import Line
from ingest.outline.headings import is_date, is_office
from ingest.text.number_styles import fold, read_head
from ingest.text.sentences import PAUSES, has_stop

_SHORTEST, _LONGEST = 6, 40
_FIRST = 3  # lines, among which a head that repeats a title has it
_TIMES = 2  # it stands again, behind these
_ISSUE = re.compile(r"(?:19|20)\d\d年?[第年]\s?\d{1,3}\s?期|第\s?\d{1,4}\s?期(?:\s?\(?总第?\s?\d+\s?期\)?)?$")
_NUMBER = r"第\s?(\d{1,4})\s?页(?:[\s,/]{0,2}共\s?\d{1,4}\s?页)?|[—–·-]{1,2}\s?(\d{1,4})\s?[—–·-]{1,2}"
_NUMBERED = re.compile(rf"(?P<head>.{{5,38}}?)\s?(?:{_NUMBER}|\s(?P<bare>\d{{1,4}}))")
_STEPS = (1, 2)  # from a page to the next, or to the next of its side


def find_running_heads(lines: Sequence[Line], numbers: Collection[int]) -> set[int]:
    """The repetitions, not the first of all; a form's field or a list's item that comes again is none. `numbers`: the lines
    that are page numbers."""
    places: dict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if line.plain and _may_be_head(line.text):
            places[fold(line.text).strip()].append(index)
    tops = [fold(line.text) for line in lines[:_FIRST]]
    found = _find_numbered(lines, tops)
    for text, at in places.items():
        # A signature stands above its date, a page's end between them or not.
        again = [i for i in at if i >= _FIRST and not any(is_date(line.text) for line in lines[i + 1 : i + 3])]
        title = any(top.startswith(text) for top in tops)
        beside = bool(again) and ":" not in text and all({i - 1, i + 1} & set(numbers) for i in again)
        if (len(again) >= _TIMES and (_ISSUE.search(text) or title or beside)) or (title and beside):
            found.update(again)
    return found


def _find_numbered(lines: Sequence[Line], tops: Sequence[str]) -> set[int]:
    """The lines of a head and a page's number, at least two of them with text between; a bare number only behind a title or
    the name of an authority."""
    pages: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for index, line in enumerate(lines):
        match = _NUMBERED.fullmatch(fold(line.text).strip()) if line.plain and len(line.text) <= _LONGEST + 20 else None
        if match is None or not _may_be_head(head := match["head"].rstrip()):
            continue
        named = any(top.startswith(head) for top in tops) or (is_office(head) and ":" not in head)
        if (named or not match["bare"]) and (index or head in tops):
            pages[head].append((index, int(next(filter(None, match.groups()[1:])))))
    return {
        index
        for of_head in pages.values()
        for first, second in pairwise(of_head)
        if second[1] - first[1] in _STEPS and second[0] - first[0] > 1
        for index in (first[0], second[0])
    }


def _may_be_head(text: str) -> bool:
    folded = fold(text).strip()
    sized = _SHORTEST <= len(folded) <= _LONGEST
    return sized and not has_stop(text) and folded[-1] not in PAUSES and read_head(text, weak=False) is None
