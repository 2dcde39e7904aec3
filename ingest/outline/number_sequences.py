"""Which numbers without a stop of their own count: those that form a sequence with others of their kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.text.number_styles import COUNTED, DECIMALS, WEAK, NumberHead, NumberStyle

_LONGEST_BARE_HEADING = 45
_LARGEST_GAP = 3


@dataclass(frozen=True, slots=True)
class Place:
    """A possible head. `at_start`: it begins its line. `after_stop`: a sentence ends right before it, the last one
    at `stop_at` (-1: none near). `strong`: it does not read like a quantity.
    """

    head: NumberHead
    line: int
    at_start: bool
    after_stop: bool
    strong: bool
    stop_at: int


def accept_weak(places: Sequence[Place]) -> set[Place]:
    """Of the numbers without a stop after them those that form a sequence from 1 on.

    A number that reads like a quantity (`3所`) counts only between its neighbours in the sequence.
    """
    accepted: set[Place] = set()
    items = {place.line for place in places if place.at_start and place.head.style is NumberStyle.ARABIC_DOT}
    for style in sorted(WEAK):
        own = [place for place in places if place.head.style is style]
        if style in DECIMALS:
            accepted |= _accept_decimals(own, items)
        elif style in COUNTED:
            accepted |= _accept_counted(own)
        else:
            accepted |= _accept_sequence([p for p in places if p.head.style is style or _renews(p.head, style)], style)
    return accepted


def _renews(head: NumberHead, style: NumberStyle) -> bool:
    """Whether such a number may stand over a series of `style`, which then begins anew under it."""
    if style is NumberStyle.LETTER:
        return head.style not in WEAK or (head.style is NumberStyle.ROMAN and len(head.printed) > 2)
    return head.style not in WEAK if style is NumberStyle.ROMAN else head.style < NumberStyle.ARABIC_DOT


def _accept_sequence(places: Sequence[Place], style: NumberStyle) -> set[Place]:
    """Walks the numbers of one style in order; higher numbers between them allow a new start at 1."""
    accepted: list[Place] = []
    runs: list[list[Place]] = []
    last, fresh = 0, True
    own = [index for index, place in enumerate(places) if place.head.style is style]
    next_own = dict(pairwise(own))
    heading_at, under = (-1, -1), style
    for index, place in enumerate(places):
        if place.head.style is not style:
            if place.at_start or place.after_stop:
                fresh = True
                heading_at, under = (place.line, place.head.end), place.head.style
            continue
        value = place.head.value
        glued = not place.at_start and not place.after_stop
        near = heading_at[0] == place.line and place.stop_at < heading_at[1]
        if glued and not (near and 2 <= place.head.start - heading_at[1] <= _LONGEST_BARE_HEADING):
            continue
        if glued and not place.strong and under is NumberStyle.ARTICLE:
            continue  # an article begins with its text: 第五条 每学期安排1次家访
        follows = value == last + 1 and last > 0
        # An A on a line of its own that a B follows can only begin a list.
        begins = value == 1 and (last == 0 or fresh or (style is NumberStyle.LETTER and place.at_start))
        skips = value == last + 2 and last > 0 and place.strong and not glued
        if not (follows or begins or skips):
            continue
        if (not (place.strong or place.at_start) or skips or begins) and not _comes_soon(places, next_own, index):
            continue
        if not place.strong and place.at_start and _better_comes(places, next_own, index):
            continue
        if begins:
            runs.append([])
        runs[-1].append(place)
        accepted.append(place)
        last, fresh = value, False
        heading_at = (-1, -1)
    return {place for run in runs if len(run) >= 2 for place in run}


def _comes_soon(places: Sequence[Place], next_own: dict[int, int], index: int) -> bool:
    """Whether the next number of its style comes among the next few, before a better one of the same value."""
    this = places[index]
    at = next_own.get(index)
    for _ in range(12):
        if at is None:
            return False
        place = places[at]
        if place.head.value == this.head.value + 1 and (place.strong or place.at_start):
            return True
        better = place.at_start or place.after_stop or not this.strong
        if place.head.value == this.head.value and place.strong and better:
            return False
        at = next_own.get(at)
    return False


def _better_comes(places: Sequence[Place], next_own: dict[int, int], index: int) -> bool:
    """Whether a place that reads less like a quantity has the same value, among the next few."""
    at = next_own.get(index)
    for _ in range(6):
        if at is None or places[at].head.value == 1:
            return False
        if places[at].head.value == places[index].head.value and places[at].strong:
            return True
        at = next_own.get(at)
    return False


def _accept_decimals(places: Sequence[Place], items: set[int]) -> set[Place]:
    """Decimals at line starts whose last part counts 1, 2, … under one parent, and first ones under its next (1.1, 2.1).

    Those on the lines of `items` may be an item's number and a month: they count only beside another decimal, and not
    where the first number counts on and the month does not begin anew (1.3月, 2.4月).
    """
    places = [place for place in places if place.at_start]
    months = {
        place
        for one, other in pairwise(places)
        if {one.line, other.line} <= items and other.head.value > 1 and _is_next_parent(one.head.key, other.head.key)
        for place in (one, other)
    }
    accepted: set[Place] = set()
    run: list[Place] = []
    for place in places:
        if place in months:
            continue
        step = place.head.value - run[-1].head.value if run and place.head.key == run[-1].head.key else -1
        # Where two have counted on, the third may leave one out or come twice: that is told.
        if step == 1 or (0 <= step <= _LARGEST_GAP and len(run) > 1):
            run.append(place)
            if not all(other.line in items for other in run[-2:]):
                accepted.update(run[-2:])
        elif place.head.value == 1:
            if run and _is_next_parent(run[-1].head.key, place.head.key) and not {place.line, run[-1].line} <= items:
                accepted.update((*run, place))
            run = [place]
    return accepted


def _is_next_parent(before: str, after: str) -> bool:
    """Whether one decimal's parent follows another: 1.2 and 1.3."""
    *outer, last = before.split(".")
    return after.split(".") == [*outer, str(int(last) + 1)]


def _accept_counted(places: Sequence[Place]) -> set[Place]:
    """Counted words of which two or more, alike but for their number, count on from 1: 任务一：… 任务二：…"""
    accepted: set[Place] = set()
    runs: defaultdict[str, list[Place]] = defaultdict(list)
    for place in places:
        run = runs[place.head.key]
        step = place.head.value - run[-1].head.value if run else -1
        # Where two have counted on, the third may leave one out or come twice: that is told.
        if step == 1 or (0 <= step <= _LARGEST_GAP and len(run) > 1):
            run.append(place)
            accepted.update(run[-2:])
        elif place.head.value == 1:
            runs[place.head.key] = [place]
    return accepted
