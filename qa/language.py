"""In which language to answer, and questions made of whole characters."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest import fold
from qa.records import Language

_CJK = re.compile(r"[\u3400-\u9fff]")
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
# All of a turn that wants the last answer in another language.
_IN_ENGLISH, _IN_CHINESE = (
    re.compile(
        rf"\s*(?:(?:(?:please|can you|could you|answer|say|repeat|it|that|in) )+{english}(?:,? please)?|{english},? please)[?.!\s]*"
        rf"|\s*(?:请|麻烦|能(?:不能)?|可以|你)*用{chinese}(?:再?(?:说|回答|讲)(?:一[下遍])?)?[吗么吧]?[?？。!！\s]*",
        re.IGNORECASE,
    )
    for english, chinese in (("english", "英[文语]"), ("(?:chinese|mandarin)", "(?:[中汉]文|[汉华]语|普通话)"))
)
_ASKS_PLAINLY = re.compile(
    r"请|麻烦|回答|^你|说(?!吗)|please|can you|could you|answer|say|repeat|^\s*用[^吗么]*$", re.IGNORECASE
)
# 用普通话吗 asks how something is done.
_ASKS_WHETHER = re.compile(r"(?!你|.*回答)[^能可请]*[吗么][?？。!！\s]*")
_LANGUAGE = re.compile(r"英[文语]|[中汉]文|[汉华]语|普通话|\b(?:english|chinese|mandarin)\b", re.IGNORECASE)
_ASKS_IN_CHINESE = re.compile(r"[呢吗么嘛吧][?？。!！\s]*$")  # ETC呢, and not “what is 双减呢”
_QUOTED = re.compile(r"“[^“”]*”|《[^《》]*》")


def detect_language(text: str, history: Sequence[str] = ()) -> Language:
    """English when it has more Latin words than Chinese characters, else Chinese. What it quotes counts only alone.
    A text with neither is in the language of the last of the earlier ones that has either.

    >>> [detect_language(text).value for text in ("双减 policy 是什么", "what is 双减", "2022?", "what is “中小学减负”?")]
    ['zh', 'en', 'zh', 'en']
    >>> detect_language("那ETC呢?").value
    'zh'
    >>> detect_language("2022?", ["How many schools in 2023?"]).value, detect_language("in Chinese please").value
    ('en', 'zh')
    """
    asked = find_asked_language(text, history)
    if asked:
        return asked
    if not _says_something(text):
        text = next(filter(_says_something, reversed(history)), text)
    return _read_script(text)


def _read_script(text: str) -> Language:
    own = _QUOTED.sub("", text)
    said = own if _LATIN_WORD.search(own) or _CJK.search(own) else text
    words, characters = len(_LATIN_WORD.findall(said)), len(_CJK.findall(said))
    if words == 1 and _ASKS_IN_CHINESE.search(said):
        return Language.ZH
    return Language.EN if words > characters or (words and words == characters) else Language.ZH


def find_asked_language(text: str, history: Sequence[str] = ()) -> Language | None:
    """The language that is asked for where nothing else is. A bare one may be asked about instead: where the question
    before names a language, or is in the same one.

    >>> [find_asked_language(text) for text in ("用英文回答", "in Chinese please", "English lessons?")]
    [<Language.EN: 'en'>, <Language.ZH: 'zh'>, None]
    >>> find_asked_language("In English?", ["How is maths taught?"]), find_asked_language("in Chinese?", ["Is it in English?"])
    (None, None)
    """
    asked = _match_language(text)
    if asked is None or _ASKS_WHETHER.fullmatch(text):
        return None
    before = history[-1] if history else ""
    if _ASKS_PLAINLY.search(text) or not _says_something(before) or _match_language(before):
        return asked
    switches = _LATIN_WORD.search(text) and (_read_script(before) is Language.ZH or not text.rstrip().endswith("?"))
    named = _LANGUAGE.search(before) is not None and not switches
    return None if named or _read_script(before) is asked else asked


def _match_language(text: str) -> Language | None:
    if _IN_ENGLISH.fullmatch(text):
        return Language.EN
    return Language.ZH if _IN_CHINESE.fullmatch(text) else None


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
