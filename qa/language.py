"""In which language to answer, and questions made of whole characters."""

from __future__ import annotations

import re

from qa.records import Language

_CJK = re.compile(r"[\u3400-\u9fff]")
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
_QUOTED = re.compile(r"“[^“”]*”|《[^《》]*》")


def detect_language(text: str) -> Language:
    """English when it has more Latin words than Chinese characters, else Chinese. What it quotes counts only alone.

    >>> [detect_language(text).value for text in ("双减 policy 是什么", "what is 双减", "2022?", "what is “中小学减负”?")]
    ['zh', 'en', 'zh', 'en']
    """
    own = _QUOTED.sub("", text)
    said = own if _LATIN_WORD.search(own) or _CJK.search(own) else text
    words, characters = len(_LATIN_WORD.findall(said)), len(_CJK.findall(said))
    return Language.EN if words > characters or (words and words == characters) else Language.ZH


def replace_half_characters(text: str) -> str:
    """With U+FFFD for each half of a surrogate pair, which no file can hold; two halves that fit become one character.

    >>> replace_half_characters("职普比\\ud83c"), replace_half_characters("\\ud83c\\udf93")
    ('职普比�', '🎓')
    """
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
