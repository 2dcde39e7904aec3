"""Figures, dates and document numbers in running text, by value, and whether one text holds those of another."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from ingest import DIGITS, LARGE_UNITS, LONGEST_NUMERAL, SMALL_UNITS, read_numeral, without_raised

_D = "零〇一二三四五六七八九两"
_COUNTERS = "个名所人项元年月级倍种家次条位户岁天日%"
_UNITS = "小时|分钟|课时|学时|学期|学年|周|公里|届|张|场"

_GROUPING = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_LABEL = re.compile(
    r"((?<![\d.])\d{1,2}\.(?=(?:19|20)\d\d年)|(?:^|(?<=[。；;\n]))\d{1,2}\.(?=(?:1[0-2]|[1-9])(?:[—–~、至到-]\d{1,2})?月))"
)  # of a list, run into a date
_CLOCK = re.compile(r"(?<![\d:.])(\d{1,2})时(?:(\d{1,2})分(?!之)|(?![间候期段长速]))")
_AFTERNOON = re.compile(r"(?<![\d:.])(\d{1,2}):(\d\d) ?p\.?m\b\.?", re.IGNORECASE)
_FIGURE = re.compile(
    # Arabic: ratios, decimals, dates as they are; a plain number with its unit. 千米 and 千克 are other units.
    r"(?P<of>[百千])分之(?P<share>\d+(?:\.\d+)?)"
    r"|(?P<arabic>\d+(?:[.:/\-]\d+)*)(?:(?P<sign>[%‰])|(?P<unit>万亿|千万|百万|十万|[万亿]|[百千](?=[万亿多余个名所人项元户家]))?)"
    # Chinese: shares, decimals, numerals of two characters (〇〇 hides one) or one before a counter.
    rf"|(?P<whole>[{_D}十百千万]+)分之(?P<part>[{_D}十百千万]+(?:点[{_D}]+)?)"
    rf"|(?P<decimal>[{_D}十百]+点[{_D}]+(?![{_D}十点时分])[万亿]?)"
    rf"|(?P<tenths>[一二两三四五六七八九])成(?![员立为功果长人就绩])"
    rf"|(?P<chinese>(?!〇+[百千万亿]*(?![{_D}十百千万亿]))[{_D}十百千万亿]{{2,}}|[一二三四五六七八九十两](?=(?:[至到][一二三四五六七八九十两])?(?:[{_COUNTERS}]|{_UNITS})))"
)


def find_figures(text: str) -> tuple[str, ...]:
    """Figures in order, each by its value where it can be read, else as it stands; a share with its % or ‰.

    >>> find_figures("不低于４：６，共1,200人，〔2022〕5号")
    ('4:6', '1200', '2022', '5')
    >>> find_figures("三所学校共一千二百人，占百分之九十；投入1.2万元；十四五")
    ('3', '1200', '90%', '12000', '十四五')
    """
    return tuple(figure.value for figure in locate_figures(make_plain(text)))


@dataclass(frozen=True, slots=True)
class LocatedFigure:
    """A figure's value, and the characters [start, end) of a plain text that it stands in."""

    value: str
    start: int
    end: int


def make_plain(text: str) -> str:
    """The text as figures are read in it: half-width, digits ungrouped, times of day by 24 hours, list labels set off.

    >>> make_plain("２.2023年不晚于20时30分"), make_plain("until 8:30 p.m.")
    ('2. 2023年不晚于20:30', 'until 20:30')
    """
    plain = _GROUPING.sub("", unicodedata.normalize("NFKC", without_raised(text))).replace("∶", ":")
    plain = _LABEL.sub(r"\1 ", plain)
    plain = _CLOCK.sub(lambda time: f"{time[1]}:{int(time[2] or 0):02}", plain)
    return _AFTERNOON.sub(lambda time: f"{int(time[1]) % 12 + 12}:{time[2]}", plain)


def locate_figures(plain: str) -> tuple[LocatedFigure, ...]:
    """The figures of a text that `make_plain` made, in order.

    >>> locate_figures("占90%")
    (LocatedFigure(value='90%', start=1, end=4),)
    """
    return tuple(LocatedFigure(_value_of(match), *match.span()) for match in _FIGURE.finditer(plain))


def holds_figures(text: str, figures: tuple[str, ...]) -> bool:
    """Whether each figure stands in the text as a whole figure ("4" does not stand in "14", nor in "4%")."""
    return set(figures) <= set(find_figures(text))


def _value_of(match: re.Match[str]) -> str:
    groups = match.groupdict()
    if groups["share"]:
        return _plain(Decimal(groups["share"])) + ("%" if groups["of"] == "百" else "‰")
    if groups["arabic"]:
        return _value_of_arabic(groups["arabic"], groups["unit"] or "", groups["sign"] or "")
    if groups["tenths"]:
        return f"{DIGITS[groups['tenths']]}0%"
    if groups["whole"]:
        part, whole = _read_decimal(groups["part"]), groups["whole"]
        if part is None:
            return match.group()
        if whole in {"百", "千"}:
            return _plain(part) + ("%" if whole == "百" else "‰")
        return f"{_plain(part)}/{read_numeral(whole) or whole}"
    value = _read_decimal(match.group())
    return match.group() if value is None else _plain(value)


def _value_of_arabic(figure: str, unit: str, sign: str) -> str:
    if not re.fullmatch(r"\d+(?:\.\d+)?", figure) or len(figure) > LONGEST_NUMERAL:
        return figure + unit + sign
    value = Decimal(figure)
    for character in unit:
        value *= (SMALL_UNITS | LARGE_UNITS)[character]
    return _plain(value) + sign


def _read_decimal(text: str) -> Decimal | None:
    whole, _, rest = text.partition("点")
    large = rest[-1:] if rest[-1:] in LARGE_UNITS else ""
    value = read_numeral(whole)
    if value is None or not rest:
        return None if value is None else Decimal(value)
    decimals = "".join(str(DIGITS[character]) for character in rest.removesuffix(large))
    return Decimal(f"{value}.{decimals}") * LARGE_UNITS.get(large, 1)


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
