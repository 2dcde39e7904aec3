"""The figures in a text, by value, so that 1,200, １２００ and 一千二百 are one figure.

Written apart from the checks of `qa`: what is measured must not also hold the ruler.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

_ARABIC = re.compile(r"\d+(?:,\d{3}(?!\d))*(?:\.\d+)?")
_CHINESE = re.compile(r"[零〇一二两三四五六七八九十百千万亿]{2,}")
_MULTIPLIERS = {"万": Decimal(10**4), "亿": Decimal(10**8)}
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}


def figures_in(text: str) -> tuple[Decimal, ...]:
    """Return the values of the figures in reading order, repeats kept; signs and units of measure are not read.

    Arabic figures with 万 or 亿 behind them are multiplied out. Chinese numerals count from two
    characters on (一 alone is more often a word than a figure), and only when they are well-formed
    (十四五 is a name).

    >>> [str(figure) for figure in figures_in("投入1.5万元，建成二十四所，占35%")]
    ['15000', '24', '35']
    """
    plain = unicodedata.normalize("NFKC", text)
    found: list[tuple[int, Decimal]] = []
    for match in _ARABIC.finditer(plain):
        value = Decimal(match.group().replace(",", ""))
        for unit in plain[match.end() : match.end() + 2]:  # 3万亿 has two
            if unit not in _MULTIPLIERS:
                break
            value *= _MULTIPLIERS[unit]
        found.append((match.start(), value))
    arabic_ends = {match.end() for match in _ARABIC.finditer(plain)}
    for match in _CHINESE.finditer(plain):
        # The 万亿 behind an Arabic figure belongs to it.
        if match.start() not in arabic_ends and (number := chinese_numeral_value(match.group())) is not None:
            found.append((match.start(), Decimal(number)))
    return tuple(_canonical(value) for _, value in sorted(found))


def chinese_numeral_value(numeral: str) -> int | None:
    """Return the value of a Chinese numeral, None when it is not well-formed.

    Either digit by digit with 零 or 〇 or at least four digits (二〇二二), or with units (一万两千).

    >>> [chinese_numeral_value(n) for n in ("二〇二二", "三百零五", "十四五", "千万")]
    [2022, 305, None, None]
    """
    if all(c in _DIGITS for c in numeral):
        positional = len(numeral) >= 4 or any(c in "零〇" for c in numeral)
        return int("".join(str(_DIGITS[c]) for c in numeral)) if positional else None
    total = 0
    for unit in ("亿", "万"):
        if unit in numeral:
            head, numeral = numeral.split(unit, 1)
            section = _below_ten_thousand(head)
            if not section:
                return None
            total += section * int(_MULTIPLIERS[unit])
    rest = _below_ten_thousand(numeral) if numeral else 0
    return None if rest is None else total + rest


def _below_ten_thousand(numeral: str) -> int | None:
    pattern = r"(?:(.)千)?零?(?:(.)百)?零?(?:(.?)十)?零?(.?)"
    match = re.fullmatch(pattern, numeral)
    if match is None or any(part is not None and part and part not in _DIGITS for part in match.groups()):
        return None
    thousands, hundreds, tens, ones = match.groups()
    value = 0
    for part, unit in ((thousands, "千"), (hundreds, "百"), (tens, "十")):
        if part is not None:
            digit = _DIGITS[part] if part else 1  # 十五 is 15
            value += digit * (1000 if unit == "千" else _UNITS[unit])
    return value + (_DIGITS[ones] if ones else 0)


def _canonical(value: Decimal) -> Decimal:
    # 2.50 and 2.5 are one figure; normalize() alone would turn 300 into 3E+2
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
