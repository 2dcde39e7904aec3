"""Remains of a web page's markup in text that was copied from its source: tags and character references."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from ingest.cleaning.trail import Line, Trail, take_out
from ingest.messages import say
from ingest.records import NoticeCode
from ingest.said import Said

_BREAKS = r"p|br|hr|div|h[1-6]|table|tbody|thead|tr|td|th|ul|ol|li|section|center"
_TAG = rf"</?(?:{_BREAKS}|span|font|strong|em|[biua]|img|o:p|su[bp])(?:\s[^<>]{{0,300}})?\s?/?>"
_REFERENCE = r"&(?:nbsp|e[nm]sp|thinsp|lt|gt|amp|quot|apos|[lr][sd]quo|hellip|[mn]dash|middot|times|copy|#\d{2,5}|#x[0-9a-f]{2,4});"
_REMAINS = re.compile(rf"(?:{_TAG}|{_REFERENCE})(?:\s*(?:{_TAG}|{_REFERENCE}))*", re.IGNORECASE)
_ANY_TAG = re.compile(_TAG, re.IGNORECASE)
_BREAK = re.compile(rf"</?(?:{_BREAKS})\b", re.IGNORECASE)


def take_out_markup(lines: Sequence[Line], trail: Trail) -> list[Line]:
    """The lines without tags, a break in place of one that parts lines, and with the characters that references stand for.

    A line that holds nothing else leaves.
    """
    cleaned = (_without_markup(line, trail) for line in lines)
    return [line for line in cleaned if line.text or line.number]


def _without_markup(line: Line, trail: Trail) -> Line:
    found = list(_REMAINS.finditer(line.text)) if "<" in line.text or "&" in line.text else []
    original = line
    for match in reversed(found):
        cleaning_id = trail.name_in(NoticeCode.BOILERPLATE, original.body, match.start(), match.end())
        if not trail.allows(cleaning_id):
            continue
        meant = html.unescape(_ANY_TAG.sub("", match[0])).replace("\xa0", " ")
        inside = line.text[: match.start()].strip() and line.text[match.end() :].strip()
        meant = "\n" if inside and _BREAK.search(match[0]) else meant
        message = say(Said.MARKUP)
        line = take_out(line, *match.span(), NoticeCode.BOILERPLATE, message, cleaning_id, gap=meant)
        if not line.text.strip():
            trail.tell(NoticeCode.BOILERPLATE, message, original.text, cleaning_id)
    return line.with_body(line.body.stripped()) if found else line
