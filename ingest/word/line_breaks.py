"""Soft line breaks inside a paragraph: most only break a line, some stand where a paragraph ends.

Documents pasted from web pages often hold many paragraphs in one, divided by soft breaks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.word.paragraph_text import LINE_BREAK

_ENDS_A_PARAGRAPH = re.compile(r"[。！？；：!?;:][”’」』）)]?\s*$")
# A line that names the field whose value follows it: 报名地点：
_LABEL = re.compile(r"\s*(?!.*[如以下][下列])[\u4e00-\u9fff]{2,8}[：:]\s*$")
# What goes on with the line before, and so makes a sentence of the amounts above it.
_CONTINUES = re.compile(
    r"\s*(?:[的,，、或]|以[上下内](?:[的,，。；]|$)|左右|和(?![谐平])|及(?!时)|与(?![去上往此前同])|等(?![额级])"
    r"|(?:人次?|[名所个次元家项台套万亿%％]|个?百分点|平方米)(?:[,，。；;、]|$))"
)
# What does so too unless it states an amount itself: what is done besides, a comparison with the last, or what it is for;
# but what a sentence speaks of begins it: 用于奖励的资金由….
_PREDICATE = re.compile(
    r"\s*(?:并(?![购网轨列校])|(?:(?:[高低多少]于(?![上前]述|此|该)|超过(?!部分))(?![^,，。]*的[\u4e00-\u9fff]{1,10}[,，])"
    r"|占(?!地)|(?:专项)?用[于作]|[列纳]入)"
    r"(?![^,，。]*的(?:[,，]|[\u4e00-\u9fff]{1,10}(?:由|应|不得|须|按))))"
)
# A field and its value on a line (报名时间：4月10日), and a line of a list of amounts (示范园每月480元).
_FIELD = re.compile(r"\s*[\u4e00-\u9fff]{2,8}[：:]\s?\S")
_AMOUNT = re.compile(
    rf"(?!\s*以|{_CONTINUES.pattern})\s*[\u4e00-\u9fff].*\d\s?(?![月日年])[\u4e00-\u9fff％%]{{1,3}}\s*$"
)
_BRACKETED = re.compile(r"[（(][^（）()]*[)）]")
_INDENTED = re.compile(r"^(?:\u3000|[ \t\u00a0\u2002\u2003]{2})")
_TYPED_NUMBER = re.compile(
    r"^\s*(?:第[〇零一二三四五六七八九十百千\d]+[编章节条]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[、．]|\d{1,2}\.(?!\d))"
)
_LONGEST_AMOUNT = 40  # characters of a line of such a list
# A clause without an amount that says on what grounds, for whom or when; a sentence begins with it.
_GROUNDS = re.compile(r"\s*(?:按|根据|依|经|自|从|为|对|到|在|由|因)(?:[^,，\d]|\d+[年月日号〕])*[,，]")
# A numbered line as short as this, without a stop, is a heading.
_LONGEST_HEADING = 40
# A line that goes on in the next one: long, or a title's beginning; shorter ones may be a column of names.
_GOES_ON = re.compile(r"(?:^\s*关于.*|.{12,})[\u4e00-\u9fff，、]$")


def split_paragraphs(text: str) -> list[str]:
    """The paragraphs a reader sees in `text`; breaks within them stay.

    A break ends a paragraph when a blank line or an indent follows, when a stop precedes, or when the next line
    begins with a typed number or is a field's label; also between lines that both name a field, and behind every
    line of a list of amounts. Nothing is lost: the parts joined by breaks are `text`, blank lines aside.

    >>> split_paragraphs("关于印发\\n工作要点的通知")
    ['关于印发\\n工作要点的通知']
    >>> split_paragraphs("招生1200人。\\n二、师资")
    ['招生1200人。', '二、师资']
    >>> split_paragraphs("师生比不低于1:\\n15。"), split_paragraphs("1200人\\n报名地点：\\n政务中心")
    (['师生比不低于1:\\n15。'], ['1200人', '报名地点：', '政务中心'])
    >>> split_paragraphs("报名时间：4月10日至20日\\n报名地点：政务中心"), split_paragraphs("市级示范420元\\n其他300元")
    (['报名时间：4月10日至20日', '报名地点：政务中心'], ['市级示范420元', '其他300元'])
    """
    paragraphs: list[str] = []
    current: list[str] = []
    lines = text.split(LINE_BREAK)
    listed = _find_amounts(lines)
    for index, line in enumerate(lines):
        if not line.strip():
            if current:
                paragraphs.append(LINE_BREAK.join(current))
            current = []
            continue
        if current and (index - 1 in listed or _begins_anew(current[-1], line)):
            paragraphs.append(LINE_BREAK.join(current))
            current = []
        current.append(line)
    if current:
        paragraphs.append(LINE_BREAK.join(current))
    return paragraphs


def close_breaks(text: str) -> str:
    """The text of one paragraph without the breaks that stand inside running Chinese, where no blank belongs.

    >>> close_breaks("关于印发\\n工作要点的通知"), close_breaks("姓名\\n职务")
    ('关于印发工作要点的通知', '姓名\\n职务')
    >>> close_breaks("师生比不低于1:\\n15。")
    '师生比不低于1:15。'
    """
    closed = ""
    for line in text.split(LINE_BREAK):
        inside = _GOES_ON.search(closed[-60:]) and "\u4e00" <= line[:1] <= "\u9fff"
        closed += line if inside or not closed or _cuts_ratio(closed, line) else LINE_BREAK + line
    return closed


def _cuts_ratio(before: str, line: str) -> bool:
    """Whether the break stands inside a ratio: 师生比不低于1: / 15."""
    return re.search(r"\d[：:]$", before[-2:]) is not None and line[:1].isdecimal()


def _begins_anew(before: str, line: str) -> bool:
    if _cuts_ratio(before, line):
        return False
    if _ENDS_A_PARAGRAPH.search(before) or _INDENTED.match(line) or _TYPED_NUMBER.match(line):
        return True
    if _LABEL.match(line) and (not _GOES_ON.search(before[-60:]) or _AMOUNT.match(before)):
        return True
    if _FIELD.match(before) and _FIELD.match(line):
        return True
    return len(before) <= _LONGEST_HEADING and _TYPED_NUMBER.match(before) is not None


def _find_amounts(lines: Sequence[str]) -> set[int]:
    """The lines of lists of amounts; those that the line behind them makes a sentence are none."""
    shapes = [_read_amounts(line) if len(line) <= _LONGEST_AMOUNT else () for line in lines]
    alike = [shape in beside for shape, *beside in zip(shapes, [(), *shapes], [*shapes[1:], ()], strict=False)]
    # Clauses without an amount, as 小学，每年650元 has, tell a list only from line to line.
    amounts = [bool(shape) and (all(shape) or same) for shape, same in zip(shapes, alike, strict=True)]
    found: set[int] = set()
    run: list[int] = []
    for index, (line, amount) in enumerate(zip([*lines, ""], [*amounts, False], strict=True)):
        if amount:
            run.append(index)
            continue
        if len(run) > 1 and not _makes_sentence(lines[run[0]], line):
            found.update(run)
        run = []
    return found


def _makes_sentence(first: str, behind: str) -> bool:
    """Whether the line behind amounts goes on with them; `first` is the first of their lines."""
    words = behind.strip() and not any(begun.match(behind) for begun in (_INDENTED, _TYPED_NUMBER, _LABEL, _FIELD))
    goes_on = _CONTINUES.match(behind) or _PREDICATE.match(behind)
    return goes_on is not None or (bool(words) and _GROUNDS.match(first) is not None)


def _read_amounts(line: str) -> tuple[bool, ...]:
    """Which clauses of a line end in an amount, what says on what grounds or when aside; none where the last does not.

    >>> [_read_amounts(line) for line in ("普高招生500人，中职300人", "自2024年起，每月480元", "小学，每生每年650元", "小学，不收")]
    [(True, True), (True,), (False, True), ()]
    """
    if _CONTINUES.match(line):
        return ()
    grounds = _GROUNDS.match(line)
    clauses = re.split("[,，。；;]", _BRACKETED.sub("（）", line[grounds.end() if grounds else 0 :]))
    stated = tuple(_AMOUNT.match(clause) is not None for clause in clauses)
    return stated if stated[-1] else ()
