"""Numbers as Word draws them, which stand alone: what typed text may hold by chance counts here too."""

from __future__ import annotations

import re

from ingest.text.folding import fold_in_place
from ingest.text.number_styles import (
    CHINESE_NUMERALS,
    NumberHead,
    NumberStyle,
    read_chinese_number,
    read_head,
    read_roman,
)
from ingest.text.numerals import BRANCHES, STEMS

_ANNEX = re.compile(r"附\s?[件录表图]")
_NUMERAL = re.compile(rf"\d{{1,4}}|[{CHINESE_NUMERALS}]{{1,5}}")
_LETTERS = 26


def read_drawn_head(number: str, value: int = 0) -> NumberHead | None:
    """A drawn number, None for a bullet. What is no number known by its shape is a name: `五是`, `步骤1`, `First`, `注：` (value 0).

    `value` is the number as it was counted (0: not known); it tells whether C is the third letter or a hundred.

    >>> [read_drawn_head(n).value for n in ("甲、", "子", "(iv)", "第三条", "叁、", "1st", "五是", "注：")]
    [1, 1, 4, 3, 3, 1, 5, 0]
    >>> read_drawn_head("C.", 3).style.name, read_drawn_head("C.", 100).style.name, read_drawn_head("BB.", 28).value
    ('LETTER', 'ROMAN', 28)
    """
    bare = re.sub(r"[^\w]", "", fold_in_place(number)).lower()
    if bare.isascii() and bare.isalpha():
        style, read = _read_letters(bare, value)
        return NumberHead(style, read, 0, 0, number)
    head = read_head(number) or read_head(number + "、") or read_head(number + "文")
    if head is not None:
        return NumberHead(head.style, head.value, 0, 0, number, head.key)
    if not bare:
        return None
    style, read = _read_bare(bare)
    return NumberHead(style, read or value, 0, 0, number)


def _read_letters(bare: str, value: int) -> tuple[NumberStyle, int]:
    """a … z, then aa, bb; or a Roman numeral, which a single letter is only where the count says so."""
    letter = ord(bare[0]) - ord("a") + 1 + _LETTERS * (len(bare) - 1) if len(set(bare)) == 1 else 0
    roman = read_roman(bare)
    if letter and letter == value:
        return NumberStyle.LETTER, letter
    if roman and (roman == value or len(bare) > 1 or bare in {"i", "v", "x"}):
        return NumberStyle.ROMAN, roman
    return (NumberStyle.LETTER, letter) if letter else (NumberStyle.NAMED, value)


def _read_bare(bare: str) -> tuple[NumberStyle, int]:
    for ring in (STEMS, BRANCHES):
        if len(bare) == 1 and bare in ring:
            return NumberStyle.STEM, ring.index(bare) + 1
    if _ANNEX.match(bare):
        return NumberStyle.ANNEX, 0
    numeral = _NUMERAL.search(bare)
    return NumberStyle.NAMED, max(read_chinese_number(numeral[0]), 0) if numeral else 0
