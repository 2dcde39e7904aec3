"""Where Chinese sentences end, and whether a text breaks off inside one."""

from __future__ import annotations

import re

STOPS = "。！？!?"
PAUSES = "，,、；;：:"
_CLOSERS = "”’」』）)》〉】〕]}\"' "
_PAIRS = {
    "“": "”",
    "‘": "’",
    "「": "」",
    "『": "』",
    "（": "）",
    "(": ")",
    "《": "》",
    "〈": "〉",
    "【": "】",
    "〔": "〕",
}
_CLOSING = {closing: opening for opening, closing in _PAIRS.items()}
_ASIDE = re.compile(r"(?<=[。！？!?])[（(][^（）()]{1,120}[）)]$")
_FULL_BRACKETS = {"(": "（", ")": "）"}


def ends_sentence(text: str) -> bool:
    """Whether the text ends with a sentence stop, closing quotes and brackets after it aside, and what whole brackets say of
    the sentence before.

    >>> ends_sentence("他说：“好。”"), ends_sentence("推动工作"), ends_sentence("重点如下："), ends_sentence("完成。（责任单位：省教育厅）")
    (True, False, False, True)
    """
    kept = _ASIDE.sub("", text).rstrip(_CLOSERS)
    return bool(kept) and (kept[-1] in STOPS + "." or kept.endswith("……"))


def has_stop(text: str) -> bool:
    return any(stop in text for stop in STOPS)


def opens_unclosed(text: str) -> bool:
    """Whether a quotation mark or bracket that the text opens stays open at its end; `1)` opens nothing."""
    return bool(unclosed(text))


def unclosed(text: str) -> str:
    """The opening marks that stay open at the text's end, outermost first."""
    stack: list[str] = []
    for character in text:
        mark = _FULL_BRACKETS.get(character, character)
        if mark in _PAIRS:
            stack.append(mark)
        elif mark in _CLOSING and stack and _CLOSING[mark] == stack[-1]:
            stack.pop()
    return "".join(stack)


def is_chinese(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff" or character == "〇"
