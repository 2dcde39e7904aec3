"""Rows of a table as text that can be cited alone: `区县：A；招生数：1200`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ingest.limits import MAX_REPEATED_CHARACTERS
from ingest.word.table_grid import Cell, Row

_SEPARATOR = "；"
_STOPS = ("；", "。", "！", "？", ";")


def write_row(row: Row, names: Mapping[int, str]) -> str:
    """Each value with the name of its column; a value that reaches over differently named columns stands under each.

    Without a name the value stands alone. Empty cells leave. A value merged from above stands in each row
    it covers, unless it is longer than MAX_REPEATED_CHARACTERS.

    >>> write_row(Row((Cell("A", 0), Cell("1200", 1))), {0: "区县", 1: "招生数"})
    '区县：A；招生数：1200'
    """
    if len(row.cells) == 1 and row.cells[0].span > 1:
        # One cell across the table heads the rows below it or sums them up; it is no column's value.
        names = {}
    parts: list[str] = []
    for cell in row.cells:
        parts.extend(_write_cell(cell, names))
    return join_parts(parts)


def join_parts(parts: Iterable[str]) -> str:
    """The values of a row in one text, a separator between those that end without a stop."""
    text = ""
    for part in parts:
        text += ("" if not text or text.endswith(_STOPS) else _SEPARATOR) + part
    return text


def _write_cell(cell: Cell, names: Mapping[int, str]) -> list[str]:
    too_long = len(cell.text) > MAX_REPEATED_CHARACTERS
    if not cell.text or (too_long and not cell.is_first):
        return []
    called: list[str] = []
    for column in cell.columns:
        name = names.get(column, "")
        if name not in called:
            called.append(name)
    named = [name for name in called if name and name != cell.text]
    if not named:
        return [cell.text]
    return [f"{name}：{cell.text}" for name in (named[:1] if too_long else named)]
