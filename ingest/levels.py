"""Which number stands under which: the tree of a document's numbered parts, from the order in which its styles nest.

Documents differ: `一、` over `（一）` over `1.` is usual, but `1.` may stand over `（一）`, and `一、` under `第一条`.
A number that continues an open series is its next member. A number that begins a new series stands under the
part before it when that part's own series goes on afterwards, and otherwise where its style usually ranks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.number_styles import DECIMALS, NumberStyle


@dataclass(frozen=True, slots=True)
class Part:
    """One numbered or headed part, in document order.

    `style` None: a heading without a number. `level` is the heading level Word states, None otherwise.
    `key` is a decimal's parent ("1.2" for 1.2.3).
    """

    style: NumberStyle | None
    value: int
    level: int | None = None
    key: str = ""


def find_parents(parts: Sequence[Part]) -> list[int]:
    """For each part the index of the one it stands under, -1 for the outermost."""
    following = _following(parts)
    parents: list[int] = []
    stack: list[int] = []
    for index, part in enumerate(parts):
        if part.level is not None:
            _close_to_level(stack, parts, part.level)
        elif part.style is None:
            stack.clear()
        elif not _close_to_sibling(stack, parts, part):
            _close_to_rank(stack, parts, part, following)
        parents.append(stack[-1] if stack else -1)
        stack.append(index)
    return parents


def _following(parts: Sequence[Part]) -> list[int]:
    """For each part the index of the next one of its style, -1 when there is none."""
    following = [-1] * len(parts)
    upcoming: dict[NumberStyle | None, int] = {}
    for index in range(len(parts) - 1, -1, -1):
        style = parts[index].style
        following[index] = upcoming.get(style, -1)
        upcoming[style] = index
    return following


def _close_to_level(stack: list[int], parts: Sequence[Part], level: int) -> None:
    """Word's own levels rule; typed numbers without a level stand under every styled heading."""
    while stack:
        open_level = parts[stack[-1]].level
        if open_level is not None and open_level < level:
            return
        stack.pop()


def _close_to_sibling(stack: list[int], parts: Sequence[Part], part: Part) -> bool:
    """Closes down to the open series that this number continues; false when there is none."""
    for depth in range(len(stack) - 1, -1, -1):
        open_part = parts[stack[depth]]
        if open_part.style is part.style and open_part.key == part.key and part.value == open_part.value + 1:
            del stack[depth:]
            return True
    return False


def _close_to_rank(stack: list[int], parts: Sequence[Part], part: Part, following: Sequence[int]) -> None:
    """Closes what the new series cannot stand under."""
    same = next((d for d in range(len(stack) - 1, -1, -1) if parts[stack[d]].style is part.style), None)
    if same is not None:
        # The same style is open with another value: a gap, a doubled number, or the series begun again.
        del stack[same:]
        return
    while stack:
        top = stack[-1]
        open_part = parts[top]
        if open_part.style is None or (open_part.level is not None and part.level is None):
            return
        if part.style is NumberStyle.ANNEX:
            stack.pop()
            continue
        if part.style in DECIMALS and open_part.style in DECIMALS:
            if open_part.style < part.style:
                return
            stack.pop()
            continue
        goes_on = following[top]
        continues = goes_on >= 0 and parts[goes_on].value == open_part.value + 1
        restarts = goes_on >= 0 and parts[goes_on].value == 1
        ranks_under = part.style is not None and open_part.style < part.style
        if ranks_under or (part.value == 1 and continues and not restarts):
            return
        stack.pop()
