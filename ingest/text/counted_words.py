"""Words that number a line by counting with its neighbours: `第一，`, `甲、`, `任务一：`, `第一步：`. Inside a text they number nothing."""

from __future__ import annotations

import re

from ingest.text.folding import fold_in_place
from ingest.text.number_styles import CHINESE_NUMERALS, LEGAL, NumberHead, NumberStyle, read_chinese_number
from ingest.text.numerals import STEMS

_NUMERAL = rf"(?:[{CHINESE_NUMERALS}]{{1,3}}|\d{{1,2}})"
# 第一、二产业 and 甲、乙双方 count what they name, and no lines.
_COUNTED = re.compile(
    rf"""
      第(?P<ordinal>{_NUMERAL})[,、](?![{CHINESE_NUMERALS}\d第])
    | (?P<stem>[{STEMS}])[、.](?!\s?[{STEMS}])
    | 第(?P<which>{_NUMERAL})(?P<thing>[\u4e00-\u9fff]{{1,4}}?)\s?:
    | (?P<name>[\u4e00-\u9fff]{{2,4}}?)\s?(?P<named>{_NUMERAL})\s?:
    """,
    re.VERBOSE,
)
_ANNEX = re.compile(r"附[件录表图]")


def read_counted_head(text: str) -> NumberHead | None:
    """The counted word at the start of a line, None when there is none. Its `key` is the word that is counted.

    >>> [read_counted_head(t).printed for t in ("任务一：加强领导", "第一，坚持改革", "甲、组织领导")]
    ['任务一：', '第一，', '甲、']
    >>> read_counted_head("第一、二产业"), read_counted_head("附件1：名单"), read_counted_head("甲、乙双方")
    (None, None, None)
    """
    match = _COUNTED.match(fold_in_place(text))
    if match is None or not text[match.end() :].strip():
        return None
    style, value, key = NumberStyle.NAMED, 0, ""
    if match["stem"]:
        style, value = NumberStyle.STEM, STEMS.index(match["stem"]) + 1
    elif match["ordinal"]:
        style, value = NumberStyle.ORDINAL, read_chinese_number(match["ordinal"])
    elif match["thing"]:
        value, key = read_chinese_number(match["which"]), match["thing"]
    else:
        value, key = read_chinese_number(match["named"]), match["name"]
    if key in LEGAL or _ANNEX.fullmatch(key):
        return None
    return NumberHead(style, value, 0, match.end(), text[: match.end()], key) if value > 0 else None
