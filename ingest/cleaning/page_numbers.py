"""Page numbers and running heads that stand on lines of their own: they leave, and the sentences they had cut join."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.cleaning.contacts import MEASURE
from ingest.cleaning.running_heads import PAGE, find_running_heads
from ingest.cleaning.seams import WANTS_FIGURE, count_pairs, runs_on, was_cut
from ingest.cleaning.trail import Line, Trail, removed_places
from ingest.messages import say
from ingest.records import NoticeCode
from ingest.said import Said
from ingest.text.folding import fold_in_place
from ingest.text.number_styles import read_head
from ingest.text.sentences import has_stop
from ingest.text.traced_text import Finding, join_texts

_PAGE_LINE = re.compile(
    r"[-‐‑−─—–―·•~\s]{1,4}\d{1,4}[-‐‑−─—–―·•~\s]{1,4}"
    r"|第\s?(?:\d{1,4}|[一二三四五六七八九十]{1,3})\s?页(?:\s?[,/、]?\s?\(?共\s?\d{1,4}\s?页\)?)?"
    r"|[Pp]\s?[Aa]\s?[Gg]\s?[Ee]\s?\d{1,4}(?:\s?of\s?\d{1,4})?"
    r"|(?P<of>\d{1,3})\s?/\s?\d{1,3}|(?!(?:19|20)\d\d$)(?P<bare>\d{1,4})"
)
_LONGEST = 24
# Between a number and one that is known to be a page's: the first page and the last may hold a line or two.
_SHORT_PAGE = 15
_UNIT = re.compile(rf"\s?(?:{MEASURE}|摄氏度|华氏度|度(?![过假])|℃|工作日)")


def remove_page_numbers(lines: Sequence[Line], trail: Trail) -> list[Line]:
    """The lines without those that are page numbers or running heads, what these had cut joined again.

    A bare figure is a page number only in a row: the one before or after it stands alone on a line too, about a page
    away, or is one that is written like nothing else.
    """
    numbers = _find_numbers(lines)
    heads = find_running_heads(lines, numbers)
    numbers |= heads
    if not numbers:
        return list(lines)
    pairs = count_pairs(line.text for line in lines)
    result: list[Line] = []
    after_number = False
    for index, line in enumerate(lines):
        cleaning_id = trail.name_in(NoticeCode.PAGE_SPLIT, line.body, 0, len(line.text)) if index in numbers else ""
        if cleaning_id and trail.allows(cleaning_id):
            message = say(Said.RUNNING_HEAD if index in heads else Said.PAGE_NUMBER, mark=line.text)
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
    """The lines that are page numbers: those written like nothing else, and bare ones in a row with others."""
    known: dict[int, int] = {}
    bare: dict[int, int] = {}
    for index, line in enumerate(lines):
        match = _PAGE_LINE.fullmatch(fold_in_place(line.text)) if line.plain and len(line.text) <= _LONGEST else None
        if match is None:
            continue
        if not match["of"] and not match["bare"]:
            known[index] = int(digits[0]) if (digits := re.findall(r"\d+", line.text)) else -1
        elif not _goes_with_text(_beside(lines, index)):
            bare[index] = int(match["of"] or match["bare"])
    cuts = {index for index in bare if _cuts(_beside(lines, index))}
    return set(known) | _in_rows(lines, sorted((known | bare).items()), set(known) | cuts)


def _in_rows(lines: Sequence[Line], numbers: Sequence[tuple[int, int]], evident: set[int]) -> set[int]:
    """The members of rows of consecutive numbers with pages between; `evident` ones allow of shorter pages beside them."""
    sizes = [0]
    for line in lines:
        sizes.append(sizes[-1] + len(line.text))
    pairs = [
        (first, second, sizes[second] - sizes[first + 1])
        for (first, value), (second, next_value) in pairwise(numbers)
        if next_value == value + 1 and second > first + 1
    ]
    found: set[int] = set()
    for first, second, between in (*pairs, *reversed(pairs)):
        sure = len({first, second} & (evident | found))
        if between >= PAGE or sure == 2 or (sure and between >= _SHORT_PAGE):
            found |= {first, second}
    return found


def _beside(lines: Sequence[Line], index: int) -> tuple[str, str]:
    """The texts of the lines before and after one; empty where there is none."""
    return lines[index - 1].text if index else "", lines[index + 1].text if index + 1 < len(lines) else ""


def _goes_with_text(beside: tuple[str, str]) -> bool:
    """Whether a figure alone on a line is one that the text around it states: 不低于 / 18 / 摄氏度."""
    before, after = map(fold_in_place, beside)
    if after[:1].isdigit() or not before:
        return False  # 达到 / 6 / 90%以上: the sentence has its figure
    if _UNIT.match(after) and not before[-1].isdigit():
        return True
    asks = before.endswith(":") and not re.search(r"[如以]下:$", before) and read_head(after, weak=False) is None
    return asks or WANTS_FIGURE.search(before) is not None


def _cuts(beside: tuple[str, str]) -> bool:
    """Whether a figure alone on a line stands inside a sentence that does without it."""
    before, after = beside
    if after[:1].isdigit() and WANTS_FIGURE.search(before):
        return True
    return runs_on(before, after) and has_stop(after)
