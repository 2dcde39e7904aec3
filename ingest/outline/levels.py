"""Which part stands under which: the tree of a document's parts, from the order in which its number styles nest.

Documents differ: `一、` over `（一）` over `1.` is usual, but `1.` may stand over `（一）`, and `一、` under `第一条`.
A number that continues an open series is its next member. A number that begins a new series stands under the
part before it when that part's own series goes on afterwards, and otherwise where its style usually ranks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.text.number_styles import DECIMALS, NumberStyle


@dataclass(frozen=True, slots=True)
class Part:
    """One numbered or headed part, in document order.

    `style` None: a heading without a number. `level` is the heading level Word states, None otherwise (0: the
    title of a document inside the document). `value` -1: a preface, under which no other part stands. `key` is a
    decimal's parent ("1.2" for 1.2.3). Drawn numbers of one `list_name` nest by their `list_level`, as Word counts them.
    """

    style: NumberStyle | None
    value: int
    level: int | None = None
    key: str = ""
    list_name: str = ""
    list_level: int = 0


def find_parents(parts: Sequence[Part]) -> list[int]:
    """For each part the index of the one it stands under, -1 for the outermost. Linear in the number of parts."""
    following, next_number = _look_ahead(parts)
    chapters = any(part.style is NumberStyle.CHAPTER for part in parts)
    parents: list[int] = []
    stack: list[int] = []
    for index, part in enumerate(parts):
        if part.level is not None:
            _close_to_level(stack, parts, part.level)
        elif part.style is None:
            _close_for_typed_heading(stack, parts, next_number[index])
        elif part.style is NumberStyle.ANNEX:
            stack.clear()
        else:
            sibling, around = _find_in_list(stack, parts, part)
            if sibling >= 0:
                del stack[sibling:]
            elif not _close_to_sibling(stack, parts, part, around):
                _close_to_rank(stack, parts, part, following, around, chapters=chapters)
        parents.append(stack[-1] if stack else -1)
        stack.append(index)
    return parents


def _look_ahead(parts: Sequence[Part]) -> tuple[list[int], list[int]]:
    """For each part the index of the next one of its style, and of the next one with a number; -1: none."""
    following, next_number = [-1] * len(parts), [-1] * len(parts)
    upcoming: dict[NumberStyle | None, int] = {}
    numbered = -1
    for index in range(len(parts) - 1, -1, -1):
        style = parts[index].style
        following[index], next_number[index] = upcoming.get(style, -1), numbered
        upcoming[style] = index
        if style is not None:
            numbered = index
    return following, next_number


def _close_to_level(stack: list[int], parts: Sequence[Part], level: int) -> None:
    """Word's own levels rule; typed numbers without a level stand under every styled heading."""
    while stack:
        open_level = parts[stack[-1]].level
        if open_level is not None and open_level < level:
            return
        stack.pop()


def _close_for_typed_heading(stack: list[int], parts: Sequence[Part], upcoming: int) -> None:
    """A typed heading ends another one, and stands above the series that begins after it, below one that goes on."""
    typed = next(
        (d for d in range(len(stack)) if parts[stack[d]].style is None and parts[stack[d]].level is None), None
    )
    if typed is not None:
        del stack[typed:]
    if upcoming < 0:
        return
    part = parts[upcoming]
    for depth, index in enumerate(stack):
        if parts[index].style is not part.style:
            continue
        if part.value == 1:
            del stack[depth:]
        elif part.value == parts[index].value + 1:
            del stack[depth + 1 :]
        return


def _find_in_list(stack: Sequence[int], parts: Sequence[Part], part: Part) -> tuple[int, int]:
    """Where in the stack the parts of its own list begin that end before it (-1: none), and how many it stands under."""
    sibling = -1
    for depth in range(len(stack) - 1, -1, -1):
        open_part = parts[stack[depth]]
        if not part.list_name or open_part.list_name != part.list_name:
            continue
        if open_part.list_level < part.list_level:
            return sibling, depth + 1
        sibling = depth
    return sibling, 0


def _close_to_sibling(stack: list[int], parts: Sequence[Part], part: Part, around: int) -> bool:
    """Closes down to the open series that this number continues; false when there is none. `around` parts stay open."""
    for depth in range(len(stack) - 1, around - 1, -1):
        open_part = parts[stack[depth]]
        if open_part.style is part.style and open_part.key == part.key and part.value == open_part.value + 1:
            del stack[depth:]
            return True
    return False


def _close_to_rank(
    stack: list[int], parts: Sequence[Part], part: Part, following: Sequence[int], around: int, *, chapters: bool
) -> None:
    """Closes what the new series cannot stand under, but the first `around` parts. `chapters`: the document has some,
    so 第一节 stands under one."""
    styles = [parts[index].style for index in stack]
    if part.style in styles[around:]:
        # The same style is open with another value: a gap, a doubled number, or the series begun again. It stays
        # under a heading without number that was opened since.
        depth = len(styles) - 1 - styles[::-1].index(part.style)
        headed = next((d for d in range(depth + 1, len(stack)) if parts[stack[d]].style is None), None)
        if headed is None or part.value != 1:
            del stack[depth:]
            return
        del stack[headed + 1 :]
        return
    while len(stack) > around:
        open_part = parts[stack[-1]]
        if open_part.value < 0:
            stack.pop()
            continue
        if open_part.style is None or open_part.style is NumberStyle.ANNEX or part.style is None:
            return
        if open_part.level is not None:
            return
        if part.style in DECIMALS and open_part.style in DECIMALS:
            if open_part.style < part.style:
                return
            stack.pop()
            continue
        if part.style is NumberStyle.SECTION and part.value == 1 and not chapters:
            return  # 三、主要任务 › 第一节
        goes_on = following[stack[-1]]
        continues = goes_on >= 0 and parts[goes_on].value == open_part.value + 1
        if open_part.style < part.style or (part.value == 1 and continues):
            return
        stack.pop()
