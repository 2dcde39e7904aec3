"""Figures, dates and document numbers in running text, and whether one text holds those of another."""

from __future__ import annotations

import re
import unicodedata

# Runs of digits with what binds them: ratios, decimals, dates, percent; grouping commas leave first.
_FIGURE = re.compile(r"\d+(?:[.:∶/\-]\d+)*%?")
_GROUPING = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_CHINESE = re.compile(
    r"[零〇一二三四五六七八九十百千万亿两]{2,}|[一二三四五六七八九十两](?=[个名所人项成万亿元年月级倍%])|百分之[零〇一二三四五六七八九十百点]+"
)


def find_figures(text: str) -> tuple[str, ...]:
    """Figures in order, half width, without grouping commas.

    >>> find_figures("不低于４：６，共1,200人，〔2022〕5号")
    ('4:6', '1200', '2022', '5')
    """
    plain = _GROUPING.sub("", unicodedata.normalize("NFKC", text)).replace("∶", ":")
    return tuple(match.group().removesuffix("%") for match in _FIGURE.finditer(plain))


def find_chinese_figures(text: str) -> tuple[str, ...]:
    """Figures written in Chinese numerals, two characters or one before a counter."""
    return tuple(match.group() for match in _CHINESE.finditer(text))


def holds_figures(text: str, figures: tuple[str, ...]) -> bool:
    """Whether each figure stands in the text as a whole figure ("4" does not stand in "14")."""
    return set(figures) <= set(find_figures(text))
