"""Marks that a page preview or a printer put into running text, in the middle of sentences: finding and taking them out.

A preview cuts a text every so many characters and writes `1、`, `2、` … before the pieces. Such a mark looks
like an item's number. What tells it apart is the series: consecutive numbers at equal distances, or numbers
that again and again stand inside a sentence. A single odd mark is left alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from ingest.cleaning.cut_mark_styles import MARK_STYLES, Mark, character_before, collect_marks
from ingest.cleaning.seams import belong_together, count_pairs
from ingest.text.folding import fold_in_place
from ingest.text.sentences import PAUSES, STOPS, ends_sentence, is_chinese

_SHORTEST_PIECE = 40
_LONGEST_PIECE = 6000
_NEIGHBOURS = 6


@dataclass(frozen=True, slots=True)
class CutSeries:
    """Marks of one preview. `blind`: the cuts fall at equal distances, whatever stands there, so all pieces join."""

    marks: tuple[Mark, ...]
    blind: bool


def find_cut_series(texts: Sequence[str], *, preview: bool) -> list[CutSeries]:
    """All series of cut marks in the lines of a document. An empty text is a barrier (a table, a removed line).

    `preview` says that site lines were found around the text, which makes a short series believable.
    """
    folded = [fold_in_place(text) for text in texts]
    offsets = [0]
    for text in folded:
        offsets.append(offsets[-1] + len(text))
    context = _Context(folded, offsets)
    series: list[CutSeries] = []
    for style in MARK_STYLES:
        if style == "paren" and any(one.marks[0].style == "paren_comma" for one in series):
            continue
        marks = collect_marks(style, folded, offsets)
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
            character_before(text, mark.start),
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
