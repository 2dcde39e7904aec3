"""What a document says about itself: title, year, region, issuing body, document number."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile, zip_longest

from ingest.outline.contents import find_contents_lines
from ingest.outline.head_lines import BARE_NUMBER, DATE, NAMED_BODY, NUMBER, ORDER, ORGAN_END, RED_HEAD, find_year
from ingest.outline.regions import find_region
from ingest.outline.titles import HEAD_LINES, LONGEST_TITLE, close_spaced, ends_title, find_title_lines
from ingest.text.folding import fold_in_place
from ingest.text.number_styles import read_chinese_number
from ingest.text.sentences import STOPS
from ingest.text.signatures import is_office, is_signature, without_seal

_TAIL_LINES = 15
# A line of a document's head that says what it is.
_OF_HEAD = re.compile(rf"(?:发文字号|文号)\s?:?\s?{NUMBER.pattern}|{RED_HEAD.pattern}")
# The heading of a document's head: （一）, 一、基本信息.
_HEAD_HEADING = re.compile(r"(?:[(]?[一二三四五六七八九十\d]{1,2}[)、.]\s?)(?:\S{0,6}信息)?")
# What a web page says of itself, and who hears a report.
_NOT_ISSUING = re.compile(r"^(?:主办|承办|协办|版权|技术支持)|人民代表大会$")
# What a title says behind the body it begins with.
_MATTER = re.compile(r"关于|印发|转发|批转|(?:19|20)\d\d|[二一][〇零○九]")
# （2021年3月15日省人民政府第68次常务会议通过 2021年4月1日公布）
_MADE = re.compile(r"(?P<year>(?:19|20)\d{2})年\d{1,2}月\d{1,2}日[^年]{0,60}?(?:修[订正]|公布|发布|印发|通过)")
_MEETING = r"第\S{1,5}届(?:人民代表大会|人大|政协|委员会)"
_MEETING_NAME = re.compile(
    rf"(?P<place>(?![经据由按])(?!根据|依据|通过)\S{{2,20}}?){_MEETING}(?:常务委员会)?\s?(?:第?\S{{1,5}}次(?:全体)?会议)?(?:(?:文件|材料|公告)\S{{0,5}}|秘书处|主席团|\s[^,，。]*)?"
)
_SIGNED = re.compile(rf"(?:(?P<body>[\u4e00-\u9fffA-Za-z×\d()]{{2,38}})\s+)?(?P<date>{DATE.pattern})")


@dataclass(frozen=True, slots=True)
class Identity:
    """`title_lines`: the indices of the lines that hold the title; empty when it is not in the text."""

    title: str
    year: int | None
    region: str
    issuing_body: str
    document_number: str
    title_lines: tuple[int, ...] = ()


def identify(
    texts: Sequence[str],
    *,
    levels: Sequence[int | None],
    fallback_title: str,
    first_number: int,
    rows: Collection[int] = (),
) -> Identity:
    """Reads the first and last lines of a document. `levels` are the heading levels Word states for the lines.

    `rows` are lines beside the running text (table rows, notes): a row bears the title only where it is one cell that
    ends like one. `first_number` is the first line that begins with a number, or the number of lines: the title stands
    before it.
    """
    beside_text = {i for i in rows if i >= HEAD_LINES or not ends_title(texts[i]) or ";" in fold_in_place(texts[i])}
    titles = find_title_lines(texts[:first_number], levels, {*beside_text, *find_contents_lines(texts)})
    title = "".join(close_spaced(texts[index].strip()) for index in titles) or fallback_title.strip()
    # A red head may be laid out as a table, the number in one cell, the signer in another.
    above = range(titles[0]) if titles else ()
    head = [
        part
        for i, text in enumerate(texts[:first_number][:HEAD_LINES])
        if i not in rows or i in above
        for part in (text.split("；") if i in rows else [text])
    ]
    if not titles:  # then the head may stand behind the number: 一、基本信息, （一）
        behind = [texts[i] for i in range(first_number, min(len(texts), HEAD_LINES)) if i not in rows]
        head += [text for before, text in pairwise(behind) if _is_of_head(text, before)]
    number, number_year = find_document_number(head, title if titles else "")
    body = find_issuing_body(texts, titles, title, head, number)
    year = find_year(title) or number_year or _signature_year(texts, titles) or find_year(fallback_title)
    beside = [*texts[max(titles[0] - 2, 0) : titles[0]], *texts[titles[-1] + 1 : titles[-1] + 4]] if titles else ()
    region = find_region(title) or find_region(body) or next(filter(None, map(_region_of_meeting, beside)), "")
    return Identity(title, year, region, body, number, tuple(titles))


def _is_of_head(text: str, before: str) -> bool:
    """Whether a line is a red head, or a number with its label, or with a red head or its heading on the line `before`."""
    line, above = fold_in_place(text).strip(), fold_in_place(before).strip()
    if _OF_HEAD.fullmatch(line):
        return True
    return NUMBER.fullmatch(line) is not None and bool(RED_HEAD.match(above) or _HEAD_HEADING.fullmatch(above))


def _region_of_meeting(text: str) -> str:
    """The place whose people's congress heard the report, or whose meeting a line names.

    >>> [_region_of_meeting(text) for text in ("2024年1月10日在临江市第十届人民代表大会上", "经临江市第十届人民代表大会通过")]
    ['临江市', '']
    """
    match = re.match(rf".*在(?P<place>\S{{2,20}}?){_MEETING}", text) or _MEETING_NAME.fullmatch(text.strip())
    return find_region(match["place"]) if match else ""


def find_document_number(texts: Sequence[str], title: str = "") -> tuple[str, int | None]:
    """The document's own number and its year: on a line of its own, or in brackets after the title.

    Numbers of other documents stand inside sentences or behind their names and do not count. `title` "": not known.
    """
    for text, after in zip_longest(texts, texts[1:], fillvalue=""):
        # 江南省人民政府令 第256号, on one line, on two, or in the note under the title.
        folded = fold_in_place(text).strip()
        whole = f"{folded} {fold_in_place(after).strip()}" if folded.endswith("令") else folded
        order = ORDER.search(whole) if folded.startswith("(") else ORDER.fullmatch(whole)
        if order is not None:
            return order["number"], None
    for text in texts:
        folded = fold_in_place(text).strip()
        match = NUMBER.search(folded) or BARE_NUMBER.fullmatch(folded)
        if match is None or len(folded) > LONGEST_TITLE or any(stop in folded for stop in STOPS + ";,"):
            continue
        alone = len(folded) - len(match[0]) <= 14 and "《" not in folded
        in_brackets = folded.endswith(match[0] + ")") and (not title or match[0] in fold_in_place(title))
        if (alone and not folded.startswith(("根据", "按照", "依据"))) or in_brackets:
            start = text.find(match[0][0]) if alone else -1
            shown = text.strip()[match.start() : match.end()]
            year = max(read_chinese_number(match["year"]), 0) or None
            return (shown if start >= 0 or in_brackets else match[0]), year
    return "", None


def find_issuing_body(texts: Sequence[str], titles: Sequence[int], title: str, head: Sequence[str], number: str) -> str:
    """From the red head, the signature over the date, the title's beginning, who reports, or the lines above the title."""
    for index, text in enumerate(head):
        if match := RED_HEAD.match(re.sub(r"\s", "", NUMBER.sub("", fold_in_place(text)))):
            return " ".join([*_bodies_above(head[:index]), match["body"]])
    if signed := _find_signature(texts):
        return signed
    words = [word for i in titles for word in close_spaced(texts[i]).split()] or title.split()
    joint = list(takewhile(lambda word: is_office(word) and not _MATTER.search(word), words))
    last, *matter = _MATTER.split("".join(words[len(joint) :]), maxsplit=1)
    if matter and (NAMED_BODY.fullmatch(last) if last else joint):
        return " ".join(filter(None, [*joint, last]))
    if order := ORDER.search(number):
        return order["body"]
    for text in head:
        if match := re.search(r"我代表([\u4e00-\u9fff]{1,20}?政府)", text):
            return match[1]
    above = (
        [text for text in texts[: titles[0]] if NUMBER.fullmatch(fold_in_place(text).strip()) is None] if titles else []
    )
    over_title = _bodies_above(above)
    # A line of a page's menu may end like a body, but names no place: 新闻中心.
    issues = find_region(" ".join(over_title)) and not any(map(_NOT_ISSUING.search, over_title))
    return " ".join(over_title) if issues else ""


