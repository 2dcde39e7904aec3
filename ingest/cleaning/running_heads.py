"""Lines that a page's head or foot repeats through a document: its title, or the name and issue of what printed it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from ingest.cleaning.trail import Line
from ingest.outline.headings import is_date
from ingest.text.number_styles import fold, read_head
from ingest.text.sentences import PAUSES, has_stop

_SHORTEST, _LONGEST = 6, 40
_FIRST = 3  # lines, among which a head that repeats a title has it
_TIMES = 2  # it stands again, behind these
_ISSUE = re.compile(r"(?:19|20)\d\d年?[第年]\s?\d{1,3}\s?期|第\s?\d{1,4}\s?期(?:\s?\(?总第?\s?\d+\s?期\)?)?$")


def find_running_heads(lines: Sequence[Line]) -> set[int]:
    """The repetitions, not the first of all; a form's field or a list's item that comes again is none."""
    places: dict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if line.plain and _may_be_head(line.text):
            places[fold(line.text).strip()].append(index)
    tops = [fold(line.text) for line in lines[:_FIRST]]
    found: set[int] = set()
    for text, at in places.items():
        # A signature stands above its date.
        again = [i for i in at if i >= _FIRST and not (i + 1 < len(lines) and is_date(lines[i + 1].text))]
        if len(again) >= _TIMES and (_ISSUE.search(text) or any(top.startswith(text) for top in tops)):
            found.update(again)
    return found


def _may_be_head(text: str) -> bool:
    folded = fold(text).strip()
    sized = _SHORTEST <= len(folded) <= _LONGEST
    return sized and not has_stop(text) and folded[-1] not in PAUSES and read_head(text, weak=False) is None
