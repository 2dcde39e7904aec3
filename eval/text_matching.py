"""When a text counts as standing in another: NFKC, then without spaces and punctuation, numbers kept whole."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
# 两 before a unit is a numeral (两百); after one it is a weight or a coin (四百兩).
_NUMERALS = re.compile(rf"{_NUMBER.pattern}|(?:[〇零一二三四五六七八九十百千万亿萬億]|[两兩](?=[百千万亿萬億]))+")
# Digits side by side are one number where it is written by its digits (二〇二三, 一九八四), else two (统一一个, 三五天).
_BY_DIGITS = re.compile(r"(?=.*[〇零]|.{4})[〇零一二三四五六七八九]+")
_BARE_DIGITS = re.compile(r"[一二三四五六七八九两兩]{2}")
_THOUSANDS_COMMA = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


def _is_dropped(character: str) -> bool:
    # P* punctuation, Z* spaces, Cc and Cf line breaks, tabs and zero-width marks
    return unicodedata.category(character)[0] in "PZC"


@lru_cache(maxsize=65536)
def bare(text: str) -> str:
    """Return the text after NFKC without spaces and punctuation.

    >>> bare("比例达到 ４：６，")
    '比例达到46'
    """
    return "".join(c for c in unicodedata.normalize("NFKC", text) if not _is_dropped(c))


def stands_in(needle: str, text: str) -> bool:
    """Say whether `needle` occurs in `text`, both folded. What folds to nothing stands nowhere."""
    folded = bare(needle)
    return bool(folded) and folded in bare(text)


def holds_fact(text: str, fact: str) -> bool:
    """Say whether `fact` occurs in `text`, both folded, with the same numbers in the same places.

    A number, in digits or in Chinese numerals, is never matched by a part of another one, nor by digits that punctuation
    keeps apart.

    >>> holds_fact("比例达到4：6。", "4:6"), holds_fact("共46所", "4:6"), holds_fact("210所", "10所")
    (True, False, False)
    >>> holds_fact("共建二十三所", "三所"), holds_fact("共建三所", "三所"), holds_fact("统一一个标准", "一个")
    (False, True, True)
    """
    wanted = _plain(fact)
    folded_fact = bare(wanted)
    if not folded_fact:
        return False
    plain = _plain(text)
    kept = [(c, i) for i, c in enumerate(plain) if not _is_dropped(c)]
    folded = "".join(c for c, _ in kept)
    at = folded.find(folded_fact)
    while at >= 0:
        start, end = kept[at][1], kept[at + len(folded_fact) - 1][1] + 1
        same_numbers = _NUMBER.findall(plain[start:end]) == _NUMBER.findall(wanted)
        if same_numbers and not _cuts_number(plain, start) and not _cuts_number(plain, end):
            return True
        at = folded.find(folded_fact, at + 1)
    return False


def _plain(text: str) -> str:
    return _THOUSANDS_COMMA.sub("", unicodedata.normalize("NFKC", text))


def _cuts_number(text: str, at: int) -> bool:
    """Say whether position `at` lies inside a number, its decimal point included."""
    numbers = _NUMERALS.finditer(text, max(0, at - 40), at + 40)
    number = next((match[0] for match in numbers if match.start() < at < match.end()), "")
    return bool(number) and (not _BARE_DIGITS.fullmatch(text, at - 1, at + 1) or bool(_BY_DIGITS.fullmatch(number)))
