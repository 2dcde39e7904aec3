"""Numbers by which a question names parts of a document, and the paragraphs that bear them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeAlias

from ingest import Paragraph, fold, read_numeral

NUMERAL = r"[零〇一二三四五六七八九十百\d]+"
# What is named so is printed so ("第七条"); the others are counted, however the document prints their numbers.
_PRINTED = re.compile(rf"第\s*({NUMERAL})\s*([编章节条])")
_COUNTED = re.compile(rf"第\s*({NUMERAL})\s*(?:个|大)?(部分|板块|方面|大?点|项|任务)")
# 一、二年级 and 初一、初二 count grades.
_LABEL = re.compile(
    rf"(?<![第初高周])([一二三四五六七八九十]+)、(?!\s*[初高第周]?[一二三四五六七八九十])\s*(\d+)?|[(（]({NUMERAL})[)）]"
)
_ENGLISH = re.compile(r"\b(article|chapter|section|part|item|point)s?\s+(\d+)\b")
# Several of a kind, which is said of each or once: "第2点和第3点", "第五、六条", "articles 5 to 7".
_JOINT = r"\s*(?:[、,，&]|以及|还有|和|与|及|跟|[,，]?\s?and\b|到|至|[~～—–-]|to\b)\s*"
JOINS = re.compile(_JOINT)
THROUGH = re.compile(r"[到至~～—–-]|to")
_MOST_NAMED = 6
_KIND_BEHIND = re.compile(
    rf"(第\s*{NUMERAL}(?:、{NUMERAL}){{0,{_MOST_NAMED}}})((?![,，]){_JOINT})第?\s*({NUMERAL})\s*([编章节点项]|条(?!件)|部分)"
)
_KIND_BEFORE = re.compile(rf"\b(article|chapter|section|part|item|point)(s?\s+\d+{_JOINT})(?=\d)")
_ENGLISH_STYLES = {"article": "条", "chapter": "章", "section": "部分", "part": "部分", "item": "项", "point": "点"}

_PARTS = {"部分", "板块", "方面"}

_Read: TypeAlias = Callable[[re.Match[str], Sequence[Paragraph]], list[Paragraph]]


def name_kinds(folded: str) -> str:
    """With the kind said of each that is named: "第三、四条" as 第三条、第四条, "articles 3 and 4" as articles 3 and article 4."""
    for _ in range(_MOST_NAMED):
        named = _KIND_BEFORE.sub(r"\1\2\1 ", _KIND_BEHIND.sub(r"\1\4\2第\3\4", folded))
        if named == folded:
            break
        folded = named
    return folded


def kind_of(match: re.Match[str]) -> str:
    if match.re is _LABEL:
        return "()" if match.group(3) else "、"
    return match.group(1 if match.re is _ENGLISH else 2)


def under(parts: Sequence[Paragraph], within: Sequence[Paragraph], *, itself: bool = False) -> list[Paragraph]:
    begins = tuple(f"{part.anchor}/" for part in parts)
    own = {part.anchor for part in parts} if itself else set()
    return [paragraph for paragraph in within if paragraph.anchor.startswith(begins) or paragraph.anchor in own]


def _printed(match: re.Match[str], within: Sequence[Paragraph]) -> list[Paragraph]:
    return _numbered(match.group(1), within, style=match.group(2))


def _english(match: re.Match[str], within: Sequence[Paragraph]) -> list[Paragraph]:
    style = _ENGLISH_STYLES[match.group(1)]
    if style in "条章":
        return _numbered(match.group(2), within, style=style)
    return _outermost(match.group(2), within) if style == "部分" else _numbered(match.group(2), within)


def _counted(match: re.Match[str], within: Sequence[Paragraph]) -> list[Paragraph]:
    if match.group(2) in _PARTS:
        return _outermost(match.group(1), within)
    items = [one for one in _numbered(match.group(1), within) if one.number[:1].isdigit()]
    return items if len(items) == 1 else _outermost(match.group(1), within)


def _labelled(match: re.Match[str], within: Sequence[Paragraph]) -> list[Paragraph]:
    if match.group(3):
        return [one for one in _numbered(match.group(3), within) if one.number[:1] in "（("]
    parts = [one for one in _outermost(match.group(1), within) if one.number.endswith("、")]
    return _numbered(match.group(2), under(parts, within)) if match.group(2) else parts


def _numbered(numeral: str, within: Sequence[Paragraph], style: str = "") -> list[Paragraph]:
    """Paragraphs of that number; of that style ("条"), when one is given.

    People also say 条 of a numbered item where the document prints no 条 at all.
    """
    value = value_of(numeral)
    found = [one for one in within if one.number and value_of(one.number) == value]
    if style == "条" and not any(fold(one.number).endswith(style) for one in within if one.number):
        return [one for one in found if one.number[:1].isdigit()]
    return [one for one in found if fold(one.number).endswith(style)]


def _outermost(numeral: str, within: Sequence[Paragraph]) -> list[Paragraph]:
    """Of the paragraphs of that number those under no other number."""
    numbered = _numbered(numeral, within)
    depth = min((one.anchor.count("/") for one in numbered), default=0)
    top = min((one.anchor.count("/") for one in within if one.number), default=0)
    return [one for one in numbered if one.anchor.count("/") == depth == top]


def value_of(numeral: str) -> int | None:
    match = re.search(NUMERAL, fold(numeral))
    return read_numeral(match.group()) if match else None


def is_borne_by_none(match: re.Match[str], within: Sequence[Paragraph]) -> bool:
    """Whether no paragraph can be meant by a number that `WAYS` finds none for: by a number of another kind either, which
    people may call so where the documents number nothing as the question says, or by words alone (第二点，…)."""
    value = value_of(match.group())
    alike = [one for one in within if one.number and value_of(one.number) == value]
    if match.re is _LABEL:
        return not any(fold(one.number)[-1] == kind_of(match)[-1] for one in alike)
    kind = kind_of(match)
    if match.re is _COUNTED:
        told = re.compile(rf"第({NUMERAL})(?:个|大)?(?:{kind}|[,:、])")
        if any(value_of(other) == value for one in within for other in told.findall(fold(one.text))):
            return False
    style = _ENGLISH_STYLES.get(kind, kind)
    printed = any(fold(one.number).endswith(style) for one in within if one.number)
    outermost = style in {*_PARTS, "编", "章"} and kind != "section"
    return printed or not (_outermost(match.group(), within) if outermost else alike)


# Each way to name a part, and what reads the paragraphs that it names.
WAYS: tuple[tuple[re.Pattern[str], _Read], ...] = (
    (_PRINTED, _printed),
    (_COUNTED, _counted),
    (_LABEL, _labelled),
    (_ENGLISH, _english),
)
