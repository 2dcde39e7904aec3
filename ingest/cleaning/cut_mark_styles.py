"""The ways previews and printers write their marks, and all places of a text that are written so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.text.number_styles import CHINESE_NUMERALS, read_chinese_number
from ingest.text.sentences import STOPS

_PAGE_NUMBER = rf"\d{{1,4}}|[{CHINESE_NUMERALS}]{{1,4}}"
MARK_STYLES = {
    "comma": re.compile(r"(?P<value>\d{1,4})\s?、\s?"),
    "dot": re.compile(r"(?P<value>\d{1,4})\.\s?"),
    "paren_comma": re.compile(r"\((?P<value>\d{1,4})\)、\s?"),
    "paren": re.compile(r"\((?P<value>\d{1,4})\)\s?"),
    "half": re.compile(r"(?<![\d(])(?P<value>\d{1,12})\)\s?"),
    "square": re.compile(r"[\[【〔〈<{『「]{1,2}\s?(?P<value>\d{1,4})\s?[\]】〕〉>}』」]{1,2}\s?"),
    "of": re.compile(r"(?:^|[(\[【〔<])(?P<value>\d{1,3})\s?/\s?\d{1,3}(?![\d/])[)\]】〕>]?\s?"),
    "page_brackets": re.compile(
        rf"\s?[(\[【〔<]第\s?(?P<value>{_PAGE_NUMBER})\s?(?:[页頁段]|部分)(?:\s?[,/、]?\s?共\s?\d{{1,4}}\s?(?:[页頁段]|部分))?[)\]】〕>]\s?"
    ),
    "page": re.compile(
        r"\s?(?P<dash>[-—–―~=*·]{0,3})\s?第\s?(?P<value>\d{1,4})\s?[页頁]"
        r"(?:\s?[,/、]?\s?(?:\(共\s?\d{1,4}\s?[页頁]\)|共\s?\d{1,4}\s?[页頁]))?\s?(?P=dash)\s?"
    ),
    "dash": re.compile(r"\s?(?P<dash>--?|——?|–|―)\s?(?P<value>\d{1,4})\s?(?P=dash)\s?"),
    "signs": re.compile(r"\s?(?P<dash>[~=*#·•※★☆|_+]{1,3})\s?(?P<value>\d{1,4})\s?(?P=dash)\s?"),
    "page_en": re.compile(
        r"\s?[(\[【]?(?:[Pp]age|页码|[Pp]\.)\s?[.:]?\s?(?P<value>\d{1,4})(?:\s?(?:of|/)\s?\d{1,4})?[)\]】]?\s?"
    ),
}
_OPENERS, _CLOSERS = tuple("([【"), tuple(")]】")
# Candidates of one style. A document of a thousand pages that is cut every hundred characters has ten thousand.
_MOST_MARKS = 50_000


@dataclass(frozen=True, slots=True)
class Mark:
    """A candidate: characters [start, end) of line `line`, number `value`; `at` counts the text before it, marks included. `decimal`: it
    reads like the beginning of a decimal fraction, so it cannot carry a series."""

    style: str
    value: int
    line: int
    start: int
    end: int
    at: int
    decimal: bool = False


def collect_marks(style: str, folded: Sequence[str], offsets: Sequence[int]) -> list[Mark]:
    """All candidates of a style in order; none where there are more than any preview makes."""
    marks: list[Mark] = []
    for line, text in enumerate(folded):
        for match in MARK_STYLES[style].finditer(text):
            if len(marks) > _MOST_MARKS:
                return []
            around = character_before(text, match.start()), text[match.end() : match.end() + 1]
            if style == "page" and around[0] in _OPENERS and around[1] in _CLOSERS:
                continue  # `page_brackets` takes it whole
            digits = str(max(read_chinese_number(match["value"]), 0))
            # Inside a text a figure may stand right before the mark: `达到12` + `3、` reads `123、`.
            inside = match.start() > 0
            decimal = inside and style == "dot" and text[match.end() : match.end() + 1].isdigit()
            tails = range(len(digits)) if inside and style in {"comma", "dot", "half"} else range(1)
            # … but right behind a sentence's end 11、 is item 11, unless a torn item's own stop follows: `。1` + `3、` + `、`.
            after_stop = inside and text[match.start("value") - 1] in STOPS
            if after_stop and len(digits) < 3 and text[match.end() : match.end() + 1] not in {"、", "."}:
                tails = range(1)
            for skip in tails:
                if digits[skip] == "0" or len(digits) - skip > 3:
                    continue
                start = match.start("value") + skip if skip else match.start()
                marks.append(Mark(style, int(digits[skip:]), line, start, match.end(), offsets[line] + start, decimal))
            if style == "page_en" and match.end() == match.end("value"):
                # … and right behind one that nothing closes: `Page 3` + `5%` reads `Page 35%`.
                for end in range(match.start("value") + 1, match.end("value")):
                    value = int(text[match.start("value") : end])
                    marks.append(Mark(style, value, line, match.start(), end, offsets[line] + match.start()))
    return marks


def character_before(text: str, at: int) -> str:
    return text[at - 1] if at else ""
