"""A table of contents at a document's beginning: its lines repeat headings and are none themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.text.number_styles import fold
from ingest.text.sentences import has_stop

_TITLE = re.compile(r"目\s*[录次]|contents", re.IGNORECASE)
_PAGE = re.compile(r"[\s.·…⋯_-]*[.·…⋯_\s-]+\d{1,4}$")
_LEADER = re.compile(r"(?:\.{3,}|…{1,}|·{3,}|⋯+|_{3,})\s*\d{1,4}$")
_LONGEST = 80
_MOST = 400


def find_contents_lines(texts: Sequence[str]) -> set[int]:
    """The lines of tables of contents, their title included.

    A table of contents is led by 目录 and goes on to the line that repeats its first entry, or as long as
    lines end in page numbers; without that title, three lines or more with leaders to page numbers are one.
    """
    found: set[int] = set()
    for index, text in enumerate(texts):
        if index not in found and _TITLE.fullmatch(fold(text).strip()):
            found.update(range(index, _find_end(texts, index + 1)))
    leaders = [i for i, text in enumerate(texts) if len(text) <= _LONGEST and _LEADER.search(fold(text))]
    run: list[int] = []
    for index in [*leaders, -1]:
        if run and index != run[-1] + 1:
            if len(run) >= 3:
                found.update(run)
            run = []
        run.append(index)
    return found


def _find_end(texts: Sequence[str], start: int) -> int:
    """Where the contents that begin at `start` end; `start` itself when nothing there looks like contents."""
    if start >= len(texts):
        return start
    first = _entry(texts[start])
    paged = start
    for index in range(start, min(len(texts), start + _MOST)):
        text = texts[index]
        if index > start and _entry(text) == first:
            return index
        if len(text) > _LONGEST or has_stop(text):
            break
        if paged == index and _PAGE.search(fold(text)):
            paged = index + 1
    return paged


def _entry(text: str) -> str:
    """An entry's words alone, as they stand in the heading."""
    return re.sub(r"\s", "", _PAGE.sub("", fold(text).strip()))
