"""Sentences that the end of a line cuts, wherever it falls: a paragraph that only goes on with the one before.

A few breaks show it by themselves: a comma or the rest of a figure begins the next line, a bracket closes there, a word
stands across the break. Where a document has such a one, its other paragraphs that stop inside a sentence are halves too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.cleaning.contacts import MEASURE
from ingest.cleaning.seams import FIGURE_WITH_UNIT, WANTS_FIGURE, belong_together, cuts_figure
from ingest.cleaning.trail import Line
from ingest.text.folding import fold_in_place
from ingest.text.number_styles import NumberStyle, read_head
from ingest.text.sentences import PAUSES, STOPS, ends_sentence, has_stop, is_chinese
from ingest.tokens import split_into_words

_SHORTEST_BEFORE_COMMA = 8  # characters; a shorter line may be a name that a list goes on behind
_LONGEST_HEADING = 40  # characters; a longer line with a comma is running text
_AROUND = 6  # characters on either side of a break in which a word is looked for
# What nobody begins a paragraph with, behind a figure: the rest of it, or what it counts.
_REST_OF_FIGURE = re.compile(
    r"[.．]\d|%|％|元|万[元人亩名]|亿元?|名(?![称单义词校师额])|所(?![有以在需谓])|人(?![民才员口工类大事])|个(?![人别性体])|平方米|公里|倍"
    rf"|(?:{MEASURE}|节|周岁?)(?:[，,。；;）)]|以[上下内前后]|左右|$)"
)
_ENDS_WITH_FIGURE = re.compile(r"[\u4e00-\u9fff]\d[\d.．]*$")
# The two halves of a date, and of a limit (90% / 以上).
_HALVES = (
    (re.compile(r"[\u4e00-\u9fff](?:19|20)\d\d$"), re.compile(r"年(?:[\d,。;]|[度底初末内前])")),
    (re.compile(r"\d年\d{1,2}$"), re.compile(r"月(?:[\d,。;]|[底初末内中前起至])")),
    (re.compile(r"\d月\d{1,2}$"), re.compile(r"日(?:[,。;)至]|[起前后内上下]|$)")),
    (re.compile(r"[,。;:为于自至到在从](?:\d{4}年)?\d{1,2}月$"), re.compile(r"\d{1,2}日")),
    (re.compile(rf"\d\s?(?![月日号]){MEASURE}$"), re.compile(r"以[上下内](?:[,。;、)的]|$)")),
)
_WANTS_LIMIT = re.compile(r"(?:不[超低少高多][于过]|超过|低于|高于|少于|至少|达到|约)$")
_YEAR_FIRST = re.compile(r"(?:19|20)\d\d\s?年")


def find_broken(lines: Sequence[Line]) -> set[int]:
    """The lines that the next one goes on with."""
    certain = {i for i, (line, after) in enumerate(pairwise(lines)) if _plain(line, after) and _goes_on(line, after)}
    halves = {i for i, (line, after) in enumerate(pairwise(lines)) if _plain(line, after) and _may_go_on(line, after)}
    certain |= {at for i in range(len(lines) - 2) if _holds_figure(lines[i : i + 3]) for at in (i, i + 1)}
    shown = any(is_cut(lines[i].text, lines[i + 1].text) for i in halves)
    return certain | halves if shown else certain


def _plain(line: Line, after: Line) -> bool:
    return line.plain and after.plain and bool(line.text) and bool(after.text)


def _goes_on(line: Line, after: Line) -> bool:
    """Whether the next line cannot stand alone: it begins with a comma, or with the rest of a figure."""
    if cuts_figure(line.text, after.text):
        return True
    if ends_sentence(line.text):
        return False
    if _ENDS_WITH_FIGURE.search(line.text) and _REST_OF_FIGURE.match(after.text):
        return True
    before, rest = fold_in_place(line.text[-16:]), fold_in_place(after.text[:8])
    if any(ends.search(before) and begins.match(rest) for ends, begins in _HALVES):
        return True
    if (
        _wants_figure(line.text)
        and FIGURE_WITH_UNIT.match(fold_in_place(after.text))
        and not _YEAR_FIRST.match(after.text)
    ):
        return True
    return len(line.text) >= _SHORTEST_BEFORE_COMMA and after.text[0] in PAUSES + STOPS + "，。、；"


def _wants_figure(text: str) -> bool:
    """Whether a line stops before a figure; of a heading only where it sets a limit: many end in 完成 or 增长."""
    folded = fold_in_place(text)
    head = read_head(text, weak=False)
    may_head = head is not None and head.style is not NumberStyle.ARTICLE and not re.search("[,。;]", folded)
    return (_WANTS_LIMIT if may_head else WANTS_FIGURE).search(folded) is not None


def _holds_figure(lines: Sequence[Line]) -> bool:
    """Whether the line between two is the figure that the first wants and the last goes on with: 不超过 / 80 / 元。"""
    first, figure, last = lines
    if not (_plain(first, figure) and _plain(figure, last) and WANTS_FIGURE.search(fold_in_place(first.text))):
        return False
    return (
        re.fullmatch(r"\d[\d.]*", fold_in_place(figure.text)) is not None
        and _REST_OF_FIGURE.match(last.text) is not None
    )


def _may_go_on(line: Line, after: Line) -> bool:
    """Whether running text stops inside a sentence and running text without a number follows."""
    before = line.text
    if ends_sentence(before) or before[-1] in ":：;；" or read_head(after.text, weak=False):
        return False
    head = read_head(before, weak=False)
    article = head is not None and head.style is NumberStyle.ARTICLE
    comma = re.search("[，,]", before) is not None
    running = has_stop(before) or (len(before) > _LONGEST_HEADING and comma)
    if article:  # its own words are a rule, no heading
        running = running or comma or is_cut(before, after.text)
    return running and re.search("[，,。；;]", after.text) is not None


# What a clause goes on behind: 10月底前, 应当, 按.
_DANGLING = re.compile(
    r"(?:[月日年底末初旬]|之|以)前$|[在从向于并且将按经使让]$|(?:应当|必须|不得|可以|进一步|力争|确保|通过|根据)$"
)


def is_cut(before: str, after: str) -> bool:
    """Whether a break shows by itself that it stands inside a sentence.

    >>> is_cut("为目标，争", "创示范县。"), is_cut("4所（城关二幼、", "石桥幼儿园）。"), is_cut("全面发展", "全县学校开课。")
    (True, True, False)
    """
    if belong_together(before, after, {}) or _DANGLING.search(before) or FIGURE_WITH_UNIT.match(fold_in_place(after)):
        return True
    if not (is_chinese(before[-1]) and is_chinese(after[0])):
        return False
    ends = re.search(rf"[\u4e00-\u9fff]{{1,{_AROUND}}}$", before)
    begins = re.match(rf"[\u4e00-\u9fff]{{1,{_AROUND}}}", after)
    at = len(ends.group()) if ends else 0
    length = 0
    for word in split_into_words(f"{ends.group() if ends else ''}{begins.group() if begins else ''}"):
        if length < at < length + len(word):
            return True
        length += len(word)
    return False
