"""Page numbers that stand on lines of their own: they leave, and the sentences they had cut join."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.cleaning.seams import count_pairs, was_cut
from ingest.cleaning.trail import Line, Trail, removed_places
from ingest.messages import say
from ingest.records import NoticeCode
from ingest.said import Said
from ingest.text.traced_text import Finding, join_texts

_PAGE_LINE = re.compile(
    r"[-—–―·•~\s]{1,4}\d{1,4}[-—–―·•~\s]{1,4}"
    r"|第\s?(?:\d{1,4}|[一二三四五六七八九十]{1,3})\s?页(?:\s?[,，/、]?\s?[（(]?共\s?\d{1,4}\s?页[）)]?)?"
    r"|[Pp]age\s?\d{1,4}(?:\s?of\s?\d{1,4})?"
    r"|(?P<of>\d{1,3})\s?/\s?\d{1,3}|(?P<bare>\d{1,4})"
)
_LONGEST = 24


def remove_page_numbers(lines: Sequence[Line], trail: Trail) -> list[Line]:
    """The lines without those that are page numbers, what these had cut joined again.

    A bare figure is a page number only in a row: the one before or after it stands alone on a line too, or is one
    that is written like nothing else.
    """
    numbers = _find_numbers(lines)
    if not numbers:
        return list(lines)
    pairs = count_pairs(line.text for line in lines)
    result: list[Line] = []
    after_number = False
    for index, line in enumerate(lines):
        cleaning_id = trail.name_in(NoticeCode.PAGE_SPLIT, line.body, 0, len(line.text)) if index in numbers else ""
        if cleaning_id and trail.allows(cleaning_id):
            message = say(Said.PAGE_NUMBER, mark=line.text)
            if result:
                end = len(result[-1].text)
                places = removed_places(line.body, 0, len(line.text))
                finding = Finding(NoticeCode.PAGE_SPLIT, message, end, end, line.text, cleaning_id, places)
                result[-1] = result[-1].with_body(result[-1].body.with_finding(finding))
            else:
                trail.tell(NoticeCode.PAGE_SPLIT, message, line.text, cleaning_id)
            after_number = True
            continue
        joins = after_number and bool(result) and result[-1].plain and line.plain
        if joins and was_cut(result[-1].text, line.text, pairs):
            result[-1] = result[-1].with_body(join_texts((result[-1].body, line.body)))
        else:
            result.append(line)
        after_number = False
    return result


def _find_numbers(lines: Sequence[Line]) -> set[int]:
    found: set[int] = set()
    weak: dict[int, int] = {}
    for index, line in enumerate(lines):
        match = _PAGE_LINE.fullmatch(line.text) if line.plain and len(line.text) <= _LONGEST else None
        if match is None:
            continue
        if match["of"] or match["bare"]:
            weak[index] = int(match["of"] or match["bare"])
        else:
            found.add(index)
    for index in found:
        weak[index] = int(digits[0]) if (digits := re.findall(r"\d+", lines[index].text)) else -1
    values = sorted(weak.items())
    for (index, value), (next_index, next_value) in pairwise(values):
        if next_value == value + 1 and next_index > index + 1:
            found |= {index, next_index}
    return found
