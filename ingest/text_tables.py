"""Tables typed into plain text, a row to the line and a tab between the cells, read as a Word table's rows are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count

from ingest.cleaning.masks import COUNTED_HEAD
from ingest.limits import MAX_COLUMNS
from ingest.records import Block, BlockKind
from ingest.text.number_styles import fold
from ingest.text.plain_text import make_plain
from ingest.word.table_grid import Cell, Row
from ingest.word.table_headers import count_header_rows, figure_columns, is_column_name, name_columns, row_texts
from ingest.word.table_rows import write_row

# Comparing header and rows takes time for each pair of cells of a column; a document of words has far fewer.
MAX_TABS = 100_000


def read_rows(lines: Sequence[str], number: int) -> tuple[Block, ...]:
    """The rows of the file's table `number`, for neighbouring lines of as many tabs each; none where they are no table.

    A table has a header that names what its columns hold, or figures in all columns but the first. Without one nothing
    tells it from list numbers, indents, lists of names, and of fields and their values, which are set with tabs as well.

    >>> [block.text for block in read_rows(("奖项\\t名额\\t金额", "一等奖\\t3\\t500"), 1)]
    ['奖项；名额；金额', '奖项：一等奖；名额：3；金额：500']
    """
    tabs = lines[0].count("\t")
    if not 0 < tabs < MAX_COLUMNS or len(lines) < (3 if tabs == 1 else 2):
        return ()
    identities = count()
    rows = [_split(line, identities) for line in lines]
    depth = count_header_rows(rows)
    if not depth:
        return ()
    names = name_columns(rows[:depth])
    if not _is_headed([names.get(column, "") for column in range(tabs + 1)], len(figure_columns(rows[depth:]))):
        return ()
    headers = {row_texts(row) for row in rows[:depth]}
    texts = (write_row(row, {} if row_texts(row) in headers else names) for row in rows)
    return tuple(
        Block(kind=BlockKind.TABLE_ROW, text=text, place=f"t{number}/r{at}") for at, text in enumerate(texts, start=1)
    )


def _is_headed(names: Sequence[str], figures: int) -> bool:
    """Whether the first row heads columns, of which `figures` hold figures, and is none of fields and values.

    >>> _is_headed(("班级", "人数"), 1), _is_headed(("项目名称", "实验小学"), 1), _is_headed(("时间", "6月1日", "6月2日"), 0)
    (True, False, False)
    """
    if any(COUNTED_HEAD.search(fold(name) + ":") for name in names[1:]) and figures:
        return True
    if len(names) == 2:
        return False
    told = figures or is_column_name(names[0])
    return figures >= len(names) - 1 or (bool(told) and any(map(is_column_name, names[1:])))


def _split(line: str, identities: Iterator[int]) -> Row:
    cells = (make_plain(cell) for cell in line.split("\t"))
    return Row(tuple(Cell(text, column, identity=next(identities)) for column, text in enumerate(cells)))
