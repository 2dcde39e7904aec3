"""Remains of markup in text that was copied from its source: tags, character references, signs for bold and for headings."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from ingest.cleaning.contacts import MEASURE
from ingest.cleaning.trail import Line, Trail, take_out
from ingest.messages import say
from ingest.records import NoticeCode
from ingest.said import Said

_BREAKS = r"p|br|hr|div|h[1-6]|table|tbody|thead|tr|td|th|ul|ol|li|section|center"
_TAG = rf"</?(?:{_BREAKS}|span|font|strong|em|[biua]|img|o:p|su[bp])(?:\s[^<>]{{0,300}})?\s?/?>"
_REFERENCE = r"&(?:nbsp|e[nm]sp|thinsp|lt|gt|amp|quot|apos|[lr][sd]quo|hellip|[mn]dash|middot|times|copy|#\d{2,5}|#x[0-9a-f]{2,4});"
_REMAINS = re.compile(rf"(?:{_TAG}|{_REFERENCE})(?:\s*(?:{_TAG}|{_REFERENCE}))*", re.IGNORECASE)
_ANY_TAG = re.compile(_TAG, re.IGNORECASE)
# `**加强师资。**` and `## 一、总体要求`: at the start of a line, and no figure is hidden there.
_BOLD = re.compile(
    rf"^(?:[(（]?[一二三四五六七八九十\d]{{1,3}}[)）、.．]\s?)?(\*\*)(?=[\u4e00-\u9fff“])(?!{MEASURE})[^*\n，,]{{2,60}}(\*\*)(?!\*)"
)
_HEADING = re.compile(r"^(#{1,6}) ?(?=[\u4e00-\u9fff（(“])")
_BREAK = re.compile(rf"</?(?:{_BREAKS})\b", re.IGNORECASE)


def take_out_markup(lines: Sequence[Line], trail: Trail) -> list[Line]:
    """The lines without tags, a break in place of one that parts lines, and with the characters that references stand for.

    A line that holds nothing else leaves.
    """
    cleaned = (_without_markup(line, trail) for line in lines)
    return [line for line in cleaned if line.text or line.number]


def _without_markup(line: Line, trail: Trail) -> Line:
    found = _find_remains(line.text)
    original = line
    for start, end in reversed(found):
        cleaning_id = trail.name_in(NoticeCode.BOILERPLATE, original.body, start, end)
        if not trail.allows(cleaning_id):
            continue
        remains = original.text[start:end]
        inside = line.text[:start].strip() and line.text[end:].strip()
        meant = "" if remains[0] in "*#" else _read_remains(remains, parts_lines=bool(inside))
        message = say(Said.MARKUP)
        line = take_out(line, start, end, NoticeCode.BOILERPLATE, message, cleaning_id, gap=meant)
        if not line.text.strip():
            trail.tell(NoticeCode.BOILERPLATE, message, original.text, cleaning_id)
    return line.with_body(line.body.stripped()) if found else line


def _read_remains(remains: str, *, parts_lines: bool) -> str:
    """
    >>> _read_remains("</p><p>&ldquo;", parts_lines=True), _read_remains("<b>&nbsp;", parts_lines=True)
    ('\\n“', ' ')
    """
    told = _ANY_TAG.sub(lambda tag: "\n" if parts_lines and _BREAK.match(tag.group()) else "", remains)
    return re.sub(r"\s*\n\s*", "\n", html.unescape(told).replace("\xa0", " "))


def _find_remains(text: str) -> list[tuple[int, int]]:
    """
    >>> _find_remains("**加强师资。**配齐教师"), _find_remains("**名教师和**名学生"), _find_remains("# 第一章")
    ([(0, 2), (7, 9)], [], [(0, 1)])
    """
    if text.startswith("#"):
        heading = _HEADING.match(text)
        return [heading.span(1)] if heading else []
    bold = _BOLD.match(text) if "**" in text else None
    found = [bold.span(1), bold.span(2)] if bold else []
    if "<" in text or "&" in text:
        found += [match.span() for match in _REMAINS.finditer(text)]
    return sorted(found)
