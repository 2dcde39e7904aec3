"""Traditional Chinese as simplified."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import opencc

_CJK = range(0x4E00, 0xA000)


def simplify(text: str) -> str:
    """In simplified characters, by words where these decide. The length may change."""
    return str(_simplifier().convert(text))


@lru_cache(maxsize=1)
def simplified_characters() -> dict[int, int]:
    """Code point → that of its simplified character, for `str.translate`, so that lengths stay. What simplified Chinese
    writes too (著作权) is not among them.

    >>> "請致電第三條".translate(simplified_characters())
    '请致电第三条'
    """
    simplified = simplify("\n".join(map(chr, _CJK))).split("\n")
    return {
        code: ord(one)
        for code, one in zip(_CJK, simplified, strict=True)
        if len(one) == 1 and not chr(code).encode("gb2312", "ignore")
    }


@lru_cache(maxsize=1)
def _simplifier() -> opencc.OpenCC:
    import opencc

    return opencc.OpenCC("t2s")
