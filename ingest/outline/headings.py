"""Which paragraphs are headings, and where a heading that runs straight into its body ends."""

from __future__ import annotations

import re

from ingest.text.folding import fold_in_place
from ingest.text.number_styles import NumberStyle, read_head
from ingest.text.sentences import PAUSES, STOPS, has_stop, is_chinese, opens_unclosed
from ingest.text.signatures import is_date, is_signature, names_date

LONGEST_HEADING = 50
_LONGEST_RUN_IN = 45
_LONGEST_COLON_TITLE = 14
# A sentence that rules something is no heading, however short.
_RULES = re.compile(r"应当|下列|以下|如下|不得|是指|有权|负责|可以|予以|处以|自.{1,12}起施行|解释")
# … nor one that sets a limit: 每班不超过45人, 不早于8:20.
_LIMIT = re.compile(r"(?:不[超低高少多早晚大小迟][于过出]|至少|最[多少高低迟])\s?\d")
# … or says who does what: 由县委员会评估后,安排随班就读.
_ORDERS = re.compile(r"由[^,]{2,20}(?:后|审核|评估|认定|负责|承担|组织|统筹|安排),")
# … or tells a case, a duty or a count behind a comma: 每次起付线50元,报销比例为50%; 新购房家庭的,由区教育局统筹安排.
_TELLS = re.compile(
    r"的,|须|严禁|逾期|由[^,]{2,14}(?:统一|统筹|公布|承担|列支)|\d\s?(?:[%元人名个所日天月倍次]|万|小时|分钟|周岁)"
)
_ONLY_MARKS = re.compile(r"(?:\s*(?:[\[(〔]\d{1,3}[\])〕]|[①-⑳]))+\s*")  # of notes, behind a whole sentence
_ASIDE = re.compile(r"\([^()]*\)")
_OUTER = frozenset({NumberStyle.PART, NumberStyle.CHAPTER, NumberStyle.SECTION})
_NOT_HEADING = re.compile(
    r"^(?:来源|作者|编辑|责任编辑|附件|附[:：]|抄送|抄报|主送|联系人|联系电话|签发人|时间[::]|地点[::]|主题词|印发|[(（]|[—–-]|《)"
    r"|(?:文件|号|印发)$|(?:省长|市长|主席|主任|局长|书记)\s"
)
_ORDINAL = r"\s?[\d一二三四五六七八九十]{0,3}\s?"
_QUESTION = re.compile(
    rf"\s*(?:提?问|问题|Q){_ORDINAL}[:.、]|\s*[【\[(](?:提?问|问题|Q){_ORDINAL}[】\])]", re.IGNORECASE
)
_ANSWER = re.compile(rf"\s*(?:回?答|答复|A){_ORDINAL}[:.、]|\s*[【\[(](?:回?答|答复|A){_ORDINAL}[】\])]", re.IGNORECASE)
_DOCUMENT_KIND = re.compile(
    r"(?:意见|方案|办法|规定|报告|规划|计划|细则|条例|纲要|要点|公告|通知|章程|制度|规则|标准|指南|指引|清单|名单|[\u4e00-\u9fff]表|承诺书|预案|目录|措施|要求|守则|准则)"
    r"(?:[(（].{1,20}[)）])?$"
)


def strip_stops(text: str) -> str:
    """A heading's words as they stand in a heading path: without final stops."""
    return text.strip().rstrip(STOPS + PAUSES + ".").strip()


def is_heading_only(words: str, style: NumberStyle | None, *, has_content: bool, kin_share: float) -> bool:
    """Whether a numbered paragraph is nothing but a heading.

    `words` stand after the number. `has_content`: paragraphs follow under it. `kin_share` is the share of its
    like-numbered neighbours (itself included) under which they do: a short line among lines without content is
    a list's item, and so is a list's last sentence before the text goes on.
    """
    folded = re.sub(r"^问\s?:\s?", "", fold_in_place(words).strip())
    if not folded or len(folded) > LONGEST_HEADING or opens_unclosed(words):
        return False
    if style in _OUTER:
        return not has_stop(folded)
    last, inner = folded[-1], folded[:-1]
    if style is NumberStyle.ARTICLE and "," in inner:
        return False
    asks_twice = last == "?" and "?" in inner  # 什么时候报名？怎么报名？
    if (
        any(stop in inner for stop in STOPS + ";" if not (asks_twice and stop in "?？"))
        or ":" in inner
        or last in ",;、"
    ):
        return False
    if last == ":":
        short = (
            len(folded) <= 20
            and style is not NumberStyle.ARTICLE
            and "," not in inner
            and not inner.endswith(("的", "如下"))
        )
        return has_content and short and not _RULES.search(inner)
    if last in STOPS:
        if last == "?":
            return has_content
        ruled = style is NumberStyle.ARTICLE or _RULES.search(inner) or re.search(r"\d(?!\d*年)", inner)
        return has_content and kin_share > 0.5 and len(folded) <= 30 and not ruled
    return has_content or (kin_share > 0 and not _LIMIT.search(folded))


