"""Which paragraphs are headings, and where a heading that runs straight into its body ends."""

from __future__ import annotations

import re

from ingest.number_styles import NumberStyle, fold
from ingest.sentences import PAUSES, STOPS, has_stop, opens_unclosed

LONGEST_HEADING = 50
_LONGEST_RUN_IN = 45
_LONGEST_COLON_TITLE = 14
# A sentence that rules something is no heading, however short.
_RULES = re.compile(r"应当|不得|是指|有权|负责|可以|予以|处以|自.{1,12}起施行|解释")
_OUTER = frozenset({NumberStyle.ANNEX, NumberStyle.PART, NumberStyle.CHAPTER, NumberStyle.SECTION})
_DATE = re.compile(
    r"[\d一二三四五六七八九〇零○十X×]{2,4}年[\d一二三四五六七八九十X×]{1,3}月([\d一二三四五六七八九十X×]{1,3}日)?"
)
_NOT_HEADING = re.compile(
    r"^(?:来源|作者|编辑|责任编辑|附件|附|抄送|主送|联系人|联系电话|签发人|时间|地点|主题词|印发|[(（]|[—–-]{1,}|《)|(?:文件|号)$|(?:省长|市长|主席|主任|局长)"
)


def strip_stops(text: str) -> str:
    """A heading's words as they stand in a heading path: without final stops."""
    return text.strip().rstrip(STOPS + PAUSES + ".").strip()


def is_heading_only(words: str, style: NumberStyle | None, *, has_content: bool, kin_have_content: bool) -> bool:
    """Whether a numbered paragraph is nothing but a heading.

    `words` stand after the number. `has_content`: paragraphs follow under it. `kin_have_content`: under one
    of its like-numbered neighbours they do; a short line among lines without content is a list's item.
    """
    folded = fold(words).strip()
    if not folded or len(folded) > LONGEST_HEADING or opens_unclosed(words):
        return False
    if style in _OUTER:
        return not has_stop(folded)
    last = folded[-1]
    inner = folded[:-1]
    if any(stop in inner for stop in STOPS + ";") or ":" in inner or last in ",;、":
        return False
    if last == ":":
        return (
            has_content
            and len(folded) <= 20
            and "," not in inner
            and not inner.endswith("的")
            and not _RULES.search(inner)
        )
    if last in STOPS:
        return has_content and len(folded) <= 30 and style is not NumberStyle.ARTICLE and not _RULES.search(inner)
    return has_content or kin_have_content


def run_in_end(words: str, style: NumberStyle | None) -> int:
    """Where the heading ends inside `words` that go on behind it, its stop excluded; 0 when there is none.

    >>> run_in_end("加快发展现代职业教育。筹备召开会议。", NumberStyle.ARABIC_BARE)
    10
    """
    folded = fold(words)
    if style is NumberStyle.ARTICLE:
        titled = re.match(r"\s?[【\[(]([^】\])]{2,20})[】\])]", folded)
        return titled.end() if titled and titled[0].strip()[0] != "(" else 0
    colon = folded.find(":", 0, _LONGEST_COLON_TITLE + 1)
    if colon > 1 and not any(c in folded[:colon] for c in STOPS + PAUSES) and len(folded.rstrip()) > colon + 1:
        before = folded[:colon]
        return 0 if before.endswith(("的", "如下", "包括", "是", "为")) or re.search(r"\d$", before) else colon
    end = min((at for stop in STOPS if (at := folded.find(stop, 0, _LONGEST_RUN_IN + 1)) > 0), default=0)
    if not end or not folded[end + 1 :].strip(" ”’)"):
        return 0
    heading = folded[:end]
    if ";" in heading or ":" in heading or heading.count(",") > 3 or _RULES.search(heading) or opens_unclosed(heading):
        return 0
    return end if len(heading.strip()) >= 2 else 0


def looks_like_heading(text: str, before: str, after: str) -> bool:
    """Whether an unnumbered line between two paragraphs is a heading typed as text: short, without a stop, over a long text."""
    folded = fold(text).strip()
    if not 2 <= len(folded) <= 30 or folded[-1] in STOPS + PAUSES + "…" or any(c in folded for c in STOPS + ";:"):
        return False
    if (
        _NOT_HEADING.search(folded)
        or _DATE.search(folded)
        or opens_unclosed(text)
        or not re.search(r"[\u4e00-\u9fff]{2}", folded)
    ):
        return False
    over_text = len(after) >= 40 and has_stop(after)
    ended = bool(before) and fold(before).rstrip("”’)） ")[-1:] in tuple(STOPS + ";:")
    return over_text and ended
