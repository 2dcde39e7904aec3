"""In which language to answer, and questions made of whole characters."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest import fold
from qa.records import Language

_CJK = re.compile(r"[\u3400-\u9fff]")
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
_QUOTED = re.compile(r"“[^“”]*”|《[^《》]*》")


def detect_language(text: str, history: Sequence[str] = ()) -> Language:
    """English when it has more Latin words than Chinese characters, else Chinese. What it quotes counts only alone.
    A text with neither is in the language of the last of the earlier ones that has either.

    >>> [detect_language(text).value for text in ("双减 policy 是什么", "what is 双减", "2022?", "what is “中小学减负”?")]
    ['zh', 'en', 'zh', 'en']
    >>> detect_language("2022?", ["How many schools in 2023?"]).value
    'en'
    """
    if not _says_something(text):
        text = next(filter(_says_something, reversed(history)), text)
    own = _QUOTED.sub("", text)
    said = own if _LATIN_WORD.search(own) or _CJK.search(own) else text
    words, characters = len(_LATIN_WORD.findall(said)), len(_CJK.findall(said))
    return Language.EN if words > characters or (words and words == characters) else Language.ZH


def _says_something(text: str) -> bool:
    return _LATIN_WORD.search(text) is not None or _CJK.search(text) is not None


def simplify(text: str) -> str:
    """The text with simplified characters for traditional ones, and all else as it is.

    >>> simplify("那初中呢？需要帶什麼？")
    '那初中呢？需要带什么？'
    """
    return _CJK.sub(lambda character: fold(character.group()), text)


def replace_half_characters(text: str) -> str:
    """With U+FFFD for each half of a surrogate pair, which no file can hold; two halves that fit become one character.

    >>> replace_half_characters("职普比\\ud83c"), replace_half_characters("\\ud83c\\udf93")
    ('职普比�', '🎓')
    """
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
