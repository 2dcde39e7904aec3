"""A table of contents at a document's beginning: its lines repeat headings and are none themselves."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ingest.text.folding import fold_in_place
from ingest.text.number_styles import read_head
from ingest.text.sentences import STOPS, has_stop

_TITLE = re.compile(r"目\s*[录次]|contents", re.IGNORECASE)
_PAGE = re.compile(r"[\s.·…⋯_-]*[.·…⋯_\s-]+\d{1,4}$")
_LEADER = re.compile(r"(?:\.{3,}|…{1,}|·{3,}|⋯+|_{3,})\s*\d{1,4}$")
_STOP = re.compile(f"[{re.escape(STOPS)}]")
_LONGEST = 80
_MOST = 400


def find_contents_lines(texts: Sequence[str]) -> set[int]:
    """The lines of tables of contents, their title included.

    A table of contents is led by 目录 and goes on to the line that repeats its first entry, as long as lines end in
    page numbers, or as long as they come again; without that title, three lines or more with leaders to page numbers
    are one.
    """
    found: set[int] = set()
    last: dict[str, int] = {}
    for index, text in enumerate(texts):
        if index not in found and _TITLE.fullmatch(fold_in_place(text).strip()):
            last = last or {_entry(line): at for at, line in enumerate(texts)}
            found.update(range(index, _find_end(texts, index + 1, last)))
    leaders = [i for i, text in enumerate(texts) if len(text) <= _LONGEST and _LEADER.search(fold_in_place(text))]
    run: list[int] = []
    for index in [*leaders, -1]:
        if run and index != run[-1] + 1:
            if len(run) >= 3:
                found.update(run)
            run = []
        run.append(index)
    return found


def _find_end(texts: Sequence[str], start: int, last: Mapping[str, int]) -> int:
    """Where the contents that begin at `start` end; `start` itself when nothing there looks like contents.

    `last` tells where each line's first words stand last.
    """
    if start >= len(texts):
        return start
    first = _entry(texts[start])
    paged = again = start
    for index in range(start, min(len(texts), start + _MOST)):
        text = texts[index]
        if index > start and _entry(text) == first:
            return _before_title(texts, start, index, last)
        if len(text) > _LONGEST or has_stop(text):
            break
        if paged == index and _PAGE.search(fold_in_place(text)):
            paged = index + 1
        if again == index and last[_entry(text)] > index:
            again = index + 1
    return max(paged, again if again > start + 1 else start)


def _before_title(texts: Sequence[str], start: int, end: int, last: Mapping[str, int]) -> int:
    """The end of contents, before the lines that come nowhere again: between contents and text stands the title."""
    while end > start and last[_entry(texts[end - 1])] < end and not _is_entry(texts[end - 1]):
        end -= 1
    return end


def _is_entry(text: str) -> bool:
    return read_head(text) is not None or _PAGE.search(fold_in_place(text)) is not None


def _entry(text: str) -> str:
    """An entry's words alone, as they stand in the heading, which may run into its body behind a stop."""
    words = _STOP.split(fold_in_place(text[: _LONGEST + 1]).strip(), maxsplit=1)[0]
    return re.sub(r"\s", "", _PAGE.sub("", words))
