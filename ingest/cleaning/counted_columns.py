"""Columns of a table that hold figures, as the rows beside one tell: 已整改：** hides a figure where the next row has 已整改：5.

A row is read as its headings with its cells: `类别：校舍；已整改：**`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.cleaning.masks import COUNTED_HEAD
from ingest.records import Block, BlockKind
from ingest.text.folding import fold_in_place

_REACH = 10  # rows to either side; a table of thousands must not be read for each of its rows
_FIGURE = re.compile(r"\d[\d.,]*\s?(?:[%‰]|[\u4e00-\u9fff]{1,2})?")
_WORDS = re.compile(r"[\u4e00-\u9fff]")


def find_counted_columns(blocks: Sequence[Block], index: int) -> frozenset[str]:
    """The headings, folded, under which the rows around a row hold figures and no words. Where the first cells name what
    their rows count (指标：招生人数) only such a row has any, and words in other rows do not matter.

    >>> rows = [Block(BlockKind.TABLE_ROW, f"类别：{kind}；已整改：{n}；校长：{who}", place=f"t1/r{at}")
    ...     for at, (kind, n, who) in enumerate([("校舍", "**", "**"), ("食堂", 5, "李明")])]
    >>> sorted(find_counted_columns(rows, 0))
    ['已整改']
    """
    table = blocks[index].place.rpartition("/")[0]
    near = blocks[max(index - _REACH, 0) : index + _REACH + 1]
    rows = [
        _read_cells(block.text)
        for block in near
        if block.kind is BlockKind.TABLE_ROW and block.place.rpartition("/")[0] == table
    ]
    cells = [cell for row in rows for cell in row[1:]]
    figures = {head for head, value in cells if _FIGURE.fullmatch(value)}
    own = _read_cells(blocks[index].text)
    if any(map(_counts, rows)):
        counted = _counts(own) or any(head == "单位" or _FIGURE.fullmatch(value) for head, value in own[1:])
        return frozenset(figures if counted else ())
    return frozenset(figures - {head for head, value in cells if _WORDS.search(value) and not _FIGURE.fullmatch(value)})


def _counts(row: Sequence[tuple[str, str]]) -> bool:
    """Whether the row's first cell names what it counts."""
    return COUNTED_HEAD.search(f"{row[0][1]}:") is not None


def _read_cells(row: str) -> list[tuple[str, str]]:
    cells = (cell.partition(":") for cell in fold_in_place(row).split(";"))
    return [(head.strip(), value.strip()) for head, _, value in cells]
