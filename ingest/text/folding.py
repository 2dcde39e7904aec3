"""One spelling of running text that keeps every character in its place."""

from __future__ import annotations

from functools import lru_cache

from ingest.text.simplified import simplified_characters

# Full-width ASCII variants to ASCII, the ideographic space, and what is typed for 、: one character each, so that
# lengths stay.
_WIDE = (
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20} | dict.fromkeys(map(ord, "丶﹑､"), 0x3001)
)

# The same paragraph is folded by several steps in turn; very long texts are not worth their memory.
_LONGEST_KEPT = 4000


def fold_in_place(text: str) -> str:
    """The text with full-width letters, digits and punctuation as ASCII, traditional characters as simplified; same length.

    >>> fold_in_place("（１）ＱＱ：請致電第三條"), fold_in_place("一丶目标")
    ('(1)QQ:请致电第三条', '一、目标')
    """
    return _fold_short(text) if len(text) <= _LONGEST_KEPT else text.translate(_folding())


def widths_in_place(text: str) -> str:
    """The same without touching traditional characters."""
    return text.translate(_WIDE)


@lru_cache(maxsize=2048)
def _fold_short(text: str) -> str:
    return text.translate(_folding())


@lru_cache(maxsize=1)
def _folding() -> dict[int, int]:
    return _WIDE | simplified_characters()
