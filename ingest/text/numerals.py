"""Chinese and Arabic numerals and their values."""

from __future__ import annotations

DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
SMALL_UNITS = {"十": 10, "百": 100, "千": 1000}
LARGE_UNITS = {"万": 10**4, "亿": 10**8}
STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
LONGEST_NUMERAL = 20  # characters; what is longer is a code


def read_numeral(text: str, *, tenths: bool = True) -> int | None:
    """The value of a Chinese or Arabic numeral; None for what is none, like 十四五, 三四千 or 3五.

    `tenths`: 三百五 is 350, as one counts, and not 305, as parts are numbered by some.

    >>> [read_numeral(text) for text in ("一百二十三", "十", "一万二", "二〇二二", "三万亿", "12", "十四五", "万一", "3五")]
    [123, 10, 12000, 2022, 3000000000000, 12, None, None, None]
    """
    if not 0 < len(text) <= LONGEST_NUMERAL:
        return None
    if text.isdecimal():
        return int(text)
    if any(one not in DIGITS and one not in SMALL_UNITS and one not in LARGE_UNITS for one in text):
        return None
    digits = [DIGITS.get(character) for character in text]
    if len(text) > 1 and None not in digits and (len(text) >= 4 or {"零", "〇"} & set(text)) and "两" not in text:
        return int("".join(map(str, digits)))
    total = section = 0
    digit: int | None = None  # not yet multiplied
    lowest = 10**4  # unit of the section so far
    unit = 1  # the one just read
    for character, value in zip(text, digits, strict=True):
        if value == 0:
            unit = 1
        elif value is not None:
            if digit is not None:
                return None
            digit = value
        elif character in SMALL_UNITS:
            factor = SMALL_UNITS[character]
            if factor >= lowest or (digit is None and factor > 10):
                return None
            section += (digit or 1) * factor
            lowest = unit = factor
            digit = None
        else:
            factor = LARGE_UNITS[character]
            if total + section + (digit or 0) == 0 or (factor == 10**4 and 0 < total < 10**8):
                return None
            total = (
                (total + section + (digit or 0)) * factor
                if factor == 10**8
                else total + (section + (digit or 0)) * factor
            )
            section, digit, lowest, unit = 0, None, 10**4, factor
    # 一万二 is 12000 and 三百五 is 350: a last digit counts tenths of the unit right before it.
    return total + section + (digit or 0) * (unit // 10 if unit > 10 and tenths else 1)