def reads_like_heading(words: str, *, has_content: bool) -> bool:
    """Whether a paragraph that Word styles as a heading is one: a whole sentence is text, however large it is printed, and
    so is a limit with nothing under it.

    >>> told = ("招生计划（不超过3000人）", "为什么？何时报名？", "每班不超过45人", "控制班额。每班45人。", "房产证；")
    >>> [reads_like_heading(words, has_content=False) for words in told]
    [True, True, False, False, False]
    """
    folded = fold_in_place(words).strip()
    if folded[-1:] in ("?", "!"):
        folded = folded.replace("?", "").replace("!", "")
    limit = not has_content and _LIMIT.search(_ASIDE.sub("", folded)) is not None
    if any(c in folded for c in STOPS + ";") or folded[-1:] in tuple(PAUSES) or limit:
        return False
    return sum(map(is_chinese, folded)) <= LONGEST_HEADING or is_document_name(folded)


def run_in_end(words: str, style: NumberStyle | None) -> int:
    """Where the heading ends inside `words` that go on behind it, its stop excluded; 0 when there is none.

    >>> run_in_end("加快发展现代职业教育。筹备召开会议。", NumberStyle.ARABIC_BARE)
    10
    >>> told = ("居住满12个月。[2]", "每次起付线50元，比例为50%。三级医院不予报销。")
    >>> [run_in_end(words, NumberStyle.CHINESE) for words in told]
    [0, 0]
    """
    folded = fold_in_place(words)
    if style is NumberStyle.ARTICLE:
        titled = re.match(r"\s?[【\[][^】\]]{2,20}[】\]]", folded)
        return titled.end() if titled else 0
    colon = folded.find(":", 0, _LONGEST_COLON_TITLE + 1)
    if colon > 1 and not any(c in folded[:colon] for c in STOPS + PAUSES) and folded[colon + 1 :].strip():
        before = folded[:colon]
        enumerates = before.endswith(("的", "如下", "包括", "是", "为"))
        address = folded.startswith("//", colon + 1)
        return 0 if enumerates or address or before[-1].isdigit() or opens_unclosed(before) else colon
    end = min((at for stop in STOPS if (at := folded.find(stop, 0, _LONGEST_RUN_IN + 1)) > 0), default=0)
    if not end or not folded[end + 1 :].strip(" ”’)"):
        return 0
    if _ONLY_MARKS.fullmatch(folded, end + 1):
        return 0
    heading = folded[:end]
    if ";" in heading or ":" in heading or heading.count(",") > 3 or opens_unclosed(heading):
        return 0
    if _RULES.search(heading) or _LIMIT.search(heading) or _ORDERS.search(heading):
        return 0
    if "," in heading and _TELLS.search(heading):
        return 0
    return end if len(heading.strip()) >= 2 else 0


def looks_like_heading(text: str, before: str, after: str, *, under_heading: bool, over_number: bool) -> bool:
    """Whether an unnumbered line between two paragraphs is a heading typed as text: short, without a stop, over a text.

    `under_heading`: the paragraph before is a heading itself. `over_number`: the one after begins with a number.
    """
    folded = fold_in_place(text).strip()
    if not 2 <= len(folded) <= 30 or folded[-1] in STOPS + PAUSES + "…" or any(c in folded for c in STOPS + ";:"):
        return False
    if _NOT_HEADING.search(folded) or names_date(text) or opens_unclosed(text):
        return False
    if not re.search(r"[\u4e00-\u9fff]{2}", folded) or (is_signature(text) and is_date(after)):
        return False
    if re.fullmatch(r"前\s?言|引\s?言|序\s?言|导\s?言|绪\s?论|导\s?语|结\s?语", folded):
        return True
    over_text = (len(after) >= 40 and has_stop(after)) or over_number
    ended = bool(before) and fold_in_place(before).rstrip("”’）) ")[-1:] in tuple(STOPS + ";")
    return over_text and (ended or under_heading)


def is_question_over_answer(text: str, after: str) -> bool:
    """Whether a line is the question of a pair, 问：… over 答：… or 【问】… over 【答】…, and so the heading of its answer.

    >>> pairs = [("问：什么时候申请？", "答：两周内。"), ("【问】能退出吗？", "【答】可以。"), ("问计于民", "答复如下。")]
    >>> [is_question_over_answer(*pair) for pair in pairs]
    [True, True, False]
    """
    return _QUESTION.match(fold_in_place(text)) is not None and begins_answer(after)


def begins_answer(text: str) -> bool:
    """Whether a line begins with an answer's mark: 答：, 【答】, A1："""
    return _ANSWER.match(fold_in_place(text)) is not None


def is_last_part(text: str) -> bool:
    """Whether the line names a part without a number that ends a document and stands under no other: 附则, 名词解释."""
    return (
        re.fullmatch(r"附\s?则|(?:名词|术语|缩略语)(?:解释|注释|说明)|注\s?释|附\s?注", fold_in_place(text).strip(": "))
        is not None
    )


def is_inner_title(text: str, before: str) -> bool:
    """Whether the line is the title of a document that this one carries, after a signature's date."""
    return is_date(before) and is_document_name(text)


def is_document_name(text: str) -> bool:
    """Whether a line reads like a document's or a table's title."""
    folded = fold_in_place(text).strip()
    if len(folded) > 60 or has_stop(folded) or folded[-1:] in tuple(PAUSES) or read_head(folded, weak=False):
        return False
    return _DOCUMENT_KIND.search(folded) is not None