def _find_signature(texts: Sequence[str]) -> str:
    """The body, or the bodies, over the last date or beside it; "" without one."""
    for index in range(len(texts) - 1, max(len(texts) - _TAIL_LINES, 0), -1):
        signed = _read_signed(texts[index])
        if signed is not None and signed["body"]:
            return signed["body"]
        if signed is not None and (bodies := _bodies_above(texts[:index])):
            first = len(bodies) - 1
            while first and is_office(bodies[first - 1]):
                first -= 1
            return " ".join(bodies[first:])
    return ""


def _read_signed(text: str) -> re.Match[str] | None:
    """A line that is a date, with or without the body that signs before it."""
    match = _SIGNED.fullmatch(fold_in_place(text).strip())
    return match if match and (not match["body"] or ORGAN_END.search(match["body"])) else None


def _bodies_above(texts: Sequence[str]) -> list[str]:
    """The bodies on the last lines, one or several: they issue a document together, over its title or its date."""
    bodies: list[str] = []
    for text in reversed(texts):
        beside = fold_in_place(text).split()
        several = all(len(name) > 2 and is_signature(name) for name in beside)
        names = beside if several else ["".join(beside)]  # or one name, its characters spaced out
        names = [without_seal(name) for name in names]
        if not all(map(_is_body, names)):
            break
        bodies[:0] = names
    return bodies


def _is_body(name: str) -> bool:
    known = len(name) <= 40 and re.fullmatch(r"[\u4e00-\u9fffA-Za-z×\d()]+", name) is not None
    return known and ORGAN_END.search(name) is not None


def _signature_year(texts: Sequence[str], titles: Sequence[int]) -> int | None:
    """The year of the date under the signature, or of the date under the title."""
    for text in reversed(texts[-_TAIL_LINES:]):
        if (signed := _read_signed(text)) is not None:
            return find_year(signed["date"]) or read_chinese_number(signed["date"][:4])
    after = titles[-1] + 1 if titles else 0
    for text in texts[after : after + 4]:
        folded = fold_in_place(text)
        if folded.startswith("(") and (made := _MADE.findall(folded)):
            return int(made[-1])
        if len(text) <= 60 and (DATE.search(folded) or folded.startswith("(")) and find_year(folded):
            return find_year(folded)
    return None
