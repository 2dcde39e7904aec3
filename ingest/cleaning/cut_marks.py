"""Marks that a page preview or a printer put into running text, in the middle of sentences: finding and taking them out.

A preview cuts a text every so many characters and writes `1、`, `2、` … before the pieces. Such a mark looks
like an item's number. What tells it apart is the series: consecutive numbers at equal distances, or numbers
that again and again stand inside a sentence. A single odd mark is left alone.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from ingest.cleaning.seams import belong_together, count_pairs
from ingest.text.number_styles import CHINESE_NUMERALS, fold, read_chinese_number
from ingest.text.sentences import PAUSES, STOPS, ends_sentence, is_chinese

_PAGE_NUMBER = rf"\d{{1,4}}|[{CHINESE_NUMERALS}]{{1,4}}"
_MARKS = {
    "comma": re.compile(r"(?P<value>\d{1,4})\s?、\s?"),
    "dot": re.compile(r"(?P<value>\d{1,4})\.\s?"),
    "paren_comma": re.compile(r"\((?P<value>\d{1,4})\)、\s?"),
    "paren": re.compile(r"\((?P<value>\d{1,4})\)\s?"),
    "half": re.compile(r"(?<![\d(])(?P<value>\d{1,12})\)\s?"),
    "square": re.compile(r"[\[【〔〈<{『「]{1,2}\s?(?P<value>\d{1,4})\s?[\]】〕〉>}』」]{1,2}\s?"),
    "of": re.compile(r"(?:^|[(\[【〔<])(?P<value>\d{1,3})\s?/\s?\d{1,3}(?![\d/])[)\]】〕>]?\s?"),
    "page_brackets": re.compile(
        rf"\s?[(\[【〔<]第\s?(?P<value>{_PAGE_NUMBER})\s?(?:[页頁段]|部分)(?:\s?[,/、]?\s?共\s?\d{{1,4}}\s?(?:[页頁段]|部分))?[)\]】〕>]\s?"
    ),
    "page": re.compile(
        r"\s?(?P<dash>[-—–―~=*·]{0,3})\s?第\s?(?P<value>\d{1,4})\s?[页頁]"
        r"(?:\s?[,/、]?\s?(?:\(共\s?\d{1,4}\s?[页頁]\)|共\s?\d{1,4}\s?[页頁]))?\s?(?P=dash)\s?"
    ),
    "dash": re.compile(r"\s?(?P<dash>--?|——?|–|―)\s?(?P<value>\d{1,4})\s?(?P=dash)\s?"),
    "signs": re.compile(r"\s?(?P<dash>[~=*#·•※★☆|_+]{1,3})\s?(?P<value>\d{1,4})\s?(?P=dash)\s?"),
    "page_en": re.compile(
        r"\s?[(\[【]?(?:[Pp]age|页码|[Pp]\.)\s?[.:]?\s?(?P<value>\d{1,4})(?:\s?(?:of|/)\s?\d{1,4})?[)\]】]?\s?"
    ),
}
_OPENERS, _CLOSERS = tuple("([【"), tuple(")]】")
_SHORTEST_PIECE = 40
_LONGEST_PIECE = 6000
_NEIGHBOURS = 6
# Candidates of one style. A document of a thousand pages that is cut every hundred characters has ten thousand.
_MOST_MARKS = 50_000


@dataclass(frozen=True, slots=True)
class Mark:
    """A candidate: characters [start, end) of line `line`, number `value`; `at` counts the text before it, marks included. `decimal`: it
    reads like the beginning of a decimal fraction, so it cannot carry a series."""

    style: str
    value: int
    line: int
    start: int
    end: int
    at: int
    decimal: bool = False


@dataclass(frozen=True, slots=True)
class CutSeries:
    """Marks of one preview. `blind`: the cuts fall at equal distances, whatever stands there, so all pieces join."""

    marks: tuple[Mark, ...]
    blind: bool


def find_cut_series(texts: Sequence[str], *, preview: bool) -> list[CutSeries]:
    """All series of cut marks in the lines of a document. An empty text is a barrier (a table, a removed line).

    `preview` says that site lines were found around the text, which makes a short series believable.
    """
    folded = [fold(text) for text in texts]
    offsets = [0]
    for text in folded:
        offsets.append(offsets[-1] + len(text))
    context = _Context(folded, offsets)
    series: list[CutSeries] = []
    for style, pattern in _MARKS.items():
        if style == "paren" and any(one.marks[0].style == "paren_comma" for one in series):
            continue
        marks = _collect(style, pattern, folded, offsets)
        found = _find_equal_pieces(marks, context, preview=preview)
        if found is None or len(found.marks) == 2:
            broken = _find_broken_sentences(marks, context, preview=preview)
            found = broken if found is None or (broken and len(broken.marks) > 2) else found
        if found is None:
            alone = tuple(mark for mark in marks if context.stands_in_a_word(mark))
            found = CutSeries(alone, blind=False) if alone else None
        if found is not None:
            series.append(found)
    return series


def _collect(style: str, pattern: re.Pattern[str], folded: Sequence[str], offsets: Sequence[int]) -> list[Mark]:
    """All candidates of a style in order; none where there are more than any preview makes."""
    marks: list[Mark] = []
    for line, text in enumerate(folded):
        for match in pattern.finditer(text):
            if len(marks) > _MOST_MARKS:
                return []
            around = _character_before(text, match.start()), text[match.end() : match.end() + 1]
            if style == "page" and around[0] in _OPENERS and around[1] in _CLOSERS:
                continue  # `page_brackets` takes it whole
            digits = str(max(read_chinese_number(match["value"]), 0))
            # Inside a text a figure may stand right before the mark: `达到12` + `3、` reads `123、`.
            inside = match.start() > 0
            decimal = inside and style == "dot" and text[match.end() : match.end() + 1].isdigit()
            tails = range(len(digits)) if inside and style in {"comma", "dot", "half"} else range(1)
            # … but right behind a sentence's end 11、 is item 11, unless a torn item's own stop follows: `。1` + `3、` + `、`.
            after_stop = inside and text[match.start("value") - 1] in STOPS
            if after_stop and len(digits) < 3 and text[match.end() : match.end() + 1] not in {"、", "."}:
                tails = range(1)
            for skip in tails:
                if digits[skip] == "0" or len(digits) - skip > 3:
                    continue
                start = match.start("value") + skip if skip else match.start()
                marks.append(Mark(style, int(digits[skip:]), line, start, match.end(), offsets[line] + start, decimal))
            if style == "page_en" and match.end() == match.end("value"):
                # … and right behind one that nothing closes: `Page 3` + `5%` reads `Page 35%`.
                for end in range(match.start("value") + 1, match.end("value")):
                    value = int(text[match.start("value") : end])
                    marks.append(Mark(style, value, line, match.start(), end, offsets[line] + match.start()))
    return marks


def _character_before(text: str, at: int) -> str:
    return text[at - 1] if at else ""


class _Context:
    """What stands around a place in the lines."""

    def __init__(self, folded: Sequence[str], offsets: Sequence[int]) -> None:
        self.folded = folded
        self.offsets = offsets

    @cached_property
    def pairs(self) -> Counter[str]:
        return count_pairs(self.folded)

    def before(self, mark: Mark) -> str:
        """The text of its line, or of the line before when the mark begins one."""
        if mark.start:
            return self.folded[mark.line][max(0, mark.start - 400) : mark.start]
        return self.folded[mark.line - 1][-400:] if mark.line else ""

    def after(self, mark: Mark) -> str:
        return self.folded[mark.line][mark.end : mark.end + 40]

    def breaks_sentence(self, mark: Mark) -> bool:
        before, after = self.before(mark).rstrip(), self.after(mark)
        in_decimal = before[-1:] == "." and before[-2:-1].isdigit() and after[:1].isdigit()  # 17. and 4
        if not before or not after or (ends_sentence(before) and not in_decimal):
            return False
        in_ratio = before[-1] == ":" and before[-2:-1].isdigit() and after[0].isdigit()  # 4: and 6
        return before[-1] not in ":;" or in_ratio

    def stands_in_a_word(self, mark: Mark) -> bool:
        """Whether it is written like nothing but a page number (`— 3 —`, `第3页共8页`) and words touch it on both sides."""
        text = self.folded[mark.line]
        shown, before, after = (
            text[mark.start : mark.end],
            _character_before(text, mark.start),
            text[mark.end : mark.end + 1],
        )
        certain = "共" in shown if mark.style.startswith("page") else mark.style == "dash"
        return certain and bool(before) and bool(after) and is_chinese(before) and is_chinese(after)

    def tears(self, mark: Mark, *, times: int) -> bool:
        """Whether it stands where no number can: before a pause or stop, or inside a word that the document uses
        elsewhere (at least `times`)."""
        before, after = self.before(mark), self.after(mark)
        if not before or not after or not is_chinese(before[-1]):
            return False
        return after[0] in STOPS + PAUSES or (is_chinese(after[0]) and self.pairs[before[-1] + after[0]] >= times)

    def surely_breaks(self, mark: Mark) -> bool:
        """Whether the words before and after the mark plainly belong together."""
        return self.breaks_sentence(mark) and belong_together(self.before(mark).rstrip(), self.after(mark), self.pairs)


def _find_equal_pieces(marks: Sequence[Mark], context: _Context, *, preview: bool) -> CutSeries | None:
    """The series with the most marks at equal distances, most of them inside a sentence."""
    by_value: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        by_value[mark.value].append(mark)
    links: dict[int, list[tuple[Mark, Mark]]] = defaultdict(list)
    for value, firsts in by_value.items():
        followers = by_value.get(value + 1, [])
        low = 0
        for first in firsts:
            reach = first.at + first.end - first.start
            while low < len(followers) and followers[low].at < reach + _SHORTEST_PIECE:
                low += 1
            for second in followers[low : low + _NEIGHBOURS]:
                if second.at - reach <= _LONGEST_PIECE:
                    links[second.at - reach].append((first, second))
    best: list[Mark] = []
    for length in links:
        near = [pair for delta in (0, -1, 1, -2, 2) for pair in links.get(length + delta, ())]
        chain = _longest_chain(near)
        if len(chain) > len(best) and chain[0].value <= 2 and _holds(chain, length, context, preview=preview):
            best = chain
    return CutSeries(tuple(best), blind=True) if best else None


def _longest_chain(pairs: Sequence[tuple[Mark, Mark]]) -> list[Mark]:
    """Follows the links from the lowest number on; the first pair of a mark is the most exact one."""
    following: dict[Mark, Mark] = {}
    targets = set()
    for first, second in pairs:
        following.setdefault(first, second)
        targets.add(second)
    longest: list[Mark] = []
    for start in following:
        if start in targets:
            continue
        chain = [start]
        while chain[-1] in following:
            chain.append(following[chain[-1]])
        if len(chain) > len(longest):
            longest = chain
    return longest


def _holds(chain: Sequence[Mark], length: int, context: _Context, *, preview: bool) -> bool:
    broken = sum(context.breaks_sentence(mark) for mark in chain[1:])
    sure = sum(context.surely_breaks(mark) for mark in chain[1:])
    breaks = len(chain) - 1
    lengths = [second.at - first.at - first.end + first.start for first, second in pairwise(chain)]
    equal = len(set(lengths)) == 1
    # 第3页 is no item's number: equal pieces are enough, wherever they end.
    if chain[0].style.startswith("page") and equal and length >= 100 and (breaks > 1 or length % 50 == 0):
        return True
    if breaks == 1:
        # Two pieces show one distance: a round one, or a sentence that plainly runs on, and a place to run.
        shown = sure == 1 and length % 50 == 0
        decimal = any(mark.decimal for mark in chain)
        if decimal or length < 100 or not broken:
            return False
        if chain[1].start:
            round_or_preview = preview or length % 50 == 0
            torn = context.tears(chain[1], times=1 if round_or_preview else 2)
            return not chain[0].start and (torn or (preview and shown))
        return shown or (preview and (sure == 1 or _runs_on(chain, context)))
    # Exactly equal pieces are a machine's work, even where no word was cut; inside a text chance needs ruling out.
    lines = all(not mark.start for mark in chain)
    exact = equal and (lines or preview or length % 10 == 0 or breaks >= 3 or broken == breaks)
    if equal and breaks > 1 and length >= 100 and length % 50 == 0 and broken:
        return True
    if sum(mark.decimal for mark in chain) * 2 > len(chain) and not (equal and breaks >= 3):
        return False
    return broken * 2 >= breaks and (sure >= 1 or exact)


def _find_broken_sentences(marks: Sequence[Mark], context: _Context, *, preview: bool) -> CutSeries | None:
    """The series of marks at line starts that most often break a sentence; for pages of unequal length."""
    inside = {"page_brackets", "page", "dash", "signs", "page_en"}
    candidates = [mark for mark in marks if not mark.start or mark.style in inside]
    best: dict[Mark, tuple[float, Mark | None]] = {}
    recent: dict[int, list[Mark]] = defaultdict(list)
    for mark in candidates:
        weight = 2.0 if context.surely_breaks(mark) else 0.5 if context.breaks_sentence(mark) else -1.0
        before = [
            earlier
            for earlier in recent[mark.value - 1][-_NEIGHBOURS:]
            if _SHORTEST_PIECE <= mark.at - earlier.at <= _LONGEST_PIECE
        ]
        if before:
            chosen = max(before, key=lambda earlier: best[earlier][0])
            best[mark] = (best[chosen][0] + weight, chosen)
        elif mark.value <= 2:
            best[mark] = (weight if mark.value == 2 else 0.0, None)
        else:
            continue
        recent[mark.value].append(mark)
    if not best:
        return None
    last: Mark | None = max(best, key=lambda mark: best[mark][0])
    chain: list[Mark] = []
    while last is not None:
        chain.append(last)
        last = best[last][1]
    chain.reverse()
    breaks = [mark for mark in chain if mark.value > 1]
    sure = sum(context.surely_breaks(mark) for mark in breaks)
    needed = 1 if preview else 2
    if not breaks or ((sure < needed or sure * 2 < len(breaks)) and not (preview and _runs_on(chain, context))):
        return None
    return CutSeries(tuple(_extend(chain, candidates)), blind=False)


def _runs_on(chain: Sequence[Mark], context: _Context) -> bool:
    """Whether long pieces, one to a line, all break off: in a preview that is enough."""
    whole = all(second.line == first.line + 1 and second.at - first.at >= 100 for first, second in pairwise(chain))
    return len(chain) >= 2 and whole and all(context.breaks_sentence(mark) for mark in chain[1:])


def _extend(chain: list[Mark], candidates: Sequence[Mark]) -> list[Mark]:
    """With the mark 1 that begins the first piece, where the series was recognised from 2 on."""
    if chain[0].value != 2:
        return chain
    ones = [mark for mark in candidates if mark.value == 1 and mark.at < chain[0].at]
    return [ones[0], *chain] if ones else chain
