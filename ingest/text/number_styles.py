"""The ways official documents number their parts, and how one such number is read.

Text is matched after `fold_in_place`, which never changes its length, so positions hold in the text as printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import IntEnum

from ingest.text.folding import fold_in_place, widths_in_place
from ingest.text.numerals import DIGITS, read_numeral


class NumberStyle(IntEnum):
    """Kinds of numbers; the value is the usual rank, outermost first, used where a document does not show its own."""

    ANNEX = 0
    PART = 1
    CHAPTER = 2
    SECTION = 3
    ARTICLE = 4
    SUBARTICLE = 5
    CHINESE_FORMAL = 6
    CHINESE = 7
    CHINESE_SPACE = 8
    CHINESE_PAREN = 9
    CHINESE_CIRCLE = 10
    ARABIC_DOT = 11
    ARABIC_COMMA = 12
    ARABIC_SPACE = 13
    ARABIC_BARE = 14
    DECIMAL_2 = 15
    DECIMAL_3 = 16
    DECIMAL_4 = 17
    DECIMAL_5 = 18
    ARABIC_PAREN = 19
    ARABIC_HALF_PAREN = 20
    CIRCLED = 21
    ROMAN = 22
    LETTER = 23
    ORDINAL = 24
    STEM = 25
    NAMED = 26


DECIMALS = (NumberStyle.DECIMAL_2, NumberStyle.DECIMAL_3, NumberStyle.DECIMAL_4, NumberStyle.DECIMAL_5)
LEGAL = {
    "编": NumberStyle.PART,
    "篇": NumberStyle.PART,
    "部分": NumberStyle.PART,
    "章": NumberStyle.CHAPTER,
    "节": NumberStyle.SECTION,
    "条": NumberStyle.ARTICLE,
    "款": NumberStyle.SUBARTICLE,
    "編": NumberStyle.PART,
    "節": NumberStyle.SECTION,
    "條": NumberStyle.ARTICLE,
}
# Words that count only at the starts of lines, see `counted_words`.
COUNTED = frozenset({NumberStyle.ORDINAL, NumberStyle.STEM, NumberStyle.NAMED})
# Styles that a text may hold by chance; they count only where the sequence supports them.
WEAK = frozenset(
    {
        NumberStyle.CHINESE_SPACE,
        NumberStyle.ARABIC_BARE,
        NumberStyle.ARABIC_SPACE,
        NumberStyle.ROMAN,
        NumberStyle.LETTER,
        *DECIMALS,
        *COUNTED,
    }
)


@dataclass(frozen=True, slots=True)
class NumberHead:
    """A number that may begin a part of the document: `printed` stands at [start, end).

    `key` tells decimals of one level apart from their parents ("1.2" for 1.2.3; empty otherwise).
    """

    style: NumberStyle
    value: int
    start: int
    end: int
    printed: str
    key: str = ""


# 壹、 stands over 一、 in contracts and long plans.
_FORMAL = {c: i for i, c in enumerate("壹贰叁肆伍陆柒捌玖拾", 1)}
_FORMAL_NUMERALS = "".join(_FORMAL)
CHINESE_NUMERALS = "零〇○一二三四五六七八九十百千两"


def read_chinese_number(text: str) -> int:
    """The value of a Chinese or Arabic numeral up to the thousands; -1 when it is none, like 十四五.

    >>> [read_chinese_number(text) for text in ("二十三", "一百零五", "二〇二二", "二二", "十四五", "三四十")]
    [23, 105, 2022, 22, -1, -1]
    """
    folded = fold_in_place(text).strip().replace("○", "〇")
    digits = [DIGITS.get(character) for character in folded]
    if len(digits) > 1 and None not in digits:
        return int("".join(map(str, digits)))
    value = read_numeral(folded, tenths=False)
    return -1 if value is None else value


_ROMAN = re.compile(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


def read_roman(text: str) -> int:
    """The value of a Roman numeral in ASCII letters, rightly formed; 0 for anything else.

    >>> read_roman("xiv"), read_roman("IX"), read_roman("iix"), read_roman("vvvv")
    (14, 9, 0, 0)
    """
    digits = text.lower()
    if not digits or _ROMAN.fullmatch(digits) is None:
        return 0
    values = [_ROMAN_DIGITS[digit] for digit in digits]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


_CIRCLES = (("①", 1, 20), ("㉑", 21, 35), ("㊱", 36, 50))
_NUMERAL = f"[{CHINESE_NUMERALS}]"
# Before a month: 1.2月底前完成 is item 1, 3.5、10月召开 item 3; a figure is 每生1.5月内, a decimal 1.1月度考核. Before an age: 6.65周岁以上.
_MONTH = r"(?:\s?[—–~、至到-]\s?\d{1,2})?\s?月(?![内的度考薪均票饼亮刊嫂]|报(?!名)|以[上内])"
_AGE = r"(?:[—–~、至到-]\d{1,3})?\s?周?岁(?!月)"
_HEAD = re.compile(
    rf"""
      第\s?(?P<legal>{_NUMERAL}{{1,7}}|\d{{1,4}})\s?(?P<unit>[编編篇章节節条條款]|部分)(?P<of>之{_NUMERAL}{{1,2}})?
    | (?<!{_NUMERAL})(?P<chinese>{_NUMERAL}{{1,4}})\s?(?:、|\.(?!\d))
    | ^(?P<chinese_comma>{_NUMERAL}{{1,3}}),(?=[\u4e00-\u9fff“《])(?!{_NUMERAL})
    | (?<!{_NUMERAL})(?P<chinese_gap>{_NUMERAL}{{1,3}})(?=\s[\u4e00-\u9fff“《])
    | (?<![{_FORMAL_NUMERALS}])(?P<formal>[{_FORMAL_NUMERALS}]{{1,3}})\s?(?:、|\.(?!\d))
    | (?:[(〔]|^)(?P<chinese_paren>{_NUMERAL}{{1,4}})[)〕]、?
    | ^(?P<before_age>\d{{1,2}})\.(?=\d{{1,2}}{_AGE})
    | (?<![\dA-Za-z./%〔\[-])(?P<decimal>\d{{1,2}}(?:\.\d{{1,2}}){{1,4}})(?![\d%A-Za-z]|{_MONTH})\.?
    | (?<![\dA-Za-z./-])(?P<arabic>\d{{1,3}})\s?(?P<stop>[.、](?![\d.])|、|\.(?=(?:19|20)\d\d\s?年|(?:0?[1-9]|1[0-2]){_MONTH}))
    | [(](?P<arabic_paren>\d{{1,3}})[)]、?
    | (?<![\dA-Za-z./(-])(?P<half_paren>\d{{1,3}})[)]
    | (?P<circled>[①-⑳㉑-㉟㊱-㊿])
    | (?P<chinese_circle>[㈠-㈩])
    | (?P<paren_digit>[⑴-⒇])
    | (?P<dot_digit>[⒈-⒛])
    | (?<![A-Za-z\d])(?P<roman>[Ⅰ-Ⅻ])\s?[、.]?
    | (?<![A-Za-z\d.])(?P<letter>[IVX]{{1,5}}|[A-Za-z])[.、)](?![A-Za-z\d])
    | (?<![\dA-Za-z./:%,-])(?P<bare>\d{{1,3}})(?P<gap>\s?)(?=[\u4e00-\u9fff“"《])
    """,
    re.VERBOSE,
)

_BEFORE_WHOLE = re.compile(rf"\d{{1,2}}[.．](?P<last>\d{{1,2}})(?=\s?月|{_AGE})")

# Every number begins with one of these; looking for them first is many times quicker.
_STARTS = re.compile(rf"[第{CHINESE_NUMERALS}{_FORMAL_NUMERALS}\d(〔①-⑳㉑-㉟㊱-㊿㈠-㈩⑴-⒇⒈-⒛Ⅰ-ⅫA-Za-z]")


def iterate_heads(text: str, folded: str) -> Iterator[NumberHead]:
    """Everything in the text that is written like a part's number, in order; most of it is not one.

    What may be read in two ways comes as both: a letter as a Roman numeral, 2.1月调度 as item 2 and as the decimal 2.1, 2.65周岁 so too.
    """
    at = 0
    while (start := _STARTS.search(folded, at)) is not None:
        match = _HEAD.match(folded, start.start())
        head = _read_match(match, text) if match else None
        if head is not None:
            yield head
        if head is not None and head.style is NumberStyle.LETTER and (roman := read_roman(text[head.start])):
            yield replace(head, style=NumberStyle.ROMAN, value=roman)
        if (
            head is not None
            and head.style is NumberStyle.ARABIC_DOT
            and (both := _BEFORE_WHOLE.match(text, head.start))
        ):
            last, end = int(both["last"]), both.end()
            yield NumberHead(NumberStyle.DECIMAL_2, last, head.start, end, text[head.start : end], str(head.value))
        at = match.end() if match else start.end()


def read_head(text: str, *, weak: bool = True) -> NumberHead | None:
    """The number at the very start of the text, None when there is none.

    >>> read_head("（一）总体要求").printed, read_head("8加快发展").style.name, read_head("2022年招生")
    ('（一）', 'ARABIC_BARE', None)
    """
    match = _HEAD.match(fold_in_place(text))
    head = _read_match(match, text) if match else None
    return None if head is not None and head.style in WEAK and not weak else head


def _read_match(match: re.Match[str], text: str) -> NumberHead | None:
    group = match.lastgroup or ""
    start, end = match.start(), match.end()
    style, value, key = NumberStyle.ARABIC_BARE, -1, ""
    if match["legal"]:
        style, value = LEGAL[match["unit"]], read_chinese_number(match["legal"])
        # 第三条之一 follows 第三条 without being a fourth.
        key = match["of"] or ""
    elif match["chinese"]:
        style, value = NumberStyle.CHINESE, read_chinese_number(match["chinese"])
    elif match["chinese_gap"] or match["chinese_comma"]:
        style, value = NumberStyle.CHINESE_SPACE, read_chinese_number(match["chinese_gap"] or match["chinese_comma"])
    elif match["formal"]:
        plain = "".join("十" if c == "拾" else "零一二三四五六七八九"[_FORMAL[c]] for c in match["formal"])
        style, value = NumberStyle.CHINESE_FORMAL, read_chinese_number(plain)
    elif match["chinese_paren"]:
        style, value = NumberStyle.CHINESE_PAREN, read_chinese_number(match["chinese_paren"])
    elif match["decimal"]:
        *parents, last = match["decimal"].split(".")
        style, value, key = DECIMALS[len(parents) - 1], int(last), ".".join(parents)
    elif match["before_age"]:
        style, value = NumberStyle.ARABIC_DOT, int(match["before_age"])
    elif match["arabic"]:
        style = NumberStyle.ARABIC_COMMA if match["stop"] == "、" else NumberStyle.ARABIC_DOT
        value = int(match["arabic"])
    elif match["arabic_paren"]:
        style, value = NumberStyle.ARABIC_PAREN, int(match["arabic_paren"])
    elif match["half_paren"]:
        style, value = NumberStyle.ARABIC_HALF_PAREN, int(match["half_paren"])
    elif match["bare"]:
        style = NumberStyle.ARABIC_SPACE if match["gap"] else NumberStyle.ARABIC_BARE
        value, end = int(match["bare"]), match.end("bare")
    else:
        style, value = _read_single(group, match[group])
    if value < 0 or (value == 0 and style is not NumberStyle.LETTER):
        return None
    return NumberHead(style, value, start, end, text[start:end].rstrip(), key)


def _read_single(group: str, character: str) -> tuple[NumberStyle, int]:
    """Style and value of a number that is one character, or a Roman numeral in ASCII letters."""
    if group == "circled":
        first, base = next((f, b) for f, b, last in reversed(_CIRCLES) if character >= f and b <= last)
        return NumberStyle.CIRCLED, ord(character) - ord(first) + base
    if group == "chinese_circle":
        return NumberStyle.CHINESE_CIRCLE, ord(character) - ord("㈠") + 1
    if group == "paren_digit":
        return NumberStyle.ARABIC_PAREN, ord(character) - ord("⑴") + 1
    if group == "dot_digit":
        return NumberStyle.ARABIC_DOT, ord(character) - ord("⒈") + 1
    if group == "roman":
        return NumberStyle.ROMAN, ord(character) - ord("Ⅰ") + 1
    if len(character) > 1:
        return NumberStyle.ROMAN, read_roman(character) or -1
    return NumberStyle.LETTER, ord(character.upper()) - ord("A") + 1


def plain_number(text: str) -> str:
    """The text with the number it begins with as it is usually typed: no blank before its stop, which is a 、 if one is meant.

    >>> plain_number("3 、教师招聘"), plain_number("一丶"), plain_number("一 流学校")
    ('3、教师招聘', '一、', '一 流学校')
    """
    head = read_head(text)
    if head is None:
        return text
    return re.sub(r"\s+(?=[、.．]$)", "", re.sub("[丶﹑､]$", "、", head.printed)) + text[len(head.printed) :]


def anchor_part(printed: str) -> str:
    """The number as it stands in an anchor: without stops and spaces, brackets as ASCII parentheses.

    >>> anchor_part("一、"), anchor_part("（一）"), anchor_part("１．"), anchor_part("第三条")
    ('一', '(一)', '1', '第三条')
    """
    folded = widths_in_place(printed).replace("〔", "(").replace("〕", ")")
    return re.sub(r"\s+", "", folded).strip("、.,:;").replace("/", "-")
