"""Numbers as Word draws them, which stand alone: what typed text may hold by chance counts here too."""

from __future__ import annotations

import re

from ingest.text.number_styles import CHINESE_NUMERALS, NumberHead, NumberStyle, fold, read_chinese_number, read_head

_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_ANNEX = re.compile(r"附\s?[件录表图]")
_NUMERAL = re.compile(rf"\d{{1,4}}|[{CHINESE_NUMERALS}]{{1,5}}")


def read_drawn_head(number: str) -> NumberHead | None:
    """A drawn number, None for a bullet. What is no number known by its shape is a name: `五是`, `步骤1`, `注：` (value 0).

    >>> [read_drawn_head(n).value for n in ("甲、", "子", "(iv)", "第三条", "叁、", "1st", "五是", "注：")]
    [1, 1, 4, 3, 3, 1, 5, 0]
    """
    head = read_head(number) or read_head(number + "、") or read_head(number + "文")
    if head is not None:
        return NumberHead(head.style, head.value, 0, 0, number, head.key)
    bare = re.sub(r"[^\w]", "", fold(number)).lower()
    if not bare:
        return None
    style, value = _read_bare(bare)
    return NumberHead(style, value, 0, 0, number)


def _read_bare(bare: str) -> tuple[NumberStyle, int]:
    for ring in (_STEMS, _BRANCHES):
        if len(bare) == 1 and bare in ring:
            return NumberStyle.STEM, ring.index(bare) + 1
    if set(bare) <= set(_ROMAN_DIGITS):
        digits = [_ROMAN_DIGITS[character] for character in bare]
        value = sum(-one if one < next_one else one for one, next_one in zip(digits, [*digits[1:], 0], strict=True))
        return NumberStyle.ROMAN, value
    if len(bare) == 1 and bare.isascii() and bare.isalpha():
        return NumberStyle.LETTER, ord(bare) - ord("a") + 1
    if _ANNEX.match(bare):
        return NumberStyle.ANNEX, 0
    numeral = _NUMERAL.search(bare)
    return NumberStyle.NAMED, max(read_chinese_number(numeral[0]), 0) if numeral else 0
